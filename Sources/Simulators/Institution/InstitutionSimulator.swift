import Foundation
import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import NIOCore
import Programme

/// A training institution's site: the participant redeems the code, is redirected to the programme to confirm
/// attendance, returns, learns, takes the final test, and is reported as finished. One simulator has several
/// institutions, each under its client code.
struct InstitutionSimulator: Sendable {
    let caller: PartnerCaller
    private let classes = Classes()
    private let webhooks = ReceivedWebhooks()

    init(caller: PartnerCaller) {
        self.caller = caller
    }

    func router() -> Router<BasicRequestContext> {
        let router = Router()
        PartnerControl(caller: caller, kind: "institution").add(to: router)
        router.get("/", use: sites)
        router.get(":client", use: courseEntry)
        router.post(":client/masuk", use: redeem)
        router.get(":client/kembali", use: comeBack)
        router.post(":client/tes", use: takeTest)
        router.post(":client/selesai", use: finish)
        router.post(":client/webhook", use: receive)
        router.get(":client/webhook", use: received)
        return router
    }

    @Sendable private func sites(request: Request, context: BasicRequestContext) -> Response {
        var page = SitePage(site: "Lembaga pelatihan", title: "Pilih lembaga")
        page.links(caller.world.partners.filter { $0.kind == "institution" }.map { ($0.name, "/\($0.clientCode)") })
        return page.response()
    }

    @Sendable private func courseEntry(request: Request, context: BasicRequestContext) throws -> Response {
        entryPage(try partner(context), Pupil(code: "", email: ""), error: nil).response()
    }

    /// Looks the code up and redirects the participant to confirm the first attendance.
    @Sendable private func redeem(request: Request, context: BasicRequestContext) async throws -> Response {
        let partner = try partner(context)
        let form = try await request.siteForm()
        let pupil = Pupil(form)
        let known = try await status(partner, pupil.code, sequence: 1)
        guard known.isSuccess else { return entryPage(partner, pupil, error: known.message).response(.badRequest) }
        if known.json["data"]?["attendance_status"]?.number == 1 { return classPage(partner, pupil).response() }
        return try await send(pupil, sequence: 1, to: partner, from: request)
    }

    /// The browser is back from the programme. The attendance is taken from the `status` call, not from the redirect.
    @Sendable private func comeBack(request: Request, context: BasicRequestContext) async throws -> Response {
        let partner = try partner(context)
        let state = request.uri.queryParameters["state"].map { String($0) } ?? ""
        guard let (pupil, sequence) = classes.find(state) else {
            return entryPage(partner, Pupil(code: "", email: ""), error: "Tautan tidak dikenal.").response(.badRequest)
        }
        let known = try await status(partner, pupil.code, sequence: sequence)
        guard known.json["data"]?["attendance_status"]?.number == 1 else {
            return entryPage(partner, pupil, error: "Kehadiran belum terverifikasi. \(known.message)").response(
                .badRequest)
        }
        return sequence == 999 ? testedPage(partner, pupil).response() : classPage(partner, pupil).response()
    }

    @Sendable private func takeTest(request: Request, context: BasicRequestContext) async throws -> Response {
        let form = try await request.siteForm()
        let pupil = Pupil(form)
        return try await send(pupil, sequence: 999, to: partner(context), from: request)
    }

    @Sendable private func finish(request: Request, context: BasicRequestContext) async throws -> Response {
        let partner = try partner(context)
        let code = try await Pupil(request.siteForm()).code
        let reply = try await caller.call(
            partner, "/api/v2/redeem-codes/\(code)/completion",
            ["score": 86, "certificate_number": .text("\(partner.clientCode.uppercased())/2020/\(code.suffix(6))")],
            idempotencyKey: "completion-\(code)")
        var page = SitePage(site: partner.name, title: reply.isSuccess ? "Selamat, Anda lulus" : "Belum selesai")
        if reply.isSuccess {
            page.good("Nilai 86. Sertifikat Anda ada di halaman Kartu Prakerja.")
        } else {
            page.error(reply.message)
        }
        page.links([("Buka Kartu Prakerja", "\(caller.world.baseURL)/kartu")])
        return page.response(reply.isSuccess ? .ok : .badRequest)
    }

    /// Takes an event whose signature is right, once; a repetition is answered as taken.
    @Sendable private func receive(request: Request, context: BasicRequestContext) async throws -> Response {
        let partner = try partner(context)
        let body = Data(try await request.body.collect(upTo: ReceivedWebhooks.bodyLimit).readableBytesView)
        guard let secret = partner.webhookSecret.flatMap(WebhookSecret.init) else { throw HTTPError(.notFound) }
        guard let event = ReceivedWebhooks.verified(request, body, secret, now: realNow()) else {
            return Response(status: .unauthorized)
        }
        webhooks.take(event, of: partner.clientCode)
        return Response(status: .noContent)
    }

    @Sendable private func received(request: Request, context: BasicRequestContext) throws -> Response {
        let partner = try partner(context)
        var page = SitePage(site: partner.name, title: "Kejadian dari Prakerja")
        let events = webhooks.all(of: partner.clientCode)
        if events.isEmpty { page.text("Belum ada kejadian.") }
        for event in events {
            page.good("\(event.id), tanda tangan benar, diterima \(event.times) kali")
            page.text(event.body)
        }
        return page.response()
    }

    private func status(
        _ partner: PartnerWorld.Partner, _ code: String, sequence: Int
    ) async throws -> PartnerCaller.Reply {
        try await caller.call(
            partner, "/api/v1/integration/payment/redeem-code/status",
            ["redeem_code": .text(code), "sequence": .number(sequence)])
    }

    /// - Parameter request: its authority is the address under which the browser knows this site, for the redirect
    ///   back.
    private func send(
        _ pupil: Pupil, sequence: Int, to partner: PartnerWorld.Partner, from request: Request
    ) async throws -> Response {
        let own = "http://\(request.head.authority ?? SimulatorSettings.host)"
        let reply = try await caller.call(
            partner, "/api/v1/integration/oauth/url-generate",
            [
                "redeem_code": .text(pupil.code), "sequence": .number(sequence), "email": .text(pupil.email),
                "redirect_uri": .text("\(own)/\(partner.clientCode)/kembali"),
            ])
        guard let url = reply.json["data"]?["url"]?.text, let state = reply.json["data"]?["state"]?.text else {
            return entryPage(partner, pupil, error: reply.message).response(.badRequest)
        }
        classes.remember(state, pupil, sequence: sequence)
        return .redirect(to: url, type: .normal)
    }

    private func entryPage(_ partner: PartnerWorld.Partner, _ pupil: Pupil, error: String?) -> SitePage {
        var page = SitePage(site: partner.name, title: "Mulai belajar")
        if let error { page.error(error) }
        if partner.webhookSecret != nil {
            page.links([("Kejadian dari Prakerja (webhook)", "/\(partner.clientCode)/webhook")])
        }
        page.form(
            to: "/\(partner.clientCode)/masuk", button: "Tukarkan kode",
            fields: [
                SiteField(name: "kode", label: "Kode redeem", value: pupil.code),
                SiteField(name: "email", label: "Email Anda", value: pupil.email, keyboard: "email"),
            ])
        return page
    }

    private func classPage(_ partner: PartnerWorld.Partner, _ pupil: Pupil) -> SitePage {
        var page = SitePage(site: partner.name, title: "Kelas Anda")
        page.good("Kehadiran pertama tercatat.")
        page.text("Pelajari semua materi, lalu kerjakan tes akhir.")
        page.form(
            to: "/\(partner.clientCode)/tes", button: "Kerjakan tes akhir",
            hidden: [("kode", pupil.code), ("email", pupil.email)])
        return page
    }

    private func testedPage(_ partner: PartnerWorld.Partner, _ pupil: Pupil) -> SitePage {
        var page = SitePage(site: partner.name, title: "Tes akhir selesai")
        page.good("Tes akhir tercatat.")
        page.form(
            to: "/\(partner.clientCode)/selesai", button: "Ambil sertifikat", hidden: [("kode", pupil.code)])
        return page
    }

    private func partner(_ context: BasicRequestContext) throws -> PartnerWorld.Partner {
        guard let partner = caller.world.partner(context.parameters.get("client"), kind: "institution") else {
            throw HTTPError(.notFound)
        }
        return partner
    }
}

/// A participant as the institution knows them.
private struct Pupil: Sendable {
    /// The normalised code where it can be a redeem code, else as typed: it is used in signed paths and in the
    /// certificate's number.
    let code: String
    let email: String

    init(code: String, email: String) {
        self.code = RedeemCode(code)?.text ?? code
        self.email = email
    }

    /// From the site's forms, where participants type the code in any spelling.
    init(_ form: [String: String]) {
        self.init(code: form["kode", default: ""], email: form["email", default: ""])
    }
}

/// The participants redirected to the programme, by the `state` parameter that is returned with them.
private final class Classes: Sendable {
    private let sent = NIOLockedValueBox<[String: (pupil: Pupil, sequence: Int)]>([:])

    func remember(_ state: String, _ pupil: Pupil, sequence: Int) {
        sent.withLockedValue { $0[state] = (pupil, sequence) }
    }

    func find(_ state: String) -> (pupil: Pupil, sequence: Int)? {
        sent.withLockedValue { $0[state] }
    }
}
