import Foundation
import Programme
import Storage

/// Facts the rules need besides the person's own dossier: lists of other offices, earlier cards, the family.
extension ApplicationQueries {
    /// - Parameters:
    ///   - now: by the programme's clock.
    ///   - timeline: of that clock. The registry's answer is stored by the real one.
    func facts(
        _ dossier: ApplicationFile, at now: Instant, _ timeline: ProgrammeTimeline, edition: Edition
    ) throws -> Eligibility.Facts {
        let rules = edition.eligibility
        let zone = edition.waves.zone
        var facts = dossier.facts
        facts.lists = try tx.lists.answers(
            on: dossier.claim?.nikLookup, rules: rules.lists, today: zone.date(of: now))
        facts.identityAnsweredOn = try dossier.claim.flatMap { try answeredAt($0.id) }
            .map { zone.date(of: timeline.programme($0)) }
        facts.past = try past(of: dossier.person, dossier.claim?.nikLookup)
        if rules.beneficiariesPerFamilyCard != nil, let claim = dossier.claim {
            facts.beneficiariesInFamily = try beneficiaries(in: claim.household, except: dossier.person)
        }
        return facts
    }

    /// The zone in which a person lives, by the province of their address; nil while they have given none.
    func zone(of person: ID<Account>) throws -> Zone? {
        let row = try tx.row("SELECT province FROM personal_data WHERE person_id = \(person)")
        let province: String? = try row?["province"]
        return province.flatMap(Zone.init(provinceCode:))
    }

    /// Whether the person has a card that is active or suspended.
    func holdsCard(_ person: ID<Account>) throws -> Bool {
        try tx.row("SELECT id FROM card WHERE person_id = \(person) AND status IN ('active', 'suspended')") != nil
    }

    /// Also a card that the person had under the same NIK in an account that was deleted since.
    private func past(of person: ID<Account>, _ nikLookup: Data?) throws -> Eligibility.Past {
        let own = try past(of: person)
        guard own == .none, let nikLookup else { return own }
        let earlier = try deletedHolders(of: nikLookup, except: person).map(past)
        return earlier.first { $0 == .card } ?? earlier.first { $0 != .none } ?? .none
    }

    private func past(of person: ID<Account>) throws -> Eligibility.Past {
        let row = try tx.row("SELECT status, first_used_at FROM card WHERE person_id = \(person)")
        guard let row else { return .none }
        // Two officers revoked it, used or not.
        guard try tx.revocations.running(of: person) == nil else { return .card }
        let usedAt: Instant? = try row["first_used_at"]
        guard usedAt == nil else { return .card }
        let status: Card.Status = try row["status"]
        return switch status {
        case .expired: .lapsedCard
        // Revoked with the place before it was used: does not count as a card.
        case .revoked: .none
        case .active, .suspended, .closed: .card
        }
    }

    /// How many other people on a family card were selected, in any wave.
    private func beneficiaries(in household: Data, except person: ID<Account>) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(DISTINCT person_id) AS number
            FROM entry_place
            WHERE household = \(household) AND state = 'selected' AND person_id <> \(person)
                AND NOT EXISTS (SELECT 1 FROM card_lapse WHERE card_lapse.entry_id = entry_place.entry_id)
            """)?["number"] ?? 0
    }

    private func answeredAt(_ claim: ID<StoredClaim>) throws -> Instant? {
        try tx.row("SELECT answered_at FROM identity_claim WHERE id = \(claim)")?["answered_at"]
    }

    /// Stores the basis of a decision: the answer to every rule, and the date of the data behind it.
    func keep(_ findings: [Eligibility.Finding], of decision: ID<StoredDecision>) throws {
        let text = String(decoding: try JSONEncoder.sorted.encode(findings.map(StoredFinding.init)), as: UTF8.self)
        try tx.run("INSERT INTO eligibility_basis (decision_id, findings) VALUES (\(decision), \(text))")
    }

    /// The basis of the decision in force; empty before there is one.
    func basis(of person: ID<Account>) throws -> [StoredFinding] {
        let row = try tx.row(
            """
            SELECT eligibility_basis.findings
            FROM eligibility_basis
            JOIN eligibility_decision ON eligibility_decision.id = eligibility_basis.decision_id
            WHERE eligibility_decision.person_id = \(person)
            ORDER BY eligibility_decision.id DESC
            LIMIT 1
            """)
        guard let text: String = try row?["findings"] else { return [] }
        return try JSONDecoder().decode([StoredFinding].self, from: Data(text.utf8))
    }
}

/// One rule's answer as it is stored.
struct StoredFinding: Codable, Sendable, Equatable {
    let rule: String
    /// `pass`, `fail` or `unknown`.
    let verdict: String
    /// Why not, or what is awaited.
    let code: String?
    let asOf: String?

    init(_ finding: Eligibility.Finding) {
        rule = finding.rule.code
        asOf = finding.asOf?.description
        switch finding.verdict {
        case .pass: (verdict, code) = ("pass", nil)
        case .fail(let reason): (verdict, code) = ("fail", reason.code)
        case .unknown(let awaited): (verdict, code) = ("unknown", awaited.rawValue)
        }
    }
}
