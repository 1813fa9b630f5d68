import Foundation
import Programme
import Testing

@testable import App

@Suite("Settings of a sandbox")
struct SandboxSettingsTests {
    /// As in a production server's environment.
    private static let programme = [
        "MODE": "production", "HOST": "0.0.0.0", "PORT": "8080", "DATA": "/var/lib/prakerja",
        "BASE_URL": "https://prakerja.example", "DATABASE_URL": "postgresql:///prakerja",
        "SMS_URL": "https://sms.example:13013/cgi-bin/sendsms", "MAIL_URL": "smtps://mail.example",
        "RAIL_URL": "https://bank.example", "REGISTRY_URL": "https://dukcapil.example", "START_EDITION": "2020-3",
    ]

    private static func read(
        _ environment: [String: String], file: String = "", change: (inout ServeOptions) -> Void = { _ in }
    ) async throws -> Configuration {
        try await Shipped.inDirectory { directory in
            try Data(file.utf8).write(to: directory.appending(path: ".env"))
            var options = ServeOptions()
            options.sandbox = true
            change(&options)
            return try Configuration.of(options, environment: environment, directory: directory.path)
        }
    }

    @Test("a sandbox reads nothing that was meant for the programme, and says so")
    func apart() async throws {
        let read = try await Self.read(Self.programme, file: "DATA=/var/lib/prakerja\nRAIL_URL=https://bank.example")
        #expect(read.sandbox && !read.demo && !read.development && read.isTrial && read.hasMovableClock)
        #expect(read.host == "127.0.0.1" && read.port == 8_180 && read.baseURL == "http://127.0.0.1:8180")
        #expect(read.dataDirectory == "var/sandbox" && read.databaseURL == nil)
        #expect(read.editionPath == "Editions/sandbox.yaml" && read.startEdition == nil)
        #expect(read.clockStart == Instant("2020-04-15T09:00+07:00"))
        #expect(read.outside.addresses.allSatisfy { $0.address?.contains("example") != true })
        #expect(read.unfitForPublic == [])
        #expect(
            read.suspicions.contains(
                "the environment has DATABASE_URL, which a sandbox does not read; its own is SANDBOX_DATABASE_URL"))
        #expect(read.suspicions.contains("the environment has SMS_URL, which a sandbox does not read"))
    }

    @Test("its own settings stand beside the programme's in one .env; the command line wins, then the environment")
    func own() async throws {
        let file = """
            DATA=/var/lib/prakerja
            SANDBOX_DATA=/var/lib/uji
            SANDBOX_PORT=9180
            SANDBOX_BASE_URL=https://uji.prakerja.example
            SANDBOX_URL=https://uji.prakerja.example
            """
        let read = try await Self.read(["SANDBOX_PORT": "9181", "SANDBOX_HOST": "0.0.0.0"], file: file) {
            $0.clock = "2020-05-01T09:00+07:00"
        }
        #expect(read.dataDirectory == "/var/lib/uji" && read.port == 9_181 && read.host == "0.0.0.0")
        #expect(read.baseURL == "https://uji.prakerja.example" && read.unfitForPublic == [])
        #expect(read.clockStart == Instant("2020-05-01T09:00+07:00"))
        try await Shipped.inDirectory { directory in
            try Data(file.utf8).write(to: directory.appending(path: ".env"))
            let programme = try Configuration.of(ServeOptions(), environment: [:], directory: directory.path)
            #expect(programme.dataDirectory == "/var/lib/prakerja" && !programme.sandbox)
            #expect(programme.sandboxPlace.address == "https://uji.prakerja.example")
        }
    }

    @Test(
        "a gateway, a mode, an annex and a start of an edition are refused for a sandbox, in the environment and in .env",
        arguments: [
            "SMS_URL", "MAIL_URL", "RAIL_URL", "RAIL_PRIVATE_KEY", "REGISTRY_URL", "BEACON_URL", "MODE", "ANNEX",
            "START_EDITION", "MIGRATION_DATABASE_URL",
        ])
    func refused(name: String) async throws {
        let places: [([String: String], String)] = [(["SANDBOX_\(name)": "x"], ""), ([:], "SANDBOX_\(name)=x")]
        for (environment, file) in places {
            let fault = await #expect(throws: ConfigurationFault.self) {
                _ = try await Self.read(environment, file: file)
            }
            let said = fault?.problems.first ?? ""
            #expect(fault?.problems.count == 1 && said.contains("SANDBOX_\(name) is set"), "\(said)")
            #expect(said.hasSuffix("leave it out"), "\(said)")
        }
    }

    @Test("a sandbox does not start with a gateway beyond this machine, nor without TLS for others")
    func gateways() async throws {
        var read = try await Self.read([:])
        read.outside.smsURL = "https://sms.example/cgi-bin/sendsms"
        read.outside.mailURL = "smtps://mail.example"
        #expect(read.unfitForPublic.count == 2, "\(read.unfitForPublic)")
        #expect(read.unfitForPublic.allSatisfy { $0.contains("sends to its own simulators only") })
        let plain = try await Self.read(["SANDBOX_BASE_URL": "http://uji.example"])
        #expect(plain.unfitForPublic.contains { $0.hasPrefix("SANDBOX_BASE_URL is http://uji.example") })
    }

    @Test("nonsense in its settings is named as it was written, with its remedy")
    func nonsense() async throws {
        let wrong = [
            ("HOST", "http://x"), ("PORT", "65536"), ("BASE_URL", "uji.example"), ("DATA", "https://x"),
            ("DATABASE_URL", "mysql://x"), ("PROXIES", "foo"),
        ]
        for (name, value) in wrong {
            let fault = await #expect(throws: ConfigurationFault.self, "\(name)") {
                _ = try await Self.read(["SANDBOX_\(name)": value])
            }
            #expect(fault?.problems.first?.hasPrefix("SANDBOX_\(name)") == true, "\(fault?.problems ?? [])")
        }
    }

    @Test("the earlier setting SANDBOX is no more")
    func earlier() {
        #expect(EnvironmentFile(text: "SANDBOX=on").problems.first?.contains("there is no setting SANDBOX") == true)
    }
}
