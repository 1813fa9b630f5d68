import HTTPTypes
import HummingbirdTesting
import NIOConcurrencyHelpers
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Cache of public pages")
struct PublicCacheTests {
    private let noon = Instant(milliseconds: 1_586_916_000_000)

    @Test(
        "any number of keys is answered, and a bounded number is stored",
        .bug(
            id: "1.6",
            """
            Twelve thousand connections that asked for waves that do not exist filled the cache of public pages, whose \
            precondition ended the process.
            """))
    func bounded() async throws {
        let cache = PublicCache()
        for number in 1...PublicCache.most * 2 {
            let value = try await cache.value("wave-\(number)", for: .minutes(1), now: noon) { number }
            #expect(value == number)
        }
        #expect(cache.count == PublicCache.most)
        // The first keys stay stored; keys beyond the limit are computed on every request.
        let before = cache.made
        _ = try await cache.value("wave-1", for: .minutes(1), now: noon) { 1 }
        #expect(cache.made == before)
        _ = try await cache.value("wave-\(PublicCache.most + 1)", for: .minutes(1), now: noon) { 1 }
        #expect(cache.made == before + 1)
        // Expired entries are removed to make room.
        _ = try await cache.value("later", for: .minutes(1), now: noon + .minutes(2)) { 1 }
        #expect(cache.count == 1)
    }

    @Test("waves that do not exist answer 404 under any load", arguments: Engine.tested)
    func unknownWaves(engine: Engine) async throws {
        try await World.with(engine) { world in
            let found = NIOLockedValueBox<[Int: Int]>([:])
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 2_000..<2_000 + PublicCache.most + 200 {
                    group.addTask {
                        let status = try await world.client.execute(uri: "/gelombang/\(number)", method: .get).status
                            .code
                        found.withLockedValue { $0[status, default: 0] += 1 }
                    }
                }
                try await group.waitForAll()
            }
            #expect(found.withLockedValue { $0 } == [404: PublicCache.most + 200])
        }
    }
}
