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

    /// The same bytes with these headers before its own.
    func after(_ fields: HTTPFields) -> CachedResponse {
        var other = self
        other.headers = fields
        for field in headers { other.headers.append(field) }
        return other
    }

    func response(to request: Request) -> Response {
        let (head, body) = parts(for: request.head)
        guard let body else { return Response(status: head.status, headers: head.headerFields) }
        return Response(status: head.status, headers: head.headerFields, body: ResponseBody(byteBuffer: body))
    }

    /// Without the headers that the server adds to every response. No body when the browser has these bytes.
    func parts(for request: HTTPRequest) -> (head: HTTPResponse, body: ByteBuffer?) {
        if request.headerFields[.ifNoneMatch]?.contains(mark) == true {
            return (HTTPResponse(status: .notModified, headerFields: headers), nil)
        }
        guard let packed, request.headerFields[.acceptEncoding]?.contains("gzip") == true else {
            return (HTTPResponse(status: .ok, headerFields: headers), plain)
        }
        var headers = headers
        headers[.contentEncoding] = "gzip"
        return (HTTPResponse(status: .ok, headerFields: headers), packed)
    }
}
