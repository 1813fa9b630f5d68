import Foundation
import Programme
import Storage

extension DemoSetUp {
    private static let people: [(kind: Partner.Kind, name: String)] = [
        (.platform, "Maya Lestari"), (.institution, "Budi Hartono"),
    ]

    /// One administrator for a platform's desk and one for an institution's, with password and authenticator.
    func partnerPeople() async throws -> [DemoOfficer] {
        var made: [DemoOfficer] = []
        for (kind, name) in Self.people {
            let first = try await dependencies.database.read { try $0.partners.all().first { $0.kind == kind } }
            guard let partner = first,
                let address = EmailAddress("\(name.lowercased().prefix { $0 != " " })@\(partner.clientCode).example")
            else { continue }
            let password = dependencies.random.pick(12, from: "abcdefghjkmnpqrstuvwxyz23456789")
            let (hash, secret) = (
                try await Password.hash(password), dependencies.random.bytes(PartnerSetUp.secretBytes)
            )
            let id: ID<PartnerPerson> = dependencies.ids.next()
            let added = try await dependencies.database.transaction { [dependencies] tx in
                let now = dependencies.realNow()
                guard
                    try tx.partnerPeople.add(
                        id, to: partner.id, name: name, address: address, role: .administrator, secret: secret,
                        at: now, vault: dependencies.vault)
                else { return false }
                try tx.partnerPeople.finishSetUp(of: id, passwordHash: hash, step: 0)
                try tx.records.bind(.partnerPeople, id, at: now, ids: dependencies.ids)
                return true
            }
            guard added else { continue }
            made.append(
                DemoOfficer(
                    name: name, signIn: PartnerPersonQueries.signIn(address), password: password,
                    totpSecret: Base32.encode(secret), role: partner.name))
        }
        return made
    }
}
