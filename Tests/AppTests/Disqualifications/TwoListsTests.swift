import Programme
import Testing

@testable import App

@Suite("Two sealed lists of one kind")
struct TwoListsTests {
    @Test(
        "two sealed lists of one kind have two names wherever a place is taken away by one of them",
        .bug(
            id: "6.305",
            "On the page of withdrawals two sealed lists of one kind had the same name: an officer chose one of them blindly."
        ))
    func twoOfAKind() {
        let lists = ["blacklist", "blacklist-2"].map { SealedCopy(id: ID(1), name: $0, kind: .blacklist) }
        for (t, names) in [
            (Words.indonesian, ["Daftar hitam program", "Daftar hitam program (ke-2)"]),
            (Words.english, ["The programme's blacklist", "The programme's blacklist (number 2)"]),
        ] {
            let page = DisqualificationsPage(
                t: t, wave: .sampleAnnounced, officer: .sample(3, "Hendra", .waveManager),
                found: lists.map { FoundOnList(list: $0, tickets: [7]) }, cases: [], names: [:], form: .sample,
                refusal: nil
            ).body.text
            for name in names {
                let shown = ("\(name)" as HTML).text
                #expect(page.contains("<caption>\(shown)</caption>"), "\(name)")
                #expect(page.contains("<option value=\"\(name == names[0] ? "blacklist" : "blacklist-2")\">\(shown)"))
            }
            let notice = DisqualificationNotice(of: .sample, kind: .blacklist, list: "blacklist-2", what: .done)
            #expect(notice.body(t).contains(names[1].suffix(8)))
        }
    }
}
