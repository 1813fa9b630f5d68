import NIOHTTP1

extension Error {
    /// Whether the client's body breaks HTTP's own rules, such as a chunk without a length: the client's fault, not ours.
    var isBrokenBody: Bool { self is HTTPParserError }
}
