import NIOHTTP1

extension Error {
    /// Whether the request body violates HTTP framing, such as a chunk without a length: the client's error, not ours.
    var isBrokenBody: Bool { self is HTTPParserError }
}
