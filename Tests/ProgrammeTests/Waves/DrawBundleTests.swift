import Foundation
import Programme
import Testing

@Suite("A draw's bundle, checked by a stranger")
struct DrawBundleTests {
    let edition: Edition
    let bundle: DrawBundle

    init() throws {
        edition = try Edition(yaml: String(contentsOf: EditionFiles.url("demo"), encoding: .utf8))
        bundle = try DrawBundleTests.bundle(edition: edition, entries: 5)
    }

    @Test("an honest bundle is found right, also after a journey as JSON")
    func honest() throws {
        try bundle.verify(edition: edition)
        try DrawBundle(json: bundle.json()).verify(edition: edition)
        #expect(bundle.selected.count == 1)
    }

    @Test("the same list and secret give the same bundle, another secret another seed")
    func deterministic() throws {
        #expect(try bundle == DrawBundleTests.bundle(edition: edition, entries: 5))
        #expect(try bundle.seed != DrawBundleTests.bundle(edition: edition, entries: 5, secret: 10).seed)
    }

    @Test("a wave that nobody joined can be drawn")
    func nobody() throws {
        try DrawBundleTests.bundle(edition: edition, entries: 0).verify(edition: edition)
    }

    struct Tampering: CustomTestStringConvertible {
        let key: String
        let value: any Sendable & Codable
        let fault: DrawFault
        var testDescription: String { key }
    }

    @Test(
        "changing anything is named",
        arguments: [
            Tampering(key: "version", value: "prakerja-draw-0", fault: .version("prakerja-draw-0")),
            Tampering(key: "edition", value: "2020-4", fault: .edition(is: "2020-4", expected: "2020-3-demo")),
            Tampering(key: "wave", value: 31, fault: .unknownWave(31)),
            Tampering(key: "wave", value: 2, fault: .places(are: 1, expected: 164_000)),
            Tampering(key: "places", value: 2, fault: .places(are: 2, expected: 1)),
            Tampering(key: "secret", value: String(repeating: "00", count: 32), fault: .commitment),
            Tampering(key: "secret", value: "0", fault: .malformed("secret")),
            Tampering(key: "root", value: String(repeating: "00", count: 32), fault: .root),
            Tampering(key: "seed", value: String(repeating: "00", count: 32), fault: .seed),
            Tampering(
                key: "closedAt", value: "2020-04-16T15:59:59.999+07:00",
                fault: .order("the wave closed before the edition's instant")),
            Tampering(
                key: "committedAt", value: "2020-04-17T16:00:00.000+07:00",
                fault: .order("the commitment is not older than the closing")),
            Tampering(
                key: "sealedAt", value: "2020-04-16T16:00:00.000+07:00",
                fault: .order("the list was sealed before the wave closed")),
        ])
    func tampered(tampering: Tampering) throws {
        var object = try #require(try JSONSerialization.jsonObject(with: bundle.json()) as? [String: Any])
        object[tampering.key] = tampering.value
        #expect(throws: tampering.fault) { try verify(object) }
    }

    @Test("leaving somebody out, adding somebody, changing an entry: the root tells")
    func list() throws {
        var object = try #require(try JSONSerialization.jsonObject(with: bundle.json()) as? [String: Any])
        let entries = try #require(object["entries"] as? [[String: Any]])

        object["entries"] = Array(entries.dropLast())
        #expect(throws: DrawFault.root) { try verify(object) }

        object["entries"] = Array(entries.dropFirst())
        #expect(throws: DrawFault.tickets(at: 1)) { try verify(object) }

        var changed = entries
        changed[3]["priority"] = true
        object["entries"] = changed
        #expect(throws: DrawFault.root) { try verify(object) }

        changed = entries
        changed[3]["salt"] = "00"
        object["entries"] = changed
        #expect(throws: DrawFault.entry(ticket: 4)) { try verify(object) }
    }

    @Test("selecting somebody else is named with the ticket")
    func outcome() throws {
        var object = try #require(try JSONSerialization.jsonObject(with: bundle.json()) as? [String: Any])
        let winner = try #require(bundle.selected.first)
        let other = winner.ticket == 1 ? 2 : 1

        object["selected"] = [["ticket": other, "stratum": winner.stratum, "position": winner.position]]
        #expect(throws: DrawFault.wronglySelected(ticket: other)) { try verify(object) }

        object["selected"] = [[String: Int]]()
        #expect(throws: DrawFault.leftOut(ticket: winner.ticket)) { try verify(object) }

        object["selected"] = [["ticket": winner.ticket, "stratum": winner.stratum, "position": 2]]
        #expect(throws: DrawFault.position(ticket: winner.ticket)) { try verify(object) }
    }

    private func verify(_ object: [String: Any]) throws {
        try DrawBundle(json: JSONSerialization.data(withJSONObject: object)).verify(edition: edition)
    }

    private static func bundle(edition: Edition, entries: Int, secret: UInt8 = 9) throws -> DrawBundle {
        let sealed = (0..<entries).map { place in
            SealedEntry(
                ticket: place + 1, priority: place == 2, province: 32,
                household: Data(repeating: UInt8(place), count: 16), earlier: 0,
                salt: Data(repeating: UInt8(100 + place), count: 16))
        }
        let times = try DrawBundle.Times(
            committed: #require(Instant("2020-04-11T19:00:00+07:00")),
            closed: #require(Instant("2020-04-16T16:00:05+07:00")),
            sealed: #require(Instant("2020-04-16T16:10:00+07:00")))
        return try DrawBundle(
            edition: edition, wave: 1, places: 1, times: times,
            secret: #require(DrawSecret(Data(repeating: secret, count: 32))), entries: sealed)
    }
}
