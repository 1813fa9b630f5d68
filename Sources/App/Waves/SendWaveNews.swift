import Programme
import Storage

/// Sends news of a wave: to people who may join and have not, that it opens and that it closes soon; to participants,
/// that the announcement is postponed or late, or that the wave ended without a draw. Each transaction notifies a page of people and stores the last one, so
/// that an interrupted run resumes where it stopped and notifies each person once.
struct SendWaveNews: Job {
    static let name = "wave.tell"
    static let mayBeGivenUp = true
    /// People notified in one transaction.
    static let page = 50

    let wave: ID<Wave>
    let news: WaveNews
    /// How many postponements the wave had, so that each is sent separately; 0 before the closing.
    let place: Int

    var uniqueKey: String? { "\(wave)/\(news.rawValue)/\(place)" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let clock = ContinuousClock()
        while true {
            let start = clock.now
            guard try await sendPage(on: dependencies) else { return .done }
            // Sleeps for as long as the page took: people are joining at the same time, and their requests have
            // priority.
            try await Task.sleep(for: clock.now - start)
        }
    }

    /// Starts sending a piece of news, once, in the transaction that causes it.
    static func begin(
        _ news: WaveNews, of wave: Wave, place: Int = 0, in tx: Transaction, on dependencies: Dependencies
    ) throws {
        guard try tx.waveNews.begin(news, of: wave.id, place: place, at: dependencies.clock.now()) else { return }
        try tx.jobs.enqueue(SendWaveNews(wave: wave.id, news: news, place: place), on: dependencies)
    }

    /// False when every recipient was notified.
    private func sendPage(on dependencies: Dependencies) async throws -> Bool {
        try await dependencies.database.transaction { tx in
            let record = try tx.waves.require(wave)
            let position = try tx.waveNews.notifiedUpTo(news, of: wave, place: place)
            let people =
                news == .postponed || news == .late || news == .abandoned
                ? try tx.waveNews.joined(wave, after: position, limit: Self.page)
                : try tx.waveNews.mayJoin(wave, after: position, limit: Self.page)
            guard let last = people.last else { return false }
            guard try tx.waveNews.setNotified(upTo: last, after: position, news, of: wave, place: place) else {
                return true
            }
            let postponement = try tx.waves.postponements(of: wave).dropFirst(max(0, place - 1)).first
            let ending = try tx.abandonments.decided(of: wave, vault: dependencies.vault)
            for person in people {
                switch news {
                case .opened, .closing: try invite(person, to: record.wave, in: tx, on: dependencies)
                case .postponed:
                    guard let postponement else { continue }
                    let notice = PostponedNotice(
                        wave: record.wave.number, address: record.wave.address, postponement: postponement)
                    try tx.inbox.sendOnce(notice, to: person, on: dependencies)
                case .abandoned:
                    let notice = AbandonedNotice(
                        wave: record.wave.number, address: record.wave.address, reason: ending?.reason)
                    try tx.inbox.sendOnce(notice, to: person, on: dependencies)
                case .late:
                    let notice = LateNotice(
                        wave: record.wave.number, address: record.wave.address, promised: record.wave.announcesAt)
                    try tx.inbox.sendOnce(notice, to: person, on: dependencies)
                }
            }
            return true
        }
    }

    /// Only a person who can join now is invited; a person who is carried over gets a notice of that instead.
    private func invite(_ person: ID<Account>, to wave: Wave, in tx: Transaction, on dependencies: Dependencies) throws
    {
        let now = dependencies.clock.now()
        guard try JoinWave(dependencies: dependencies).obstacle(wave, person, arrivedAt: now, in: tx) == nil else {
            return
        }
        let isAutomatic = dependencies.edition.waves.rejoin == .automatic
        let isCarriedOver = try tx.entries.others(of: person, than: wave.id).contains {
            $0.waveState == .abandoned || isAutomatic && $0.state == .notSelected
        }
        guard !isCarriedOver else { return }
        let notice = WaveOpenNotice(
            wave: wave.number, address: wave.address, closesAt: wave.closesAt, isClosing: news == .closing)
        try tx.inbox.sendOnce(notice, to: person, on: dependencies)
    }
}
