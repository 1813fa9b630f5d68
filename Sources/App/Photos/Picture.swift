import CVips
import Foundation
import Programme
import Storage

/// A photo as we keep it: upright, at most `side` pixels, JPEG, without metadata.
struct Picture: Sendable {
    let jpeg: Data
    let width: Int
    let height: Int

    /// Longest side of what is kept: an officer can read a card's small print at it.
    static let side = 2_000
    /// Longest side of a preview.
    static let previewSide = 480
    /// What a preview weighs at most, in bytes.
    static let previewBytes = 50_000
    /// Shorter than this on a side shows no face and no print.
    private static let shortest = 200
    /// Tried in order until the file is small enough.
    private static let qualities: [Int32] = [85, 75, 65, 50, 35]

    /// Takes what somebody sent and makes a picture of it. Throws `PhotoRefusal`.
    ///
    /// The order matters: content before name, dimensions from the header before a pixel is decoded.
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

    /// How the decoder's warnings are taken. Some hide nothing, such as an odd header that a maker of telephones writes
    /// into every photo; one says that the photo was cut off and filled up with grey.
    enum Care {
        /// Every warning refuses the photo: nothing is missing, or it is looked at again with `alone`.
        case strict
        /// What the warnings say decides. The library keeps one text for all threads, so no other picture may be made
        /// meanwhile.
        case alone
    }

    private static func withLibrary(
        _ bytes: Data, _ work: (UnsafeRawBufferPointer) throws -> Picture
    ) throws -> Picture {
        precondition(isReady, "libvips starts")
        defer {
            vips_error_clear()
            vips_thread_shutdown()
        }
        return try bytes.withUnsafeBytes(work)
    }

    /// Answers the longest side.
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

    /// The coarsest reading that still has the pixels we keep: JPEG can be decoded at a half, a quarter or an eighth.
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

    /// The decoder fills up what is missing and only says so.
    private static var breaksOff: Bool {
        String(cString: vips_error_buffer()).contains("premature end")
    }

    /// Nil when none of the qualities is small enough.
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

    /// A kept picture, small, for its owner's page: pages stay light on a slow network.
    static func preview(of jpeg: Data) throws -> Picture {
        try withLibrary(jpeg) { raw in
            guard let image = prakerja_vips_shrink(raw.baseAddress, raw.count, Int32(previewSide), 2, 0) else {
                throw PhotoRefusal.damaged
            }
            defer { g_object_unref(image) }
            guard let small = try smallest(image, [75, 55, 35, 20, 5], limit: previewBytes) else {
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

    /// The library is started once, by the first picture.
    private static let isReady = prakerja_vips_start() == 0

    /// What the first bytes say; a name and a declared type say nothing.
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

/// Where pictures are made: at most two at a time, so that a rush of photos leaves the machine its other work.
enum Darkroom {
    /// How many photos may wait; the next is asked to come again in a minute.
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

    /// - Parameter alone: waits until no other picture is being made, and lets none begin meanwhile.
    private static func run(
        alone: Bool = false, _ work: @escaping @Sendable () throws -> Picture
    ) async throws -> Picture {
        guard queue.operationCount < waiting else { throw StorageFault.overloaded }
        return try await withCheckedThrowingContinuation { continuation in
            let make = { @Sendable in continuation.resume(with: Result { try work() }) }
            if alone { queue.addBarrierBlock(make) } else { queue.addOperation(make) }
        }
    }
}
