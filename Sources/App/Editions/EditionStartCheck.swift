import Programme

/// Requires confirmation before a new edition comes into force: starting one books its whole budget and ends the
/// edition before it, and a mistaken setting must not do that.
struct EditionStartCheck: Sendable {
    /// The id the operator confirmed; nil when there is none.
    let confirmed: String?
    /// Whether confirmation is required: in production.
    let isClosed: Bool
    /// By the programme's clock: a demo set in April 2020 starts an edition of that time.
    let now: Instant

    /// The demo and tests start any edition.
    static let open = EditionStartCheck(confirmed: nil, isClosed: false, now: Instant(milliseconds: 0))

    init(confirmed: String?, isClosed: Bool, now: Instant) {
        (self.confirmed, self.isClosed, self.now) = (confirmed, isClosed, now)
    }

    init(_ configuration: Configuration, at now: Instant) {
        self.init(
            confirmed: configuration.startEdition, isClosed: !configuration.isTrial, now: now)
    }

    /// Why this edition cannot be started now, and how to start it; nil when it can.
    ///
    /// - Parameter known: editions used here before, in the order of first use.
    func obstacle(to edition: Edition, known: [Edition]) -> String? {
        if isClosed, let key = edition.checkKeys().first {
            return "\(key.place) \(key.sentence), or run a demo or a development server"
        }
        guard isClosed, confirmed != edition.id, known.last?.id != edition.id else { return nil }
        let how = "if that is meant, say so once with --start-edition \(edition.id)"
        if let current = known.last {
            return """
                it is edition \(edition.id), and this installation runs edition \(current.id): starting it would end \
                that one and book a budget of \(edition.budget). Go on with --edition \(current.id); \(how)
                """
        }
        guard edition.waves.zone.date(of: now) > edition.validity.to else { return mismatch(with: edition) }
        return """
            edition \(edition.id) ended on \(edition.validity.to): starting it would book a budget of \
            \(edition.budget) for waves that are over. Name the edition of today with --edition; \(how)
            """
    }

    /// Why the confirmation is for another edition than the file's; nil when it is for this one, or there is none.
    func mismatch(with edition: Edition) -> String? {
        guard let confirmed, confirmed != edition.id else { return nil }
        return """
            START_EDITION (--start-edition) names edition \(confirmed), and the file is edition \(edition.id): name \
            the file of \(confirmed) with --edition, or leave START_EDITION out
            """
    }
}
