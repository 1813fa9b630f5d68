import Foundation
import Programme
import Storage

/// What a demo needs before anybody comes: officers, partners and courses, made by the same functions the office uses.
/// Done once per data directory; `demo.json` remembers what was made.
struct DemoSetUp {
    let platform: Platform

    func run() async throws {
        guard try DemoFile.read(from: platform.configuration.dataDirectory) == nil else { return }
        let officers = try await officers()
        let file = DemoFile(
            baseURL: platform.configuration.baseURL, outbox: "/demo/pesan.json", redirectURI: "", people: [],
            officers: officers, partners: [], courses: [], redeemCodes: [])
        try file.write(to: platform.configuration.dataDirectory)
    }

    private func officers() async throws -> [DemoOfficer] {
        var made: [DemoOfficer] = []
        for (name, signIn, role) in Self.staff {
            let password = platform.random.pick(12, from: "abcdefghjkmnpqrstuvwxyz23456789")
            let secret = platform.random.bytes(20)
            let officer = NewOfficer(
                name: name, signIn: signIn, role: role, passwordHash: try await Password.hash(password), secret: secret)
            try await platform.database.transaction { [platform] tx in
                let id = try tx.officers.add(officer, on: platform)
                try tx.audit.record(
                    AuditEvent("officer.added", subject: "officer:\(id)", detail: ["role": role.rawValue]), by: .system,
                    on: platform)
            }
            made.append(
                DemoOfficer(
                    name: name, signIn: signIn, password: password, totpSecret: Base32.encode(secret), role: role.rawValue))
        }
        return made
    }

    private static let staff: [(String, String, Role)] = [
        ("Ratna Dewi", "ratna@kantor.example", .operations),
        ("Hendra Wijaya", "hendra@kantor.example", .approver),
        ("Lestari Putri", "lestari@auditor.example", .auditor),
    ]
}
