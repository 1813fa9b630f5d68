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
    var agreement: PartnerAgreement?

    /// As it calls the API; nil for a partner that does not.
    func caller(_ id: ID<Partner>) throws(PartnerRecordRefusal) -> Partner? {
        guard let kind = kind.api else { return nil }
        guard let clientCode else { throw .clientCode }
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

    /// Bytes of a signing key before they are written as text.
    private static let keyBytes = 32

    /// Records an invited partner with its first key, and proposes that it comes into force.
    func invite(
        _ new: NewPartner, because reason: OfficeReason, by officer: ID<Officer>?
    ) async throws -> ID<Partner> {
        let (id, key): (ID<Partner>, ID<SigningKey>) = (dependencies.ids.next(), dependencies.ids.next())
        let caller = try new.caller(id)
        let proposal: ID<PartnerProposal> = dependencies.ids.next()
        try await dependencies.database.transaction { [dependencies] tx in
            let moment = dependencies.moment()
            let record = PartnerRecord(
                id: id, kind: new.kind, name: new.name, website: new.website, state: .invited, stateReason: nil,
                stateAt: moment.real, recordedAt: moment.programme)
            try tx.partners.add(record, by: officer)
            if let caller {
                try tx.partners.add(caller, at: moment, ids: dependencies.ids)
                try tx.partners.addKey(
                    key, newSecret(), of: id, by: officer, at: moment.real, vault: dependencies.vault)
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
            try dependencies.noteIfChanged(.partners, [id], in: tx)
            let now = dependencies.realNow()
            guard try tx.partners.set(.suspended, because: reason.text, of: record, at: now) else {
                throw PartnerRecordRefusal.notActive
            }
            try tx.records.bind(.partners, id, at: now, ids: dependencies.ids)
            try tx.audit.record(
                AuditEvent("partner.suspended", subject: "partner:\(id)", detail: ["reason": reason.text]),
                by: officer.map(Actor.officer) ?? .system, at: dependencies.moment(), ids: dependencies.ids)
        }
    }

    /// The text of a key, once, for the officer who asked for it. The act is recorded in the same transaction.
    func showKey(_ key: ID<SigningKey>, of id: ID<Partner>, to officer: ID<Officer>?) async throws -> String {
        try await dependencies.database.transaction { [dependencies] tx in
            guard let state = try tx.partners.keys(of: id).first(where: { $0.id == key }) else {
                throw PartnerRecordRefusal.keyShown
            }
            guard state.madeBy == officer else { throw PartnerRecordRefusal.notProposer }
            let text = try tx.partners.showKey(key, of: id, at: dependencies.realNow(), vault: dependencies.vault)
            guard let text else { throw PartnerRecordRefusal.keyShown }
            try tx.audit.record(
                AuditEvent("partner.key-shown", subject: "partner:\(id)"),
                by: officer.map(Actor.officer) ?? .system, at: dependencies.moment(), ids: dependencies.ids)
            return text
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
        try dependencies.noteIfChanged(.partners, [id], in: tx)
        guard try tx.partners.add(owner, to: id, by: officer, at: dependencies.realNow()) else {
            throw PartnerRecordRefusal.ownerKnown
        }
        try tx.records.bind(.partners, id, at: dependencies.realNow(), ids: dependencies.ids)
        try tx.audit.record(
            AuditEvent(
                "partner.owner-added", subject: "partner:\(id)",
                detail: ["owner": owner.name, "basis": owner.source]),
            by: officer.map(Actor.officer) ?? .system, at: dependencies.moment(), ids: dependencies.ids)
    }

    /// A new key at once, from the command line. The present keys are accepted for `overlapDays` more.
    func rotateKey(
        of id: ID<Partner>, overlapDays: Int, because reason: OfficeReason, by officer: ID<Officer>?
    ) async throws -> String {
        let key: ID<SigningKey> = dependencies.ids.next()
        try await dependencies.database.transaction { [dependencies] tx in
            guard let record = try tx.partners.record(id) else { throw PartnerRecordRefusal.noKeys }
            let today = dependencies.edition.waves.zone.date(of: dependencies.clock.now())
            try PartnerChange.rotateKey(overlapDays: overlapDays).check(record, on: today)
            try dependencies.noteIfChanged(.partners, [id], in: tx)
            try rotate(key, of: id, overlapDays: overlapDays, by: officer, in: tx)
            try tx.records.bind(.partners, id, at: dependencies.realNow(), ids: dependencies.ids)
            try tx.audit.record(
                AuditEvent("partner.key-rotated", subject: "partner:\(id)", detail: ["reason": reason.text]),
                by: officer.map(Actor.officer) ?? .system, at: dependencies.moment(), ids: dependencies.ids)
        }
        return try await showKey(key, of: id, to: officer)
    }

    /// Makes a new key and lets the present one end. Throws `PartnerRecordRefusal.twoKeys` while an earlier key is
    /// still accepted, because a third would end a key that the partner may be using.
    func rotate(
        _ key: ID<SigningKey>, of id: ID<Partner>, overlapDays: Int, by officer: ID<Officer>?, in tx: Transaction
    ) throws {
        let now = dependencies.realNow()
        let valid = try tx.partners.keys(of: id).filter { $0.isValid(at: now) }
        if overlapDays > 0, valid.count >= PartnerAuthenticator.mostKeys, let end = valid.compactMap(\.endsAt).min() {
            throw PartnerRecordRefusal.twoKeys(until: end)
        }
        try tx.partners.endKeys(of: id, at: now + .days(overlapDays))
        try tx.partners.addKey(key, newSecret(), of: id, by: officer, at: now, vault: dependencies.vault)
    }

    private func newSecret() -> SigningKey.Secret {
        SigningKey.Secret(text: dependencies.random.token(Self.keyBytes), shownAt: nil)
    }
}
