import Crypto
import Foundation
import Programme
import Storage

/// A kind of record whose content is bound into the log at the moment of each act on it, so that a change by SQL is
/// found. Each slice declares its own beside its queries.
///
/// Every act that changes a bound column calls `tx.records.bind` in the same transaction; otherwise `audit verify`
/// reports the act as a change by other means.
struct BoundKind: Sendable {
    /// As stored in `bound_record`.
    let name: String
    /// In English, for a finding: `payout batch`.
    let title: String
    /// What the digest covers, for a finding: `approver, payees and amounts`.
    let covers: String
    /// The ids of the records that an act must have bound, as a query with one column `id`.
    let due: SQL
    /// The digest of each of these records as it is now; none for a record that does not exist, and
    /// `RecordDigest.unreadable` for one with a sealed column that cannot be opened in its row.
    let digests: @Sendable (Transaction, [Int64], Vault) throws -> [Int64: String]
    /// The statements that read the records; empty where they are read in another way.
    let content: @Sendable (_ ids: [Int64]) -> [SQL]

    typealias Fields = @Sendable (_ place: Int, _ row: Row, _ vault: Vault) throws -> [String?]

    /// - Parameters:
    ///   - mayBeEmpty: whether a record without a row has a digest too.
    ///   - together: how many records are read at once, where one may have thousands of rows; nil for all.
    ///   - fields: what is bound of a row of the statement with this place: its columns, with sealed ones as they read
    ///     when opened, so that sealing the same words again changes nothing.
    ///   - content: the statements that read the records; the first column of each is the record's id, and its rows are
    ///     in a fixed order.
    init(
        _ name: String, title: String, covers: String, due: SQL, mayBeEmpty: Bool = false,
        together: Int? = nil, fields: @escaping Fields = { _, row, _ in row.texts },
        content: @escaping @Sendable (_ ids: [Int64]) -> [SQL]
    ) {
        (self.name, self.title, self.covers, self.due, self.content) = (name, title, covers, due, content)
        digests = { tx, ids, vault in
            let vault = vault.strict
            var digests: [Int64: RecordDigest] = [:]
            var unreadable: Set<Int64> = []
            if mayBeEmpty { for id in ids { digests[id] = RecordDigest() } }
            let size = together ?? max(ids.count, 1)
            for start in stride(from: 0, to: ids.count, by: size) {
                let some = Array(ids[start..<min(start + size, ids.count)])
                for (place, statement) in content(some).enumerated() {
                    for row in try tx.rows(statement) {
                        guard let id = row.first.flatMap({ Int64($0, in: 0...Int64.max) }) else {
                            throw Inconsistency("the first column of a bound record is its id")
                        }
                        do {
                            digests[id, default: RecordDigest()].add(try fields(place, row, vault), of: place)
                        } catch is VaultFault {
                            unreadable.insert(id)
                        }
                    }
                }
            }
            return digests.mapValues(\.text).merging(unreadable.map { ($0, RecordDigest.unreadable) }) { $1 }
        }
    }

    init(
        _ name: String, title: String, covers: String, due: SQL,
        digests: @escaping @Sendable (Transaction, [Int64]) throws -> [Int64: String]
    ) {
        (self.name, self.title, self.covers, self.due) = (name, title, covers, due)
        self.digests = { tx, ids, _ in try digests(tx, ids) }
        content = { _ in [] }
    }

    static let all: [BoundKind] = [
        .waves, .decrees, .decreePapers, .draws, .drawLists, .drawOrigins, .drawAnswers, .drawOutcomes, .drawChanges,
        .lists, .listEntries, .listWithdrawals, .listRemovals, .invitationBatches, .invitationDrafts,
        .decisions, .disputes, .contactCases,
        .personProposals, .suspensions, .personSuspensions, .revocations, .personDisputes, .payeeHolds,
        .closedServices, .personContactCases,
        .contactCaseStates, .payees, .payeeNames, .payoutBatches, .payments, .paymentWithdrawals, .officers,
        .disqualifications, .removals, .photos, .photoLooks, .identities, .identityData,
        .cards, .purchases, .instalments, .statementFindings, .partners, .courses,
        .declared, .caseCorrections, .caseRulings, .caseAnswers, .caseBatches, .postponements, .abandonments,
        .officerRequests, .credentials, .partnerProposals, .exportRequests, .payoutDrafts,
        .editions, .officerOrigins, .officerIdentities, .testGrants, .courseAudiences,
        .wavesBeforeCodes, .courseCertificates, .entriesBeforeCodes, .identityStates, .sittings,
        .providerStatements, .helpOffices, .counterCases, .accountDeletions, .certificates, .credentialKeys,
        .exportFiles, .cases, .messagesBefore, .photosBefore, .claimsBefore, .consents, .webhooks,
        .partnerPeople, .partnerPersonRequests, .heldCompletions, .trainingReports, .cardStandings, .instalmentDates,
        .revokedInstalments, .waveBooks,
    ]
}

/// SHA-256 over rows of texts, each preceded by its length, so that two texts cannot be split differently and read the
/// same.
struct RecordDigest: Sendable {
    /// No digest. It differs from every one, and no act binds it.
    static let unreadable = ""

    private var hash = SHA256()

    /// - Parameter statement: which of the record's statements the row comes from.
    mutating func add(_ row: [String?], of statement: Int = 0) {
        var bytes = Data()
        bytes.append(bigEndian: UInt32(statement))
        bytes.append(bigEndian: UInt32(row.count))
        for text in row {
            bytes.append(bigEndian: text.map { UInt32($0.utf8.count) } ?? .max)
            if let text { bytes.append(contentsOf: text.utf8) }
        }
        hash.update(data: bytes)
    }

    var text: String { Data(hash.finalize()).hex }
}
