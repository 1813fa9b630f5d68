import Foundation
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

extension World {
    func signedUp(_ number: Int, nik: String) async throws -> TestPerson {
        var person = try await signedUp(number)
        person.nik = nik
        return person
    }

    /// A verified person, and another who claims their NIK and has sent both photos, so that the deadline runs.
    func disputed() async throws -> (siti: TestPerson, other: TestPerson, dispute: ID<StoredClaim>) {
        let siti = try await eligible(1)
        let other = try await submitted(2) { $0.nik = siti.nik }
        try await settle()
        try await tick()
        let dispute = try await dependencies.database.read { try $0.disputes.running(limit: 1).first?.id }
        return (siti, other, try #require(dispute))
    }

    /// Another account claims the NIK of a verified person, so that the deadline runs.
    func contest(_ person: ID<Account>) async throws -> ID<StoredClaim> {
        let phone = try #require(Contact("081299990001"))
        return try await dependencies.database.transaction { [dependencies] tx in
            let held = try #require(try tx.identity.claim(of: person))
            let other = try tx.accounts.open(
                with: phone, at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault
            ).account.id
            try tx.identity.save(
                held.openNIK(dependencies.vault), birthDate: held.birthDate, familyCard: nil, of: other,
                on: dependencies)
            let claim = try #require(try tx.identity.claim(of: other))
            try tx.identity.record(.verified, claim: claim.id, check: claim.checks, on: dependencies)
            try SettleDispute(dependencies: dependencies).open(claim.id, in: tx)
            return claim.id
        }
    }

    func propose(_ dispute: ID<StoredClaim>, for side: IdentityDispute.Side, by officer: Visitor) async throws {
        try await officer.post(
            Paths.disputeProposal(dispute),
            [("pihak", side.rawValue), ("alasan", "Wajah di swafoto sama dengan foto di KTP asli.")],
            seeing: Paths.dispute(dispute))
    }

    func decide(_ dispute: ID<StoredClaim>, for side: IdentityDispute.Side) async throws {
        try await propose(dispute, for: side, by: try await officer(.verifier, "pengusul").browser)
        let second = try await officer(.operations, "pemutus").browser
        try await second.post(Paths.disputeAgreement(dispute), [], seeing: Paths.dispute(dispute))
    }

    /// Whether neither a dispute nor a suspension holds back the person's money.
    func mayBePaid(_ person: ID<Account>) async throws -> Bool {
        try await dependencies.database.read { [dependencies] tx in try dependencies.mayBePaid(person, in: tx) }
    }

    func moneyWaits(for person: TestPerson) async throws -> Instant? {
        let id = try await id(of: person)
        return try await dependencies.database.read { try $0.disputes.moneyWaits(for: id) }
    }

    func isTold(_ person: TestPerson) async throws -> Bool {
        try await letters(to: person.email).contains { $0.subject == "NIK Anda juga dipakai orang lain" }
    }

    func claim(of person: TestPerson, _ tx: Transaction) throws -> StoredClaim {
        let contact = try #require(Contact(person.email))
        let account = try #require(try tx.accounts.holder(of: contact, vault: dependencies.vault))
        return try #require(try tx.identity.claim(of: account.id))
    }
}
