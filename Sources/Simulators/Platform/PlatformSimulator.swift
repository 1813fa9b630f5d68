import AsyncHTTPClient
import Foundation
import HTTPTypes
import Hummingbird
import Programme

/// A digital platform's shop: the buyer picks a course, enters the card number and the code, and has bought it.
/// Everything uses the public partner API with real signatures. One simulator has several platforms, each under its
/// client code.
struct PlatformSimulator: Sendable {
    let caller: PartnerCaller

    func router() -> Router<BasicRequestContext> {
        let router = Router()
        PartnerControl(caller: caller, kind: "platform").add(to: router)
        PlatformSignIn(caller: caller).add(to: router)
        router.get("/", use: shops)
        router.get(":client", use: shop)
        router.get(":client/kursus/:course", use: course)
        router.post(":client/kursus/:course", use: askForCode)
        router.post(":client/bayar", use: pay)
        router.post(":client/batal", use: cancel)
        return router
    }

    @Sendable private func shops(request: Request, context: BasicRequestContext) -> Response {
        var page = SitePage(site: "Platform pelatihan", title: "Pilih platform")
        page.links(caller.world.partners.filter { $0.kind == "platform" }.map { ($0.name, "/\($0.clientCode)") })
        return page.response()
    }

    @Sendable private func shop(request: Request, context: BasicRequestContext) throws -> Response {
        let partner = try partner(context)
        var page = SitePage(site: partner.name, title: "Kursus")
        page.text("Bayar dengan Kartu Prakerja.")
        PlatformSignIn.button(of: partner, on: &page)
        page.links(
            caller.world.courses.filter { $0.platform == partner.clientCode }.map {
                ("\($0.title), \(Rupiah(Int64($0.price)))", "/\(partner.clientCode)/kursus/\($0.courseCode)")
            })
        return page.response()
    }

    @Sendable private func course(request: Request, context: BasicRequestContext) throws -> Response {
        let (partner, course) = try offer(context)
        return cardPage(partner, course, user: "", number: "", error: nil).response()
    }

    @Sendable private func askForCode(request: Request, context: BasicRequestContext) async throws -> Response {
        let (partner, course) = try offer(context)
        let form = try await request.siteForm()
        let (user, number) = (form["akun", default: ""], form["nomor", default: ""])
        let reply = try await caller.call(
            partner, "/api/v1/integration/payment/send-otp",
            [
                "user_platform_id": .text(user), "prakerja_id": .text(number), "course_code": .text(course.courseCode),
                "schedule_code": .text(course.scheduleCode), "amount": .number(course.price),
            ])
        guard let token = reply.json["data"]?["payment_token"]?.text else {
            return cardPage(partner, course, user: user, number: number, error: reply.message).response(.badRequest)
        }
        let invoice = "INV-\(realNow().milliseconds)"
        return codePage(partner, token: token, invoice: invoice, error: nil).response()
    }

    @Sendable private func pay(request: Request, context: BasicRequestContext) async throws -> Response {
        let partner = try partner(context)
        let form = try await request.siteForm()
        let (token, invoice) = (form["token", default: ""], form["tagihan", default: ""])
        let own = "http://\(request.head.authority ?? SimulatorSettings.host)"
        let reply = try await caller.call(
            partner, "/api/v1/integration/payment/authorize",
            [
                "otp": .text(form["kode", default: ""]), "invoice_code": .text(invoice),
                "invoice_url": .text("\(own)/\(partner.clientCode)/tagihan/\(invoice)"),
            ],
            authorization: "Payment \(token)")
        guard reply.isSuccess, let transaction = reply.json["data"]?["transaction_code"]?.text else {
            return codePage(partner, token: token, invoice: invoice, error: reply.message).response(.badRequest)
        }
        var page = SitePage(site: partner.name, title: "Pembelian berhasil")
        page.good(reply.message)
        page.text("Nomor tagihan \(invoice), kode transaksi \(transaction).")
        page.text("Kode redeem dikirim ke pesan Kartu Prakerja Anda.")
        page.links([("Buka Kartu Prakerja", "\(caller.world.baseURL)/kartu")])
        page.form(
            to: "/\(partner.clientCode)/batal", button: "Batalkan pembelian",
            hidden: [("tagihan", invoice), ("transaksi", transaction)])
        return page.response()
    }

    @Sendable private func cancel(request: Request, context: BasicRequestContext) async throws -> Response {
        let partner = try partner(context)
        let form = try await request.siteForm()
        let reply = try await caller.call(
            partner, "/api/v1/integration/payment/void",
            [
                "invoice_code": .text(form["tagihan", default: ""]),
                "transaction_code": .text(form["transaksi", default: ""]),
            ])
        var page = SitePage(site: partner.name, title: "Pembatalan")
        if reply.isSuccess { page.good(reply.message) } else { page.error(reply.message) }
        page.links([("Kembali ke kursus", "/\(partner.clientCode)")])
        return page.response(reply.isSuccess ? .ok : .badRequest)
    }

    private func cardPage(
        _ partner: PartnerWorld.Partner, _ course: PartnerWorld.Course, user: String, number: String, error: String?
    ) -> SitePage {
        var page = SitePage(site: partner.name, title: course.title)
        if let error { page.error(error) }
        page.text("Harga \(Rupiah(Int64(course.price))), dibayar dari saldo Kartu Prakerja.")
        page.form(
            to: "/\(partner.clientCode)/kursus/\(course.courseCode)", button: "Kirim kode",
            fields: [
                SiteField(name: "akun", label: "Nama akun Anda di \(partner.name)", value: user),
                SiteField(name: "nomor", label: "Nomor Kartu Prakerja (16 angka)", value: number, keyboard: "numeric"),
            ])
        return page
    }

    private func codePage(
        _ partner: PartnerWorld.Partner, token: String, invoice: String, error: String?
    ) -> SitePage {
        var page = SitePage(site: partner.name, title: "Masukkan kode")
        if let error { page.error(error) }
        page.text("Prakerja mengirim kode 6 angka ke ponsel atau email Anda.")
        page.form(
            to: "/\(partner.clientCode)/bayar", button: "Bayar",
            hidden: [("token", token), ("tagihan", invoice)],
            fields: [SiteField(name: "kode", label: "Kode 6 angka", keyboard: "numeric")])
        return page
    }

    private func partner(_ context: BasicRequestContext) throws -> PartnerWorld.Partner {
        guard let partner = caller.world.partner(context.parameters.get("client"), kind: "platform") else {
            throw HTTPError(.notFound)
        }
        return partner
    }

    private func offer(_ context: BasicRequestContext) throws -> (PartnerWorld.Partner, PartnerWorld.Course) {
        let (partner, code) = (try partner(context), context.parameters.get("course"))
        let found = caller.world.courses.first { $0.platform == partner.clientCode && $0.courseCode == code }
        guard let found else { throw HTTPError(.notFound) }
        return (partner, found)
    }
}
