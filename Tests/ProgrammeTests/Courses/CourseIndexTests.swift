import Programme
import Testing

@Suite("Search of courses")
struct CourseIndexTests {
    private static let titles: [(title: String, category: String, content: String)] = [
        ("Las Listrik untuk Pemula", "Teknik", "Mengenal alat, keselamatan, dan sambungan dasar."),
        ("Teknik Pengelasan Pipa", "Teknik", "Menyambung pipa gas."),
        ("Menjahit Pakaian Sederhana", "Kriya", "Mengukur dan memotong."),
        ("Lembar Kerja untuk Kantor", "Perkantoran", "Menghitung dan merapikan data."),
        ("Teknisi Pendingin Ruangan", "Teknik", "Memasang dan membersihkan."),
        ("Dasar Barista", "Kuliner", "Menyeduh kopi dengan penjelasan yang pelan di kelas."),
        ("Bahasa Inggris untuk Kerja", "Bahasa", "Wawancara kerja."),
        ("Servis Sepeda Motor", "Teknik", "Perawatan berkala, rem, dan kelistrikan."),
        ("Pemasaran Digital untuk Warung", "Usaha", "Foto produk dan toko daring."),
    ]

    private static let index = CourseIndex(
        titles.map {
            CourseIndex.Text(
                title: $0.title, category: $0.category, institution: "Bengkel Kelas Cakap", content: $0.content)
        }, synonyms: .ofProduct)

    private func found(_ search: String) -> [String] {
        (Self.index.find(search)?.hits ?? []).map { Self.titles[$0.place].title }
    }

    @Test(
        "a course is found first by parts and forms of words, synonyms and words with an error",
        arguments: [
            ("las", "Las Listrik untuk Pemula"), ("pengelasan", "Teknik Pengelasan Pipa"),
            ("jahit", "Menjahit Pakaian Sederhana"), ("penjahit", "Menjahit Pakaian Sederhana"),
            ("menjahti", "Menjahit Pakaian Sederhana"), ("JAHIT", "Menjahit Pakaian Sederhana"),
            ("excel", "Lembar Kerja untuk Kantor"), ("exsel", "Lembar Kerja untuk Kantor"),
            ("microsoft excel", "Lembar Kerja untuk Kantor"), ("lembar kerja", "Lembar Kerja untuk Kantor"),
            ("AC", "Teknisi Pendingin Ruangan"), ("servis AC", "Teknisi Pendingin Ruangan"),
            ("kpoi", "Dasar Barista"), ("barsta", "Dasar Barista"), ("barist", "Dasar Barista"),
            ("kopi", "Dasar Barista"),
            ("inggirs", "Bahasa Inggris untuk Kerja"), ("English", "Bahasa Inggris untuk Kerja"),
            ("perawatan motor", "Servis Sepeda Motor"), ("jualan online", "Pemasaran Digital untuk Warung"),
            ("pemasarán", "Pemasaran Digital untuk Warung"),
            ("saya mau belajar menjahit", "Menjahit Pakaian Sederhana"),
        ])
    func first(search: String, title: String) {
        #expect(found(search).first == title, "\(found(search))")
    }

    @Test("part of a title's word is found, and part of a description's is not")
    func inside() {
        #expect(found("las") == ["Las Listrik untuk Pemula", "Teknik Pengelasan Pipa"])
        #expect(Set(found("ngelas")) == ["Las Listrik untuk Pemula", "Teknik Pengelasan Pipa"], "as people say it")
        #expect(found("gelas") == ["Teknik Pengelasan Pipa"])
        #expect(found("nangkap").isEmpty)
    }

    @Test("all words are asked for; when no course has them all, those with some are shown and said to be partial")
    func partial() throws {
        let both = try #require(Self.index.find("teknik pipa"))
        #expect(both.hits.count == 1 && !both.isPartial)
        let some = try #require(Self.index.find("barista xylofon"))
        #expect(some.isPartial)
        #expect(some.hits.count == 1)
        let none = try #require(Self.index.find("xylofon"))
        #expect(none.hits.isEmpty && !none.isPartial)
    }

    @Test("what was read instead of a mistyped word is said")
    func correction() throws {
        let found = try #require(Self.index.find("barsta"))
        #expect(found.corrections == [CourseIndex.Correction(typed: "barsta", read: "barista")])
        #expect(try #require(Self.index.find("barista")).corrections.isEmpty)
    }

    @Test("a word of the title ranks before one of the description")
    func ranking() {
        #expect(found("listrik") == ["Las Listrik untuk Pemula", "Servis Sepeda Motor"])
        #expect(found("kerja") == ["Lembar Kerja untuk Kantor", "Bahasa Inggris untuk Kerja"])
    }

    @Test("equals have equal ranks and stand in the order they were given in")
    func equals() throws {
        let texts = (0..<40).map { number in
            CourseIndex.Text(
                title: "Las Dasar \(number)", category: "Teknik", institution: "Lembaga \(number)", content: "")
        }
        let hits = try #require(CourseIndex(texts, synonyms: .ofProduct).find("las")).hits
        #expect(hits.map(\.place) == Array(0..<40))
        #expect(Set(hits.map(\.rank)).count == 1)
    }

    @Test(
        "a search of nothing means every course; one of common words alone searches them", arguments: ["", " ", "%_'!"])
    func nothing(search: String) {
        #expect(Self.index.find(search) == nil)
        #expect(Self.index.find("untuk")?.hits.isEmpty == false)
    }

    @Test("hostile searches are bounded")
    func hostile() {
        let long = String(repeating: "las ", count: 100_000)
        let marks = "a" + String(repeating: "\u{301}", count: 100_000)
        let word = String(repeating: "pengelasan", count: 10_000)
        let ligatures = String(repeating: "\u{FDFA}", count: 5_000)
        for search in [long, marks, word, ligatures, "👩‍👩‍👧‍👦", "\u{0}\u{FFFF}"] {
            #expect((Self.index.find(search)?.hits.count ?? 0) <= Self.titles.count)
        }
        #expect(found("\u{202E}las").count == 2)
    }
}
