import Foundation
import Logging
import Programme
import Storage

/// Everything with effects: database, clocks, randomness, keys and outside systems. Made once at start; each test makes
/// its own. A class, because every request passes it on dozens of times.
final class Dependencies: Sendable {
    let configuration: Configuration
    let database: Database
    /// The clock for everything the edition dates.
    let clock: ProgrammeClock
    /// The clock for sessions, one-time passwords, leases, signatures, ids and logs.
    let realClock: @Sendable () -> Instant
    let ids: IDSource
    let random: RandomSource
    let edition: Edition
    /// What each role of the office permits.
    let officeRoles: OfficeRoles
    let vault: Vault
    let connectors: ExternalServices
    let jobSignal: JobSignal
    let codeLeaders = CodeLeaders()
    let logger: Logger
    /// The known editions; nil in a test that uses only the one in force.
    let editionStore: EditionStore?
    let admission: Admission
    let handlerThreads = HandlerThreadPool()
    let allowances = Allowances()
    let uploads = UploadLimiter()
    let officerSignIns = OfficerSignInLimiter()
    let switches = ServiceSwitches()
    let dutyCounts = DutyCounts()
    let partnerCalls = PartnerCalls()
    let comparedKeys = ComparedKeys()
    let keptCheckpoint: KeptCheckpoint
    let frames: Frames
    let questionnaires = Questionnaires()
    /// What this process held back, until it is stored for the office.
    let heldNotes: HeldNotes
    let unreadable: UnreadableValues
    /// For pages alone: what it cannot open in its row is shown as words.
    let shownVault: Vault

    init(
        configuration: Configuration, database: Database, clock: ProgrammeClock,
        realClock: @escaping @Sendable () -> Instant, ids: IDSource, random: RandomSource, edition: Edition,
        vault: Vault, connectors: ExternalServices, jobSignal: JobSignal, logger: Logger,
        editionStore: EditionStore? = nil, officeRoles: OfficeRoles, admission: Admission = Admission()
    ) {
        self.configuration = configuration
        self.database = database
        self.clock = clock
        self.realClock = realClock
        self.ids = ids
        self.random = random
        self.edition = edition
        self.officeRoles = officeRoles
        self.vault = vault
        self.connectors = connectors
        self.jobSignal = jobSignal
        self.logger = logger
        self.editionStore = editionStore
        self.admission = admission
        frames = Frames(edition: edition)
        keptCheckpoint = KeptCheckpoint(configuration)
        let notes = HeldNotes()
        let unreadable = UnreadableValues(logger: logger, notes: notes)
        heldNotes = notes
        self.unreadable = unreadable
        shownVault = vault.showing(unreadable)
    }

    /// Earlier editions of this installation, whose promises still hold.
    var earlier: [Edition] { editionStore?.earlier.map(\.edition) ?? [] }

    /// Every edition that data of this installation refers to, the one in force first.
    var editions: [Edition] { [edition] + earlier }

    /// The edition with this id. Each is stored when it is first used, so none is missing.
    func edition(_ id: String) -> Edition {
        editions.first { $0.id == id } ?? edition
    }

    /// The payout partners of all editions: an account linked under an earlier edition is still paid.
    var payoutPartners: [PayoutPartner] {
        var slugs: Set<String> = []
        return editions.flatMap(\.payoutPartners).filter { slugs.insert($0.slug).inserted }
    }
    /// Cache of the public data that every visitor requests.
    let publicCache = PublicCache()

    func realNow() -> Instant { realClock() }

    func moment() -> Moment { Moment(programme: clock.now(), real: realClock()) }

    /// The real clock of this machine.
    static let systemClock: @Sendable () -> Instant = {
        Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down)))
    }
}
