import Programme

/// A wave as the home page tells it: as it is stored, or as the edition's calendar plans it while that cannot be read.
struct HomeWave: Sendable {
    let number: Int
    let address: WaveAddress
    let opens: Instant
    let closes: Instant
    let announces: Instant
    /// Nil where only the calendar is known.
    let state: Wave.State?
    /// Whether its draw may be shown.
    let isDrawn: Bool

    init(_ wave: Wave, at now: Instant) {
        (number, address, state) = (wave.number, wave.address, wave.state)
        (opens, closes, announces) = (wave.opensAt, wave.closesAt, wave.announcesAt)
        isDrawn = wave.showsDraw(at: now)
    }

    init(_ dates: WaveDates, of edition: String) {
        (number, address, state) = (dates.number, WaveAddress(edition: edition, number: dates.number), nil)
        (opens, closes, announces) = (dates.opens, dates.closes, dates.shows)
        isDrawn = false
    }

    func name(_ t: Words) -> String { t("Gelombang \(number)", "Wave \(number)") }

    func isOpen(at now: Instant) -> Bool {
        now >= opens && now < closes && (state == nil || state == .open)
    }

    /// Not open yet, and not missed: for some seconds after its instant, until the worker has opened it, too.
    func isComing(at now: Instant) -> Bool {
        state == nil ? now < opens : state == .planned && now < closes
    }

    /// Closed, with an outcome that is not announced.
    func isAwaited(at now: Instant) -> Bool {
        guard now >= closes else { return false }
        return switch state {
        case nil: now < announces
        case .planned, .abandoned, .announced: false
        case .open, .closed, .sealed, .drawn, .decreed: true
        }
    }

    var isAnnounced: Bool { state == .announced }
}

/// What the home page says of this moment: exactly one of these.
enum HomeState: Sendable {
    case beforeRegistration(Instant)
    case open(HomeWave)
    case over(Instant)
    /// Its instant has come, and the worker has not opened it yet.
    case preparing(HomeWave)
    case coming(HomeWave)
    case noneLeft

    init(_ edition: Edition, _ waves: [HomeWave], at now: Instant) {
        let next = waves.first { $0.isComing(at: now) }
        if now < edition.validity.registrationOpens {
            self = .beforeRegistration(edition.validity.registrationOpens)
        } else if let open = waves.first(where: { $0.isOpen(at: now) }) {
            self = .open(open)
        } else if now >= edition.registrationEnds {
            self = .over(edition.registrationEnds)
        } else if let next {
            self = now >= next.opens ? .preparing(next) : .coming(next)
        } else {
            self = .noneLeft
        }
    }

    /// The wave that it is about.
    var wave: HomeWave? {
        switch self {
        case .open(let wave), .preparing(let wave), .coming(let wave): wave
        case .beforeRegistration, .over, .noneLeft: nil
        }
    }

    /// For the first screen, in one line.
    func headline(_ t: Words, at now: Instant) -> String {
        switch self {
        case .beforeRegistration(let opens):
            t("Pendaftaran dibuka \(t.headline(opens, at: now))", "Registration opens \(t.headline(opens, at: now))")
        case .open(let wave):
            t(
                "\(wave.name(t)) sedang dibuka, sampai \(t.headline(wave.closes, at: now))",
                "\(wave.name(t)) is open, until \(t.headline(wave.closes, at: now))")
        case .over: t("Pendaftaran sudah berakhir", "Registration is over")
        case .preparing(let wave): Wave.beingOpened(wave.number, t)
        case .coming(let wave):
            t(
                "\(wave.name(t)) dibuka \(t.headline(wave.opens, at: now))",
                "\(wave.name(t)) opens \(t.headline(wave.opens, at: now))")
        case .noneLeft: t("Belum ada gelombang berikutnya", "No next wave is planned yet")
        }
    }
}
