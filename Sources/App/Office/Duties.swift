import Programme
import Storage

/// A kind of work that waits for an officer: how many items, what is at stake, since when and until when, and the path
/// where it is done. Instants are of the programme's clock.
struct Duty: Sendable {
    let label: Bilingual
    let count: Int
    let path: String
    /// The people whom it concerns; nil where the number is unknown or says nothing.
    var people: Int?
    var amount: Rupiah?
    /// Since when the item that waits longest has waited.
    var oldest: Instant?
    /// The day on which it began to wait, where only a day is recorded: its age is told in days.
    var oldestDay: CivilDate?
    /// The promised or prescribed end of the most urgent item.
    var due: Instant?
    /// What exactly waits, below the label.
    var detail: Bilingual?
    /// The act, on the button.
    var verb: Bilingual?
    /// Nothing can be put right after `due`, so it comes first.
    var isFinal = false

    /// The path without its query.
    var address: String { String(path.prefix { $0 != "?" }) }

    init(
        label: Bilingual, count: Int, path: String, people: Int? = nil, amount: Rupiah? = nil, oldest: Instant? = nil,
        oldestDay: CivilDate? = nil, due: Instant? = nil, detail: Bilingual? = nil, verb: Bilingual? = nil,
        isFinal: Bool = false
    ) {
        (self.isFinal, self.oldestDay) = (isFinal, oldestDay)
        (self.label, self.count, self.path, self.people, self.amount) = (label, count, path, people, amount)
        (self.oldest, self.due, self.detail, self.verb) = (
            oldest ?? oldestDay.map { Zone.wib.instant($0) }, due, detail, verb
        )
    }

    /// - Parameter timeline: of the programme's clock, where the queue's instants are real ones.
    init(
        label: Bilingual, _ backlog: Backlog, path: String, detail: Bilingual? = nil, verb: Bilingual? = nil,
        timeline: ProgrammeTimeline = ProgrammeTimeline()
    ) {
        self.init(
            label: label, count: backlog.count, path: path, people: backlog.people, amount: backlog.amount,
            oldest: backlog.oldest.map(timeline.programme), due: backlog.due.map(timeline.programme), detail: detail,
            verb: verb)
    }

    /// How long the item has waited that waits longest: by the calendar, nights and days off included.
    func age(_ t: Words, at now: Instant) -> String? {
        oldestDay.map { t.age($0, on: Zone.wib.date(of: now)) } ?? oldest.map { t.age(now - $0) }
    }

    var stake: Stake { Stake(people: people, amount: amount, oldest: oldest, due: due, isFinal: isFinal) }
}

/// A source of duties; each slice adds its own.
struct DutySource: Sendable {
    /// Officers with this permission see it.
    let permission: Permission
    let read: @Sendable (Transaction, Officer, Dependencies) throws -> [Duty]
    /// The pages of the first items of the queue, for the way on after an act. None where items have no page of their
    /// own, and where the act itself leads to the next one.
    var items: @Sendable (Transaction, Officer, Dependencies) throws -> [String] = { _, _, _ in [] }

    /// Addresses that `items` returns at most: the page that the officer has open may be the first of them.
    static let mostItems = 3

    static let all: [DutySource] = [
        .heldMatters, .missingEntries, .cases, .caseBatches,
        .photos, .disputes, .lostContacts, .personProposals, .lists, .listWithdrawals, .listRemovals, .invitations,
        .waves, .decrees, .postponements, .abandonments,
        .disqualifications,
        .requestedPayouts, .payoutApprovals, .lostPayments, .draftersFindings, .approversFindings, .draftersNames,
        .approversNames, .partners, .partnerPeople, .webhooks, .courses, .heldCompletions, .completionVerdicts,
        .setAsideCompletions,
        .exports, .officerRequests, .deadJobs,
        .triedNames, .takenNIKs, .unknownNumbers, .hastyCompletions,
        .manySearches,
    ]

    /// An attacker may be locking a colleague out; the other officers see it when the colleague cannot sign in.
    static let triedNames = DutySource(permission: .readAudit) { tx, officer, dependencies in
        let tried = try tx.officers.alarming(except: officer.id, at: dependencies.realNow())
        let label = Bilingual(
            id: "Petugas yang namanya dicoba orang lain untuk masuk",
            en: "Officers whose names others have tried to sign in with")
        let path = tried.first.map { Paths.officeAudit(subject: "officer:\($0.officer)") } ?? Paths.officeAudit
        return [Duty(label: label, count: tried.count, path: path)]
    }

    /// For how long administrators are shown that an officer stated another officer's NIK.
    private static let nikLookBack = Span.days(7)

    /// One human may hold two accounts, or an officer stated a false NIK.
    static let takenNIKs = DutySource(permission: .manageOfficers) { tx, _, dependencies in
        let label = Bilingual(
            id: "Petugas yang menyebut NIK petugas lain", en: "Officers who stated another officer's NIK")
        let count = try OwnAccount.takenNIKs(since: dependencies.realNow() - nikLookBack, in: tx)
        return [Duty(label: label, count: count, path: Paths.officers, verb: Bilingual(id: "Periksa", en: "Examine"))]
    }

    /// Changes of officers that wait for a second person.
    static let officerRequests = DutySource(permission: .confirmOfficers) { tx, officer, dependencies in
        let label = Bilingual(id: "Usulan tentang petugas", en: "Proposals about officers")
        let waiting = try tx.officerRequests.waiting(for: officer.id)
        return [
            Duty(
                label: label, count: waiting.count, path: Paths.officers,
                oldest: waiting.oldest.map(dependencies.clock.timeline.programme),
                verb: Bilingual(id: "Putuskan", en: "Decide"))
        ]
    } items: { tx, officer, _ in
        try tx.officerRequests.firstWaiting(for: officer.id, limit: mostItems).map { Paths.officerRequest($0) }
    }

    static let deadJobs = DutySource(permission: .mendJobs) { tx, _, dependencies in
        let label = Bilingual(id: "Pekerjaan yang berhenti", en: "Jobs that stopped")
        return [
            Duty(
                label: label, try tx.jobs.deadBacklog(), path: Paths.officeJobs,
                verb: Bilingual(id: "Lihat sebabnya", en: "See the cause"), timeline: dependencies.clock.timeline)
        ]
    } items: { tx, _, _ in
        DeadJobGroup.all(try tx.jobs.deadCounts()).prefix(mostItems).map { Paths.officeJobGroup($0.name, $0.cause) }
    }
}

extension OfficerQueries {
    /// All duties of this officer, also those with no items.
    func duties(of officer: Officer, on dependencies: Dependencies) throws -> [Duty] {
        let permitted = officer.permissions
        return try DutySource.all.filter { permitted.contains($0.permission) }
            .flatMap { try $0.read(tx, officer, dependencies) }
    }

    /// What waits for other officers and not for this one. Each source is read as an officer of another duty would read
    /// it; items that this officer may do as well are left out.
    func waitingForOthers(than officer: Officer, mine: [Duty], on dependencies: Dependencies) throws -> [Duty] {
        let own = Dictionary(mine.map { ($0.label.id, $0.count) }, uniquingKeysWith: +)
        let table = dependencies.officeRoles
        var theirs: [String: Duty] = [:]
        for source in DutySource.all where source.permission != .readAudit {
            let able = table.roles.first {
                $0.permissions.contains(source.permission) && !officer.roles.contains($0.slug)
            }
            guard let able else { continue }
            let other = Officer(id: ID(0), name: "", roles: [able.slug], of: table)
            for duty in try source.read(tx, other, dependencies) {
                let count = duty.count - (own[duty.label.id] ?? 0)
                guard count > (theirs[duty.label.id]?.count ?? 0) else { continue }
                theirs[duty.label.id] = Duty(label: duty.label, count: count, path: duty.path)
            }
        }
        return theirs.values.sorted { $0.label.id < $1.label.id }
    }
}

extension Officer {
    /// Throws `OfficeRefusal` unless one of the officer's roles has the permission and they are confirmed.
    func require(_ permission: Permission) throws {
        guard may(permission) else { throw refusal(of: permission) }
    }

    /// Why the officer may not: their NIK is not confirmed, or no role of theirs has the permission.
    func refusal(of permission: Permission) -> OfficeRefusal { refusal(ofAny: [permission]) }

    /// Throws as `require` unless one of these permissions, each of which is enough, is the officer's.
    func requireAny(_ permissions: Set<Permission>) throws {
        guard mayAny(permissions) else { throw refusal(ofAny: permissions) }
    }

    /// Names every role that may, so that the officer need not ask each.
    private func refusal(ofAny permissions: Set<Permission>) -> OfficeRefusal {
        permissions.contains(where: holds) && !isConfirmed ? .notConfirmed : .notPermitted(permissions)
    }
}
