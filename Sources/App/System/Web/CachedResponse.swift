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
    private let headers: HTTPFields

    init(_ bytes: some Collection<UInt8>, headers: HTTPFields) {
        let bytes = Data(bytes)
        plain = ByteBuffer(bytes: bytes)
        packed = Gzip.compressed(bytes).flatMap { $0.count < bytes.count ? ByteBuffer(bytes: $0) : nil }
        mark = "\"\(Data(SHA256.hash(data: bytes)).prefix(9).base64URL)\""
        self.headers = headers
    }

    func response(to request: Request) -> Response {
        var headers = headers
        headers[.eTag] = mark
        if packed != nil { headers[.vary] = "Accept-Encoding, Cookie" }
        if request.headers[.ifNoneMatch]?.contains(mark) == true {
            return Response(status: .notModified, headers: headers)
        }
        guard let packed, request.headers[.acceptEncoding]?.contains("gzip") == true else {
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: plain))
        }
        headers[.contentEncoding] = "gzip"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: packed))
    }
}
