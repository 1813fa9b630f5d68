import Foundation
import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import NIOCore
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Memory for large request bodies")
struct UploadLimiterTests {
    private static let limit = 1_000

    @Test(
        "concurrent large bodies do not fill the memory: bytes are counted as they arrive, and released",
        .bug(
            id: "2.24",
            """
            Photos and lists of many megabytes were read into memory, as many at once as there were connections: some \
            hundred strangers filled the machine.
            """))
    func bytes() async throws {
        let room = UploadLimiter(mostBytes: 1_500)
        var held: [UploadLimiter.Place] = []
        for name in ["a", "b", "c"] {
            let (body, place) = try await room.read(Self.body(400), upTo: Self.limit, by: name)
            #expect(body.readableBytes == 400)
            held.append(place)
        }
        #expect(room.bytesInUse == 1_200)
        await #expect(throws: UploadRefusal.full) { try await room.read(Self.body(400), upTo: Self.limit, by: "d") }
        #expect(room.bytesInUse == 1_200)
        await #expect(throws: NIOTooManyBytesError.self) {
            try await UploadLimiter().read(Self.body(Self.limit + 1), upTo: Self.limit, by: "e")
        }
        held = []
        #expect(room.bytesInUse == 0)
        let (body, _) = try await room.read(Self.body(900), upTo: Self.limit, by: "d")
        #expect(body.readableBytes == 900)
    }

    @Test("one person uploads two bodies at a time, and a third when one of them is done")
    func each() async throws {
        let room = UploadLimiter()
        let first = try await room.read(Self.body(10), upTo: Self.limit, by: "a").place
        var second: UploadLimiter.Place? = try await room.read(Self.body(10), upTo: Self.limit, by: "a").place
        await #expect(throws: UploadRefusal.alreadySending) {
            try await room.read(Self.body(10), upTo: Self.limit, by: "a")
        }
        _ = try await room.read(Self.body(10), upTo: Self.limit, by: "b")
        second = nil
        _ = try await room.read(Self.body(10), upTo: Self.limit, by: "a")
        withExtendedLifetime((first, second)) {}
    }

    @Test("a stored photo releases its reserved memory", arguments: Engine.tested)
    func photo(engine: Engine) async throws {
        try await World.with(engine) { world in
            let person = try await world.signedUp()
            try await world.provePhone(person)
            try await world.fillIn(person)
            try await world.sendPhotos(person)
            #expect(world.dependencies.uploads.bytesInUse == 0)
            #expect(try await person.browser.get(Paths.photoImage(.card)).status == .ok)
        }
    }

    /// A body in chunks of a hundred bytes.
    private static func body(_ count: Int) -> RequestBody {
        let pieces = stride(from: 0, to: count, by: 100).map { start in
            ByteBuffer(repeating: 7, count: min(100, count - start))
        }
        return RequestBody(
            asyncSequence: AsyncStream { stream in
                for piece in pieces { stream.yield(piece) }
                stream.finish()
            })
    }
}
