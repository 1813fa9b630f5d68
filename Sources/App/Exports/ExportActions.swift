import Crypto
import Foundation
import Programme
import Storage

/// Asking for an export, deciding on it, and downloading it.
struct ExportActions: Sendable {
    let dependencies: Dependencies

    /// Stores the request. One without personal data is made at once.
    func ask(_ kind: ExportKind, _ part: ExportPart, for purpose: OfficeReason, by officer: Officer) async throws
        -> ID<ExportRequest>
    {
        try await dependencies.database.transaction { [dependencies] tx in
            let request = ExportRequest(
                id: dependencies.ids.next(), kind: kind, part: part.stored, purpose: purpose.text,
                author: officer.signatory(for: kind.asking), state: kind.isPersonal ? .asked : .approved)
            try tx.exports.ask(request, at: dependencies.realNow())
            try tx.records.bind(.exportRequests, request.id, at: dependencies.realNow(), ids: dependencies.ids)
            try record("export.asked", request, ["purpose": purpose.text], by: officer.id, in: tx)
            if request.state == .approved { try tx.jobs.enqueue(MakeExport(export: request.id), on: dependencies) }
            return request.id
        }
    }

    /// The second officer's answer. A denied attempt stays in the audit log. False for an unknown request.
    func decide(
        _ id: ID<ExportRequest>, _ answer: ExportAnswer, because reason: OfficeReason?, by officer: Officer
    ) async throws -> Bool {
        try await dependencies.database.transaction { [dependencies] tx in
            let held = try tx.records.hold(.exportRequests, id)
            guard let request = try tx.exports.find(id)?.request else { return false }
            do {
                try request.decide(by: officer.signatory(for: .exportData), approving: answer == .approve)
                if answer == .approve {
                    try tx.records.check(held, vault: dependencies.vault)
                }
            } catch let refusal as any Refusal {
                throw try denied(refusal, request, by: officer.id, in: tx)
            }
            let state: ExportRequest.State = answer == .approve ? .approved : .refused
            guard
                try tx.exports.decide(
                    id, as: state, by: officer.signatory(for: .exportData), because: reason?.text,
                    at: dependencies.realNow())
            else { throw ExportRefusal.decidedAlready }
            try tx.records.bind(.exportRequests, id, at: dependencies.realNow(), ids: dependencies.ids)
            let detail = reason.map { ["reason": $0.text] } ?? [:]
            try record(
                answer == .approve ? "export.approved" : "export.refused", request, detail, by: officer.id, in: tx)
            if answer == .approve { try tx.jobs.enqueue(MakeExport(export: id), on: dependencies) }
            return true
        }
    }

    /// Records the download before the first byte is sent. Nil for an unknown request.
    ///
    /// - Returns: with how many pieces the file has: those whose people are recorded, and no others, may be sent.
    func download(
        _ id: ID<ExportRequest>, by officer: Officer, from address: String
    ) async throws -> (export: StoredExport, pieces: Int)? {
        let stored = try await dependencies.database.transaction { [dependencies] tx -> StoredExport? in
            let held = try tx.records.hold(.exportRequests, id)
            guard let stored = try tx.exports.find(id) else { return nil }
            let isAsDecided = try tx.records.isAsBound(held, vault: dependencies.vault)
            let isAsMade =
                try stored.file == nil || tx.records.isAsBound(.exportFiles, id, vault: dependencies.vault)
            do throws(ExportRefusal) {
                try stored.request.download(by: officer.id, at: dependencies.realNow(), end: stored.expiresAt)
                guard isAsDecided, isAsMade else { throw ExportRefusal.changed }
            } catch {
                throw try denied(error, stored.request, by: officer.id, in: tx)
            }
            try tx.exports.download(
                id, by: officer.id, from: address, at: dependencies.realNow(), ids: dependencies.ids)
            try record("export.downloaded", stored.request, [:], by: officer.id, in: tx)
            return stored
        }
        guard let stored else { return nil }
        do {
            return (stored, try await recordReading(of: stored, by: officer, from: address))
        } catch let refusal as ExportRefusal {
            try await dependencies.database.transaction { tx in
                try denied(refusal, stored.request, by: officer.id, in: tx)
            }
            throw refusal
        }
    }

    /// Each person in the file can see that an officer took it out, also one who has left the wave or batch since it
    /// was made. Recorded before the first byte is sent, a piece in each transaction. Throws `ExportRefusal.changed` where
    /// the pieces are not the file whose digest was bound.
    ///
    /// - Returns: how many pieces.
    private func recordReading(
        of export: StoredExport, by officer: Officer, from address: String
    ) async throws -> Int {
        let request = export.request
        var (place, isKept, bytes, hasher) = (0, false, 0, SHA256())
        while true {
            let kept: ExportQueries.PiecePeople? = try await dependencies.database.transaction {
                [dependencies, place] tx in
                let kept = try tx.exports.people(at: place, of: request.id, vault: dependencies.vault)
                if let kept { try record(kept.people, of: request, by: officer, from: address, in: tx) }
                return kept
            }
            guard let kept else { break }
            isKept = isKept || kept.isProved || !kept.people.isEmpty
            hasher.update(data: Data(kept.content.utf8))
            bytes += kept.content.utf8.count
            place += 1
        }
        guard let file = export.file, file.bytes == bytes, file.digest == Data(hasher.finalize()) else {
            throw ExportRefusal.changed
        }
        if !isKept { try await recordPresent(of: request, by: officer, from: address) }
        return place
    }

    /// People recorded in one transaction.
    private static let piece = 2_000

    /// For a file that was made before its people were kept: those that its rows would be about now.
    private func recordPresent(of request: ExportRequest, by officer: Officer, from address: String) async throws {
        guard let part = ExportPart(request.kind, stored: request.part) else { return }
        var after = ID<Account>(0)
        while true {
            let last = try await dependencies.database.transaction { [after] tx in
                let people = try tx.exports.people(part, after: after, limit: Self.piece)
                try record(people, of: request, by: officer, from: address, in: tx)
                return people.last
            }
            guard let last else { return }
            after = last
        }
    }

    private func record(
        _ people: [ID<Account>], of request: ExportRequest, by officer: Officer, from address: String,
        in tx: Transaction
    ) throws {
        try tx.access.record(
            .export, of: people, by: officer.id, as: officer.signatory(for: request.kind.asking).duty,
            why: .work("export:\(request.id)"), from: address, at: dependencies.moment(), ids: dependencies.ids)
    }

    @discardableResult
    private func denied(
        _ refusal: any Refusal, _ request: ExportRequest, by officer: ID<Officer>, in tx: Transaction
    ) throws -> CommittedRefusal {
        try dependencies.denied(
            refusal, "export.denied", about: "export:\(request.id)", ["kind": request.kind.rawValue],
            by: .officer(officer), in: tx)
    }

    private func record(
        _ act: String, _ request: ExportRequest, _ detail: [String: String], by officer: ID<Officer>, in tx: Transaction
    ) throws {
        try tx.audit.record(
            AuditEvent(
                act, subject: "export:\(request.id)", detail: detail.merging(["kind": request.kind.rawValue]) { $1 }),
            by: .officer(officer), at: dependencies.moment(), ids: dependencies.ids)
    }
}
