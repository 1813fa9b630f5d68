import Foundation
import FuzzRunner

/// Posted forms: the output is never larger than the input, and encoding and parsing it again gives the same fields.
@main
enum FuzzForm {
    private static let limit = 20

    static func main() {
        Fuzzer.run { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            guard let fields = try? URLEncoded.parse(text, limit: limit) else { return }
            let values = fields.flatMap { name, values in values.map { (name, $0) } }
            demand(values.count <= limit, "\(values.count) fields")
            let out = values.reduce(0) { $0 + $1.0.utf8.count + $1.1.utf8.count }
            demand(out <= text.utf8.count, "\(out) bytes came out of \(text.utf8.count)")
            let again = values.map { "\(escaped($0))=\(escaped($1))" }.joined(separator: "&")
            demand((try? URLEncoded.parse(again, limit: limit)) == fields, "sent again it is another form")
        }
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

enum FormRefusal: Error {
    case malformed
}
