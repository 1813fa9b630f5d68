import Foundation
import Yams

extension Edition {
    /// Reads an edition from YAML. A missing or misspelt value is an error that names its place.
    package init(yaml: String) throws {
        self = try YAMLDecoder().decode(Edition.self, from: yaml)
    }

    package static func load(path: String) throws -> Edition {
        try Edition(yaml: String(contentsOfFile: path, encoding: .utf8))
    }
}

/// An edition as it was published: its rules, and the text they were read from.
package struct PublishedEdition: Sendable {
    package let edition: Edition
    package let text: EditionText
    package let yaml: String

    /// Throws what is wrong with the text, as `EditionFault`.
    package init(yaml: String) throws {
        let review = EditionReview(yaml: yaml)
        guard let edition = review.edition, let text = review.text else {
            throw EditionFault(findings: review.findings)
        }
        (self.edition, self.text, self.yaml) = (edition, text, yaml)
    }
}

extension PublishedEdition {
    /// The text as everybody may read it: the whole of it, and without the questions where an old one holds them. Draws
    /// are checked with either.
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

/// Why a text is no edition.
package struct EditionFault: Error, CustomStringConvertible {
    package let findings: [Finding]

    package init(findings: [Finding]) {
        self.findings = findings
    }

    package var description: String { findings.map(\.description).joined(separator: "; ") }
}

/// Everything that can be said of a text that should be an edition: whether it is YAML, whether every key is known and
/// none is missing, and what the edition's own arithmetic finds.
package struct EditionReview: Sendable {
    /// Nil where it cannot be read.
    package let edition: Edition?
    package let text: EditionText?
    /// Errors first.
    package let findings: [Finding]

    package init(yaml: String) {
        let text: EditionText
        do {
            text = try EditionText(yaml: yaml)
        } catch {
            (edition, self.text) = (nil, nil)
            findings = [.error("", "is not YAML: \(error)")]
            return
        }
        self.text = text
        let recorder = KeyRecorder()
        let result = Result { try Self.decode(yaml, recorder) }
        let slips = text.unknownKeys(asked: recorder.asked)
        switch result {
        case .success(let edition):
            self.edition = slips.isEmpty ? edition : nil
            findings = slips + text.unknownPlaces(edition.assumed ?? []) + edition.check()
        case .failure(let error):
            edition = nil
            findings = slips + [text.finding(of: error)]
        }
    }

    /// The keys an edition's types ask for, by the shape of their place: what the JSON Schema must know too.
    package static func keys(yaml: String) throws -> [String: Set<String>] {
        let recorder = KeyRecorder()
        _ = try decode(yaml, recorder)
        return recorder.asked
    }

    /// What a count, an age or a share in a file may be: sums and products of them are numbers still.
    static let numbers = -1_000_000_000...1_000_000_000

    private static func decode(_ yaml: String, _ recorder: KeyRecorder) throws -> Edition {
        guard let place = KeyRecorder.place else { preconditionFailure("the key has a name") }
        return try YAMLDecoder().decode(RecordedValue<Edition>.self, from: yaml, userInfo: [place: recorder]).value
    }

    /// `error: waves.quota: is there twice (line 85)`, as `prakerja programme check` prints it.
    package var lines: [String] {
        findings.map { finding in
            let line = text?.line(of: finding.place).map { " (line \($0))" } ?? ""
            return "\(finding)\(line)"
        }
    }
}
