import Crypto
import Foundation
import Programme
import Storage

/// Writes an approved export: in pieces, sealed, with the digest of the whole. A repeated run begins again.
struct MakeExport: Job {
    static let name = "exports.make"
    static let mayBeGivenUp = true
    static let maxAttempts = 5

    /// Rows, or entries of the ledger, of one piece and one transaction.
    static let piece = 500

    let export: ID<ExportRequest>

    var uniqueKey: String? { export.description }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let id = export
        let request = try await dependencies.database.transaction { tx -> ExportRequest? in
            let held = try tx.records.hold(.exportRequests, id)
            guard let request = try tx.exports.find(id)?.request, request.state == .approved else { return nil }
            guard try tx.records.isAsBound(held, vault: dependencies.vault) else {
                try tx.exports.fail(id, because: "the request was changed by other means than an officer's act")
                return nil
            }
            try tx.exports.clear(id)
            return request
        }
        guard let request else { return .done }
        guard let part = ExportPart(request.kind, stored: request.part) else {
            return .giveUp("the export \(id) names no part of \(request.kind.rawValue)")
        }
        guard let file = try await write(request, part, on: dependencies) else {
            let most = ExportRequest.mostRows
            try await dependencies.database.transaction { try $0.exports.fail(id, because: "more than \(most) rows") }
            return .done
        }
        try await dependencies.database.transaction { tx in
            guard try tx.exports.finish(id, file, at: dependencies.realNow()) else { return }
            try tx.records.bind(.exportFiles, id, at: dependencies.realNow(), ids: dependencies.ids)
            try tx.audit.record(
                AuditEvent(
                    "export.made", subject: "export:\(id)",
                    detail: ["digest": file.digest.hex, "lines": "\(file.lines)", "kind": request.kind.rawValue]),
                by: .system, at: dependencies.moment(), ids: dependencies.ids)
        }
        return .done
    }

    /// Nil when there are more rows than allowed.
    private func write(_ request: ExportRequest, _ part: ExportPart, on dependencies: Dependencies) async throws
        -> ExportFile?
    {
        var hasher = SHA256()
        var (lines, unreadable, bytes, place, after) = (0, 0, 0, 0, Int64(0))
        var kept: Set<ID<Account>> = []
        var text = CSVText.beginning + CSVText.line(ExportQueries.headings(request.kind))
        while true {
            let key = after
            let piece = try await dependencies.database.read { tx in
                try tx.exports.rows(
                    request.kind, part, search: try Self.search(part, in: tx, on: dependencies), after: key,
                    limit: Self.piece, vault: dependencies.shownVault)
            }
            // In each cell before its line is written: the words have a semicolon, which only a quoted cell may have.
            text += piece.rows.map { row in
                CSVText.line(row.map { UnreadableValues.worded($0, .indonesian) })
            }.joined()
            lines += piece.rows.count
            unreadable += piece.unreadable
            guard lines <= ExportRequest.mostRows else { return nil }
            if !text.isEmpty {
                let (content, number) = (text, place)
                let people = Set(piece.people).subtracting(kept).sorted()
                kept.formUnion(people)
                hasher.update(data: Data(content.utf8))
                bytes += content.utf8.count
                try await dependencies.database.transaction { tx in
                    try tx.exports.add(
                        content, about: people, place: number, to: request.id, ids: dependencies.ids,
                        vault: dependencies.vault)
                }
                (text, place) = ("", place + 1)
            }
            guard let last = piece.last else {
                return ExportFile(
                    lines: lines, bytes: bytes, digest: Data(hasher.finalize()), unreadable: unreadable)
            }
            after = last
        }
    }

    /// What the acts of an export are searched by. A filter that names nothing any more lets no act through.
    static func search(
        _ part: ExportPart, in tx: Transaction, on dependencies: Dependencies
    ) throws -> AuditSearch {
        guard case .acts(_, _, let filter) = part, !filter.isEmpty else { return AuditSearch() }
        let object = try filter.object.isEmpty ? nil : AuditObject(filter.object, in: tx, on: dependencies)
        let none = AuditObject(subjects: [])
        return filter.search(
            filter.object.isEmpty ? nil : object ?? none, timeline: dependencies.clock.timeline)
    }

    func isBuried(because reason: String, in tx: Transaction, on dependencies: Dependencies) throws {
        try tx.exports.fail(export, because: reason)
    }
}
