import Foundation
import FuzzRunner
import Programme

/// Partners' request bodies and the bodies signed for a bank. Both are the product's own files, compiled without the
/// servers.
@main
enum FuzzJSON {
    static func main() {
        Fuzzer.run { json in
            let small = SNAPSignature.minify(json)
            demand(small.count <= json.count && SNAPSignature.minify(small) == small, "minifying twice differs")
            // With zero bytes it would be parsed as UTF-16 or UTF-32, which are neither sent nor accepted.
            let meaning = json.contains(0) ? nil : object(json)
            if let meaning { demand(object(small) == meaning, "minifying changed what it says") }
            if let body = try? PartnerBody(json) {
                demand(meaning is [String: Any], "taken as an object, which it is not")
                for name in (meaning as? [String: Any] ?? [:]).keys.prefix(8) {
                    let text = try? body.optionalText(name)
                    demand((text?.utf8.count ?? 0) <= PartnerBody.maximumText, "too long a text")
                    _ = (try? body.optionalNumber(name), try? body.sequence())
                }
            }
        }
    }

    private static func object(_ json: Data) -> NSObject? {
        try? JSONSerialization.jsonObject(with: json, options: .fragmentsAllowed) as? NSObject
    }
}

enum PartnerRefusal: Error {
    case malformed
    case missing(String)
}

extension Sequence<UInt8> {
    /// The same as in `Connectors`.
    var hex: String { map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
}
