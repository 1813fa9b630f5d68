import Programme
import Storage

/// What an officer typed as the person or thing whose acts they look for, as subjects of the audit log.
struct AuditObject: Sendable {
    let subjects: [String]
    /// The person whom all of them concern.
    var person: ID<Account>?
}

extension AuditObject {
    /// A code as in an export (`wave:1`), a wave, a batch or a case as officers name them, or the number of a participant
    /// or of a payment. Nil for a text that is none of these.
    init?(_ typed: String, in tx: Transaction, on dependencies: Dependencies) throws {
        if typed.wholeMatch(of: /[a-z][a-z-]*(:.+)?/) != nil,
            AuditWords.subjects[String(typed.prefix { $0 != ":" })] != nil
        {
            self.init(subjects: [typed])
            return
        }
        let all = Sought.read(typed)
        // A NIK is as long as a number of ours, and must not stand in an address.
        guard !all.contains(where: \.isOfPerson) else { return nil }
        for sought in all {
            if let found = try Self.find(sought, in: tx, on: dependencies) {
                self = found
                return
            }
        }
        return nil
    }

    private static func find(
        _ sought: Sought, in tx: Transaction, on dependencies: Dependencies
    ) throws -> AuditObject? {
        switch sought {
        case .wave(let number):
            let known = try tx.waves.known(of: dependencies.edition.id)
            let waves = try known + tx.waves.begun(notOf: dependencies.edition.id).map(\.wave)
            return of(waves.filter { $0.number == number }.map(\.subject))
        case .batch(let number): return of(try tx.payouts.batch(number: number).map { ["payout:\($0.batch.id)"] } ?? [])
        case .caseNumber(let typed):
            return of(try CaseNumber(typed).flatMap { try tx.cases.find($0) }.map { ["case:\($0.id)"] } ?? [])
        case .number(let number):
            guard try tx.people.exists(ID(number)) else { return of(numbered(number)) }
            return AuditObject(
                subjects: try tx.people.auditSubjects(of: ID(number), vault: dependencies.vault), person: ID(number))
        default: return nil
        }
    }

    private static func of(_ subjects: [String]) -> AuditObject? {
        subjects.isEmpty ? nil : AuditObject(subjects: subjects)
    }

    /// Every kind of subject with this number: a payment, a purchase, an export.
    private static func numbered(_ number: Int64) -> [String] {
        AuditWords.subjects.keys.sorted().map { "\($0):\(number)" }
    }
}

extension Sought {
    /// Whether the text itself is personal data.
    fileprivate var isOfPerson: Bool {
        switch self {
        case .nik, .phone, .email, .card: true
        default: false
        }
    }
}
