import Foundation
import Programme
import Storage

/// A partner as an officer or an operator records it.
struct NewPartner: Sendable {
    let kind: PartnerRecord.Kind
    let name: String
    let website: String
    /// The rest only for platforms and institutions, which call the API.
    var clientCode: String?
    var redirects: [String] = []
    var site: String?
    /// Where the link to its key goes.
    var contact: EmailAddress?
    var agreement: PartnerAgreement?

    /// As it calls the API; nil for a partner that does not.
    func caller(_ id: ID<Partner>) throws(PartnerRecordRefusal) -> Partner? {
        guard let kind = kind.api else { return nil }
        guard let clientCode else { throw .clientCode }
        guard contact != nil else { throw .contact }
        if kind == .institution, redirects.isEmpty { throw .addressMissing }
        let addresses = kind == .institution ? redirects.joined(separator: "\n") : nil
        return Partner(
            id: id, kind: kind, name: name, clientCode: clientCode, redirectURI: addresses,
            feeBasisPoints: kind == .platform ? agreement?.feeBasisPoints ?? 0 : 0,
            site: kind == .institution ? site : nil)
    }
}

/// Acts on a partner that one officer may do alone: each makes access or sales smaller, or has no effect yet.
struct PartnerActions: Sendable {
    let dependencies: Dependencies

    /// Records an invited partner, sends it the link to its first key, and proposes that it comes into force.
    func invite(
        _ new: NewPartner, because reason: OfficeReason, by officer: ID<Officer>?
    ) async throws -> ID<Partner> {
        let id: ID<Partner> = dependencies.ids.next()
        let caller = try new.caller(id)
        let proposal: ID<PartnerProposal> = dependencies.ids.next()
        try await dependencies.database.transaction { [dependencies] tx in
            let moment = dependencies.moment()
            let record = PartnerRecord(
                id: id, kind: new.kind, name: new.name, website: new.website,
                contact: caller == nil ? nil : new.contact?.address, state: .invited, stateReason: nil,
                stateAt: moment.real, recordedAt: moment.programme)
            try tx.partners.add(record, by: officer)
            if let caller {
                try tx.partners.add(caller, at: moment, ids: dependencies.ids)
                try HandOverKey(dependencies: dependencies).make(for: record, by: officer, in: tx)
            }
            if let agreement = new.agreement {
                try tx.partners.add(agreement, to: id, ids: dependencies.ids, at: moment.real)
            }
            try tx.partners.propose(
                .activate, id: proposal, of: id, because: reason, by: officer,
                as: try PartnerProposals.duty(of: officer, in: tx, on: dependencies), at: moment.real)
            try tx.records.bind(.partnerProposals, proposal, at: moment.real, ids: dependencies.ids)
            try tx.records.bind(.partners, id, at: moment.real, ids: dependencies.ids)
            let detail = ["kind": new.kind.rawValue, "reason": reason.text]
            let code = caller.map { ["client_code": $0.clientCode] } ?? [:]
            try tx.audit.record(
                AuditEvent("partner.invited", subject: "partner:\(id)", detail: detail.merging(code) { $1 }),
                by: officer.map(Actor.officer) ?? .system, at: moment, ids: dependencies.ids)
        }
        return id
    }

    /// Stops new sales at once. What was paid for goes on.
    func suspend(_ id: ID<Partner>, because reason: OfficeReason, by officer: ID<Officer>?) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            guard let record = try tx.partners.record(id) else { throw PartnerRecordRefusal.notActive }
            try record.checkSuspension()
            let isIntact = try dependencies.noteIfChanged(.partners, [id], in: tx).isEmpty
            let now = dependencies.realNow()
            guard try tx.partners.set(.suspended, because: reason.text, of: record, at: now) else {
                throw PartnerRecordRefusal.notActive
            }
            if isIntact { try tx.records.bind(.partners, id, at: now, ids: dependencies.ids) }
            try tx.audit.record(
                AuditEvent("partner.suspended", subject: "partner:\(id)", detail: ["reason": reason.text]),
                by: officer.map(Actor.officer) ?? .system, at: dependencies.moment(), ids: dependencies.ids)
        }
    }

    /// Records an owner. When another partner has the same one, their sales to each other stop at once.
    func add(_ owner: PartnerOwner, to id: ID<Partner>, by officer: ID<Officer>?) async throws {
        try await dependencies.database.transaction { tx in try add(owner, to: id, by: officer, in: tx) }
    }

    /// Records that one partner owns a part of another.
    func add(
        _ parent: ID<Partner>, share: Int?, source: String, to id: ID<Partner>, by officer: ID<Officer>?
    ) async throws {
        guard parent != id else { throw PartnerRecordRefusal.ownItself }
        try await dependencies.database.transaction { tx in
            guard let record = try tx.partners.record(parent) else { throw PartnerRecordRefusal.owner }
            let typed = try PartnerOwner(name: record.name, shareBasisPoints: share, source: source)
            let owner = PartnerOwner(
                key: PartnerOwner.key(of: parent), name: typed.name, shareBasisPoints: share, source: typed.source)
            try add(owner, to: id, by: officer, in: tx)
        }
    }

    private func add(
        _ owner: PartnerOwner, to id: ID<Partner>, by officer: ID<Officer>?, in tx: Transaction
    ) throws {
        let name = try tx.partners.record(id)?.name ?? ""
        guard !Ownership.isItself(owner, name) else { throw PartnerRecordRefusal.ownItself }
        let isIntact = try dependencies.noteIfChanged(.partners, [id], in: tx).isEmpty
        guard try tx.partners.add(owner, to: id, by: officer, at: dependencies.realNow()) else {
            throw PartnerRecordRefusal.ownerKnown
        }
        if isIntact { try tx.records.bind(.partners, id, at: dependencies.realNow(), ids: dependencies.ids) }
        try tx.audit.record(
            AuditEvent(
                "partner.owner-added", subject: "partner:\(id)",
                detail: ["owner": owner.name, "basis": owner.source]),
            by: officer.map(Actor.officer) ?? .system, at: dependencies.moment(), ids: dependencies.ids)
    }

    /// A new key at once, from the command line; its link goes to the agreed address. The present keys are accepted for
    /// `overlapDays` more.
    func rotateKey(
        of id: ID<Partner>, overlapDays: Int, because reason: OfficeReason, by officer: ID<Officer>?
    ) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let held = try tx.records.hold(.partners, id)
            guard let record = try tx.partners.record(id) else { throw PartnerRecordRefusal.noKeys }
            let today = dependencies.edition.waves.zone.date(of: dependencies.clock.now())
            try PartnerChange.rotateKey(overlapDays: overlapDays).check(record, on: today)
            try tx.records.check(held, vault: dependencies.vault)
            try rotate(record, overlapDays: overlapDays, by: officer, in: tx)
            try tx.records.bind(.partners, id, at: dependencies.realNow(), ids: dependencies.ids)
            try tx.audit.record(
                AuditEvent("partner.key-rotated", subject: "partner:\(id)", detail: ["reason": reason.text]),
                by: officer.map(Actor.officer) ?? .system, at: dependencies.moment(), ids: dependencies.ids)
        }
    }

    /// Makes a new key and lets the present one end. A key that the partner never fetched ends at once.
    func rotate(
        _ record: PartnerRecord, overlapDays: Int, by officer: ID<Officer>?, in tx: Transaction
    ) throws {
        let now = dependencies.realNow()
        try checkRoom(for: record.id, overlapDays: overlapDays, in: tx)
        try tx.partners.endUnread(of: record.id, at: now)
        try tx.partners.endKeys(of: record.id, at: now + .days(overlapDays))
        try HandOverKey(dependencies: dependencies).make(for: record, by: officer, in: tx)
    }

    /// Throws `PartnerRecordRefusal.twoKeys` while two keys that the partner fetched are accepted, because a third would
    /// end one that it may be using.
    func checkRoom(for id: ID<Partner>, overlapDays: Int, in tx: Transaction) throws {
        let now = dependencies.realNow()
        let valid = try tx.partners.keys(of: id).filter { $0.isValid(at: now) && $0.shownAt != nil }
        if overlapDays > 0, valid.count >= PartnerAuthenticator.mostKeys, let end = valid.compactMap(\.endsAt).min() {
            throw PartnerRecordRefusal.twoKeys(until: end)
        }
    }
}
