import Foundation
import Programme
import Storage

/// Creates what a demo needs before its first visitor: officers, partners and courses, by the same functions the office
/// uses. Done once per data directory; `demo.json` records what was made.
struct DemoSetUp {
    let dependencies: Dependencies

    func run() async throws {
        let (directory, outside) = (dependencies.configuration.dataDirectory, dependencies.configuration.outside)
        let catalogue = DemoCatalogue(
            dependencies: dependencies, shopAddress: outside.shopURL, schoolAddress: outside.schoolURL)
        try await catalogue.install()
        let known = try DemoFile.read(from: directory)
        var file = if let known { known } else { try await newFile() }
        catalogue.describe(in: &file)
        try file.write(to: directory)
    }

    private func newFile() async throws -> DemoFile {
        let officers = try await officers()
        try await DemoLists(dependencies: dependencies).bringIn()
        return DemoFile(
            baseURL: dependencies.configuration.baseURL, outbox: Paths.demoMessages, redirectURI: "", people: [],
            officers: officers, partners: [], courses: [], redeemCodes: [], homes: homes)
    }

    /// Nil when the whole country may join; otherwise one regency of each open region.
    private var homes: [String]? {
        let today = dependencies.edition.waves.zone.date(of: dependencies.clock.now())
        let open = dependencies.edition.regions.filter { $0.contains(today) }
        guard !open.contains(where: { $0.codes == nil }) else { return nil }
        return open.flatMap { $0.codes ?? [] }.compactMap { code in
            Regency(code: code)?.code ?? Province(code: code).flatMap { Regions.of($0).last?.code }
        }
    }

    private func officers() async throws -> [DemoOfficer] {
        var made: [DemoOfficer] = []
        for (name, signIn, role) in Self.staff {
            let password = dependencies.random.pick(12, from: "abcdefghjkmnpqrstuvwxyz23456789")
            let secret = dependencies.random.bytes(20)
            let officer = NewOfficer(
                name: name, signIn: signIn, role: role, passwordHash: try await Password.hash(password), secret: secret)
            try await dependencies.database.transaction { [dependencies] tx in
                let id = try tx.officers.add(
                    officer, at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault)
                try tx.audit.record(
                    AuditEvent("officer.added", subject: "officer:\(id)", detail: ["role": role.rawValue]), by: .system,
                    at: dependencies.moment(), ids: dependencies.ids)
            }
            made.append(
                DemoOfficer(
                    name: name, signIn: signIn, password: password, totpSecret: Base32.encode(secret),
                    role: role.rawValue))
        }
        return made
    }

    private static let staff: [(String, String, Role)] = [
        ("Ratna Dewi", "ratna@kantor.example", .operations),
        ("Hendra Wijaya", "hendra@kantor.example", .approver),
        ("Bima Saputra", "bima@kantor.example", .operations),
        ("Sari Utami", "sari@kantor.example", .approver),
        ("Dian Permata", "dian@kantor.example", .verifier),
        ("Lestari Putri", "lestari@auditor.example", .auditor),
    ]
}
