import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A search over the answers of the help page")
struct HelpSearchTests {
    @Test(
        "answers are found by their words, by other words for the same thing and by a mistyped word, in both languages",
        .bug(
            id: "5.667", "The help page had over forty answers and no search: a reader had to open each to find theirs."
        ),
        arguments: [
            (Paths.help, "kode+sms", "SMS dengan kode tidak datang", ""),
            (Paths.help, "otp", "Email dengan kode tidak datang", ""),
            (Paths.help, "insntif+dibayar", "Insentif saya belum dibayar", "Kami mencari “insentif”"),
            (Paths.help, "password", "Saya lupa kata sandi", ""),
            (Paths.help, "hapus+akun", "Bisakah akun dihapus?", ""),
            (Paths.englishHelp, "incentve", "My incentive is not paid", "We searched for “incentive”"),
        ])
    func found(path: String, words: String, answer: String, note: String) async throws {
        try await World.with(.sqlite) { world in
            let page = try await world.visitor().get("\(path)?cari=\(words)")
            #expect(page.status == .ok && page.text.contains(answer), "\(page.text)")
            #expect(note.isEmpty || page.text.contains(note), "\(page.text)")
            #expect(page.body.matches(of: /<details><summary>/).count < 30)
            #expect(page.body.contains("href=\"\(path)\">\(path == Paths.help ? "Lihat semua" : "See all")"))
        }
    }

    @Test("nothing asked shows all answers; nothing found says so; what was typed is escaped and cut")
    func nothing() async throws {
        try await World.with(.sqlite) { world in
            let visitor = world.visitor()
            for path in [Paths.help, "\(Paths.help)?cari=", "\(Paths.help)?cari=+++"] {
                #expect(try await visitor.get(path).body.matches(of: /<details><summary>/).count >= 40, "\(path)")
            }
            let none = try await visitor.get("\(Paths.help)?cari=xylofon")
            #expect(none.text.contains("Belum ada jawaban dengan kata itu") && none.body.contains("value=\"xylofon\""))
            let hostile = try await visitor.get(
                "\(Paths.help)?cari=%3Cscript%3E\(String(repeating: "x", count: 2_000))")
            #expect(hostile.status == .ok && !hostile.body.contains("<script>x"))
            let kept = try #require(hostile.body.firstMatch(of: /name="cari"[^>]*value="&lt;script&gt;(x*)"/)?.1)
            #expect(kept.count == HelpSearch.longest - "<script>".count)
        }
    }

    @Test("the way to delete an account is an answer")
    func deletion() async throws {
        try await World.with(.sqlite) { world in
            let page = try await world.visitor().get(Paths.help)
            #expect(
                page.body.contains("href=\"\(Paths.deletion)\"") && page.text.contains("tujuh hari setelah Anda minta"))
        }
    }
}
