import Foundation
import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import NIOCore
import Programme

/// The memory of this process that large bodies may take together: photos and lists are read whole before they are
/// judged, and many who send at once must not be what fills the machine.
///
/// Bytes are counted as they come in, not as they are announced: who announces much and sends little keeps nobody out.
final class UploadRoom: Sendable {
    /// Bytes of all large bodies that are being read or judged.
    static let mostBytes = 256 * 1_024 * 1_024
    /// Large bodies of one person or officer at a time.
    static let mostEach = 2
    /// How long one may take to come in. A photo over the slowest mobile network takes less.
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

    /// What is in use now; for tests.
    var bytesInUse: Int { state.withLockedValue { $0.bytes } }

    /// Reads a body to its end.
    ///
    /// Throws `UploadRefusal` when there is no room, and `NIOTooManyBytesError` beyond `limit`.
    ///
    /// - Parameters:
    ///   - limit: bytes.
    ///   - whom: the person or officer who sends it.
    /// - Returns: the body, and its place, which is given back when the last one who holds it lets it go.
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

    /// The room that one body takes.
    final class Place: Sendable {
        private let room: UploadRoom
        private let whom: String
        private let bytes = NIOLockedValueBox(0)

        fileprivate init(_ room: UploadRoom, _ whom: String) {
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

/// A large body that is not taken in now.
enum UploadRefusal: Explained {
    /// Too many are being sent to us at this moment.
    case full
    /// This person is sending as much as one may at a time.
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
