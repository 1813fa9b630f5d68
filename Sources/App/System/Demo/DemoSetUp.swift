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
        try catalogue.describe(in: &file)
        if file.partnerPeople == nil { file.partnerPeople = try await partnerPeople() }
        try file.write(to: directory)
    }

    private func newFile() async throws -> DemoFile {
        let officers = try await officers()
        try await DemoLists(dependencies: dependencies).bringIn()
        try await HelpOfficeImport.takeExample(on: dependencies)
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

    /// Adds the officers. Called once per data directory.
    func officers() async throws -> [DemoOfficer] {
        var made: [DemoOfficer] = []
        for (name, signIn, label, roles) in Self.staff {
            let post = label == Self.localOfficer ? Self.post : nil
            let password = dependencies.random.pick(12, from: "abcdefghjkmnpqrstuvwxyz23456789")
            let secret = dependencies.random.bytes(20)
            let officer = NewOfficer(
                name: name, signIn: signIn, roles: roles, passwordHash: try await Password.hash(password),
                secret: secret)
            try await dependencies.database.transaction { [dependencies] tx in
                let before = try tx.officers.digestBeforeChange()
                let id = try tx.officers.add(
                    officer, at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault)
                try tx.officers.setPost(post, of: id)
                try tx.officerIdentities.confirm(id, by: nil, at: dependencies.realNow(), ids: dependencies.ids)
                let event = AuditEvent(
                    "officer.added", subject: "officer:\(id)",
                    detail: ["roles": roles.map(\.rawValue).joined(separator: ",")])
                try tx.audit.record(event, by: .system, at: dependencies.moment(), ids: dependencies.ids)
                try tx.officers.recordAll(
                    after: before, changed: id, by: .system, at: dependencies.moment(), ids: dependencies.ids)
            }
            made.append(
                DemoOfficer(
                    name: name, signIn: signIn, password: password, totpSecret: Base32.encode(secret),
                    role: label))
        }
        return made
    }

    static let localOfficer = "local-officer"
    /// Where the local officer works: the province in which Siti of the demo's story lives, and Budi does not.
    private static var post: LocalPost? {
        Province(code: "82").map { LocalPost(province: $0, office: "Disnaker Kota Ternate") }
    }

    /// Name, sign-in name, what they do in the demo, roles.
    private static let staff: [(String, String, String, [Role])] = [
        ("Ratna Dewi", "ratna@kantor.example", "operations", .operations),
        ("Hendra Wijaya", "hendra@kantor.example", "approver", .approver),
        ("Bima Saputra", "bima@kantor.example", "operations", .operations),
        ("Sari Utami", "sari@kantor.example", "approver", .approver),
        ("Dian Permata", "dian@kantor.example", "verifier", .verifier),
        ("Lestari Putri", "lestari@auditor.example", "auditor", .auditor),
        ("Wayan Astika", "wayan@kantor.example", "partners", [.partnerManager]),
        ("Maya Sihombing", "maya@kantor.example", "curator", [.curator]),
        ("Yusuf Rahman", "yusuf@kantor.example", "helpdesk", [.helpdesk]),
        ("Nurlaila Sadik", "nurlaila@ternate.example", localOfficer, [.localOfficer]),
        ("Agus Pranoto", "agus@kantor.example", "administrator", .administrator),
        ("Fitri Handayani", "fitri@kantor.example", "administrator", .administrator),
    ]
}
