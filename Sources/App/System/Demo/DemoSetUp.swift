import Foundation
import Programme
import Storage

/// Creates what a demo needs before its first visitor: officers, partners and courses, by the same functions the office
/// uses. Done once per data directory; `demo.json` records what was made.
struct DemoSetUp {
    let platform: Platform

    func run() async throws {
        let (directory, outside) = (platform.configuration.dataDirectory, platform.configuration.outside)
        let catalogue = DemoCatalogue(
            platform: platform, shopAddress: outside.shopURL, schoolAddress: outside.schoolURL)
        try await catalogue.install()
        let known = try DemoFile.read(from: directory)
        var file = if let known { known } else { try await newFile() }
        catalogue.describe(in: &file)
        try file.write(to: directory)
    }

    private func newFile() async throws -> DemoFile {
        let officers = try await officers()
        try await DemoLists(platform: platform).bringIn()
        return DemoFile(
            baseURL: platform.configuration.baseURL, outbox: Paths.demoMessages, redirectURI: "", people: [],
            officers: officers, partners: [], courses: [], redeemCodes: [], homes: homes)
    }

    /// Nil when the whole country may join; otherwise one regency of each open region.
    private var homes: [String]? {
        let today = platform.edition.waves.zone.date(of: platform.clock.now())
        let open = platform.edition.regions.filter { $0.contains(today) }
        guard !open.contains(where: { $0.codes == nil }) else { return nil }
        return open.flatMap { $0.codes ?? [] }.compactMap { code in
            Regency(code: code)?.code ?? Province(code: code).flatMap { Regions.of($0).last?.code }
        }
    }

    private func officers() async throws -> [DemoOfficer] {
        var made: [DemoOfficer] = []
        for (name, signIn, role) in Self.staff {
            let password = platform.random.pick(12, from: "abcdefghjkmnpqrstuvwxyz23456789")
            let secret = platform.random.bytes(20)
            let officer = NewOfficer(
                name: name, signIn: signIn, role: role, passwordHash: try await Password.hash(password), secret: secret)
            try await platform.database.transaction { [platform] tx in
                let id = try tx.officers.add(officer, at: platform.realNow(), ids: platform.ids, vault: platform.vault)
                try tx.audit.record(
                    AuditEvent("officer.added", subject: "officer:\(id)", detail: ["role": role.rawValue]), by: .system,
                    at: platform.moment(), ids: platform.ids)
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
