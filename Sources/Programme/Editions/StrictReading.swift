/// A YAML file read strictly: every key is one that is read, stands once and is not merged in from another place, and
/// every value has its one way of writing. An edition is read in no other way, by the server, by `programme check` and by
/// every command that verifies a draw: a key that one reader passes over and another obeys would be two editions.
struct StrictReading<Value: Decodable> {
    /// Nil where the text is no YAML.
    let text: EditionText?
    /// Nil where there are faults.
    let value: Value?
    /// Keys that nothing reads, then the value that cannot be read.
    let faults: [Finding]
    /// Whether the last of the faults is a value that cannot be read: keys behind it were not read either.
    private let isCut: Bool

    init(_ yaml: String) {
        let text: EditionText
        do {
            text = try EditionText(yaml: yaml)
        } catch {
            (self.text, value, isCut) = (nil, nil, true)
            faults = [.error("file", "is not YAML: \(YAMLProblem(error))")]
            return
        }
        self.text = text
        let recorder = KeyRecorder()
        let result = Result { try recorder.decode(Value.self, from: yaml) }
        let unknown = text.unknownKeys(readKeys: recorder.readKeys)
        switch result {
        case .success(let read): (value, isCut, faults) = (unknown.isEmpty ? read : nil, false, unknown)
        case .failure(let error): (value, isCut, faults) = (nil, true, unknown + [text.finding(of: error)])
        }
    }

    /// The value, or the faults with their lines.
    func required() throws(EditionFault) -> Value {
        if let value { return value }
        let merged = faults.filter { $0.place.hasSuffix(EditionText.mergeKey) }
        throw EditionFault(findings: isCut ? merged + faults.suffix(1) : faults, in: text)
    }
}
