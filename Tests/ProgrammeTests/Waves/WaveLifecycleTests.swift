import Foundation
import Programme
import Testing

@Suite("The act that is due in a wave's life")
struct WaveLifecycleTests {
    private static let opens = Instant(milliseconds: 1_000_000)
    private static let closes = Instant(milliseconds: 2_000_000)
    private static let announces = Instant(milliseconds: 3_000_000)
    private static let millisecond = Span(milliseconds: 1)

    /// The first and the last instant of what a row of `docs/waves.md` says.
    private static let times: [String: (Instant, Instant)] = [
        "before the opening": (opens - .days(9), opens - millisecond),
        "from the opening, before the closing": (opens, closes - millisecond),
        "from the closing": (closes, closes + .days(9)),
        "before the closing, and 2 seconds longer": (opens, closes + .seconds(2) - millisecond),
        "from 2 seconds after the closing": (closes + .seconds(2), closes + .days(9)),
        "before the announcement": (closes, announces - millisecond),
        "from the announcement": (announces, announces + .days(9)),
        "at any time": (opens - .days(9), announces + .days(9)),
    ]

    private static let draws: [String: (phase: DrawPhase?, isDrafted: Bool)] = [
        "": (nil, false), "no witnesses": (nil, false), "no draft of the decree": (nil, false),
        "decree drafted": (nil, true), "secrets outstanding": (.revealing(until: announces), false),
        "signatures outstanding": (.signing(until: announces), false),
        "public randomness outstanding": (.waitingForBeacon(since: closes), false),
        "public randomness silent for days": (.silent(since: closes), false),
        "attempt failed": (.failed(at: closes, signatures: 1, needed: 2), false),
    ]

    @Test("docs/waves.md says for each state and instant which act is due, and who performs it")
    func document() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/waves.md")
        let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("| ") }
            .dropFirst().map { row in
                row.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
                    .map { $0.trimmingCharacters(in: .whitespaces) }
            }.filter { $0.count == 6 }
        #expect(Set(rows.map { $0[0] }) == Set(Wave.State.allCases.map(\.rawValue)))
        #expect(Set(rows.map { $0[3] }) == Set(WaveAction.allCases.map { "\($0)" } + ["–"]))
        for row in rows {
            let state = try #require(Wave.State(rawValue: row[0]))
            let (first, last) = try #require(Self.times[row[1]], "\(row[1])")
            let draw = try #require(Self.draws[row[2]], "\(row[2])")
            for now in [first, last] {
                let act = Self.life(state, draw.phase, draw.isDrafted).due(at: now)
                #expect(act.map { "\($0)" } ?? "–" == row[3], "\(row)")
                #expect(act.map { $0.isScheduled ? "schedule" : "officer" } ?? "" == row[4], "\(row)")
            }
        }
    }

    @Test("a wave that closes soon and one whose announcement is late are news")
    func news() {
        let soon = Self.life(.open).wave.closesSoonAt
        #expect(Self.life(.open).news(at: soon - Self.millisecond) == [])
        #expect(Self.life(.open).news(at: soon) == [.closing])
        #expect(Self.life(.open).news(at: Self.closes) == [])
        #expect(Self.life(.drawn).news(at: Self.announces - Self.millisecond) == [])
        #expect(Self.life(.drawn).news(at: Self.announces) == [.late])
        #expect(Self.life(.decreed).news(at: Self.announces) == [])
    }

    private static func life(
        _ state: Wave.State, _ phase: DrawPhase? = nil, _ isDrafted: Bool = false
    ) -> WaveLifecycle {
        let wave = Wave(
            id: ID(1), edition: "2020-3", number: 1, quota: 10, opensAt: opens, closesAt: closes,
            announcesAt: announces, state: state)
        return WaveLifecycle(wave, phase: phase, isDrafted: isDrafted)
    }
}
