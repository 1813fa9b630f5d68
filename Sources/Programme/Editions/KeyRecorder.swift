/// Records which keys a type reads while it is decoded; any other key of the file is a mistake.
final class KeyRecorder {
    static let place = CodingUserInfoKey(rawValue: "keys")

    /// The keys read, by the shape of their place, such as `waves.calendar[]`.
    private(set) var readKeys: [String: Set<String>] = [:]

    fileprivate func note(_ key: any CodingKey, at path: [any CodingKey]) {
        readKeys[Self.shape(path), default: []].insert(key.stringValue)
    }

    /// A place without the positions in its lists.
    static func shape(_ path: [any CodingKey]) -> String {
        path.reduce("") { shape, key in
            if key.intValue != nil { return shape + "[]" }
            return shape.isEmpty ? key.stringValue : "\(shape).\(key.stringValue)"
        }
    }
}

/// Decodes a value and records the keys it reads.
struct RecordedValue<Value: Decodable>: Decodable {
    let value: Value

    init(from decoder: any Decoder) throws {
        guard let recorder = KeyRecorder.place.flatMap({ decoder.userInfo[$0] }) as? KeyRecorder else {
            value = try Value(from: decoder)
            return
        }
        value = try Value(from: RecordingDecoder(inner: decoder, recorder: recorder))
        try Self.checkWriting(value, in: decoder)
        guard let number = value as? Int, !EditionReview.numbers.contains(number) else { return }
        throw DecodingError.dataCorrupted(
            .init(
                codingPath: decoder.codingPath,
                debugDescription: "is \(number), and no count, age or share is: write at most "
                    + grouped(EditionReview.numbers.upperBound)))
    }

    /// YAML reads `0100` as 64 and `yes` as true. The text of an edition is what its readers, the canonical text and any
    /// other verifier go by, so numbers and truth values are written in one way.
    private static func checkWriting(_ value: Value, in decoder: any Decoder) throws {
        let expected =
            (value as? Int).map(String.init) ?? (value as? Bool).map { "\($0)" }
            ?? (value as? Rupiah).map { "\($0.amount)" }
        guard let expected, let text = try? decoder.singleValueContainer().decode(String.self), text != expected
        else { return }
        throw DecodingError.dataCorrupted(
            .init(codingPath: decoder.codingPath, debugDescription: "is “\(text.prefix(40))”: write it as \(expected)"))
    }
}

private struct RecordingDecoder: Decoder {
    let inner: any Decoder
    let recorder: KeyRecorder

    var codingPath: [any CodingKey] { inner.codingPath }
    var userInfo: [CodingUserInfoKey: Any] { inner.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(RecordingKeys(inner: try inner.container(keyedBy: type), recorder: recorder))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        RecordingList(inner: try inner.unkeyedContainer(), recorder: recorder)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        try inner.singleValueContainer()
    }
}

private struct RecordingKeys<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let inner: KeyedDecodingContainer<Key>
    let recorder: KeyRecorder

    var codingPath: [any CodingKey] { inner.codingPath }
    var allKeys: [Key] { inner.allKeys }

    func contains(_ key: Key) -> Bool {
        recorder.note(key, at: codingPath)
        return inner.contains(key)
    }

    func decodeNil(forKey key: Key) throws -> Bool {
        recorder.note(key, at: codingPath)
        return try inner.decodeNil(forKey: key)
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        recorder.note(key, at: codingPath)
        return try inner.decode(RecordedValue<Value>.self, forKey: key).value
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try inner.nestedContainer(keyedBy: type, forKey: key)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try inner.nestedUnkeyedContainer(forKey: key)
    }

    func superDecoder() throws -> any Decoder { try inner.superDecoder() }
    func superDecoder(forKey key: Key) throws -> any Decoder { try inner.superDecoder(forKey: key) }
}

private struct RecordingList: UnkeyedDecodingContainer {
    var inner: any UnkeyedDecodingContainer
    let recorder: KeyRecorder

    var codingPath: [any CodingKey] { inner.codingPath }
    var count: Int? { inner.count }
    var isAtEnd: Bool { inner.isAtEnd }
    var currentIndex: Int { inner.currentIndex }

    mutating func decodeNil() throws -> Bool { try inner.decodeNil() }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try inner.decode(RecordedValue<Value>.self).value
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try inner.nestedContainer(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try inner.nestedUnkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { try inner.superDecoder() }
}
