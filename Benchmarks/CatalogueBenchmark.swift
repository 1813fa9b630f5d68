import App
import Programme

/// Searching a catalogue of three thousand courses on one core, against the time that is allowed: whole words, parts,
/// typing errors, synonyms and the longest search that is read.
enum CatalogueBenchmark: Benchmark {
    static let name = "catalogue"

    /// Milliseconds.
    private static let allowed = 5.0
    private static let courses = 3_000
    private static let rounds = 51

    static func run() async throws -> [Measure] {
        let texts = texts()
        let synonyms = try SearchSynonyms.shipped.get()
        let index = CourseIndex(texts, synonyms: synonyms)
        let slowest = searches.map { search in
            median((0..<rounds).map { _ in seconds { _ = index.find(search) } * 1_000 })
        }.max()
        let making = median(
            (0..<5).map { _ in
                seconds { _ = CourseIndex(texts, synonyms: synonyms) } * 1_000
            })
        return [
            Measure(name: "catalogue-search", ours: slowest ?? 0, peer: allowed, unit: "ms", goal: "<=1"),
            Measure(name: "catalogue-index", ours: making, peer: 1_000, unit: "ms", goal: "<=1"),
        ]
    }

    private static let searches = [
        "las", "kan", "kpoi", "menjahti", "excel", "air conditioning", "servis ac rumah",
        "pengelasann pipaa", "kursus bahasa inggris untuk kerja",
        "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh",
        "xyzzy plugh barsta menjahti pemasran komputre elektornik ketrampilan",
    ]

    /// Titles of two to five words from a few hundred, and descriptions of sixty from several thousand: as many different
    /// words as so many courses have.
    private static func texts() -> [CourseIndex.Text] {
        var seed: UInt64 = 20_200_411
        func draw(_ most: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % most
        }
        let syllables = [
            "ba", "ca", "da", "ga", "ja", "ka", "la", "ma", "na", "pa", "ra", "sa", "ta", "wa", "ya", "be", "ke", "me",
            "pe", "se", "te", "bi", "di", "ki", "li", "mi", "ri", "si", "ti", "bo", "ko", "lo", "mo", "po", "ro", "so",
            "bu", "du", "ku", "lu", "mu", "nu", "ru", "su", "tu", "kan", "lang", "ring", "tan", "sung",
        ]
        func word(_ number: Int) -> String {
            let (first, second, third) = (number % 50, number / 50 % 50, number / 2_500 % 50)
            return syllables[first] + syllables[second] + (number % 3 == 0 ? "" : syllables[third])
        }
        func phrase(_ words: Int, of most: Int) -> String {
            (0..<words).map { _ in word(draw(most) &* 7_919 % 125_000) }.joined(separator: " ")
        }
        let real = ["Las Listrik", "Menjahit Pakaian", "Lembar Kerja", "Pendingin Ruangan", "Dasar Barista"]
        return (0..<courses).map { number in
            CourseIndex.Text(
                title: "\(real[number % real.count]) \(phrase(3, of: 400))", category: word(number % 13),
                institution: phrase(2, of: 300), content: phrase(60, of: 6_000))
        }
    }
}
