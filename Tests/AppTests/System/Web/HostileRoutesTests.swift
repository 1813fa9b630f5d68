import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// Sends hostile values in path, query, form, body and headers to every route of the router. Every answer must be a
/// page, a redirect or a refusal: never a status of 500 or above, and never the end of the process.
@Suite("Hostile values on every route", .serialized, .timeLimit(.minutes(10)))
struct HostileRoutesTests {
    @Test(
        "no value from outside gives a status of 500 or ends the process, on any route",
        .bug(
            id: "1.7",
            """
            A page number, a question's number, a partner's timestamp or a NUL ended the process or was answered with \
            500; the routes had never been tried systematically.
            """),
        arguments: Engine.tested)
    func everyRoute(engine: Engine) async throws {
        try await World.with(engine, settings: { $0.demo = true }) { world in
            let ground = try await HostileWorld(world)
            var chance = SeededGenerator(seed: Seed.ofThisRun("hostile routes"))
            for route in ground.routes { try await ground.attack(route, on: engine, &chance) }
            let unreached = ground.routes.filter { !ground.reached($0) }.map(\.name)
            #expect(unreached == [], "no actor of this test may use these routes: add one to HostileGround")
            #expect(ground.routes.count > 100)
            #expect(try await world.client.execute(uri: "/sehat", method: .get).status == .ok)
        }
    }
}

/// A world with a history, and an actor of every kind in it.
final class HostileWorld {
    /// What is sent while the actors of a route are looked for: it does no harm.
    private static let plain = "1"

    let routes: [AttackedRoute]
    private let world: World
    private let market: Market
    private let redeemCode: String
    private let cardNumber: String
    private var cookies: [String?] = [nil]
    /// The holder of each cookie: a form's token names the holder who opened it.
    private var holders: [Session.Holder?] = [nil]
    private var known: [String: [String]] = [:]
    private var insiders: [AttackedRoute: [Int]] = [:]

    init(_ world: World) async throws {
        self.world = world
        // What ends that which other routes need comes last: another NIK of an officer, who does no work until it is
        // confirmed, signing out, and setting the demo's clock.
        let found = makeRouter(world.dependencies).routes.map {
            AttackedRoute(method: $0.method, path: $0.path.description)
        }
        let last: (AttackedRoute) -> Bool = {
            $0.path.hasPrefix(Paths.demo) || $0.path == Paths.signOut || $0.path == Paths.partnerSignOut
        }
        let late: (AttackedRoute) -> Bool = { $0.path == Paths.ownAccount }
        routes = found.filter { !last($0) && !late($0) } + found.filter(late) + found.filter(last)
        let drawn = try await world.drawnWave()
        market = try await Market(opening: world)
        let applicant = try await world.signedUp(7)
        try await world.provePhone(applicant)
        try await world.fillIn(applicant)
        let applying = try await world.id(of: applicant)
        let holder = try await world.cardholder("Budi Santoso", phone: "081299990001", wave: 7)
        redeemCode = try await market.buy(holder)
        cardNumber = holder.number.digits
        let bought = try await world.dependencies.database.read { try $0.purchases.of(holder.person) }.map {
            "\($0.id)"
        }
        try await people([drawn.siti.id, drawn.budi.id, applying, holder.person], [drawn.ratna.id, drawn.hendra.id])
        known = [
            "number": ["1"], "kind": ["ktp", "swafoto"], "language": ["id", "en"],
            "contact": ["hp", "email"],
            "act": WaveAction.allCases.map(\.rawValue),
            "change": OfficerChangePage.Change.allCases.map(\.rawValue),
            "answer": ["setuju", "tolak", "terima-sanggahan", "tolak-sanggahan"],
            "id": ["\(market.course.id)", "\(drawn.list)", world.dependencies.edition.id, "1"] + bought,
            "earlier": [world.dependencies.edition.id], "month": ["202004"], "code": ["ABC", redeemCode],
            "partner": ["\(market.platform.id)"],
        ]
    }

    private func people(_ people: [ID<Account>], _ officers: [ID<Officer>]) async throws {
        let verifier = try await world.officer("Wati", .verifier).id
        let auditor = try await world.officer("Adit", .auditor).id
        let administrator = try await world.officer("Agus", .administrator).id
        let local = try await world.officer("Lia", [.localOfficer]).id
        try await world.give(local, office: "Disnaker")
        let begun = try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
            try people.map {
                try tx.sessions.begin(
                    person: $0, at: dependencies.realNow(), vault: dependencies.vault, random: dependencies.random)
            }
                + (officers + [verifier, auditor, administrator, local]).map {
                    try tx.sessions.begin(
                        officer: $0, at: dependencies.realNow(), vault: dependencies.vault, random: dependencies.random)
                }
        }
        cookies += begun.map { "\(SessionCookie.name(secure: false))=\($0)" }
        holders += people.map { .person($0) }
        holders += (officers + [verifier, auditor, administrator, local]).map {
            .officer(Officer(id: $0, name: "", roles: .auditor, of: World.officeRoles))
        }
        let (person, cookie) = try await world.personAtDesk(of: market.institution)
        cookies.append("\(PartnerSessionCookie.name(secure: false))=\(cookie)")
        holders.append(.partner(person))
    }

    /// Whether an actor was admitted to the route.
    func reached(_ route: AttackedRoute) -> Bool { insiders[route]?.isEmpty == false }

    // MARK: - The attack

    func attack(_ route: AttackedRoute, on engine: Engine, _ chance: inout SeededGenerator) async throws {
        try await findInsiders(route, &chance)
        let actors = insiders[route] ?? []
        for value in HostileValue.share(most: route.isSlow ? 8 : .max, &chance) {
            let actor = actors.randomElement(using: &chance) ?? 0
            for place in route.parameters {
                let path = path(of: route, &chance, with: HostileValue.encoded(value), at: place)
                try await send(route, path, actor, &chance)
            }
            // A page whose path has parameters reads at most one or two query fields.
            guard route.method == .post || route.parameters.isEmpty || Int.random(in: 0..<4, using: &chance) == 0 else {
                continue
            }
            try await send(route, path(of: route, &chance), actor, value: value, &chance)
        }
        for text in HostileValue.encodings(of: engine) {
            for place in route.parameters {
                try await send(route, path(of: route, &chance, with: text, at: place), actors.first ?? 0, &chance)
            }
            guard route.method == .get else { continue }
            let asked = path(of: route, &chance) + "?" + raw(FieldNames.query, text)
            try await send(route, asked, actors.first ?? 0, &chance)
        }
    }

    private func raw(_ names: [String], _ text: String) -> String {
        names.map { "\($0)=\(text)" }.joined(separator: "&") + "&=&&\(text)&a[]=1&a[b][c]=\(text)"
    }

    /// Finds the actors who may use a route: not redirected to sign-in, and not refused as strangers.
    private func findInsiders(_ route: AttackedRoute, _ chance: inout SeededGenerator) async throws {
        var inside: [Int] = []
        for actor in cookies.indices {
            let answer = try await send(route, path(of: route, &chance), actor, value: Self.plain, &chance)
            let target = answer.headers[.location] ?? ""
            let isSentAway = answer.status == .seeOther && target.contains("masuk?ke=")
            let isSigning = answer.status == .seeOther && [Paths.signIn, Paths.officeSignIn].contains(target)
            let isStale =
                String(buffer: answer.body).contains("terlalu lama terbuka")
                || answer.headers[values: .setCookie].contains { $0.hasPrefix("isian=") }
            if !isSentAway, !isStale, answer.status != .forbidden, answer.status != .unauthorized,
                !isSigning || !route.path.hasPrefix(Paths.account)
            {
                inside.append(actor)
            }
        }
        insiders[route] = inside
    }

    private func path(
        of route: AttackedRoute, _ chance: inout SeededGenerator, with value: String? = nil, at place: Int? = nil
    ) -> String {
        let parts = route.parts.enumerated().map { index, part in
            guard part.hasPrefix("{") else { return part }
            if index == place, let value { return value }
            return known[String(part.dropFirst().dropLast())]?.randomElement(using: &chance) ?? "1"
        }
        return "/" + parts.joined(separator: "/")
    }

    @discardableResult
    private func send(
        _ route: AttackedRoute, _ path: String, _ actor: Int, value: String? = nil, _ chance: inout SeededGenerator
    ) async throws -> TestResponse {
        var (uri, headers, body) = (path, HTTPFields(), Data())
        let visit = world.dependencies.random.token(16)
        let cookie = cookies[actor].map { "; \($0)" } ?? ""
        headers[.cookie] = "kunjungan=\(VisitCookie.write(visit, world.dependencies.vault))\(cookie)"
        headers[.acceptLanguage] = header(value)
        if route.isPartner {
            body = Data(json(value, &chance).utf8)
            let partner = partner(actor, value, &chance)
            sign(&headers, route, path, body, value, by: partner, &chance)
            if route.takesToken { headers[.authorization] = try await world.bearer(of: partner) }
        } else if route.method == .post {
            (headers[.contentType], body) = form(value, token: token(visit, of: actor), &chance)
        } else if let value, !uri.contains("?") {
            let text = value.utf8.count > 5_000 ? String(value.prefix(2_000)) : value
            uri += "?" + raw(FieldNames.query, HostileValue.encoded(text))
        }
        let answer = try await world.client.execute(
            uri: uri, method: route.method, headers: headers, body: ByteBuffer(bytes: body))
        #expect(answer.status.code < 500, "\(route.name) \(uri.prefix(200)) as \(actor): \(value?.prefix(60) ?? "")")
        return answer
    }

    // MARK: - Bodies

    /// The form token of a page that this browser was shown.
    private func token(_ visit: String, of actor: Int) -> String {
        FormToken(visit: visit, holder: holders[actor], vault: world.dependencies.vault).text
    }

    /// Some fields hostile, some plausible, some missing, some twice; now and then as multipart/form-data.
    private func form(
        _ value: String?, token: String, _ chance: inout SeededGenerator
    ) -> (String, Data) {
        var pairs = [("_token", token)]
        let isLong = (value?.utf8.count ?? 0) > 1_000
        for name in FieldNames.form {
            switch Int.random(in: 0..<10, using: &chance) {
            case 0..<(isLong ? 1 : 5): pairs.append((name, value ?? FieldNames.plausible(name)))
            case 5..<9: pairs.append((name, FieldNames.plausible(name)))
            default: break
            }
            if Int.random(in: 0..<20, using: &chance) == 0 { pairs.append((name, "2")) }
        }
        guard Int.random(in: 0..<6, using: &chance) == 0 else {
            let text = pairs.map { "\($0.0)=\(HostileValue.encoded($0.1))" }.joined(separator: "&")
            return ("application/x-www-form-urlencoded", Data(text.utf8))
        }
        var body = Data()
        for (name, text) in pairs {
            let file = Bool.random(using: &chance) && name != "_token" ? "; filename=\"\(name).csv\"" : ""
            body += Data("--b\r\nContent-Disposition: form-data; name=\"\(name)\"\(file)\r\n\r\n\(text)\r\n".utf8)
        }
        return ("multipart/form-data; boundary=b", body + Data("--b--\r\n".utf8))
    }

    private func json(_ value: String?, _ chance: inout SeededGenerator) -> String {
        let fields = FieldNames.json.compactMap { name -> String? in
            switch Int.random(in: 0..<10, using: &chance) {
            case 0..<3: "\"\(name)\":\(HostileValue.quoted(value ?? "1"))"
            case 3..<5: "\"\(name)\":\(HostileValue.json.randomElement(using: &chance) ?? "1")"
            case 5..<9: "\"\(name)\":\(HostileValue.quoted(honest(name)))"
            default: nil
            }
        }
        return "{\(fields.joined(separator: ","))}"
    }

    private func honest(_ name: String) -> String {
        switch name {
        case "course_code": market.course.code
        case "schedule_code": market.schedule.code
        case "amount": "\(market.price.amount)"
        case "prakerja_id": cardNumber
        case "redeem_code": redeemCode
        case "invoice_code": "INV-1"
        case "redirect_uri": Market.redirect
        default: "1"
        }
    }

    /// While actors are looked for, each kind of partner asks in turn: by chance alone one kind would never be asked
    /// in one run of about two hundred. Under attack either may send what only the other may.
    private func partner(_ actor: Int, _ value: String?, _ chance: inout SeededGenerator) -> Partner {
        let isPlatform = value == Self.plain ? actor.isMultiple(of: 2) : Bool.random(using: &chance)
        return isPlatform ? market.platform : market.institution
    }

    /// A valid signature, so that the API reads the request; now and then with a hostile time, token or key.
    private func sign(
        _ headers: inout HTTPFields, _ route: AttackedRoute, _ path: String, _ body: Data, _ value: String?,
        by partner: Partner, _ chance: inout SeededGenerator
    ) {
        let isOdd = value != nil && value != Self.plain && Int.random(in: 0..<4, using: &chance) == 0
        let now = String(world.clock.now().milliseconds / 1_000)
        let signature = PartnerSignature(
            clientCode: partner.clientCode, timestamp: isOdd ? header(value) : now, method: route.method.rawValue,
            path: path, authorization: "Payment \(header(value))", body: body)
        headers[.contentType] = "application/json"
        headers[.clientCode] = signature.clientCode
        headers[.timestamp] = signature.timestamp
        headers[.authorization] = signature.authorization
        headers[.idempotencyKey] = header(value)
        headers[.signature] = signature.hex(key: Data(Market.key(partner).utf8))
    }

    /// Removes what the HTTP server refuses in a header before our code runs.
    private func header(_ value: String?) -> String {
        let visible = (value ?? "").utf8.filter { (0x20..<0x7F).contains($0) }.prefix(2_000)
        return String(decoding: visible, as: UTF8.self).trimmingWhitespace()
    }
}
