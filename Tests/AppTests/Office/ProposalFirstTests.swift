import Foundation
import Programme
import TestSupport
import Testing

@testable import App

@Suite("Words before buttons on pages of the office")
struct ProposalFirstTests {
    private static let t = Words.indonesian

    /// A page, what the first officer wrote or counted, and the path of the second officer's form.
    private static let pages: [(body: HTML, said: [String], path: String)] = [
        (
            ListWithdrawalPage.sample(t).body, ["Ratna", "Kemnaker menarik daftarnya"],
            Paths.listWithdrawalAnswer(ID(1), .approve)
        ),
        (
            CaseBatchPage.sample(t).body, ["Rini", "Bank tutup dua hari", "12 keluhan"],
            Paths.caseBatchAnswer(ID(1), .approve)
        ),
        (
            ListRemovalPage.sample(t).body, ["Rini", "SK Pensiun nomor 810/22/BKN", "Aslinya dilihat di loket"],
            Paths.listRemovalAct(ID(1), .approve)
        ),
        (
            InvitationBatchPage.sample(t).body, ["Ratna", "Gelombang 4 dibuka hari Sabtu", "261.442"],
            Paths.invitationBatchAct(ID(1), .start)
        ),
        (
            PersonProposalPage.sample(t).body, ["Ratna Dewi", "Laporan platform Toko Ilmu"],
            Paths.personProposalAnswer(ID(1), .approve)
        ),
        (
            held, ["Ratna mengusulkan", "Lembaga mengirim daftar hadir"],
            Paths.heldCompletionDecision(HeldCompletionPage.sample(t).report.held.id)
        ),
        (list, ["Kemnaker", "1.700.000"], Paths.officeListApproval(ID(1))),
    ]

    /// A completion for which one officer proposed a verdict.
    private static var held: HTML {
        let sample = HeldCompletionPage.sample(t)
        let id = sample.report.held.id
        let verdict = CompletionVerdict(
            id: ID(1), held: id, verdict: .accept, reason: "Lembaga mengirim daftar hadir", proposedBy: ID(1),
            duty: .partnerManager, proposedAt: sample.now, state: .proposed, decidedBy: nil, decidedBecause: nil,
            decidedAt: nil)
        let second = SecondOfficer(
            Signatory(officer: ID(1), duty: .partnerManager), by: Signatory(officer: ID(2), duty: .programmeManager))
        return HeldCompletionPage(
            t: t, report: sample.report, isLatest: true, reports: [], verdicts: [verdict], names: [ID(1): "Ratna"],
            second: second, now: sample.now, form: .sample, refusal: nil
        ).body
    }

    /// A list that waits for the second officer.
    private static var list: HTML {
        let sample = StoredList.sample.value
        let proposed = ListImport(
            id: sample.id, kind: sample.kind, source: sample.source, asOf: sample.asOf, expiresOn: nil,
            state: .proposed, counts: sample.counts, importedBy: nil)
        return ListPage(
            t: t,
            list: StoredList(
                value: proposed, digest: nil, importedAt: Instant(milliseconds: 1_586_606_400_000), decidedBy: nil,
                decidedAt: nil),
            rowErrors: [], takeUp: nil, difference: nil, removals: [], invitations: nil, withdrawal: nil, names: [:],
            officer: .sample(2, "Hasti", .programmeManager), author: Signatory(officer: ID(1), duty: .waveManager),
            form: .sample, refusal: nil
        ).body
    }

    @Test(
        "a second officer reads what is proposed, by whom and why, before the buttons that decide it",
        .bug(
            id: "6.531",
            "On a phone the buttons of a withdrawal and of an answer to many stood above reason and number of people."),
        arguments: pages.indices)
    func order(index: Int) throws {
        let page = Self.pages[index]
        let form = try #require(page.body.text.range(of: "action=\"\(page.path)\""), "\(page.path)")
        let before = page.body.text[..<form.lowerBound]
        for words in page.said { #expect(before.contains(words), "\(page.path): \(words)") }
    }

    @Test(
        "a NIK stays on one line, and the number by which filters find a person is on the person's page",
        .bug(id: "6.532", "The filters asked for a number of which every page showed the last six digits."))
    func numbers() {
        let nik: HTML = Part.number("8271 0167 0395 0001")
        #expect(DisputePage.sample(Self.t).body.text.contains("<dt>NIK</dt><dd>\(nik.text)</dd>"))
        let id = ID<Account>(812_345_678_901_234_567)
        let page = PersonPage(
            t: Self.t, line: PersonLine(id: id, name: "Siti", place: "Ternate", createdAt: CardView.sampleNow),
            now: CardView.sampleNow, why: "",
            track: PersonTrack(
                isEligible: false, isRefused: false, isSelected: false, isStopped: false, isTrained: false,
                isPaid: false),
            sections: [], events: [], only: nil, actions: [], isOpen: false, form: .sample)
        #expect(page.body.text.contains(Part.wholeNumber(id).text))
    }

    @Test(
        "where there is nothing to choose or to decide, the page says so and leads on",
        .bug(
            id: "6.533", "An export offered an empty list of batches, and acts on people did not say where they begin.")
    )
    func nothing() {
        let exports = ExportsPage(
            t: Self.t, waves: [], batches: [], exports: [], numbers: [:], names: [:], hasOlder: false, form: .sample)
        let body = exports.body.text
        #expect(body.contains("Belum ada kelompok penyaluran") && body.contains("Belum ada gelombang yang diumumkan"))
        #expect(!body.contains("<select"))
        let proposals = PersonProposalsPage(t: Self.t, waiting: [], decided: [], people: [:], names: [:])
        #expect(proposals.body.text.contains("href=\"\(Paths.officeSearch)\""))
    }
}
