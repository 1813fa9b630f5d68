import Programme
import Storage
import Testing

@testable import App

extension Market {
    /// A training that its participant completed, with its certificate.
    func certified(_ siti: Cardholder) async throws -> Certificate {
        let code = try await buy(siti)
        try await attend([1, 999], code, siti)
        #expect(try await complete(code).status == 200)
        return try await certificate(of: siti)
    }

    func certificate(of who: Cardholder) async throws -> Certificate {
        let found = try await world.dependencies.database.read {
            try $0.certificates.of(who.person, vault: world.dependencies.vault)
        }
        #expect(found.count == 1)
        return try #require(found.first)
    }
}

extension World {
    /// What `audit verify` says of certificates.
    func changedCertificates() async throws -> [String] {
        try await verifyRecords().filter { $0.contains(/^certificate \d/) }
    }

    /// Types a number, and a name, into the public form.
    func checkCertificate(_ number: String, name: String = "", by visitor: Visitor? = nil) async throws -> Answer {
        let visitor = visitor ?? self.visitor()
        return try await visitor.post(
            Paths.certificateCheck, [(CertificateCheckPage.number, number), (CertificateCheckPage.name, name)])
    }
}
