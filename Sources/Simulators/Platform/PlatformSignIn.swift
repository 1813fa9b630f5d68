import Foundation
import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import Programme

/// "Masuk dengan Prakerja" on a platform's site: the browser goes to the programme, where the person agrees, and comes
/// back with a code; the platform's program exchanges it and reads the profile.
struct PlatformSignIn: Sendable {
    let caller: PartnerCaller
    private let begun = BegunSignIns()

    private static let scope = "name email prakerjaid notelp"
    private static let authorize = "/api/v1/oauth/authorize"
    private static let token = "/api/v1/oauth/token"
    private static let profile = "/api/v1/resource/user_profile"

    init(caller: PartnerCaller) {
        self.caller = caller
    }

    func add(to router: Router<BasicRequestContext>) {
        router.post(":client/masuk", use: begin)
        router.get(":client/masuk", use: declined)
        router.get(":client/masuk/kembali", use: comeBack)
    }

    /// The button on the platform's first page.
    static func button(of partner: PartnerWorld.Partner, on page: inout SitePage) {
        page.form(to: "/\(partner.clientCode)/masuk", button: "Masuk dengan Prakerja")
    }

    @Sendable private func begin(request: Request, context: BasicRequestContext) async throws -> Response {
        let partner = try partner(context)
        let verifier = "\(UUID().uuidString)-\(UUID().uuidString)"
        let state = begun.remember(verifier)
        let site = "http://\(request.head.authority ?? SimulatorSettings.host)/\(partner.clientCode)/masuk"
        let fields = [
            ("state", state), ("scope", Self.scope), ("client_id", partner.clientCode),
            ("redirect_uri", "\(site)/kembali"), ("login_uri", site),
            ("code_challenge", CodeChallenge.text(of: verifier)), ("code_challenge_method", CodeChallenge.method),
        ]
        let reply = try await caller.signed(partner, Self.authorize, query: fields)
        guard let page = reply.json["data"]?["redirect_url"]?.text else {
            return failed(partner, reply.message).response(.badRequest)
        }
        return .redirect(to: page, type: .normal)
    }

    @Sendable private func declined(request: Request, context: BasicRequestContext) throws -> Response {
        failed(try partner(context), "Anda tidak memberi izin. Tidak ada data yang dibagikan.").response()
    }

    @Sendable private func comeBack(request: Request, context: BasicRequestContext) async throws -> Response {
        let partner = try partner(context)
        let (code, state) = (request.uri.queryParameters["code"], request.uri.queryParameters["state"])
        guard let code, let state, let verifier = begun.take(String(state)) else {
            return failed(partner, "Permintaan masuk ini tidak dikenal.").response(.badRequest)
        }
        let tokens = try await caller.send(
            partner, Self.token, body: ["code": .text(String(code)), "code_verifier": .text(verifier)])
        guard let access = tokens.json["data"]?["access_token"]?.text else {
            return failed(partner, tokens.message).response(.badRequest)
        }
        let profile = try await caller.send(partner, Self.profile, authorization: access)
        guard let data = profile.json["data"] else { return failed(partner, profile.message).response(.badRequest) }
        return welcome(partner, data).response()
    }

    private func welcome(_ partner: PartnerWorld.Partner, _ data: ReplyValue) -> SitePage {
        var page = SitePage(site: partner.name, title: "Selamat datang, \(data["name"]?.text ?? "")")
        page.good("Anda masuk dengan Prakerja. Situs ini membaca:")
        let rows = [
            ("Nama", "name"), ("Email", "email"), ("Nomor HP", "phone_number"), ("Nomor kartu", "no_prakerja"),
        ]
        for (label, field) in rows {
            let value = data[field]?.text ?? ""
            page.text("\(label): \(value.isEmpty ? "tidak ada" : value)")
        }
        page.links([
            ("Lihat kursus", "/\(partner.clientCode)"),
            ("Situs yang terhubung di akun Prakerja", "\(caller.world.baseURL)/akun/situs"),
            ("Siapa melihat data saya", "\(caller.world.baseURL)/akun/siapa-melihat"),
        ])
        return page
    }

    private func failed(_ partner: PartnerWorld.Partner, _ why: String) -> SitePage {
        var page = SitePage(site: partner.name, title: "Belum masuk")
        page.error(why)
        Self.button(of: partner, on: &page)
        page.links([("Kembali ke kursus", "/\(partner.clientCode)")])
        return page
    }

    private func partner(_ context: BasicRequestContext) throws -> PartnerWorld.Partner {
        guard let partner = caller.world.partner(context.parameters.get("client"), kind: "platform") else {
            throw HTTPError(.notFound)
        }
        return partner
    }
}

/// The secrets of sign-ins whose browsers are at the programme, by `state`.
private final class BegunSignIns: Sendable {
    private let verifiers = NIOLockedValueBox<[String: String]>([:])

    /// More are forgotten, so that a site that is only opened does not grow.
    private static let most = 10_000

    func remember(_ verifier: String) -> String {
        let state = UUID().uuidString
        verifiers.withLockedValue { all in
            if all.count >= Self.most { all = [:] }
            all[state] = verifier
        }
        return state
    }

    func take(_ state: String) -> String? {
        verifiers.withLockedValue { $0.removeValue(forKey: state) }
    }
}
