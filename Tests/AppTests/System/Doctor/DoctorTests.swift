import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Programme
import ServiceLifecycle
import Storage
import TestSupport
import Testing

@testable import App

@Suite("doctor", .timeLimit(.minutes(2)))
struct DoctorTests {
    @Test(
        "doctor finds what is missing in the database, and no fault once it is there",
        .bug(
            id: "5.15",
            """
            `doctor` was green without officers, partners or a worker, with a missing or another master key, with an \
            edition that had ended, and with a database whose encoding is not UTF-8.
            """), arguments: Engine.tested)
    func database(engine: Engine) async throws {
        try await World.with(engine) { world in
            let dependencies = world.dependencies
            try Data(repeating: 9, count: 32).write(to: URL(filePath: dependencies.configuration.keyPath))
            _ = try await world.officer("Ratna", .operations)
            let before = await Self.examine(world)
            #expect(
                before["officers"]?.contains("no administrator (2 of them), programme-manager, payout-checker:") == true
            )
            #expect(before["platforms"] != nil && before["institutions"] != nil)
            #expect(before["worker"]?.contains("serve --only worker") == true)
            #expect(before["master key \(dependencies.configuration.keyPath)"]?.contains("is not the one") == true)

            let rest: [(String, [Role])] = [
                ("Hendra", .approver), ("Wati", .verifier), ("Agus", .administrator), ("Fitri", .administrator),
            ]
            for (name, roles) in rest {
                _ = try await world.officer(name, roles)
            }
            try await dependencies.database.transaction { tx in
                for kind in [Partner.Kind.platform, .institution] {
                    let partner = Partner(
                        id: dependencies.ids.next(), kind: kind, name: kind.rawValue, clientCode: kind.rawValue,
                        redirectURI: nil, feeBasisPoints: 0)
                    try tx.partners.register(
                        partner, signKey: "kunci", at: dependencies.moment(), ids: dependencies.ids,
                        vault: dependencies.vault)
                }
                try tx.workers.isSeen("a", at: dependencies.realNow())
            }
            try Data(repeating: 7, count: 32).write(to: URL(filePath: dependencies.configuration.keyPath))
            chmod(dependencies.configuration.keyPath, 0o600)
            #expect(await Self.examine(world).filter { Self.ofDatabase.contains(where: $0.key.hasPrefix) } == [:])

            world.clock.advance(.minutes(2))
            #expect(await Self.examine(world)["worker"]?.contains("none was seen since") == true)
            chmod(dependencies.configuration.keyPath, 0o644)
            #expect(await Self.examine(world).values.contains { $0.contains("chmod 600") })
            let ahead = world.clock.now() + .minutes(2)
            let nodeLease = try await NodeLeaseService.lease(
                in: dependencies.database, realClock: { ahead }, logger: dependencies.logger)
            let _: ID<Officer> = nodeLease.ids.next()
            _ = try await dependencies.database.transaction { tx in
                try tx.run("UPDATE node SET high_water = \(nodeLease.ids.highWater)")
            }
            #expect(await Self.examine(world)["clock"]?.contains("(NTP)") == true)
            world.clock.set("2022-01-01T00:00:00+07:00")
            #expect(await Self.examine(world).values.contains { $0.contains("is out of date") })
        }
    }

    @Test("an https:// site without X-Forwarded-For counts every visitor as its proxy")
    func visitors() {
        #expect(SiteProbe.visitors([], isBehindProxy: true).trouble?.contains("X-Forwarded-For") == true)
        #expect(SiteProbe.visitors(["X-Forwarded-For"], isBehindProxy: true).trouble == nil)
        #expect(SiteProbe.visitors([], isBehindProxy: false).trouble == nil)
    }

    @Test("a database that is not UTF-8, or sorts by a language, is a fault")
    func encoding() {
        #expect(DatabaseText(encoding: "UTF8", collation: "C.UTF-8").isUnicode)
        #expect(!DatabaseText(encoding: "SQL_ASCII", collation: "C").isUnicode)
        #expect(!DatabaseText(encoding: "LATIN1", collation: "C").isUnicode)
        #expect(DatabaseText(encoding: "UTF8", collation: "C.utf8").sortsByCode)
        #expect(!DatabaseText(encoding: "UTF8", collation: "en_US.UTF-8").sortsByCode)
        #expect(Doctor.trouble(of: DatabaseText(encoding: "LATIN1", collation: "C"))?.contains("LATIN1") == true)
        #expect(Doctor.trouble(of: DatabaseText(encoding: "UTF8", collation: "C.UTF-8")) == nil)
    }

    @Test("doctor reads the encoding and collation from the engine", arguments: Engine.tested)
    func text(engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            let text = try await database.text()
            #expect(text.isUnicode, "\(text)")
        }
    }

    @Test(
        "doctor finds gateways that do not answer, and a text gateway whose form has another address",
        .bug(id: "5.16", "`doctor` was green with wrong gateway addresses, and with no server behind them."))
    func gateways() async throws {
        try await World.with(.sqlite) { world in
            var configuration = world.dependencies.configuration
            configuration.baseURL = "http://127.0.0.1:9"
            let well = await Self.examine(world, configuration)
            for setting in ["REGISTRY_URL", "SMS_URL", "MAIL_URL", "RAIL_URL"] {
                #expect(well.keys.first { $0.hasPrefix(setting) } == nil, "\(well)")
            }
            #expect(well["BASE_URL http://127.0.0.1:9"]?.contains("nobody answers") == true)

            configuration.outside.smsURL = configuration.outside.smsURL.replacing("/cgi-bin/sendsms", with: "/")
            configuration.outside.mailURL = "smtp://127.0.0.1:9"
            configuration.outside.railURL = "https://bank.invalid"
            configuration.outside.registryURL = "http://127.0.0.1:9"
            let ill = await Self.examine(world, configuration)
            #expect(ill["SMS_URL \(configuration.outside.smsURL)"]?.contains("answers 404") == true, "\(ill)")
            for setting in ["MAIL_URL smtp://127.0.0.1:9", "RAIL_URL https://bank.invalid"] {
                #expect(ill[setting]?.contains("nobody listens") == true, "\(ill)")
            }
            configuration.outside.railPrivateKey = nil
            #expect(await Self.examine(world, configuration)["RAIL_PRIVATE_KEY"]?.contains("payments wait") == true)
        }
    }

    @Test(
        "doctor finds a proxy that drops the headers partners sign in with",
        .bug(
            id: "5.17",
            "`doctor` was green behind a proxy that drops client_code, as nginx does: every partner was refused."),
        .bug(
            id: "5.205",
            """
            `doctor` was green behind a proxy that hid every visitor's address, so that all used up one visitor's \
            limits, and behind one that refused photos, as nginx does with more than 1 MB.
            """),
        arguments: [true, false])
    func proxy(drops: Bool) async throws {
        try await World.with(.sqlite) { world in
            let router = Router()
            router.get("**") { request, _ in
                let headers = HTTPFields(request.headers.filter { !drops || !$0.name.rawName.contains("_") })
                let answer = try await world.client.execute(uri: request.uri.string, method: .get, headers: headers)
                return Response(status: answer.status, body: .init(byteBuffer: answer.body))
            }
            router.post("**") { request, _ in
                let isLarge = request.headers[.contentLength] == "\(FormLimit.photos)"
                return Response(status: drops && isLarge ? .contentTooLarge : .methodNotAllowed)
            }
            let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            let (ports, bound) = AsyncStream.makeStream(of: Int.self)
            let proxy = Application(
                router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
                onServerRunning: { bound.yield($0.localAddress?.port ?? 0) }, logger: logger)
            let group = ServiceGroup(configuration: .init(services: [proxy], logger: logger))
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                for await port in ports {
                    var configuration = world.dependencies.configuration
                    configuration.baseURL = "http://127.0.0.1:\(port)"
                    let found = await Self.examine(world, configuration)
                    #expect(found["BASE_URL http://127.0.0.1:\(port)"] == nil)
                    let trouble = found["headers of partners' requests"]
                    #expect((trouble != nil) == drops)
                    #expect((found["size of uploads"]?.contains("client_max_body_size 33m") == true) == drops)
                    #expect(
                        !drops || trouble?.contains("client_code") == true && trouble?.contains("underscores") == true)
                    break
                }
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
            }
        }
    }

    @Test(
        "doctor names every wrong setting at once, and exits with a failure",
        .bug(id: "5.18", "`doctor` was green with missing and default keys and with settings that do not exist."))
    func settings() async throws {
        try await Shipped.inDirectory { directory in
            try Data("SMS_PASWORD=x\nMODE=prod\n".utf8).write(to: directory.appending(path: ".env"))
            let wrong = try await Shipped.run(["doctor"], in: directory)
            #expect(wrong.status != 0 && wrong.output.contains("there is no setting SMS_PASWORD"))
            #expect(wrong.output.contains("MODE is “prod”"))

            try Data("DATA=isi\n".utf8).write(to: directory.appending(path: ".env"))
            let nowhere = "http://127.0.0.1:9"
            let missing = try await Shipped.run(
                ["doctor"], environment: ["SMS_SENDR": "x", "REGISTRY_URL": nowhere, "BASE_URL": nowhere], in: directory
            )
            #expect(missing.status != 0)
            for words in [
                "REGISTRY_KEY is not set", "SMS_PASSWORD is not set", "SMS_SENDR, which is no setting",
                "there is none yet: run `prakerja migrate`", "nobody listens there", "nobody answers there",
                "--edition, or set EDITION",
            ] {
                #expect(missing.output.contains(words), "\(words): \(missing.output)")
            }
        }
    }

    @Test(
        "kept editions that cannot be read are named as not compared",
        .bug(id: "5.355", "Where the kept editions could not be read, doctor said nothing of them."),
        arguments: Engine.tested)
    func keptEditions(engine: Engine) async throws {
        try await World.with(engine) { world in
            #expect(await Self.examine(world)["kept editions"] == nil)
            await world.dependencies.database.close()
            #expect(await Self.examine(world)["kept editions"]?.hasPrefix("not compared: ") == true)
        }
    }

    private static let ofDatabase = ["database", "master key", "officers", "platforms", "institutions", "worker"]

    /// The findings by subject, without the subjects that are well.
    private static func examine(_ world: World, _ configuration: Configuration? = nil) async -> [String: String] {
        var configuration = configuration ?? world.dependencies.configuration
        configuration.editionPath = World.repository.appending(path: "Editions/demo.yaml").path
        if world.dependencies.database.engine == .postgres { configuration.databaseURL = "postgresql:///test" }
        let doctor = Doctor(configuration: configuration, now: world.clock.now())
        let found = await doctor.examine(world.dependencies.database)
        return Dictionary(found.compactMap { one in one.trouble.map { (one.what, $0) } }) { $0 + "\n" + $1 }
    }
}
