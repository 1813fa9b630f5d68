import Foundation
import Programme
import Storage

/// Names of what acts, readings and accounts are about, found without reading a person's data: officers, partners,
/// lists, courses, payout batches, complaints. All others are told apart by the last digits of their id.
struct SubjectNames: Sendable {
    /// By subject as in the audit log, such as `partner:7`.
    private var names: [String: Bilingual] = [:]

    init() {}

    init(of subjects: some Sequence<String>, in tx: Transaction) throws {
        var officers: [ID<Officer>: String]?
        for subject in Set(subjects) {
            let sides = subject.split(separator: ":", maxSplits: 1).map(String.init)
            guard sides.count == 2, let id = Int64(sides[1], in: 1...Int64.max) else { continue }
            if sides[0] == "officer" {
                let known = try officers ?? tx.officers.names()
                officers = known
                names[subject] = known[ID(id)].map(Self.same)
            } else {
                names[subject] = try Self.name(of: sides[0], id, in: tx)
            }
        }
    }

    /// Of the subjects, the actors and what the details refer to.
    init(of records: some Sequence<AuditRecord>, and others: [String] = [], in tx: Transaction) throws {
        try self.init(of: records.flatMap(\.mentioned) + others, in: tx)
    }

    /// Nil for what has no name: a person, a card, a photo.
    subscript(subject: String) -> Bilingual? { names[subject] }

    private static func name(of kind: String, _ id: Int64, in tx: Transaction) throws -> Bilingual? {
        switch kind {
        case "partner": try tx.partners.record(ID(id)).map { same($0.name) }
        case "course": try tx.courses.find(ID(id)).map { same($0.title) }
        case "purchase": try tx.purchases.find(ID(id)).flatMap { try tx.courses.find($0.course) }.map { same($0.title) }
        case "case": try tx.cases.find(ID(id)).map { same("\($0.number)") }
        case "payout": try tx.payouts.batch(ID(id)).flatMap(\.number).map { same("\($0)") }
        case "list": try tx.lists.find(ID(id)).map { list($0.value.kind, $0.value.source) }
        case "statement": try tx.providerStatements.find(ID(id)).map { same($0.name) }
        default: nil
        }
    }

    private static func same(_ name: String) -> Bilingual { Bilingual(id: name, en: name) }

    private static func list(_ kind: ListKind, _ source: String) -> Bilingual {
        func name(_ t: Words) -> String { "\(EditionWords(t: t).list(kind)), \(source)" }
        return Bilingual(id: name(.indonesian), en: name(.english))
    }
}

extension AuditRecord {
    /// Keys of details whose value is the id of a subject of this kind.
    static let references = [
        "absent": "officer", "officer": "officer", "partner": "partner", "list": "list", "case": "case",
        "course": "course", "batch": "payout",
    ]

    /// The details as they were recorded; empty where they cannot be read.
    var details: [String: String] {
        (try? JSONDecoder().decode([String: String].self, from: Data(detail.utf8))) ?? [:]
    }

    /// The subjects whose names the record's words show.
    fileprivate var mentioned: [String] {
        let referred = details.compactMap { key, value in Self.references[key].map { "\($0):\(value)" } }
        return [subject] + (actorID.map { ["\(actorKind):\($0)"] } ?? []) + referred
    }
}
