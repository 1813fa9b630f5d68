import Foundation
import Yams

extension Edition {
    /// Parses an edition from YAML, strictly. A missing, misspelt, unknown, doubled or merged key is an `EditionFault` that
    /// names key and line.
    package init(yaml: String) throws {
        self = try StrictReading<Edition>(yaml).required()
        digest = try EditionText.canonicalDigest(yaml: yaml)
    }

    package static func load(path: String) throws -> Edition {
        try Edition(yaml: String(contentsOfFile: path, encoding: .utf8))
    }
}

/// A published edition: its rules, and the text they were parsed from.
package struct PublishedEdition: Sendable {
    package let edition: Edition
    package let text: EditionText
    package let yaml: String

    /// Throws `EditionFault` with the findings when the text is not a valid edition.
    package init(yaml: String) throws {
        let review = EditionReview(yaml: yaml)
        guard let edition = review.edition, let text = review.text else {
            throw EditionFault(findings: review.findings, in: review.text)
        }
        (self.edition, self.text, self.yaml) = (edition, text, yaml)
    }
}

extension PublishedEdition {
    private init(_ edition: Edition, of other: PublishedEdition) {
        (self.edition, text, yaml) = (edition, other.text, other.yaml)
    }

    /// The same with the annex of the installation attached.
    package func with(_ annex: Annex) throws(AnnexFault) -> PublishedEdition {
        PublishedEdition(try edition.with(annex), of: self)
    }

    /// The text for the public: unchanged, except that questions in an early edition are removed. Both have the same
    /// canonical text, so draws can be verified with either.
    package var publicText: String {
        guard edition.test.namesQuestions, let pairs = try? Yams.compose(yaml: yaml)?.mapping else { return yaml }
        let hidden: Set<String> = ["motivation", "ability"]
        let kept = pairs.map { key, value -> (Node, Node) in
            guard key.string == "test", let test = value.mapping else { return (key, value) }
            return (key, Node(test.filter { !hidden.contains($0.key.string ?? "") }.map { ($0.key, $0.value) }))
        }
        return (try? Yams.serialize(node: Node(kept), allowUnicode: true)) ?? ""
    }
}

/// Why a text is not an edition.
package struct EditionFault: Error, CustomStringConvertible {
    package let findings: [Finding]
    /// Where they are; nil where the text is not at hand.
    private let text: EditionText?

    package init(findings: [Finding], in text: EditionText? = nil) {
        (self.findings, self.text) = (findings, text)
    }

    /// Told one by one; `prakerja programme check` names the others.
    private static let mostShown = 3

    package var description: String {
        let shown = findings.prefix(Self.mostShown).map { $0.located(in: text) }.joined(separator: "; ")
        let hidden = findings.count - Self.mostShown
        return hidden > 0 ? "\(shown); \(hidden) more, which `prakerja programme check` names" : shown
    }
}

/// All findings on a text that should be an edition: whether it is YAML, whether every key is known and none is
/// missing, and the edition's own checks.
package struct EditionReview: Sendable {
    /// Nil where it cannot be parsed.
    package let edition: Edition?
    package let text: EditionText?
    /// Errors first.
    package let findings: [Finding]

    /// - Parameter isPublic: whether the demo's keys are errors.
    package init(yaml: String, isPublic: Bool = false) {
        let reading = StrictReading<Edition>(yaml)
        text = reading.text
        guard let text, var edition = reading.value else {
            self.edition = nil
            findings = reading.faults
            return
        }
        edition.digest = (try? EditionText.canonicalDigest(yaml: yaml)) ?? Data()
        self.edition = edition
        let keys = isPublic ? edition.checkKeys() : []
        let bank = isPublic ? edition.checkBank() : nil
        findings =
            text.unknownPlaces(edition.assumed ?? []) + keys + edition.check() + (bank.map { [$0] } ?? [])
    }

    /// The keys that an edition's types read, by the shape of their place: the JSON Schema must have the same ones.
    package static func keys(yaml: String) throws -> [String: Set<String>] {
        let recorder = KeyRecorder()
        _ = try recorder.decode(Edition.self, from: yaml)
        return recorder.readKeys
    }

    /// The valid range of counts, ages and shares in a file: their sums and products cannot overflow.
    static let numbers = -1_000_000_000...1_000_000_000

    /// `error: waves.quota: is there twice (line 85)`, as `prakerja programme check` prints it.
    package var lines: [String] { findings.map { $0.located(in: text) } }
}

extension Finding {
    /// With the line of its place, where there is one.
    func located(in text: EditionText?) -> String {
        let line = text?.line(of: place).map { " (line \($0))" } ?? ""
        return "\(self)\(line)"
    }
}

extension KeyRecorder {
    /// Parses a value and records the keys it reads.
    func decode<Value: Decodable>(_ type: Value.Type, from yaml: String) throws -> Value {
        guard let place = KeyRecorder.place else { preconditionFailure("the key has a name") }
        return try YAMLDecoder().decode(RecordedValue<Value>.self, from: yaml, userInfo: [place: self]).value
    }
}
