import Foundation
import Testing

@testable import Programme

/// The end of a wave whose witnesses cannot sign, as an office that wants to choose would forge it.
@Suite("End of a wave without a draw")
struct DrawAbandonmentTests {
    /// Attempts of the simulated edition are two hours apart.
    private static let last = 1 + AbandonmentProgress.days * 12

    private let edition: Edition
    private let rules: DrawRules
    private let closing: Instant

    init() throws {
        edition = try DrawBundleTests.simulate(entries: 60, quota: 12).edition
        rules = try #require(edition.waves.draw)
        closing = edition.waves.dates()[0].closes
    }

    private func attempt(_ number: Int, _ signed: [String] = []) -> DrawAbandonment.Attempt {
        DrawAbandonment.Attempt(
            number: number, chain: 1, round: rules.attempt(number, closing: closing).round, signed: signed)
    }

    private func ended(
        _ attempts: [DrawAbandonment.Attempt], at: Instant? = nil, wave: Int = 1
    ) throws -> DrawAbandonment {
        DrawAbandonment(
            edition: edition.id, editionDigest: edition.digest, annex: try #require(edition.annex?.digest), wave: wave,
            root: Data(repeating: 5, count: 32), attempts: attempts, endedAt: at ?? time(Self.last) + .hours(1))
    }

    private func time(_ number: Int) -> Instant { rules.attempt(number, closing: closing).roundAt }

    private var honest: [DrawAbandonment.Attempt] {
        [attempt(1, ["auditor"]), attempt(2), attempt(Self.last, ["kantor"])]
    }

    @Test("end without a draw: three failed attempts in a row over seven days allow it, and its text is read again")
    func allowed() throws {
        let paper = try ended(honest)
        try paper.check(edition: edition)
        #expect(try DrawAbandonment(text: paper.text) == paper)
        #expect(paper.text.contains("attempt 1 1 \(attempt(1).round) auditor\n"))
        #expect(paper.text.contains("attempt 2 1 \(attempt(2).round) none\n"))
    }

    /// The number of the first attempt whose round comes so many days after that of the first.
    private static func number(afterDays days: Int) -> Int { 1 + days * 12 }

    @Test(
        "end without a draw: an attempt with signatures enough bars it until its chain has been silent for 30 days",
        .bug(
            id: "5.863",
            """
            After an attempt with signatures enough, whose outcome all readers could compute, an office could let three \
            attempts fail and end the wave, if it did not like that outcome.
            """))
    func barred() throws {
        let quorum = ["kantor", "auditor"]
        let retired = time(1) + .days(AbandonmentProgress.retiredDays)
        // The annex has one chain, so nothing can follow; the wave waits for it and ends when it counts as retired.
        let lost = [attempt(1, quorum)]
        try ended(lost, at: retired).check(edition: edition)
        expectRefusal("had signatures enough, so it had to be drawn") {
            try ended(lost, at: retired - .seconds(1)).check(edition: edition)
        }
        try ended([attempt(1), attempt(2, quorum)], at: time(2) + .days(30)).check(edition: edition)
        expectRefusal("had to be drawn") {
            try ended([attempt(1), attempt(2, quorum)], at: retired).check(edition: edition)
        }
        // Attempts that fail after it do not help: on its own chain none may follow.
        let (second, third) = (attempt(2), attempt(Self.number(afterDays: 60)))
        let before = [attempt(1, quorum), second, attempt(3), third]
        expectRefusal("another followed on the same chain") {
            try ended(before, at: time(third.number) + .days(1)).check(edition: edition)
        }
    }

    @Test(
        "end without a draw: after a silent first chain the second must fail for days, or be silent for ever, too",
        .bug(
            id: "6.702",
            """
            An office could let attempts on the second chain fail that no witness may sign, because no attempt on the first \
            had signatures enough, and end the wave: `prakerja draw ended` called that right.
            """))
    func secondChain() throws {
        let edition = try SecondChainTests().edition
        let rules = try #require(edition.waves.draw)
        let quorum = ["kantor", "auditor"]
        func attempt(_ number: Int, chain: Int, _ signed: [String] = []) throws -> DrawAbandonment.Attempt {
            let own = try #require(rules.on(chain: chain))
            return DrawAbandonment.Attempt(
                number: number, chain: chain, round: own.attempt(number, closing: closing).round, signed: signed)
        }
        func check(_ attempts: [DrawAbandonment.Attempt], days: Int) throws {
            let last = try #require(attempts.last)
            let at = try #require(rules.on(chain: last.chain)).beacon.time(of: last.round) + .days(days)
            try DrawAbandonment(
                edition: edition.id, editionDigest: edition.digest, annex: #require(edition.annex?.digest), wave: 1,
                root: Data(repeating: 5, count: 32), attempts: attempts, endedAt: at
            ).check(edition: edition)
        }
        let silent = try attempt(1, chain: 1, quorum)
        func failing(from first: Int) throws -> [DrawAbandonment.Attempt] {
            try [first, first + 1, first + AbandonmentProgress.days * 12 + 1].map { try attempt($0, chain: 2) }
        }
        let (days3, days30) = (Self.number(afterDays: 3) + 1, Self.number(afterDays: 30) + 1)
        try check([silent] + failing(from: days30), days: 0)
        try check([silent] + failing(from: days3), days: 30)
        expectRefusal("had to be drawn") { try check([silent] + failing(from: days3), days: 0) }
        expectRefusal("sooner than after 3 days") { try check([silent] + failing(from: 3), days: 30) }
        expectRefusal("another followed on the same chain") {
            try check([silent, attempt(days3, chain: 1)] + failing(from: days30), days: 30)
        }
        expectRefusal("goes back to the first chain") {
            try check(failing(from: 2) + [attempt(days30, chain: 1)], days: 30)
        }
        for forged in [try failing(from: days3), try [attempt(1, chain: 1, ["kantor"])] + failing(from: days3)] {
            expectRefusal("and none on the first had signatures enough") { try check(forged, days: 0) }
        }
        // The first chain is silent: with a second one in the annex that must be tried.
        expectRefusal("signatures enough") { try check([silent], days: 60) }
        // Both are silent.
        let both = try [silent, attempt(days3, chain: 2, quorum)]
        try check(both, days: 30)
        expectRefusal("had to be drawn") { try check(both, days: 29) }
        let twice = try both + [attempt(days30 * 2, chain: 2)]
        expectRefusal("another followed on the same chain") { try check(twice, days: 30) }
    }

    @Test(
        "end without a draw: an attempt that had signatures enough is named, because its outcome could be computed",
        .bug(
            id: "5.842",
            """
            An office that disliked the outcome of an attempt with signatures enough could say that its chain was silent, let \
            three attempts on the second chain fail, and end the wave: `prakerja draw ended` called that right.
            """
        ))
    func drawable() throws {
        #expect(try ended(honest).drawable(under: rules).isEmpty)
        let before = [attempt(1, ["kantor", "auditor"]), attempt(2), attempt(3), attempt(2 + Self.last - 1)]
        #expect(try ended(before).drawable(under: rules) == [before[0]])
    }

    @Test("end without a draw: each forgery is refused, and the refusal names what is wrong")
    func forged() throws {
        func expect(_ says: String, _ attempts: [DrawAbandonment.Attempt], at: Instant? = nil, wave: Int = 1) throws {
            let paper = try ended(attempts, at: at, wave: wave)
            expectRefusal(says) { try paper.check(edition: edition) }
        }
        try expect("signatures enough", [])
        try expect("1 attempts in a row failed, and 3 must have", [attempt(Self.last)])
        try expect("2 attempts in a row failed", [attempt(1), attempt(Self.last)])
        try expect("must not be before", [attempt(1), attempt(2), attempt(Self.last - 1)])
        try expect("must not be before", [attempt(1), attempt(2), attempt(3)])
        try expect("had to be drawn", [attempt(1), attempt(2), attempt(Self.last, ["kantor", "auditor"])])
        let interrupted = [attempt(1), attempt(2, ["kantor", "auditor"]), attempt(3), attempt(Self.last)]
        try expect("another followed on the same chain", interrupted)
        try expect("before the round of the last attempt", honest, at: time(Self.last) - .seconds(1))
        try expect("once each, in order", [attempt(2), attempt(1), attempt(Self.last)])
        try expect("once each, in order", [attempt(1), attempt(1), attempt(Self.last)])
        try expect("witnesses of the annex", [attempt(1, ["orang"]), attempt(2), attempt(Self.last)])
        let twice = [attempt(1), attempt(2, ["auditor", "auditor"]), attempt(Self.last)]
        try expect("witnesses of the annex", twice)
        let other = DrawAbandonment.Attempt(number: 2, chain: 1, round: attempt(2).round + 1, signed: [])
        try expect("closing instant fixes", [attempt(1), other, attempt(Self.last)])
        let second = DrawAbandonment.Attempt(number: 2, chain: 2, round: attempt(2).round, signed: [])
        try expect("the annex has only one", [attempt(1), second, attempt(Self.last)])
        try expect("no wave 9999", honest, wave: 9_999)
    }

    @Test("end without a draw: under another edition's text, another annex or without witnesses it is refused")
    func texts() throws {
        let paper = try ended(honest)
        func changed(_ old: String, _ new: String) throws -> DrawAbandonment {
            try DrawAbandonment(text: paper.text.replacing(old, with: new))
        }
        let digest = try #require(edition.annex?.digest).hex
        let zeros = String(repeating: "0", count: 64)
        expectRefusal("its digest is") { try changed(edition.digest.hex, zeros).check(edition: edition) }
        expectRefusal("the annex: ") { try changed(digest, zeros).check(edition: edition) }
        expectRefusal("the file given is") {
            try changed("edition \(edition.id) ", "edition lain ").check(edition: edition)
        }
        let plain = try Edition(yaml: DrawBundleTests.simulate(entries: 60, quota: 12).editionText)
        expectRefusal("no witnesses") { try paper.check(edition: plain) }
    }

    @Test("end without a draw: only the exact text is accepted, whatever byte is changed")
    func exact() throws {
        let text = try ended(honest).text
        let bytes = Array(text.utf8)
        for place in bytes.indices {
            for mask: UInt8 in [1, 0x20] {
                var changed = bytes
                changed[place] ^= mask
                let read = try? DrawAbandonment(text: String(decoding: changed, as: UTF8.self))
                // A change that reads as another paper is one that its signature does not fit.
                #expect(read.map { $0.text != text } ?? true, "byte \(place)")
            }
        }
        for line in [
            "attempt 1 1 5\n", "attempt 1 3 5 none\n", "attempt 0 1 5 none\n", "attempt 1 1 -5 none\n",
            "attempt 9223372036854775808 1 5 none\n", "attempt 1 1 5 none none\n", "attempt  1 1 5 none\n",
        ] {
            #expect(throws: DrawFault.self, "\(line)") {
                try DrawAbandonment(text: text.replacing(/attempt 2 .*\n/, with: line))
            }
        }
        let many = String(repeating: "attempt 1 1 5 none\n", count: 10_001)
        #expect(throws: DrawFault.malformed("attempt")) {
            try DrawAbandonment(text: text.replacing(/attempt 2 .*\n/, with: many))
        }
        for cut in [text + "\n", text + "ended 2020\n", String(text.dropLast()), "", "prakerja-draw-abandoned-2\n"] {
            #expect(throws: DrawFault.self) { try DrawAbandonment(text: cut) }
        }
    }

    @Test("end without a draw: a wave may be ended only while it is sealed and its latest attempt has failed")
    func states() throws {
        let reached = AbandonmentProgress(
            failed: AbandonmentProgress.attempts, first: time(1), last: time(1) + .days(AbandonmentProgress.days))
        let failed = DrawPhase.failed(at: closing, signatures: 1, needed: 2)
        for state in Wave.State.allCases {
            let wave = wave(state)
            let isAllowed = (try? wave.checkAbandoning(failed, reached, at: closing)) != nil
            #expect(isAllowed == (state == .sealed), "\(state)")
        }
        for phase in [
            nil, DrawPhase.revealing(until: closing), .signing(until: closing), .waitingForBeacon(since: closing),
            .silent(since: closing),
        ] {
            #expect(throws: WaveRefusal.witnessesMaySign(failed: 3, earliest: reached.earliest), "\(phase as Any)") {
                try wave(.sealed).checkAbandoning(phase, reached, at: closing)
            }
        }
        let none = AbandonmentProgress(failed: 0, first: nil, last: nil)
        #expect(throws: WaveRefusal.witnessesMaySign(failed: 0, earliest: nil)) {
            try wave(.sealed).checkAbandoning(failed, none, at: closing)
        }
        try drawable(reached, failed)
        let abandoned = wave(.abandoned)
        #expect(abandoned.state.isFinal && !abandoned.isLate(at: abandoned.announcesAt))
        #expect(!abandoned.showsDraw(at: abandoned.announcesAt))
    }

    /// The same with an attempt that had signatures enough.
    private func drawable(_ reached: AbandonmentProgress, _ failed: DrawPhase) throws {
        let at = closing + .days(30)
        func progress(isLast: Bool) -> AbandonmentProgress {
            AbandonmentProgress(
                failed: isLast ? 0 : 3, first: isLast ? nil : time(1), last: isLast ? nil : reached.last,
                drawable: .init(number: 4, retiredAt: at, isLast: isLast))
        }
        for phase in [failed, .waitingForBeacon(since: closing), .silent(since: closing), .signing(until: at)] {
            for isLast in [false, true] {
                #expect(throws: WaveRefusal.mustBeDrawn(attempt: 4, retiredAt: at)) {
                    try wave(.sealed).checkAbandoning(phase, progress(isLast: isLast), at: at - .seconds(1))
                }
            }
        }
        try wave(.sealed).checkAbandoning(failed, progress(isLast: false), at: at)
        try wave(.sealed).checkAbandoning(.waitingForBeacon(since: closing), progress(isLast: true), at: at)
        for phase in [DrawPhase.silent(since: closing), .signing(until: at), .waitingForBeacon(since: closing)] {
            #expect(throws: WaveRefusal.witnessesMaySign(failed: 3, earliest: reached.earliest)) {
                try wave(.sealed).checkAbandoning(phase, progress(isLast: false), at: at)
            }
        }
    }

    private func wave(_ state: Wave.State) -> Wave {
        Wave(
            id: ID(1), edition: edition.id, number: 1, quota: 1, opensAt: closing - .days(5), closesAt: closing,
            announcesAt: closing + .days(1), state: state)
    }
}
