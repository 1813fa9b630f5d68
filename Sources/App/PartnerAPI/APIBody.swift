import Foundation
import Programme

/// The JSON object of a request to the modern API. Every field is checked before the first fault is answered, so that
/// one answer names all of them.
struct APIBody: Sendable {
    private let members: [String: JSON]
    private(set) var faults: [FieldFault] = []

    /// Throws `PartnerRefusal.malformed` for anything but one JSON object, `.twice` for one with a key twice.
    ///
    /// - Parameter object: the fields that it may have; any other is a fault.
    init(_ body: Data, as object: APIObject) throws {
        _ = try PartnerBody(body)
        guard case .object(let found)? = try? JSONDecoder().decode(JSON.self, from: body) else {
            throw PartnerRefusal.malformed
        }
        members = Dictionary(found.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        let known = Set(object.fields.map(\.name))
        for member in found where !known.contains(member.name) {
            faults.append(.at(member.name, "Kolom ini tidak dikenal. Hapus kolom ini."))
        }
    }

    /// A whole number; 0 and a fault for anything else.
    ///
    /// - Parameters:
    ///   - range: what is read; a rule may refuse a part of it with an error of its own.
    ///   - allowed: what the fault says.
    mutating func integer(_ name: String, in range: ClosedRange<Int>, allowed: ClosedRange<Int>) -> Int {
        if case .number(let value)? = members[name], range.contains(value) { return value }
        let bounds = "\(allowed.lowerBound) sampai \(allowed.upperBound)"
        faults.append(.at(name, "Isi dengan bilangan bulat \(bounds), tanpa tanda kutip."))
        return 0
    }

    /// A text with a letter or digit, of up to `longest` characters on one line; empty and a fault for anything else.
    mutating func line(_ name: String, longest: Int) -> String {
        if case .text(let text)? = members[name], text.unicodeScalars.count <= longest,
            !text.trimmingWhitespace().isEmpty, !text.unicodeScalars.contains(where: Self.isControl)
        {
            return text
        }
        faults.append(.at(name, "Isi dengan teks satu baris, paling banyak \(longest) huruf."))
        return ""
    }

    /// At least one of these words; empty and a fault for anything else.
    mutating func choices(_ name: String, among allowed: [String]) -> [String] {
        if case .list(let values)? = members[name], !values.isEmpty, values.count <= allowed.count {
            let words = values.compactMap { value in if case .text(let word) = value { word } else { nil } }
            if words.count == values.count, words.allSatisfy(allowed.contains) { return words }
        }
        faults.append(.at(name, "Isi dengan daftar berisi satu atau lebih dari \(allowed.joined(separator: ", "))."))
        return []
    }

    /// Throws `APIRefusal.fields` where a field was wrong.
    func check() throws {
        guard faults.isEmpty else { throw APIRefusal.fields(Array(faults.prefix(Self.mostFaults))) }
    }

    /// The pattern of `line` in the document: no control characters, no separators of lines, and one visible sign.
    static let linePattern =
        #"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*[^\s\u0000-\u001f\u007f-\u009f\u2028\u2029]"#
        + #"[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$"#

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || scalar == "\u{2028}" || scalar == "\u{2029}"
    }

    private static let mostFaults = 50
}

/// The query of a request to the modern API. A parameter that the call does not know is a fault: a misspelt filter
/// would otherwise answer with everything.
struct APIQuery: Sendable {
    private var values: [String: String] = [:]
    private(set) var faults: [FieldFault] = []

    private static let mostParameters = 20
    private static let mostFaults = 50

    init(_ query: String, knowing parameters: [APIParameter]) throws {
        guard let found = try? URLEncoded.parse(query, limit: Self.mostParameters) else {
            throw APIRefusal.parameters([.of("?", "Parameter tidak terbaca.")])
        }
        let known = Set(parameters.filter { $0.place == .query }.map(\.name))
        for (name, given) in found.sorted(by: { $0.key < $1.key }) {
            if !known.contains(name) {
                faults.append(.of(name, "Parameter ini tidak dikenal."))
            } else if given.count > 1 {
                faults.append(.of(name, "Kirim parameter ini satu kali saja."))
            } else {
                values[name] = given[0]
            }
        }
    }

    mutating func integer(_ name: String, in range: ClosedRange<Int>, default usual: Int) -> Int {
        guard let text = values[name] else { return usual }
        if let value = Int(text, in: range), String(value) == text { return value }
        faults.append(.of(name, "Isi dengan bilangan \(range.lowerBound) sampai \(range.upperBound)."))
        return usual
    }

    mutating func choice(_ name: String, among allowed: [String]) -> String? {
        guard let text = values[name] else { return nil }
        if allowed.contains(text) { return text }
        faults.append(.of(name, "Isi dengan salah satu dari \(allowed.joined(separator: ", "))."))
        return nil
    }

    /// RFC 3339. A plus that a client left as it is arrives as a blank.
    mutating func instant(_ name: String) -> Instant? {
        guard let text = values[name] else { return nil }
        if let instant = Instant(text.replacing(" ", with: "+").uppercased()) { return instant }
        faults.append(.of(name, "Isi dengan waktu RFC 3339 dan zonanya, seperti 2020-04-20T09:00:00+07:00."))
        return nil
    }

    /// - Parameter isOwn: whether the list that is asked for has such places.
    mutating func place(_ name: String, where isOwn: (FeedPlace) -> Bool) -> FeedPlace? {
        guard let text = values[name] else { return nil }
        if let place = FeedPlace(cursor: text), isOwn(place) { return place }
        faults.append(.of(name, "Kirim next_cursor dari jawaban sebelumnya, tanpa diubah."))
        return nil
    }

    /// Throws `APIRefusal.parameters` where a parameter was wrong.
    func check() throws {
        guard faults.isEmpty else { throw APIRefusal.parameters(Array(faults.prefix(Self.mostFaults))) }
    }
}
