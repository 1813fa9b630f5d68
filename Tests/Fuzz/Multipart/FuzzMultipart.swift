import Foundation
import FuzzRunner

/// Uploaded forms. The parser is the product's own file, compiled without the web server around it.
@main
enum FuzzMultipart {
    private static let limit = 20

    static func main() {
        Fuzzer.run { bytes in
            // The first line is the Content-Type header.
            let type = String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
            let body = bytes.dropFirst(type.utf8.count + 1)
            for boundary in ["multipart/form-data; boundary=b", type] {
                guard let parts = try? Multipart.parse(Data(body), contentType: boundary, limit: limit) else {
                    continue
                }
                demand(parts.count <= limit, "\(parts.count) parts")
                demand(parts.reduce(0) { $0 + $1.body.count } <= body.count, "more came out than went in")
            }
        }
    }
}

enum FormRefusal: Error {
    case malformed
}
