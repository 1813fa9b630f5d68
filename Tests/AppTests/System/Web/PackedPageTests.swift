import Foundation
import HTTPTypes
import Hummingbird
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Pages made for one person, compressed", .timeLimit(.minutes(1)))
struct PackedPageTests {
    private static let paths = [Paths.account, Paths.application, Paths.waves, Paths.catalogue]

    @Test(
        "a page that our own page or the person asked for is compressed, and has the same bytes",
        .bug(
            id: "5.845",
            """
            Only the first pages were compressed: every page of a signed-in person came in full, 15 to 35 kB, five seconds \
            on a connection of 50 kbit/s.
            """))
    func own() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.signedUp().browser
            for path in Self.paths {
                let plain = try await siti.get(path)
                #expect(plain.headers[.contentEncoding] == nil && plain.status == .ok, "\(path)")
                for site in ["same-origin", "none"] {
                    let packed = try await siti.packed(path, stating: Visitor.fetchSite(site))
                    #expect(packed.headers[.contentEncoding] == "gzip" && packed.status == .ok, "\(path)")
                    #expect(packed.bytes.starts(with: [0x1F, 0x8B]))
                    #expect(Self.lengthBefore(packed.bytes) == (try await siti.stated(path)).bytes.count, "\(path)")
                    #expect(packed.bytes.count < 14_000 && packed.bytes.count * 2 < plain.bytes.count, "\(path)")
                }
            }
        }
    }

    @Test("a page that another site asked for comes in full, so that its length tells nothing of what stands in it")
    func foreign() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.signedUp().browser
            for statements in [Visitor.fetchSite("cross-site"), Visitor.fetchSite("same-site"), HTTPFields()] {
                let page = try await siti.packed(Paths.account, stating: statements)
                #expect(page.headers[.contentEncoding] == nil && page.status == .ok)
                #expect(page.text.contains("</html>") || page.body.contains("</html>"))
            }
        }
    }

    /// What the trailer of a gzip file says of the bytes that were compressed.
    private static func lengthBefore(_ packed: Data) -> Int {
        packed.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
