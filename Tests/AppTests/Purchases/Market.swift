import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Programme
import Storage
import Testing

@testable import App

/// A person with a card, in the state after the decree and `IssueCards`.
struct Cardholder: Sendable {
    let person: ID<Account>
    let phone: String
    let card: ID<Card>
    let number: CardNumber
}

/// Partners and a course, with a signing client for each partner.
struct Market: Sendable {
    var world: World
    let platform: Partner
    let rival: Partner
    let institution: Partner
    let stranger: Partner
    let course: Course
    let schedule: CourseSchedule
    let price = Rupiah(600_000)

    static let redirect = "http://127.0.0.1:18400/callback"

    static func with(
        _ engine: Engine, start: String = "2020-04-20T09:00:00+07:00",
        edition: @Sendable (String) -> String = { $0 },
        _ body: @escaping @Sendable (Market) async throws -> Void
    ) async throws {
        try await World.with(engine, start: start, edition: edition) { world in
            try await body(try await Market(opening: world))
        }
    }

    init(opening world: World) async throws {
        self.world = world
        func partner(_ kind: Partner.Kind, _ code: String, redirect: String? = nil, fee: Int = 0) -> Partner {
            Partner(
                id: world.dependencies.ids.next(), kind: kind, name: code.capitalized, clientCode: code,
                redirectURI: redirect,
                feeBasisPoints: fee)
        }
        platform = partner(.platform, "pijarmahir", fee: 1_000)
        rival = partner(.platform, "bukalapak", fee: 1_000)
        institution = partner(.institution, "balai", redirect: Self.redirect)
        stranger = partner(.institution, "bengkel", redirect: "http://127.0.0.1:18401/callback")
        course = Course(
            id: world.dependencies.ids.next(), code: "barista", institution: institution.id, title: "Dasar Barista",
            summary: "Kopi", category: "Kuliner", mode: .selfPaced, hours: 12)
        let now = world.clock.now()
        schedule = CourseSchedule(
            id: world.dependencies.ids.next(), course: course.id, code: "barista-1", starts: now - .days(1),
            ends: now + .days(60), quota: 2, taken: 0)
        try await open()
    }

    private func open() async throws {
        let (partners, course, schedule) = ([platform, rival, institution, stranger], course, schedule)
        let offer = CourseOffer(
            platform: platform.id, platformName: "", price: price, url: "https://dp.example/barista")
        try await world.dependencies.database.transaction { [world] tx in
            for partner in partners {
                try tx.partners.register(
                    partner, signKey: Self.key(partner), at: world.dependencies.moment(), ids: world.dependencies.ids,
                    vault: world.dependencies.vault)
            }
            try tx.courses.publish(course, at: world.clock.now())
            try tx.courses.add(schedule)
            try tx.courses.offer(offer, of: course.id)
            try tx.records.bind(
                .courses, course.id, at: world.dependencies.realNow(), ids: world.dependencies.ids)
        }
    }

    /// Another price at the platform, as an act leaves it.
    func sell(at price: Rupiah) async throws {
        try await publish(
            CourseOffer(platform: platform.id, platformName: "", price: price, url: "https://dp.example/barista"))
    }

    func publish(_ offer: CourseOffer) async throws {
        try await world.dependencies.database.transaction { [world, course] tx in
            try tx.courses.offer(offer, of: course.id)
            try tx.records.bind(
                .courses, course.id, at: world.dependencies.realNow(), ids: world.dependencies.ids)
        }
    }

    // MARK: - Requests of a partner's program

    static func key(_ partner: Partner) -> String { "kunci-\(partner.clientCode)" }

    /// Signs and posts; `body` is JSON text, sent unchanged.
    ///
    /// - Parameter header: where the client code is sent; nil for a proxy that drops it.
    func call(
        _ partner: Partner, _ path: String, _ body: String, authorization: String = "", key: String? = nil,
        idempotencyKey: String? = nil, codeIn header: HTTPField.Name? = .clientCode
    ) async throws -> PartnerReply {
        let bytes = Data(body.utf8)
        let signature = PartnerSignature(
            clientCode: partner.clientCode, timestamp: String(world.clock.now().milliseconds / 1_000), method: "POST",
            path: path, authorization: authorization, body: bytes)
        var headers: HTTPFields = [.contentType: "application/json"]
        if let header { headers[header] = signature.clientCode }
        headers[.timestamp] = signature.timestamp
        headers[.signature] = signature.hex(key: Data((key ?? Self.key(partner)).utf8))
        if !authorization.isEmpty { headers[.authorization] = authorization }
        if let idempotencyKey { headers[.idempotencyKey] = idempotencyKey }
        return try await send(path, headers, bytes)
    }

    private func send(_ path: String, _ headers: HTTPFields, _ bytes: Data) async throws -> PartnerReply {
        let response = try await world.client.execute(
            uri: path, method: .post, headers: headers, body: ByteBuffer(bytes: bytes))
        return try PartnerReply(
            status: response.status.code, body: Data(response.body.readableBytesView),
            retryAfter: response.headers[.retryAfter])
    }

    func sendOTP(
        _ number: CardNumber, amount: Int64? = nil, user: String = "U-1", by partner: Partner? = nil,
        schedule: String? = nil
    ) async throws -> PartnerReply {
        let body = """
            {"user_platform_id":"\(user)","prakerja_id":"\(number.digits)","course_code":"\(course.code)",\
            "schedule_code":"\(schedule ?? self.schedule.code)","amount":\(amount ?? price.amount)}
            """
        return try await call(partner ?? platform, "/api/v1/integration/payment/send-otp", body)
    }

    func authorize(
        _ token: String, otp: String, invoice: String = "INV-1", at page: String = "https://dp.example/inv"
    ) async throws -> PartnerReply {
        try await call(
            platform, "/api/v1/integration/payment/authorize",
            #"{"otp":"\#(otp)","invoice_url":"\#(page)","invoice_code":"\#(invoice)"}"#,
            authorization: "Payment \(token)")
    }

    /// The code in the last text message to the phone; runs all due jobs first.
    func code(for siti: Cardholder) async throws -> String {
        try await world.settle()
        let text = try #require(try await world.texts(to: siti.phone).last { $0.contains("kode beli") })
        return String(text.prefix(6))
    }

    /// A cardholder for whom the platform has asked, with the token of that request and the code that it sent.
    func asked() async throws -> (siti: Cardholder, token: String, code: String) {
        let siti = try await world.cardholder()
        let token = try await sendOTP(siti.number).token
        return (siti, token, try await code(for: siti))
    }

    /// Takes back a purchase, as its platform does.
    func void(_ transaction: String, invoice: String = "INV-1") async throws {
        let reply = try await call(
            platform, Paths.voidPurchase,
            #"{"invoice_code":"\#(invoice)","transaction_code":"\#(transaction)"}"#)
        #expect(reply.status == 200, "\(reply.text)")
    }

    /// Buys the course and returns its redeem code.
    func buy(_ siti: Cardholder, invoice: String = "INV-1") async throws -> String {
        let token = try await sendOTP(siti.number).token
        let paid = try await authorize(token, otp: try await code(for: siti), invoice: invoice)
        #expect(paid.status == 200, "\(paid.text)")
        return try await redeemCode(of: siti)
    }

    func redeemCode(of siti: Cardholder) async throws -> String {
        let purchases = try await world.dependencies.database.read { try $0.purchases.of(siti.person) }
        return try #require(purchases.first?.payment?.redeemCode)
    }

    func redeem(_ what: String, _ code: String, by partner: Partner? = nil, sequence: Int? = nil) async throws
        -> PartnerReply
    {
        let more = sequence.map { ",\"sequence\":\($0)" } ?? ""
        return try await call(
            partner ?? institution, "/api/v1/integration/payment/redeem-code/\(what)",
            "{\"redeem_code\":\"\(code)\"\(more)}")
    }

    func balance(_ code: LedgerAccount.Code) async throws -> Balance {
        try await world.dependencies.database.read { try $0.ledger.balance(code) }
    }

    /// Expects that the ledger verifies.
    func expectCleanBooks() async throws {
        let perPerson = world.dependencies.edition.benefits.perPerson
        let editions = world.dependencies.editions
        let (findings, others) = try await world.dependencies.database.read { tx in
            (
                try LedgerVerification(of: tx, perPerson: perPerson).findings,
                try BooksComparison(of: tx, editions: editions).findings
            )
        }
        #expect(findings.isEmpty)
        #expect(others == [])
    }
}

/// The response to a partner's program.
struct PartnerReply: Sendable, Equatable {
    let status: Int
    let text: String
    /// The header, in seconds.
    let retryAfter: String?
    private let fields: [String: String]
    private let data: [String: String]

    init(status: Int, body: Data, retryAfter: String? = nil) throws {
        self.status = status
        self.retryAfter = retryAfter
        text = String(decoding: body, as: UTF8.self)
        let object = try JSONSerialization.jsonObject(with: body) as? [String: Any] ?? [:]
        fields = object.compactMapValues { $0 as? String }
        data = (object["data"] as? [String: Any] ?? [:]).compactMapValues { value in
            (value as? String) ?? (value as? NSNumber).map(\.stringValue)
        }
    }

    var code: String { fields["code"] ?? "" }
    var message: String { fields["message"] ?? "" }
    var token: String { data["payment_token"] ?? "" }
    var hasData: Bool { text.contains("\"data\"") }

    subscript(name: String) -> String { data[name] ?? fields[name] ?? "" }
}
