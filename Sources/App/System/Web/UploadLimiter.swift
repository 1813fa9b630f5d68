import Foundation
import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import NIOCore
import Programme

/// Limits the memory that large request bodies take together: photos and lists are read whole before they are checked,
/// and many concurrent uploads must not exhaust the machine.
///
/// Bytes are counted as they arrive, not as announced, so that a client that announces much and sends little blocks no
/// other upload.
final class UploadLimiter: Sendable {
    /// Bytes of all large bodies being received or processed.
    static let mostBytes = 256 * 1_024 * 1_024
    /// Concurrent large bodies of one person, officer or browser.
    static let mostEach = 2
    /// The most time for receiving a body. A photo takes less on the slowest mobile network.
    static let patience = Duration.seconds(180)

    private struct State {
        var bytes = 0
        var bodies: [String: Int] = [:]
    }

    private let state = NIOLockedValueBox(State())
    private let mostBytes: Int

    init(mostBytes: Int = mostBytes) {
        self.mostBytes = mostBytes
    }

    /// Bytes in use now; for tests.
    var bytesInUse: Int { state.withLockedValue { $0.bytes } }

    /// Reads a whole body.
    ///
    /// Throws `UploadRefusal` when there is no room or the body arrives too slowly, and `NIOTooManyBytesError` beyond
    /// `limit`.
    ///
    /// - Parameters:
    ///   - limit: bytes.
    ///   - whom: the sender: a person, an officer or a browser.
    /// - Returns: the body, and its reservation, which is released when its last reference goes.
    func read(_ body: RequestBody, upTo limit: Int, by whom: String) async throws -> (body: ByteBuffer, place: Place) {
        let place = try enter(whom)
        let deadline = ContinuousClock.now + Self.patience
        var buffer = ByteBuffer()
        for try await var chunk in body {
            guard buffer.readableBytes + chunk.readableBytes <= limit else {
                throw NIOTooManyBytesError(maxBytes: limit)
            }
            guard ContinuousClock.now < deadline else { throw UploadRefusal.tooSlow }
            try place.grow(by: chunk.readableBytes)
            buffer.writeBuffer(&chunk)
        }
        return (buffer, place)
    }

    private func enter(_ whom: String) throws(UploadRefusal) -> Place {
        let isFull = state.withLockedValue { state in
            guard (state.bodies[whom] ?? 0) < Self.mostEach else { return true }
            state.bodies[whom, default: 0] += 1
            return false
        }
        guard !isFull else { throw .alreadySending }
        return Place(self, whom)
    }

    fileprivate func take(_ count: Int) -> Bool {
        state.withLockedValue { state in
            guard state.bytes + count <= mostBytes else { return false }
            state.bytes += count
            return true
        }
    }

    fileprivate func leave(_ whom: String, _ count: Int) {
        state.withLockedValue { state in
            state.bytes -= count
            state.bodies[whom] = state.bodies[whom].flatMap { $0 > 1 ? $0 - 1 : nil }
        }
    }

    /// The reservation of one body.
    final class Place: Sendable {
        private let room: UploadLimiter
        private let whom: String
        private let bytes = NIOLockedValueBox(0)

        fileprivate init(_ room: UploadLimiter, _ whom: String) {
            self.room = room
            self.whom = whom
        }

        fileprivate func grow(by count: Int) throws(UploadRefusal) {
            guard room.take(count) else { throw .full }
            bytes.withLockedValue { $0 += count }
        }

        deinit {
            room.leave(whom, bytes.withLockedValue { $0 })
        }
    }
}

/// A large body that is refused.
enum UploadRefusal: UserFacingRefusal {
    /// The memory for uploads is in use.
    case full
    /// The sender has `mostEach` uploads in progress.
    case alreadySending
    case tooSlow

    var code: String {
        switch self {
        case .full: "upload.full"
        case .alreadySending: "upload.already-sending"
        case .tooSlow: "upload.too-slow"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .full: .serviceUnavailable
        case .alreadySending: .tooManyRequests
        case .tooSlow: .requestTimeout
        }
    }

    func sentence(_ t: Words) -> String {
        switch self {
        case .full:
            t(
                "Banyak orang sedang mengirim berkas. Kirim lagi dalam satu menit.",
                "Many people are sending files. Send yours again in a minute.")
        case .alreadySending:
            t(
                "Berkas Anda yang tadi masih dikirim. Tunggu sampai selesai, lalu muat ulang halaman.",
                "Your last file is still being sent. Wait until it is done, then reload the page.")
        case .tooSlow:
            t(
                "Pengiriman berkas terlalu lama. Pakai jaringan yang lebih cepat, lalu kirim lagi.",
                "Sending the file took too long. Use a faster network, then send it again.")
        }
    }
}
