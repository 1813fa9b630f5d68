import Foundation
import Logging
import Programme
import Storage

/// The one value with every effect in it: database, clocks, chance, keys and the outside world. Made once at start; a
/// test makes its own. Every request hands it on some dozens of times, so it is one object and no value.
final class Platform: Sendable {
    let configuration: Configuration
    let database: Database
    /// Rules everything the edition dates.
    let clock: ProgrammeClock
    /// Rules sessions, one-time passwords, leases, signatures, ids and logs.
    let realClock: @Sendable () -> Instant
    let ids: IDSource
    let random: RandomSource
    let edition: Edition
    let vault: Vault
    let connectors: Outside
    let jobBell: JobBell
    let logger: Logger
    /// The editions one can look up; nil where a test knows only the one in force.
    let shelf: EditionShelf?
    let admission: Admission
    let insideThreads = InsideThreads()
    let allowances = Allowances()
    let uploads = UploadRoom()
    let officerDoor = OfficerDoor()
    let doors = Doors()
    let frames: Frames
    let questionnaires = Questionnaires()

    init(
        configuration: Configuration, database: Database, clock: ProgrammeClock,
        realClock: @escaping @Sendable () -> Instant, ids: IDSource, random: RandomSource, edition: Edition,
        vault: Vault, connectors: Outside, jobBell: JobBell, logger: Logger,
        shelf: EditionShelf? = nil, admission: Admission = Admission()
    ) {
        self.configuration = configuration
        self.database = database
        self.clock = clock
        self.realClock = realClock
        self.ids = ids
        self.random = random
        self.edition = edition
        self.vault = vault
        self.connectors = connectors
        self.jobBell = jobBell
        self.logger = logger
        self.shelf = shelf
        self.admission = admission
        frames = Frames(edition: edition)
    }

    /// Editions under which something was promised before this one came into force.
    var earlier: [Edition] { shelf?.earlier.map(\.edition) ?? [] }

    /// Every edition that something of this installation points at, the one in force first.
    var editions: [Edition] { [edition] + earlier }

    /// The rules somebody was promised. Each edition is kept when it is first used, so none is missing.
    func edition(_ id: String) -> Edition {
        editions.first { $0.id == id } ?? edition
    }

    /// Whoever linked an account under an earlier edition is still paid to it.
    var payoutPartners: [PayoutPartner] {
        var slugs: Set<String> = []
        return editions.flatMap(\.payoutPartners).filter { slugs.insert($0.slug).inserted }
    }
    /// What everybody asks for at once.
    let publicCache = PublicCache()

    func realNow() -> Instant { realClock() }

    /// The real clock of this machine.
    static let systemClock: @Sendable () -> Instant = {
        Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down)))
    }
}
