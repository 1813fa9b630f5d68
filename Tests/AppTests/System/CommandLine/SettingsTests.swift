import Foundation
import Logging
import Programme
import Simulators
import Testing

@testable import App

@Suite("Settings")
struct SettingsTests {
    @Test(
        "a command reads the file .env of its working directory",
        .bug(
            id: "5.1",
            """
            The file .env was never read, although .env.example said so: `migrate` made an SQLite file beside the \
            PostgreSQL database that .env named.
            """))
    func file() async throws {
        try await Shipped.inDirectory { directory in
            let edition = World.repository.appending(path: "Editions/demo.yaml").path
            let lines = [
                "# tempat data", "DATA=\"isi data\"", "DATABASE_URL=", "MODE=development", "EDITION=\(edition)",
            ]
            try Data(lines.joined(separator: "\n").utf8).write(to: directory.appending(path: ".env"))
            let shipped = try await Shipped.run(["migrate"], in: directory)
            #expect(shipped.status == 0, "\(shipped.errors)")
            let made = try FileManager.default.contentsOfDirectory(atPath: directory.path)
            #expect(Set(made) == [".env", "isi data"])
        }
    }

    @Test("the command line overrides the environment, and the environment overrides the file")
    func precedence() async throws {
        try await Shipped.inDirectory { directory in
            try Data("HOST=10.0.0.1\nPORT=1111\nDATA=a\nSMS_USER=file\n".utf8)
                .write(to: directory.appending(path: ".env"))
            var options = ServeOptions()
            options.port = 3_333
            let read = try Configuration.of(
                options, environment: ["PORT": "2222", "DATA": "b", "SMS_USER": ""], directory: directory.path)
            #expect(read.port == 3_333 && read.dataDirectory == "b" && read.host == "10.0.0.1")
            // An empty value counts as not set.
            #expect(read.outside.smsUser == "file")
        }
    }

    @Test(
        "a line of .env that is malformed or no setting is reported with its line number",
        .bug(id: "5.2", "A mistyped setting was silently ignored, and its default used."),
        arguments: [
            (
                "DATABSE_URL=postgresql:///prakerja",
                "line 1: there is no setting DATABSE_URL; did you mean DATABASE_URL?"
            ),
            ("\n\nCOLOUR=blue", "line 3: there is no setting COLOUR"),
            ("PORT 8080", "line 1 is not NAME=value"), ("=8080", "line 1 is not NAME=value"),
            ("PORT=1\nPORT=2", "line 2 sets PORT a second time"),
            ("SMS_PASSWORD=\"abc", "line 1: the value of SMS_PASSWORD begins with a quote and never ends"),
            ("\"", "line 1 is not NAME=value"),
        ])
    func mistakes(text: String, said: String) {
        let problems = EnvironmentFile(text: text).problems
        #expect(problems.contains { $0.contains(said) }, "\(problems)")
    }

    @Test(
        "quotes, comments and blanks in .env values are read as intended",
        arguments: [
            ("DATA=var", "var"), ("DATA = var ", "var"), ("export DATA=var", "var"), ("DATA=\"a # b\"", "a # b"),
            ("DATA='a\"b' # why", "a\"b"), ("DATA=var # why", "var"), ("DATA=a#b", "a#b"), ("DATA=a=b==", "a=b=="),
            ("\u{FEFF}DATA=var\r\n", "var"), ("DATA=\"\"", ""), ("DATA=# nothing", ""),
        ])
    func values(line: String, value: String) {
        let file = EnvironmentFile(text: line)
        #expect(file.problems == [] && file.values == ["DATA": value])
    }

    @Test(".env.example names every setting and no other, and its values are valid")
    func example() throws {
        let path = World.repository.appending(path: ".env.example")
        let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
        let shown = lines.compactMap { line in line.firstMatch(of: /^#?([A-Z_]+)=/).map { String($0.1) } }
        #expect(Set(shown) == Set(Setting.allCases.map(\.rawValue) + Setting.ofSandbox.map(\.nameInSandbox)))
        #expect(EnvironmentFile(path: path.path).problems == [])
    }

    @Test("an unknown environment variable with one of our prefixes is reported")
    func environment() {
        let reader = SettingsReader(
            environment: ["SMS_PASWORD": "x", "DATABASE_UR": "x", "HOME": "/root", "PORT_": "1", "MAILCHECK": "1"],
            file: EnvironmentFile(text: ""))
        #expect(
            reader.suspicions == [
                "the environment has DATABASE_UR, which is no setting; did you mean DATABASE_URL?",
                "the environment has SMS_PASWORD, which is no setting; did you mean SMS_PASSWORD?",
            ])
    }

    @Test(
        "a wrong setting is reported with its expected form",
        .bug(
            id: "5.3",
            "Addresses and keywords in settings were not validated at start, and failed with the first request."),
        arguments: [
            ("PORT", "99999999999999999999"), ("PORT", "-1"), ("MODE", "prod"), ("BASE_URL", "www.prakerja.go.id"),
            ("BASE_URL", "https://prakerja.example/situs"), ("SMS_URL", "gateway:13013"), ("MAIL_URL", "http://mail"),
            ("RAIL_URL", "https://"), ("REGISTRY_URL", "https://dukcapil .go.id"), ("BEACON_URL", "drand"),
            ("REGISTRY_KEY", "no base64!"), ("MAIL_FROM", "kantor"), ("CLOCK", "besok"), ("SMS_PER_DAY", "many"),
            ("ADMISSION_PER_SECOND", "3"), ("DATABASE_URL", "mysql://localhost/prakerja"),
        ])
    func wrong(name: String, value: String) {
        let fault = #expect(throws: ConfigurationFault.self) { try Self.read([name: value]) }
        #expect(fault?.problems.count == 1 && fault?.problems.first?.contains(name) == true)
    }

    @Test(
        "nonsense in a setting is named with its remedy, and a secret is not repeated",
        .bug(
            id: "5.207",
            """
            PROXIES=foo, HOST=http://x, an unreadable payment key and other nonsense in settings were taken silently: \
            every visitor counted as the proxy, or the first request failed.
            """),
        arguments: [
            (.host, ["http://127.0.0.1", "999.1.1.1", "a b", "-x", "127.0.0.1:8080"]),
            (.port, ["", " ", "8080x", "65536"]),
            (.baseURL, ["https://a_b c", "https://999.1.1.1", "ftp://prakerja.example", "https://-"]),
            (.mode, ["Production"]), (.data, ["https://prakerja.example/var", "/dev/null", "a\nb"]),
            (.databaseURL, ["postgresql://h:99999/d", "postgresql://h/d?sslmod=x", "postgresql://h:x/d"]),
            (.migrationDatabaseURL, ["postgresql://h:99999/d", "sqlite://x", "postgresql://owner@h/d"]),
            (.clock, ["9999-01-01T00:00+07:00", "2020-04-15"]), (.admissionPerSecond, ["-1", "1e3"]),
            (.proxies, ["foo", "10.0.0.0/8", "10.0.0.5;10.0.0.6", "10.0.0.5,,x"]),
            (.registryURL, ["dukcapil", "https://duk capil"]), (.registryUser, ["a b", "nama\u{200B}"]),
            (.registryKey, ["%%%"]), (.beaconURL, ["https://"]), (.smsURL, ["https://h:99999/x"]),
            (.smsSender, ["KARTU PRAKERJA", "Prakerja!", "+"]), (.smsUser, ["a\tb"]), (.smsPassword, ["rahasia\r"]),
            (.smsPerHour, ["-1"]), (.smsPerDay, ["1.5"]), (.mailURL, ["mail.example:25"]), (.mailUser, ["a"]),
            (.mailPassword, ["rahasia"]), (.mailFrom, ["a@", "Prakerja <a@b.id>"]), (.railURL, ["http//bank"]),
            (.railClientKey, ["a b"]), (.railClientSecret, ["a\u{0}b"]),
            (.railPrivateKey, ["/nowhere.pem", "/etc", "/etc/passwd"]), (.railSourceAccount, ["BRI 123", "12"]),
            (.railWalletNumbers, ["08"]), (.railTexts, ["PLAIN"]),
            (.sandboxURL, ["uji.example", "ftp://uji.example", "https://uji.example?x"]),
        ] as [(Setting, [String])])
    func nonsense(setting: Setting, values: [String]) {
        for value in values where !value.isEmpty {
            let fault = #expect(throws: ConfigurationFault.self, "\(value)") {
                try Self.read([setting.rawValue: value])
            }
            let said = fault?.problems.first ?? ""
            #expect(fault?.problems.count == 1 && said.hasPrefix(setting.rawValue), "\(said)")
            #expect(said.contains { ":;,".contains($0) } && !said.contains("rahasia"), "\(said)")
        }
    }

    @Test("settings are read as the system writes them, and every one of them is tried with nonsense")
    func complete() throws {
        let read = try Self.read(["PROXIES": " 10.0.0.5 , 2001:DB8::0:1,", "HOST": "::1", "SMS_SENDER": "+62811"])
        #expect(read.proxies == ["10.0.0.5", "2001:db8::1"])
        let text = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
        // What an edition or an annex is, and which may be started, is known where its file is read.
        let elsewhere: Set<Setting> = [.edition, .startEdition, .annex]
        for setting in Setting.allCases where !elsewhere.contains(setting) {
            #expect(text.contains("(.\(setting), ["), "\(setting)")
        }
    }

    @Test(
        "production does not start with known secrets, over plain http, or showing codes to the public",
        .bug(
            id: "5.4",
            """
            A production server started with the secrets from the source, with plain http to outside systems beyond \
            this machine, and in development mode, which shows all one-time codes, on a public address.
            """),
        arguments: [
            (["SMS_PASSWORD": ""], "SMS_PASSWORD"), (["SMS_PASSWORD": "development"], "SMS_PASSWORD"),
            (["REGISTRY_KEY": ""], "REGISTRY_KEY"),
            (["SMS_URL": "http://sms.example:13013/cgi-bin/sendsms"], "SMS_URL"),
            (["RAIL_URL": "http://10.0.0.7"], "RAIL_URL"),
            (["REGISTRY_URL": "http://127.evil.example"], "REGISTRY_URL"),
            (["BEACON_URL": "http://api.drand.sh"], "BEACON_URL"),
            (["BASE_URL": "http://prakerja.example"], "BASE_URL"),
            (["RAIL_CLIENT_KEY": ""], "RAIL_CLIENT_KEY"), (["RAIL_CLIENT_SECRET": "development"], "RAIL_CLIENT_SECRET"),
            (["RAIL_SOURCE_ACCOUNT": ""], "RAIL_SOURCE_ACCOUNT"),
            (["MODE": "development"], "BASE_URL"),
            (["MODE": "development", "BASE_URL": "", "HOST": "0.0.0.0"], "HOST"),
        ] as [([String: String], String)])
    func production(change: [String: String], named: String) throws {
        let key = FileManager.default.temporaryDirectory.appending(path: "rail-\(UUID().uuidString).pem")
        try Data(RailKey.shared.privatePEM.utf8).write(to: key)
        defer { try? FileManager.default.removeItem(at: key) }
        let fit = Self.fit.merging(["RAIL_PRIVATE_KEY": key.path]) { $1 }
        #expect(try Self.read(fit).unfitForPublic == [])
        let found = try Self.read(fit.merging(change) { $1 }).unfitForPublic
        #expect(found.contains { $0.contains(named) }, "\(found)")
    }

    @Test("a server with settings unfit for the public does not start")
    func refused() async throws {
        try await Shipped.inDirectory { directory in
            let shipped = try await Shipped.run(
                ["serve", "--port", "0", "--host", "0.0.0.0"], environment: Shipped.development(in: directory))
            #expect(shipped.status != 0 && shipped.errors.contains("MODE=development shows everybody's codes"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == [])
        }
    }

    @Test("only loopback addresses count as this machine")
    func loopback() {
        for host in ["127.0.0.1", "127.8.8.8", "localhost", "::1"] { #expect(ExternalURL.isLoopback(host: host)) }
        for host in ["127.evil.example", "localhost.evil", "127.0.0", "128.0.0.1", "127.0.0.256", ""] {
            #expect(!ExternalURL.isLoopback(host: host))
        }
        var outside = ExternalAddresses()
        outside.mailURL = "smtp://127.evil.example"
        #expect(outside.mailEncrypted)
    }

    @Test("settings: the simulators have one for every external address, and none that the product does not know")
    func simulators() async throws {
        let names = try await withSimulators { Set($0.settings.keys) }
        #expect(names.subtracting(Setting.allCases.map(\.rawValue)) == [])
        #expect(Set(ExternalAddresses().addresses.map(\.setting.rawValue)).subtracting(names) == [])
    }

    /// The settings of a correct public installation.
    private static let fit = [
        "BASE_URL": "https://prakerja.example", "REGISTRY_URL": "https://dukcapil.example", "REGISTRY_KEY": "a2V5",
        "SMS_URL": "https://sms.example/cgi-bin/sendsms", "SMS_PASSWORD": "rahasia",
        "MAIL_URL": "smtp://mail.example:587", "RAIL_URL": "https://bank.example", "RAIL_CLIENT_KEY": "klien",
        "RAIL_CLIENT_SECRET": "rahasia", "RAIL_SOURCE_ACCOUNT": "0012345678",
    ]

    private static func read(_ environment: [String: String]) throws -> Configuration {
        try Configuration.read(SettingsReader(environment: environment, file: EnvironmentFile(text: "")))
    }
}
