import Programme
import Testing

@Suite("States of a wave")
struct WaveTests {
    static let opens = Instant(milliseconds: 1_000_000)
    static let closes = Instant(milliseconds: 2_000_000)
    static let announces = Instant(milliseconds: 3_000_000)
    static let millisecond = Span(milliseconds: 1)

    @Test("wave: the last millisecond before the closing is in time, the closing itself is not")
    func closingInstant() throws {
        let wave = wave(.open)
        try wave.admit(arrivedAt: Self.closes - Self.millisecond)
        #expect(throws: WaveRefusal.closed(Self.closes)) { try wave.admit(arrivedAt: Self.closes) }
    }

    @Test("wave: joining is refused before the opening, also when it was opened too early")
    func openingInstant() throws {
        try wave(.open).admit(arrivedAt: Self.opens)
        #expect(throws: WaveRefusal.notYetOpen(Self.opens)) {
            try wave(.open).admit(arrivedAt: Self.opens - Self.millisecond)
        }
        #expect(throws: WaveRefusal.notYetOpen(Self.opens)) { try wave(.planned).admit(arrivedAt: Self.opens) }
    }

    @Test("wave: joining is refused in every later state", arguments: Wave.State.allCases.filter { $0 > .open })
    func laterStates(state: Wave.State) {
        #expect(throws: WaveRefusal.closed(Self.closes)) { try wave(state).admit(arrivedAt: Self.opens) }
    }

    @Test("wave: each act is refused before its instant")
    func instants() throws {
        let drained = Self.closes + Wave.drain
        #expect(throws: WaveRefusal.tooEarlyToOpen(Self.opens)) {
            try wave(.planned).checkOpening(at: Self.opens - Self.millisecond)
        }
        #expect(throws: WaveRefusal.tooEarlyToClose(drained)) {
            try wave(.open).checkClosing(at: drained - Self.millisecond)
        }
        #expect(throws: WaveRefusal.tooEarlyToAnnounce(Self.announces)) {
            try wave(.decreed).checkAnnouncing(at: Self.announces - Self.millisecond)
        }
        try wave(.planned).checkOpening(at: Self.opens)
        try wave(.open).checkClosing(at: drained)
        try wave(.decreed).checkAnnouncing(at: Self.announces)
    }

    @Test("wave: one whose time is over cannot be opened")
    func missed() {
        #expect(!wave(.planned).isMissed(at: Self.closes - Self.millisecond))
        #expect(wave(.planned).isMissed(at: Self.closes))
        #expect(throws: WaveRefusal.closed(Self.closes)) { try wave(.planned).checkOpening(at: Self.closes) }
    }

    @Test("wave: no state is skipped", arguments: Wave.State.allCases)
    func order(state: Wave.State) {
        let late = Instant(milliseconds: 9_000_000)
        func allowed(_ act: () throws -> Void) -> Bool { (try? act()) != nil }
        #expect(allowed { try wave(state).checkOpening(at: Self.opens) } == (state == .planned))
        #expect(allowed { try wave(state).checkClosing(at: late) } == (state == .open))
        #expect(allowed { try wave(state).checkSealing() } == (state == .closed))
        #expect(allowed { try wave(state).checkDrawing() } == (state == .sealed))
        #expect(allowed { try wave(state).checkDecree() } == (state == .drawn))
        #expect(allowed { try wave(state).checkAnnouncing(at: late) } == (state == .decreed))
    }

    @Test("wave: a second decree has its own refusal", arguments: [Wave.State.decreed, .announced])
    func secondDecree(state: Wave.State) {
        #expect(throws: WaveRefusal.alreadyDecreed) { try wave(state).checkDecree() }
    }

    private func wave(_ state: Wave.State) -> Wave {
        Wave(
            id: ID(1), edition: "2020-3", number: 1, quota: 1, opensAt: Self.opens, closesAt: Self.closes,
            announcesAt: Self.announces,
            state: state)
    }
}

@Suite("Address of a wave")
struct WaveAddressTests {
    @Test(
        "wave address: a valid one parses back, and an invalid one is refused",
        arguments: [
            ("1", "1"), ("9999", "9999"), ("2020-3.1", "2020-3.1"), ("2020-3-demo.30", "2020-3-demo.30"),
            ("2020.2.1", "2020.2.1"), ("", nil), ("0", nil), ("01", nil), ("10000", nil), ("-1", nil), ("+1", nil),
            ("9223372036854775808", nil), (".1", nil), ("2020-3.", nil), ("2020-3.0", nil), ("a/b.1", nil),
            ("a:b.1", nil), ("édisi.1", nil), ("1\u{0}", nil), (String(repeating: "e", count: 41) + ".1", nil),
        ] as [(String, String?)])
    func reading(text: String, expected: String?) {
        #expect(WaveAddress(text)?.description == expected)
    }
}

/// So that tests can name waves of the first edition by number.
extension WaveAddress: ExpressibleByIntegerLiteral {
    public init(integerLiteral number: Int) { self.init(number) }
}
