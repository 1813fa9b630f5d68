import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport

@testable import App

/// Values an attacker may send in place of any expected value. They are plain text, which a form and a query
/// percent-encode, except those that are hostile in the encoding itself.
enum HostileValue {
    /// Forty.
    static let all: [String] =
        numbers + texts + [
            String(repeating: "9", count: 400), String(repeating: "x", count: 10_000),
            String(repeating: "é🪪", count: 1_500), "a\0b", "\u{1}\u{7F}", "\r\nSet-Cookie: a=b", "\u{202E}abc\u{200B}",
        ]

    /// The values that a route gets in one run: a quarter, other ones for each route; with `PRAKERJA_HOSTILE=all`, as in
    /// `make soak`, all.
    static func share(most: Int, _ chance: inout SeededGenerator) -> [String] {
        Array(all.shuffled(using: &chance).prefix(sendsAll ? most : min(most, all.count / 4)))
    }

    /// The texts with an invalid encoding that a route gets on one engine. They are refused before a statement, so one
    /// engine is enough.
    static func encodings(of engine: Engine) -> [String] { sendsAll || engine == .sqlite ? encodings : [] }

    private static var sendsAll: Bool { ProcessInfo.processInfo.environment["PRAKERJA_HOSTILE"] == "all" }

    private static let numbers = [
        "9223372036854775807", "-9223372036854775808", "9223372036854775808", "-9223372036854775809",
        "18446744073709551615", "2147483648", "-1", "0", "1", "+1", "007", "1.5", "1e309", "NaN", "-0", "0x10", "٣",
    ]

    private static let texts = [
        "", " ", "%", "../../../etc/passwd", "' OR '1'='1' --", "<script>alert(1)</script>", "{}", "[1,[2]]", "null",
        "true", "2020-02-30", "9999-12-31T23:59:59.999+14:00", "0001-01-01T00:00:00-14:00", "24:00", "a@b.c",
        "//jahat.example",
    ]

    /// Not text after decoding, or an invalid encoding.
    private static let encodings = ["%FF%FE", "%C3%28", "%", "%4", "%zz", "%00", "%u0041", "+%2B+", "%ED%A0%80"]

    /// JSON values that are not text, for each field of a partner's body.
    static let json = [
        "9223372036854775807", "-9223372036854775808", "1e400", "-1", "0", "1.5", "true", "null", "[]", "{}",
        "[[[[1]]]]",
        "\"\\u0000\"", "\"\\ud800\"", "18446744073709551616",
    ]

    static func encoded(_ text: String) -> String {
        let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }

    static func quoted(_ text: String) -> String {
        guard let data = try? JSONEncoder().encode(text) else { return "\"\"" }
        return String(decoding: data, as: UTF8.self)
    }
}

/// The names of all fields the product reads from outside, extracted from its own source, so that a new field is tested
/// without an edit here.
enum FieldNames {
    static let query = found([/request\.query\("([^"]+)"/, /[^.]value\("([a-z]+)"\)/])

    static let form =
        found([
            /form\["([^"\\]+)"\]/, /form\.(?:all|has|file)\("([^"\\]+)"\)/, /let \w*[fF]ield = "([^"]+)"/,
            /Field\.\w+\(\s*form, "([^"]+)"/, /TimeField\(name: "([^"]+)"/,
        ])
        + dates.flatMap { ["\($0)-day", "\($0)-month", "\($0)-year"] }

    private static let dates = found([/DateField\(\s*"([^"]+)"/])

    static let json = found([/body\.(?:text|number|optionalText|optionalNumber)\("([^"]+)"/]) + ["sequence"]

    private static func found(_ patterns: [Regex<(Substring, Substring)>]) -> [String] {
        Set(sources.flatMap { text in patterns.flatMap { text.matches(of: $0).map { String($0.1) } } }).sorted()
    }

    private static let sources: [String] = {
        let folder = World.repository.appending(path: "Sources/App")
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".swift") }.compactMap { name in
            try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
        }
    }()

    /// A plausible value, so that validation reaches the fields after this one.
    static func plausible(_ name: String) -> String {
        switch name {
        case "kontak": "warga@contoh.id"
        case "hp", "kontak-lain": "081200001234"
        case "nik": "8271052703951234"
        case "kode": "123456"
        case "nama": "Siti Nurhaliza"
        case "provinsi": "82"
        case "kabupaten": "82.71"
        case "pendidikan": "senior-secondary"
        case "pekerjaan": "job-seeker"
        case "bentuk-kerja": "informal"
        case "dampak": "not-hit"
        case "cara": "kode"
        case _ where name.hasSuffix("-day"): "27"
        case _ where name.hasSuffix("-month"): "3"
        case _ where name.hasSuffix("-year"): "1995"
        default: "1"
        }
    }
}

/// A route under attack.
struct AttackedRoute: Hashable {
    let method: HTTPRequest.Method
    let path: String

    var name: String { "\(method) \(path)" }
    var parts: [String] { path.split(separator: "/").map(String.init) }
    var isPartner: Bool { path.hasPrefix("/api/") }
    /// Of the modern partner API, but for the call that is signed.
    var takesToken: Bool { path.hasPrefix("/api/v2/") && path != Paths.completion.pattern }
    /// It hashes a password with every attempt, which is slow on purpose.
    var isSlow: Bool { method == .post && path == Paths.officeSignIn }
    var parameters: [Int] { parts.indices.filter { parts[$0].hasPrefix("{") } }
}
