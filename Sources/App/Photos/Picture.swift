import CVips
import Foundation
import Programme
import Storage

/// A photo as stored: upright, at most `side` pixels, JPEG, without metadata.
struct Picture: Sendable {
    let jpeg: Data
    let width: Int
    let height: Int

    /// Longest side of a stored photo in pixels: an officer can read a card's small print.
    static let side = 2_000
    /// Longest side of a preview.
    static let previewSide = 480
    /// Largest preview in bytes.
    static let previewBytes = 20_000
    /// A photo with a shorter side, in pixels, shows neither a face nor print.
    private static let shortest = 200
    /// JPEG qualities tried in order until the file is small enough.
    private static let qualities: [Int32] = [85, 75, 65, 50, 35]

    /// Converts an uploaded file to a stored picture. Throws `PhotoRefusal`.
    ///
    /// The order of checks matters: the format by content instead of the file's name, and the dimensions from the
    /// header before a pixel is decoded.
    static func make(from bytes: Data, rules: PhotoRules, _ care: Care) throws -> Picture {
        guard !bytes.isEmpty else { throw PhotoRefusal.noFile }
        guard bytes.count <= rules.acceptedBytes else { throw PhotoRefusal.tooManyBytes(limit: rules.acceptedBytes) }
        guard let format = Format(bytes) else {
            throw PhotoRefusal.OtherKind(bytes).map(PhotoRefusal.otherKind) ?? .notAPhoto
        }
        return try withLibrary(bytes) { raw in
            let longest = try checkHeader(raw, format, rules: rules)
            return try shrink(raw, by: format == .png ? 0 : jpegShrink(longest), rules: rules, care)
        }
    }

    /// How decoder warnings are treated. Some are harmless, such as an odd header that a phone maker writes into every
    /// photo; one says that the photo was cut off and padded with grey.
    enum Care {
        /// Any warning refuses the photo, which is then tried again with `alone`.
        case strict
        /// The text of the warnings decides. libvips has one error buffer for all threads, so no other picture may be
        /// processed at the same time.
        case alone
    }

    static func withLibrary<Found>(
        _ bytes: Data, _ work: (UnsafeRawBufferPointer) throws -> Found
    ) throws -> Found {
        precondition(isReady, "libvips starts")
        defer {
            vips_error_clear()
            vips_thread_shutdown()
        }
        return try bytes.withUnsafeBytes(work)
    }

    /// Checks the dimensions. Returns the longest side.
    private static func checkHeader(
        _ raw: UnsafeRawBufferPointer, _ format: Format, rules: PhotoRules
    ) throws -> Int {
        guard let header = prakerja_vips_header(raw.baseAddress, raw.count, format == .png ? 1 : 0) else {
            throw PhotoRefusal.damaged
        }
        defer { g_object_unref(header) }
        let (width, height) = (Int(vips_image_get_width(header)), Int(vips_image_get_height(header)))
        guard rules.takes(width: width, height: height) else {
            throw PhotoRefusal.tooManyPixels(limit: rules.acceptedPixels)
        }
        guard min(width, height) >= shortest else { throw PhotoRefusal.tooSmall }
        return max(width, height)
    }

    /// The largest shrink-on-load factor that keeps the pixels we need: JPEG can be decoded at 1/2, 1/4 or 1/8.
    private static func jpegShrink(_ longest: Int) -> Int32 {
        [8, 4, 2].first { longest / Int($0) >= side } ?? 1
    }

    private static func shrink(
        _ raw: UnsafeRawBufferPointer, by jpegShrink: Int32, rules: PhotoRules, _ care: Care
    ) throws -> Picture {
        let strict: Int32 = care == .strict ? 1 : 0
        if care == .alone { vips_error_clear() }
        guard let image = prakerja_vips_shrink(raw.baseAddress, raw.count, Int32(side), jpegShrink, strict) else {
            throw PhotoRefusal.damaged
        }
        defer { g_object_unref(image) }
        if care == .alone, breaksOff { throw PhotoRefusal.damaged }
        guard let picture = try smallest(image, qualities, limit: rules.keptBytes) else {
            throw PhotoRefusal.tooManyBytes(limit: rules.keptBytes)
        }
        return picture
    }

    /// The decoder pads a truncated photo and only warns.
    private static var breaksOff: Bool {
        String(cString: vips_error_buffer()).contains("premature end")
    }

    /// Nil when no quality is small enough.
    private static func smallest(
        _ image: UnsafeMutablePointer<VipsImage>, _ qualities: [Int32], limit: Int
    ) throws -> Picture? {
        for quality in qualities {
            guard let jpeg = save(image, quality) else { throw PhotoRefusal.damaged }
            if jpeg.count <= limit {
                return Picture(
                    jpeg: jpeg, width: Int(vips_image_get_width(image)), height: Int(vips_image_get_height(image)))
            }
        }
        return nil
    }

    /// A small version of a stored picture for its owner's page, which stays light on a slow network.
    static func preview(of jpeg: Data) throws -> Picture {
        try withLibrary(jpeg) { raw in
            guard let image = prakerja_vips_shrink(raw.baseAddress, raw.count, Int32(previewSide), 2, 0) else {
                throw PhotoRefusal.damaged
            }
            defer { g_object_unref(image) }
            guard let small = try smallest(image, [70, 50, 35, 20, 5, 2], limit: previewBytes) else {
                throw PhotoRefusal.tooManyBytes(limit: previewBytes)
            }
            return small
        }
    }

    private static func save(_ image: UnsafeMutablePointer<VipsImage>, _ quality: Int32) -> Data? {
        var bytes: UnsafeMutableRawPointer?
        var length = 0
        guard prakerja_vips_jpeg(image, quality, &bytes, &length) == 0, let bytes else { return nil }
        defer { g_free(bytes) }
        return Data(bytes: bytes, count: length)
    }

    /// libvips is started once, by the first picture.
    private static let isReady = prakerja_vips_start() == 0

    /// The format by the first bytes; file name and declared type are ignored.
    enum Format: Equatable {
        case jpeg
        case png

        init?(_ bytes: Data) {
            if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
                self = .jpeg
            } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
                self = .png
            } else {
                return nil
            }
        }
    }
}

/// The photo processing queue: at most two pictures at a time, so that many uploads leave CPU for other work.
enum PhotoProcessingQueue {
    /// Most pictures queued or in progress; beyond it `StorageFault.overloaded` asks the client to retry in a minute.
    private static let waiting = 16

    private static let queue: OperationQueue = {
        let queue = OperationQueue()
        queue.name = "darkroom"
        queue.maxConcurrentOperationCount = 2
        return queue
    }()

    static func develop(_ bytes: Data, rules: PhotoRules) async throws -> Picture {
        do {
            return try await run { try Picture.make(from: bytes, rules: rules, .strict) }
        } catch PhotoRefusal.damaged {
            return try await run(alone: true) { try Picture.make(from: bytes, rules: rules, .alone) }
        }
    }

    static func preview(of jpeg: Data) async throws -> Picture {
        try await run { try Picture.preview(of: jpeg) }
    }

    /// - Parameter alone: runs as a barrier: after all earlier work, and before any later work starts.
    static func run<Made: Sendable>(
        alone: Bool = false, _ work: @escaping @Sendable () throws -> Made
    ) async throws -> Made {
        guard queue.operationCount < waiting else { throw StorageFault.overloaded }
        return try await withCheckedThrowingContinuation { continuation in
            let make = { @Sendable in continuation.resume(with: Result { try work() }) }
            if alone { queue.addBarrierBlock(make) } else { queue.addOperation(make) }
        }
    }
}
