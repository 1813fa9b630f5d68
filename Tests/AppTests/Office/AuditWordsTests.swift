import Foundation
import Programme
import Testing

@testable import App

@Suite("Audit log in words")
struct AuditWordsTests {
    @Test("every audited act has a sentence")
    func acts() throws {
        let recorded = try sources().flatMap { text in
            text.matches(of: /(?:AuditEvent\(|denied\([^"]*,)\s*"([a-z-]+\.[a-z-]+)"/).map { String($0.1) }
        }
        #expect(recorded.count > 30 && recorded.contains("payout.approval-denied"))
        for act in Set(recorded).sorted() { #expect(AuditWords.acts[act] != nil, "\(act)") }
    }

    @Test("every act belongs to a kind by which the trail is filtered, and each kind has acts")
    func kinds() {
        for act in AuditWords.acts.keys.sorted() { #expect(AuditKind(of: act) != nil, "\(act)") }
        for kind in AuditKind.allCases { #expect(!kind.acts.isEmpty, "\(kind)") }
        #expect(AuditKind.allCases.reduce(0) { $0 + $1.acts.count } == AuditWords.acts.count)
    }

    @Test("every detail of an act has a word")
    func details() throws {
        let recorded = try sources().flatMap { text in
            text.matches(of: /AuditEvent\([^;]*?detail: \[([^\]]*)\]/).flatMap { event in
                event.1.matches(of: /"([a-z_]+)":/).map { String($0.1) }
            }
        }
        #expect(recorded.count > 30)
        for key in Set(recorded).sorted() {
            #expect(AuditWords.details[key] ?? AuditWords.partnerDetails[key] != nil, "\(key)")
        }
    }

    @Test("officers, partners, lists and batches are named, and all others told apart by their last digits")
    func names() {
        let words = AuditWords(t: .indonesian)
        #expect(words.subject("card:914740014070366208") == "Kartu …366208")
        #expect(words.value("914740772467638272", of: "request") == "…638272")
        #expect(words.value("face identity-card", of: "evidence") == "wajah; KTP asli")
        #expect(words.value("999", of: "sequence") == "tes akhir" && words.value("2", of: "sequence") == "2")
    }

    @Test("every kind of subject, and every item of work that opens a person's page, has a name")
    func subjects() throws {
        let recorded = try sources().flatMap { text in
            text.matches(of: /AuditEvent\([^)]*subject: "([a-z-]+)[:"]/).map { String($0.1) }
        }
        #expect(recorded.count > 30)
        for kind in Set(recorded + PersonWorkSource.all.map(\.kind)).sorted() {
            #expect(AuditWords.subjects[kind] != nil, "\(kind)")
        }
    }

    @Test(
        "a row that was deleted from the log is told in words, with what it was about",
        .bug(id: "5.538", "The trail showed log.row-gone with table, action and work as codes."),
        arguments: [Words.indonesian, .english])
    func lostRow(t: Words) throws {
        let now = Instant(milliseconds: 1_587_020_400_000)
        let event = AuditEvent("export.asked", subject: "export:914740014070366208")
        let reading = WrittenRows.Reading(
            person: 5, officer: 1, kind: "card", work: "budget-pages", reason: "", slot: 1)
        var watch = RowWatch()
        watch.note([
            WrittenRow(record: 5, kind: "payout-draft", row: ID(8)),
            WrittenRow(event: AuditEvent("entry.joined", subject: "wave:3"), by: .person(ID(4)), row: ID(6)),
            WrittenRow(
                JournalEntry(
                    id: ID(3), kind: .purchase, subject: "12", reason: "",
                    postings: [Posting(from: .treasury, to: .suspense, amount: Rupiah(1))], at: now)),
        ])
        let officers = [
            try #require(WrittenRows.Entry(event: event, by: .officer(ID(1)), row: ID(7), at: now)).detail,
            WrittenRows.Entry(reading, row: 9, at: now).detail,
        ]
        let due = watch.take(until: Instant(milliseconds: 4_000_000_000_000))
        let entries = officers + due.map { watch.detail(of: $0) }
        #expect(entries.count == 5)
        let words = AuditWords(t: t)
        #expect(words.act(AuditWords.lostRow) != AuditWords.lostRow)
        for entry in entries {
            for (key, value) in entry {
                let name = AuditWords.lostRowDetails[key] ?? AuditWords.details[key]
                #expect(name != nil, "\(key)")
                let said =
                    words.lostRowValue(value, of: key, in: entry["table"]) ?? words.value(value, of: key)
                #expect(said != value || Int64(value, in: 0...9) != nil, "\(key): \(said)")
            }
        }
    }

    @Test(
        "every closed set of values that acts record has words",
        .bug(id: "5.446", "The trail showed not-found, older, payout-draft and inbox.send, and services by their code.")
    )
    func values() {
        let plain: [[String]] = [
            IdentityPhoto.Kind.allCases.map(\.rawValue), IdentityPhoto.Fault.allCases.map(\.rawValue),
            PaymentFailure.allCases.map(\.rawValue), PaymentWithdrawal.allCases.map(\.rawValue),
            Forfeiture.allCases.map(\.rawValue), PartnerChange.Act.allCases.map(\.rawValue),
            ServiceCase.Outcome.allCases.map(\.rawValue), ["older", "newer"], ["not-found", "waiting", "verified"],
        ]
        for value in plain.flatMap(\.self) {
            #expect(AuditWords.values[value] ?? AuditWords.partnerValues[value] != nil, "\(value)")
        }
        let keyed: [(String, [String])] = [
            ("act", PersonProposal.Act.allCases.map(\.rawValue)), ("cause", PersonActCause.allCases.map(\.rawValue)),
            ("category", CaseCategory.allCases.map(\.rawValue)), ("kind", ListKind.allCases.map(\.rawValue)),
            ("evidence", CounterEvidence.allCases.map(\.rawValue)),
        ]
        for t in [Words.indonesian, .english] {
            for (key, values) in keyed {
                for value in values where value.contains("-") {
                    #expect(AuditWords(t: t).value(value, of: key) != value, "\(key): \(value)")
                }
            }
            for kind in BoundKind.all { #expect(AuditWords.records[kind.name] != nil, "\(kind.name)") }
            let words = AuditWords(t: t)
            for job in allJobs { #expect(!words.subject("jobs:\(job.name)").contains(job.name), "\(job.name)") }
            for service in ServiceSwitch.allCases {
                #expect(!words.subject("door:\(service.rawValue)").contains(":"), "\(service)")
            }
            #expect(words.subject("rail:gopay").hasSuffix("GoPay") && words.subject(":") == ":")
        }
    }

    private func sources() throws -> [String] {
        let root = World.repository.appending(path: "Sources/App")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        return try (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
            .map { try String(contentsOf: $0, encoding: .utf8) }
    }
}
