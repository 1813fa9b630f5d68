import Foundation
import Testing

/// Indonesian texts for people: words that a reader in a village has no need to know, spellings that the dictionary
/// does not have, office language, and sentences that are too long to take in at once. `OldWordsTests` in AppTests has
/// the expressions that native readers stumbled over.
enum PlainIndonesianRule {
    /// Words in one sentence, at most. An interpolation counts as one.
    static let longest = 16

    /// The words, and what stands in their place.
    static let replaced: [(words: String, better: String)] = [
        ("kamu", "Anda"), ("klik", "tekan"), ("log-?in|sign-?in", "masuk"), ("log-?out|sign-?out", "keluar"),
        ("upload", "unggah"), ("download", "unduh"), ("online", "daring"), ("offline", "tatap muka"),
        ("password", "kata sandi"), ("username", "nama pengguna"), ("user", "orang, or pengguna"), ("submit", "kirim"),
        ("error", "what went wrong"), ("file", "berkas"), ("update", "perbarui"), ("deadline", "batas waktu"),
        ("refund", "uang kembali"), ("link", "tautan"), ("e-mail", "email"), ("session|sesi login", "sesi"),
        ("timeout", "waktunya habis"), ("default", "biasanya"), ("reset", "ganti"), ("checklist", "daftar"),
        ("aktifitas", "aktivitas"), ("resiko", "risiko"), ("ijin", "izin"), ("praktek", "praktik"),
        ("kwitansi", "kuitansi"), ("analisa", "analisis"), ("nasehat", "nasihat"), ("merubah|rubah", "mengubah"),
        ("sekedar", "sekadar"), ("jadual", "jadwal"), ("obyek", "objek"), ("subyek", "subjek"), ("antri", "antre"),
        ("silahkan", "silakan"), ("propinsi", "provinsi"), ("nomer", "nomor"), ("kuatir", "khawatir"),
        ("tehnik", "teknik"), ("apabila|bilamana", "kalau"), ("dikarenakan", "karena"), ("oleh karena itu", "jadi"),
        ("barang siapa", "yang"), ("adalah merupakan", "adalah"), ("yang bersangkutan", "orangnya"),
        ("tersebut di atas", "the thing's name"), ("sehubungan", "tentang"), ("mohon|harap|dipersilakan", "the verb"),
        ("agar supaya", "supaya"), ("diwajibkan", "wajib"), ("adapun", "leave it out"),
        // Where engineers read it first: “peramban (browser)”.
        (#"(?<!peramban \()browser"#, "peramban"),
    ]

    /// A list of keys, and one of all that can be searched for: neither is a sentence.
    private static let lists = ["T terima", "NIK, nomor HP, email, nama, nomor kartu"]

    private static let text = expression(
        #"(?:\bt\(|\bid:\s|\bself\()\s*("(?:[^"\\\n]|\\.)*"(?:\s*\+\s*"(?:[^"\\\n]|\\.)*")*)"#)
    private static let quotes = expression(#""\s*\+\s*"|^"|"$"#)
    private static let interpolation = expression(#"\\\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"#)
    private static let end = expression(#"(?<=[.!?])\s+"#)
    private static let words = expression(
        "(?i)(?<![\\w.-])(?:" + replaced.map(\.words).joined(separator: "|") + ")(?![\\w-])")

    /// Texts of Swift files and, after `id:`, of the shipped YAML files.
    static func findings(path: String, text whole: String) -> [Finding] {
        var found: [Finding] = []
        for match in text.matches(in: whole, range: range(of: whole)) {
            guard let place = Range(match.range(at: 1), in: whole) else { continue }
            let said = replacing(interpolation, in: replacing(quotes, in: String(whole[place]), with: ""), with: "X")
            for message in faults(in: said) {
                let line = whole[..<place.lowerBound].utf8.count { $0 == UInt8(ascii: "\n") } + 1
                found.append(Finding(path: path, line: line, message: message))
            }
        }
        return found
    }

    static func faults(in said: String) -> [String] {
        var faults = words.matches(in: said, range: range(of: said)).compactMap { match in
            Range(match.range, in: said).map { "“\(said[$0])” is \(better(than: String(said[$0])))" }
        }
        guard !lists.contains(where: said.hasPrefix) else { return faults }
        for sentence in replacing(end, in: said, with: "\n").split(separator: "\n") {
            let words = sentence.split(whereSeparator: \.isWhitespace)
            let count = words.count { word in word.contains { $0.isLetter || $0.isNumber } }
            if count > longest { faults.append("a sentence of \(count) words: “\(sentence.prefix(60))…”") }
        }
        return faults
    }

    private static func better(than word: String) -> String {
        let row = replaced.first { row in
            expression("(?i)^(?:\(row.words))$").firstMatch(in: word, range: range(of: word)) != nil
        }
        return row?.better ?? "another word"
    }

    private static func range(of text: String) -> NSRange { NSRange(location: 0, length: text.utf16.count) }

    private static func replacing(_ pattern: NSRegularExpression, in text: String, with new: String) -> String {
        pattern.stringByReplacingMatches(in: text, range: range(of: text), withTemplate: new)
    }

    private static func expression(_ pattern: String) -> NSRegularExpression {
        guard let made = try? NSRegularExpression(pattern: pattern, options: [.anchorsMatchLines]) else {
            preconditionFailure("\(pattern) is no regular expression")
        }
        return made
    }
}

@Suite("Plain Indonesian")
struct PlainIndonesianRuleTests {
    @Test(
        "texts for people: no foreign word, no wrong spelling and no sentence above sixteen words",
        .bug(
            id: "5.576",
            """
            Sentences of up to 25 words stood on pages, a photo was a "file" on one page and a "berkas" on the next, and \
            a person whose place could be taken away was "yang bersangkutan".
            """),
        .bug(id: "5.820", "A browser was a “peramban” on six pages and a “browser” on four."))
    func house() {
        let sources = House.sources.filter { $0.isIn("App") }
        expectNothing(sources.flatMap { PlainIndonesianRule.findings(path: $0.path, text: $0.text) })
        let files = House.files(under: "Editions", ending: ".yaml") + ["Sources/App/Resources/Questions/example.yaml"]
        #expect(files.count > 6)
        // A question of the test names a case before it asks, and a law's purpose is the law's sentence.
        let words = files.flatMap { PlainIndonesianRule.findings(path: $0, text: House.read($0)) }
        expectNothing(words.filter { !$0.message.hasPrefix("a sentence of") })
        // In these files a text's key is quoted.
        let guide = House.files(under: "Sources/App/Resources/Guide", ending: ".json")
        #expect(!guide.isEmpty)
        let terms = guide.flatMap { path in
            PlainIndonesianRule.findings(
                path: path, text: House.read(path).replacingOccurrences(of: "\"id\": ", with: "id: "))
        }
        expectNothing(terms.filter { !$0.message.hasPrefix("a sentence of") })
    }

    @Test(
        "plain Indonesian: a word, a spelling and a long sentence are found, with the better word",
        arguments: [
            (#"t("Klik tombol ini.", "Press this.")"#, "“Klik” is tekan"),
            (#"Bilingual(id: "Resiko penipuan", en: "Risk of fraud")"#, "“Resiko” is risiko"),
            (#"self("Kirim " + "file itu", "Send it")"#, "“file” is berkas"),
            (#"t("Browser ini lupa.", "This browser forgets.")"#, "“Browser” is peramban"),
            (
                #"t("Satu dua tiga empat lima enam tujuh delapan \(t.count(9)) sepuluh a b c d e f g.", "")"#,
                "a sentence of 17 words"
            ),
        ])
    func bad(text: String, message: String) {
        let found = PlainIndonesianRule.findings(path: "Sources/App/Home/HomePage.swift", text: text)
        #expect(found.count == 1 && found.first?.message.hasPrefix(message) == true, "\(found)")
    }

    @Test(
        "plain Indonesian: English texts, names in code and parts of words are no findings",
        arguments: [
            #"t("Tekan tombol ini.", "Click the link to upload a file.")"#, #"let file = "upload""#,
            #"t("Kata sandi \(user.password) salah.", "Wrong")"#, #"t("Buka \(Paths.link("a")).", "Open it")"#,
            #"t("Berkas profile.csv", "File profile.csv")"#,
            #"t("Arahkan peramban (browser) ke sini.", "Send it here.")"#,
        ])
    func good(text: String) {
        #expect(PlainIndonesianRule.findings(path: "Sources/App/Home/HomePage.swift", text: text).isEmpty)
    }
}
