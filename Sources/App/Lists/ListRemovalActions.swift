import Foundation
import Programme
import Storage

/// Removing one person from a list on proof, and letting the line count again: each proposed by one officer and decided
/// by another, of another duty.
struct ListRemovalActions: Sendable {
    let dependencies: Dependencies

    /// Proposes to remove the line of a NIK, which is counted like every search for people. Returns the removal that
    /// waits or is in force already where there is one.
    func propose(
        _ nik: NIK, from id: ID<ListImport>, _ grounds: RemovalGrounds, by officer: Officer
    ) async throws -> ID<ListRemoval> {
        try await dependencies.database.transaction { [dependencies] tx in
            try tx.openings.countLookUp(by: officer.id, at: dependencies.moment(), ids: dependencies.ids)
            let lookup = dependencies.vault.lookup(nik.digits, purpose: "nik")
            let claimants = try tx.identity.claimants(of: lookup, limit: 2)
            let person =
                try tx.identity.verifiedHolder(of: lookup) ?? (claimants.count == 1 ? claimants.first : nil)
            return try propose(nik, lookup, of: person, from: id, grounds, by: officer, tx)
        }
    }

    /// The same for a person with an account.
    func propose(
        _ person: ID<Account>, from id: ID<ListImport>, _ grounds: RemovalGrounds, by officer: Officer
    ) async throws -> ID<ListRemoval> {
        try await dependencies.database.transaction { [dependencies] tx in
            guard let claim = try tx.identity.claim(of: person) else { throw ListRefusal.notOnList }
            return try propose(
                try claim.openNIK(dependencies.vault), claim.nikLookup, of: person, from: id, grounds, by: officer, tx)
        }
    }

    private func propose(
        _ nik: NIK, _ lookup: Data, of person: ID<Account>?, from id: ID<ListImport>, _ grounds: RemovalGrounds,
        by officer: Officer, _ tx: Transaction
    ) throws -> ID<ListRemoval> {
        guard let list = try tx.lists.find(id)?.value, list.state == .inForce else { throw ListRefusal.notInForce }
        try checkIsAnother(lookup, officer, tx)
        guard try tx.listRemovals.isCarried(lookup, by: id) else {
            // Recorded, because trying NIKs on a list would tell who is on it.
            try record("list.line-not-found", "list:\(id)", [:], by: officer.id, tx)
            throw CommittedRefusal(ListRefusal.notOnList)
        }
        if let current = try tx.listRemovals.current(of: lookup, on: list) { return current.value.id }
        if let number = grounds.serviceCase {
            guard let about = try tx.cases.find(number), about.person != nil, about.person == person else {
                throw ListRefusal.otherCase
            }
        }
        let new = NewRemoval(
            id: dependencies.ids.next(), list: list, lookup: lookup, nik: nik, person: person,
            serviceCase: grounds.serviceCase, proof: grounds.proof, reason: grounds.reason)
        guard
            try tx.listRemovals.propose(
                new, by: officer.signatory(for: .changePeople), at: dependencies.realNow(), vault: dependencies.vault)
        else { throw ListRefusal.notProposed }
        try tx.records.bind(.listRemovals, new.id, at: dependencies.realNow(), ids: dependencies.ids)
        try record(
            "list.removal-proposed", "list-removal:\(new.id)", ["kind": list.kind.rawValue], by: officer.id, tx)
        return new.id
    }

    /// The second officer's answer to a removal or to its end. The person is decided on again and notified.
    func decide(
        _ id: ID<ListRemoval>, approved: Bool, because reason: OfficeReason, by officer: Officer
    ) async throws {
        let now = dependencies.realNow()
        try await dependencies.database.transaction { [dependencies] tx in
            let held = try tx.records.hold(.listRemovals, id)
            guard let stored = try tx.listRemovals.find(id) else { throw ListRefusal.notProposed }
            try checkIsAnother(stored.lookup, officer, tx)
            let next: ListRemoval.State
            do {
                next = try stored.value.answered(
                    approved: approved, by: officer.signatory(for: .approvePeopleChanges))
                // Refused the first time it counts no more; otherwise it counts afterwards, as it is bound then.
                if approved || stored.value.state != .proposed {
                    try tx.records.check(held, vault: dependencies.vault)
                }
            } catch let error as any Refusal {
                let isFourEyes = if case .fourEyes? = error as? ListRefusal { true } else { false }
                guard isFourEyes || error is RecordRefusal else { throw error }
                throw try dependencies.denied(
                    error, "list.removal-denied", about: "list-removal:\(id)", by: .officer(officer.id), in: tx)
            }
            let isFirst = stored.value.state == .proposed
            let isDone =
                switch (isFirst, approved) {
                case (true, _):
                    try tx.listRemovals.decide(
                        id, as: next, because: reason, by: officer.id, at: now, vault: dependencies.vault)
                case (false, true): try tx.listRemovals.end(id, by: officer.id, at: now)
                case (false, false): try tx.listRemovals.keep(id)
                }
            guard isDone else { throw ListRefusal.notProposed }
            try tx.records.bind(.listRemovals, id, at: now, ids: dependencies.ids)
            let act: String =
                switch (isFirst, approved) {
                case (true, true): "list.removal-in-force"
                case (true, false): "list.removal-refused"
                case (false, true): "list.removal-ended"
                case (false, false): "list.removal-kept"
                }
            // A removal that is decided has its reason sealed beside it; one that ends, or stays, has it here alone.
            try record(act, "list-removal:\(id)", isFirst ? [:] : ["reason": reason.text], by: officer.id, tx)
            try apply(stored, next, because: reason, tx)
        }
    }

    /// One officer proposes that the line counts again.
    func proposeEnd(_ id: ID<ListRemoval>, because reason: OfficeReason, by officer: Officer) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let held = try tx.records.hold(.listRemovals, id)
            guard let stored = try tx.listRemovals.find(id) else { throw ListRefusal.notInForce }
            try checkIsAnother(stored.lookup, officer, tx)
            try stored.value.checkEnding()
            do {
                // It counts until the end is agreed to.
                try tx.records.check(held, vault: dependencies.vault)
            } catch let refusal as RecordRefusal {
                throw try dependencies.denied(
                    refusal, "list.removal-denied", about: "list-removal:\(id)", by: .officer(officer.id), in: tx)
            }
            guard
                try tx.listRemovals.proposeEnd(
                    id, because: reason, by: officer.signatory(for: .changePeople), vault: dependencies.vault)
            else { throw ListRefusal.notInForce }
            try tx.records.bind(.listRemovals, id, at: dependencies.realNow(), ids: dependencies.ids)
            try record("list.removal-end-proposed", "list-removal:\(id)", [:], by: officer.id, tx)
        }
    }

    /// Decides again by the rules, and notifies each person with this NIK.
    private func apply(
        _ stored: StoredRemoval, _ state: ListRemoval.State, because reason: OfficeReason, _ tx: Transaction
    ) throws {
        guard stored.value.state != .ending || state == .ended else { return }
        let notice = RemovalNotice(kind: stored.value.kind, state: state, reason: reason.text)
        for person in try tx.identity.claimants(of: stored.lookup, limit: Self.mostClaimants) {
            try tx.inbox.send(notice, to: person, on: dependencies)
            if state != .refused { try tx.applications.decide(person, on: dependencies) }
        }
    }

    /// Accounts with one NIK that are decided on at once; more wait for the office's decision on the contested NIK.
    private static let mostClaimants = 20

    /// Throws `OwnCaseRefusal` when the line is the officer's own.
    private func checkIsAnother(_ lookup: Data, _ officer: Officer, _ tx: Transaction) throws {
        guard try tx.officers.nik(of: officer.id) != lookup else { throw OwnCaseRefusal.yourself }
    }

    private func record(
        _ action: String, _ subject: String, _ detail: [String: String], by officer: ID<Officer>, _ tx: Transaction
    ) throws {
        try tx.audit.record(
            AuditEvent(action, subject: subject, detail: detail), by: .officer(officer), at: dependencies.moment(),
            ids: dependencies.ids)
    }
}

/// What an officer states when they propose a removal.
struct RemovalGrounds: Sendable {
    let proof: ListProof
    let reason: OfficeReason
    let serviceCase: ID<ServiceCase>?
}

/// To the person: their line on a list does not count any more, counts again, or their proof was not enough.
struct RemovalNotice: Notice {
    let kind: ListKind
    let state: ListRemoval.State
    let reason: String

    func subject(_ t: Words) -> String {
        switch state {
        case .refused: t("Anda masih tercatat di daftar", "You are still on a list")
        case .ended: t("Catatan Anda di daftar berlaku lagi", "Your line on a list counts again")
        default: t("Catatan Anda di daftar dihapus", "You were removed from a list")
        }
    }

    func body(_ t: Words) -> String {
        let list = EditionWords(t: t).namedList(kind)
        let said = t("Alasan petugas: \(reason)", "The officer's reason: \(reason)")
        switch state {
        case .refused:
            return [
                t(
                    "Bukti Anda belum cukup untuk menghapus Anda dari \(list).",
                    "Your proof was not enough to remove you from \(list)."), said,
                t(
                    "Ada bukti lain? Kirim lewat sanggahan di akun Anda.",
                    "Is there other proof? Send it with an appeal in your account."),
            ].joined(separator: "\n\n")
        case .ended:
            return [
                t("Catatan Anda di \(list) berlaku lagi.", "Your line on \(list) counts again."), said,
                t("Ini keliru? Sanggah di akun Anda.", "Is this wrong? Contest it in your account."),
            ].joined(separator: "\n\n")
        default:
            return [
                t(
                    "Dua petugas memeriksa bukti Anda. Anda tidak lagi dihitung pada \(list).",
                    "Two officers checked your proof. You do not count as being on \(list) any more."),
                t(
                    "Pendaftaran Anda dinilai lagi. Hasilnya ada di akun Anda.",
                    "Your application is decided again. Your account has the result."),
            ].joined(separator: "\n\n")
        }
    }

    func text(_ t: Words) -> String {
        switch state {
        case .refused:
            t(
                "Bukti Anda belum cukup. Alasannya ada di akun Anda.",
                "Your proof was not enough. Your account says why.")
        case .ended:
            t(
                "Catatan Anda di daftar berlaku lagi. Lihat akun Anda.",
                "Your line on a list counts again. See your account.")
        default:
            t(
                "Anda dihapus dari daftar. Pendaftaran Anda dinilai lagi.",
                "You were removed from a list. Your application is decided again.")
        }
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Lihat akun", "See the account"), target: Paths.account)
    }
}
