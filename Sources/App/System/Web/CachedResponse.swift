import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Programme

/// A response cached in memory: plain, compressed, and with an entity tag for revalidation.
struct CachedResponse: Sendable {
    private let plain: ByteBuffer
    private let packed: ByteBuffer?
    private let mark: String
    private var headers: HTTPFields

    /// - Parameter headers: without `ETag`; `Vary` is that of compression unless they have one.
    init(_ bytes: some Collection<UInt8>, headers: HTTPFields) {
        let bytes = Data(bytes)
        plain = ByteBuffer(bytes: bytes)
        packed = Gzip.compressed(bytes).flatMap { $0.count < bytes.count ? ByteBuffer(bytes: $0) : nil }
        mark = "\"\(Data(SHA256.hash(data: bytes)).prefix(9).base64URL)\""
        self.headers = headers
        // Weak, because the compressed bytes have the same tag.
        self.headers[.eTag] = "W/\(mark)"
        if !self.headers.contains(.vary), packed != nil { self.headers[.vary] = "Accept-Encoding" }
    }

    /// The same bytes with another header.
    func with(_ name: HTTPField.Name, _ value: String) -> CachedResponse {
        var other = self
        other.headers[name] = value
        return other
    }

    func response(to request: Request) -> Response {
        if request.headers[.ifNoneMatch]?.contains(mark) == true {
            return Response(status: .notModified, headers: headers)
        }
        guard let packed, request.headers[.acceptEncoding]?.contains("gzip") == true else {
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: plain))
        }
        var headers = headers
        headers[.contentEncoding] = "gzip"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: packed))
    }
}
