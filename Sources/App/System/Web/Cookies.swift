import HTTPTypes
import Hummingbird
import Programme

/// The cookies of a request, searched in the header text without parsing all of it: most requests carry several cookies
/// and need two.
struct CookieHeader: Sendable {
    private let text: String

    init(of request: Request) { self.init(of: request.head) }

    init(of head: HTTPRequest) {
        text = head.headerFields[.cookie] ?? ""
    }

    init(_ text: String) {
        self.text = text
    }

    var isEmpty: Bool { text.isEmpty }

    /// The names of all cookies, as sent.
    var names: [String] {
        text.split(separator: ";").compactMap { pair in
            pair.split(separator: "=", maxSplits: 1).first.map { String($0).trimmingWhitespace() }
        }
    }

    /// The value of the first cookie of that name, as sent.
    subscript(name: String) -> String? {
        let (bytes, wanted) = (text.utf8, name.utf8)
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: ";")) ?? bytes.endIndex
            let pair = bytes[start..<end].drop { $0 == UInt8(ascii: " ") }
            if let equals = pair.firstIndex(of: UInt8(ascii: "=")), pair[..<equals].elementsEqual(wanted) {
                return String(Substring(pair[pair.index(after: equals)...]))
            }
            guard end < bytes.endIndex else { break }
            start = bytes.index(after: end)
        }
        return nil
    }
}
