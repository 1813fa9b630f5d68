import Hummingbird
import Programme

/// An address with parameters, declared once in its slice's `Paths+<Slice>.swift`. The router matches `pattern`; a call
/// prints the address for links, forms and redirects: `Paths.draw(wave.address)`. An address without parameters is a
/// `String`, because it is its own pattern.
struct Path<each Value: PathValue>: Sendable {
    /// As the router reads it: `/gelombang/{number}/undian`. It has one `{name}` per `Value`, which `PathRule` checks.
    let pattern: String
    /// The pattern's texts before, between and after its parameters.
    private let texts: [Substring]

    init(_ pattern: String) {
        self.pattern = pattern
        texts = pattern.split(separator: /\{\w+\}/, omittingEmptySubsequences: false)
    }

    func callAsFunction(_ values: repeat each Value) -> String {
        var rest = texts.makeIterator()
        var address = String(rest.next() ?? "")
        for value in repeat each values {
            address += value.pathText.asPathComponent
            address += rest.next() ?? ""
        }
        return address
    }
}

/// A value that is a component of an address. `pathText` is what a handler parses back into the value; it is not yet
/// encoded.
protocol PathValue: Sendable {
    var pathText: String { get }
}

extension PathValue where Self: CustomStringConvertible {
    var pathText: String { description }
}

extension PathValue where Self: RawRepresentable, RawValue == String {
    var pathText: String { rawValue }
}

extension ID: PathValue {}
extension Int: PathValue {}
extension String: PathValue {}
extension WaveAddress: PathValue {}
extension Language: PathValue {}

extension RouterMethods {
    @discardableResult
    func get(
        _ pattern: String, use handler: @Sendable @escaping (Request, Context) async throws -> some ResponseGenerator
    ) -> Self {
        get(RouterPath(pattern), use: handler)
    }

    @discardableResult
    func post(
        _ pattern: String, use handler: @Sendable @escaping (Request, Context) async throws -> some ResponseGenerator
    ) -> Self {
        post(RouterPath(pattern), use: handler)
    }
}

extension String {
    /// Encoded as a value in a query.
    var percentEncoded: String { percentEncoded(keeping: "/") }

    /// Encoded as one component of a path. A slash in the text is encoded too, because it would begin another
    /// component. The unreserved characters of RFC 3986 are kept.
    fileprivate var asPathComponent: String { percentEncoded(keeping: "-._~") }

    private func percentEncoded(keeping marks: StaticString) -> String {
        marks.withUTF8Buffer { marks in
            var encoded: [UInt8] = []
            encoded.reserveCapacity(utf8.count + 16)
            for byte in utf8 {
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    encoded.append(byte)
                case _ where marks.contains(byte):
                    encoded.append(byte)
                default:
                    encoded += [UInt8(ascii: "%"), Self.digits[Int(byte >> 4)], Self.digits[Int(byte & 15)]]
                }
            }
            return String(decoding: encoded, as: UTF8.self)
        }
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
}
