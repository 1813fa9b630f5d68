import Programme
import Storage

/// The records of one person by which the rules decide: what the person answered, their claims of a NIK, photos and
/// sittings. A decision is bound, and an entry is made by it: what SQL changed only for its moment would stay in both.
struct DecisionInputs: Sendable {
    private let person: ID<Account>
    private let claims: [StoredClaim]
    private let photos: [StoredPhoto]
    private let sittings: [StoredSitting]

    /// As they are now. Read after the rules' facts, so that a row that SQL has put in meanwhile is compared too.
    init(of person: ID<Account>, in tx: Transaction) throws {
        self.person = person
        claims = try tx.identity.claims(of: person)
        photos = try tx.photos.all(of: person)
        sittings = try tx.tests.sittings(of: person)
    }

    /// Locks their rows until the transaction ends, before the rules' facts are read. On SQLite the transaction is alone.
    static func lock(of person: ID<Account>, in tx: Transaction) throws {
        _ = try tx.records.hold(.declared, person)
        guard tx.engine == .postgres else { return }
        try tx.identity.lockClaims(of: person)
        try tx.photos.lock(of: person)
        try tx.tests.lock(of: person)
        // By one of them the person's number counts as proved.
        try tx.counterCases.lock(of: person)
    }

    /// Throws `RecordRefusal.applicantChanged`, with an error in the server's log for each, unless all of them are as
    /// their last acts left them.
    func requireAsBound(in tx: Transaction, on dependencies: Dependencies) throws {
        let (verified, others) = claims.parted { $0.state == .verified }
        let (answered, waiting) = claims.parted { $0.state != .waiting }
        let (judged, unjudged) = photos.parted { [.accepted, .rejected].contains($0.state) }
        let (finished, running) = sittings.parted { $0.value.finishedAt != nil }
        func changed<Entity>(_ kind: BoundKind, _ due: [ID<Entity>], _ free: [ID<Entity>]) throws -> Bool {
            let changed = try tx.records.changed(kind, due: due, free: free, vault: dependencies.vault)
            for record in changed { dependencies.reportChanged(kind, record) }
            return !changed.isEmpty
        }
        let answers = [
            try changed(.declared, [person], []),
            try changed(.identities, verified.map(\.id), others.map(\.id)),
            try changed(.identityData, verified.map(\.id), others.map(\.id)),
            try changed(.identityStates, answered.map(\.id), waiting.map(\.id)),
            try changed(.photos, judged.map(\.id), unjudged.map(\.id)),
            try changed(.sittings, finished.map(\.id), running.map(\.id)),
        ]
        guard !answers.contains(true) else { throw RecordRefusal.applicantChanged }
    }
}

extension Array {
    fileprivate func parted(by isFirst: (Element) -> Bool) -> (first: [Element], second: [Element]) {
        (filter(isFirst), filter { !isFirst($0) })
    }
}
