import CZlib
import Foundation

/// Compresses bytes that are cached and served many times. Never used for a page with a token: its compressed length
/// would leak information about the token.
enum Gzip {
    /// Nil when zlib cannot allocate memory.
    static func compressed(_ bytes: some Collection<UInt8>) -> Data? {
        var stream = z_stream()
        guard prakerja_gzip_begin(&stream, Z_BEST_COMPRESSION) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        var input = Array(bytes)
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(input.count))))
        let code = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        guard code == Z_STREAM_END else { return nil }
        return Data(output.prefix(Int(stream.total_out)))
    }
}
