import Foundation
import Programme
import Storage

/// With what an engineer works in a sandbox: one institution and one platform with their keys, and a person at the desk of
/// each. An installation without money and real people gives them to every visitor; no other shows them.
struct SandboxAccess: Sendable {
    let institution: DemoPartner
    let platform: DemoPartner
    let people: [DemoOfficer]

    /// Nil outside a sandbox, before its partners are there, and where its file cannot be read, which the log names.
    init?(of dependencies: Dependencies) {
        let configuration = dependencies.configuration
        guard configuration.sandbox,
            let file = SandboxFile(in: configuration.dataDirectory, logger: dependencies.logger).file
        else { return nil }
        self.init(file)
    }

    /// Of each kind the partner whose desk has a person.
    init?(_ file: DemoFile) {
        let people = file.partnerPeople ?? []
        func first(_ kind: Partner.Kind) -> DemoPartner? {
            let ofKind = file.partners.filter { $0.kind == kind.rawValue }
            return ofKind.first { partner in people.contains { $0.role == partner.name } } ?? ofKind.first
        }
        guard let institution = first(.institution), let platform = first(.platform) else { return nil }
        (self.institution, self.platform, self.people) = (institution, platform, people)
    }

    var partners: [DemoPartner] { [institution, platform] }

    /// What the institution may send as `redirect_uri`.
    func redirects(on dependencies: Dependencies) async throws -> [String] {
        try await dependencies.database.read { tx in
            try tx.partners.find(clientCode: institution.clientCode)?.redirects ?? []
        }
    }

    static let sample = SandboxAccess(
        institution: DemoPartner(
            name: "Balai Nusantara", kind: "institution", clientCode: "balai-nusantara", signKey: "9pWqS3kuT1x"),
        platform: DemoPartner(name: "Pijar Mahir", kind: "platform", clientCode: "pijarmahir", signKey: "Zr4nC8yhL2v"),
        people: [
            DemoOfficer(
                name: "Maya Lestari", signIn: "maya@pijarmahir.example", password: "k3mbangkertas",
                totpSecret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", role: "Pijar Mahir")
        ])

    private init(institution: DemoPartner, platform: DemoPartner, people: [DemoOfficer]) {
        (self.institution, self.platform, self.people) = (institution, platform, people)
    }
}

/// The keys of a sandbox's partners, for both APIs.
struct SandboxKeys {
    let t: Words
    let access: SandboxAccess

    var html: HTML {
        """
        <dl class="pairs">\(each: access.partners, pair)</dl>
        <p>\(GuidePart.prose(t(
            "Kunci ini milik semua pengunjung situs uji. Kode dan kunci yang sama berlaku di `/api/v2`. Kirim sebagai "
                + "nama dan sandi HTTP Basic ke `\(Paths.apiToken)`.",
            "Every visitor of the trial site has these keys. The same code and key are valid at `/api/v2`: send them as "
                + "name and password of HTTP Basic to `\(Paths.apiToken)`.")))</p>
        """
    }

    private func pair(_ partner: DemoPartner) -> HTML {
        let kind =
            partner.kind == Partner.Kind.platform.rawValue
            ? t("Platform uji", "The test platform") : t("Lembaga uji", "The test institution")
        return """
            <div><dt>\(kind)<br><small>\(partner.name)</small></dt><dd><code>client_code</code> \
            <code>\(partner.clientCode)</code><br><code>sign_key</code> <code>\(partner.signKey)</code></dd></div>
            """
    }
}
