import CZlib
import Foundation

/// Compresses pages and files for browsers.
///
/// The compressed length of a page tells a little of what stands in it. A page with a token or with personal data is
/// compressed only where `Browser.mayBePacked` says so.
enum Gzip {
    enum Level {
        /// For bytes that are cached and served many times.
        case kept
        /// For a page that is made for one answer: a third of the time, a twentieth more bytes.
        case once

        fileprivate var zlib: Int32 {
            switch self {
            case .kept: Z_BEST_COMPRESSION
            case .once: 5
            }
        }
    }

    /// Nil when zlib cannot allocate memory.
    static func compressed(_ bytes: some Collection<UInt8>, level: Level = .kept) -> Data? {
        var stream = z_stream()
        guard prakerja_gzip_begin(&stream, level.zlib) == Z_OK else { return nil }
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
