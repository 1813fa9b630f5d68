import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Words that native readers stumbled over")
struct OldWordsTests {
    /// Patterns of the replaced words; each row of the list of better words has its pattern here.
    private static let oldWords = [
        "[Tt]erbukti", "[Dd]ibuktikan", "Spasi boleh", "ikut tertempel", "Kami tidak pernah meminta kode Anda",
        "Yang masuk hanya perangkat", "Akun belum berarti", "dibuka sendiri", "[Dd]itutup sendiri",
        "[Dd]iumumkan sendiri", "berjalan sendiri", "\"Baru\", \"Fresh\"", "\"Keadaan\"", "\"keadaan\"", "Nama masuk",
        "Semua ruang", "[Jj]ejak", "\"Daftar\", en: \"Lists\"", "potret baris", "apa pun namanya",
        "Gelombang sesudah itu", "Tanggal bayar sudah tiba", "\"Kantor program\"", "Kirimi saya",
        "Yang sudah terjadi", "[Kk]ertas saksi", "[Pp]erkakas", "[Kk]unci rahasia", "[Dd]ititipkan", "[Rr]onde",
        "[Aa]ngka acak umum", "Angka bersama", "[Ll]embar ke-", "satu lembar", "Ruang bukti", "Kode alasan",
        "daftar daftar", "Beasiswa", "tahu-tahu", "[Mm]end it", "needs? mending", "[Pp]roved contacts",
        "is proved", "Not begun", "count\\([^)]*\\)\\) (places|people)",
    ]

    @Test(
        "no replaced word is left in a text for people",
        .bug(
            id: "4.40",
            """
            Texts said "terbukti" of a contact, which reads as proven guilty, "ronde", "kertas saksi" and "Angka bersama" \
            without saying what they are, and in English "1 places" and "Mend it now".
            """))
    func gone() throws {
        var found: [String] = []
        let patterns = try Self.oldWords.map { ($0, try Regex($0)) }
        let any = try NSRegularExpression(pattern: Self.oldWords.joined(separator: "|"))
        for (file, text) in try sources() {
            // Few files hold one, and trying each pattern on each line takes seconds.
            guard any.firstMatch(in: text, range: NSRange(location: 0, length: text.utf16.count)) != nil else {
                continue
            }
            for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                let line = line.trimmingCharacters(in: .whitespaces)
                guard !line.hasPrefix("//"), !line.hasPrefix("self(\""), !line.contains("AuditEvent(") else { continue }
                let old = patterns.filter { line.contains($0.1) }.map(\.0)
                // Addresses keep the old word, because links in old messages lead there.
                if !old.isEmpty, !line.contains("\"/kantor/jejak\""), !line.contains("\"ronde-baru\"") {
                    found.append("\(file):\(index + 1): \(old.joined(separator: ", "))")
                }
            }
        }
        #expect(found == [])
    }

    @Test(
        "a purchase code is described as typed at one place",
        .bug(
            id: "4.41",
            """
            The text message with a purchase code said to give it to no other person, and a shop's page asked for it.
            """))
    func purchaseCode() {
        for t in [Words.indonesian, .english] {
            let text = PurchaseCodeMessage.sample.text(t)
            #expect(text.contains(t("Ketik hanya di Pijarmahir.", "Type it at Pijarmahir only.")))
            #expect(!text.contains(t("siapa pun", "nobody")))
        }
    }

    @Test(
        "a refusal has a code that can be read out on the telephone, and names a list once",
        .bug(
            id: "4.42",
            "People were told to say \"eligibility.too-young\" to the call centre, and read \"daftar daftar\"."),
        arguments: Engine.tested)
    func spokenCode(engine: Engine) async throws {
        try await World.with(engine) { world in
            let budi = try await world.signedUp()
            try await world.provePhone(budi)
            var young = budi
            young.birthDate = (day: 3, month: 5, year: 2002)
            young.nik = "8271050305020001"
            try await world.fillIn(young)
            let page = try await budi.browser.get(Paths.application).text
            #expect(page.contains("Kode : U-18") || page.contains("Kode: U-18"))
            #expect(!page.contains("eligibility."))
        }
        for kind in ListKind.allCases {
            let name = EditionWords(t: .indonesian).namedList(kind)
            #expect(name.matches(of: /daftar/).count == 1, "\(name)")
        }
    }

    @Test(
        "every refusal code is in the glossary for the call centre",
        .bug(id: "4.43", "There was no list of the codes of refusals for the call centre."))
    func glossary() throws {
        let text = try String(
            contentsOf: World.repository.appending(path: "docs/glossary.md"), encoding: .utf8)
        let rules = EligibilityRules(minimumAge: 18, minimumAgeInclusive: true, source: "")
        let day = CivilDate(daysSinceEpoch: 18_000)
        let reasons: [Ineligibility] = [
            .tooYoung(age: 17, on: day, from: day), .notCitizen, .inFormalEducation, .excludedOccupation(.police),
            .regionNotInPlay(from: nil), .listed(.education, asOf: day, source: ""),
            .listed(.migrantWorkers, asOf: day, source: ""), .hadACard, .letACardLapse, .familyLimit(2),
            .identityMismatch, .testBelow(right: 4, asked: 12, needed: 9, again: nil),
        ]
        let codes = reasons.map { $0.spokenCode(under: rules) }
        #expect(Set(codes).count == codes.count)
        for code in codes { #expect(text.contains("`\(code)`"), "\(code)") }
    }

    @Test(
        "the page after sign-up names the contact that was verified",
        .bug(id: "4.44", "\"Alamat Anda terbukti\" was said of a telephone number, too."), arguments: Engine.tested)
    func verified(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            #expect(try await siti.browser.get(Paths.signUpDone).text.contains("Email Anda sudah terverifikasi."))
            let budi = world.visitor()
            try await budi.post(Paths.signUp, [("kontak", "0812 0000 7777")])
            try await budi.post(Paths.signUpCode, [("kode", try await world.code(to: "+6281200007777"))])
            #expect(try await budi.get(Paths.signUpDone).text.contains("Nomor HP Anda sudah terverifikasi."))
        }
    }

    private func sources() throws -> [(String, String)] {
        let root = World.repository.appending(path: "Sources/App")
        let files = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".swift") }
        return try files.map { ($0, try String(contentsOf: root.appending(path: $0), encoding: .utf8)) }
    }
}
