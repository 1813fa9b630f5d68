import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Plain words of the office's pages")
struct PlainWordsTests {
    @Test(
        "counts have their unit, an empty field says that it is empty, and no page names a file of the source",
        .bug(id: "5.539", "Counts of a batch had no unit, contacts were blank, and a page named docs/waves.md."),
        arguments: [Words.indonesian, .english])
    func units(t: Words) async throws {
        let batches = CaseBatchesPage.sample(t).body.text
        #expect(batches.contains(t("0 dari 12 keluhan", "0 of 12 complaints")))
        let sample = CaseBatchPage.sample(t)
        let batch = CaseBatchPage(
            t: t, officer: sample.officer, batch: sample.batch, template: sample.template, progress: sample.progress,
            examples: [], cases: [.sample], names: [:], csrf: "", refusal: nil)
        #expect(batch.body.text.contains(t("1 dari 12 keluhan", "1 of 12 complaints")))
        // The sample's person has no contact.
        #expect(OfficeCasePage.sample(t).body.text.contains(t("Belum ada kontak", "No contact yet")))
        #expect(DeadJobGroupPage.sample(t).body.text.contains(t(">50 kali<", ">50 times<")))
        try await World.with(.sqlite) { world in
            for standing in EntryStanding.allCases {
                let view = MissingEntryView(
                    wave: .sample, until: Wave.sample.closesAt, standing: standing, reasons: [],
                    rules: world.dependencies.edition.eligibility)
                let section = OfficeMissingEntrySection(t: t, now: Wave.sample.opensAt, view: view).html.text
                #expect(!section.contains("docs/") && !section.contains(".md"), "\(standing)")
            }
        }
    }
}
