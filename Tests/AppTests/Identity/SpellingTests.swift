import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("NIKs and names as they come from cards, exports and phones")
struct SpellingTests {
    /// NIK as typed, birth date, and whether the check page warns. All of these are accepted.
    private static let taken: [(typed: String, born: (Int, Int, Int), warning: Bool)] = [
        ("8271054204959001", (2, 4, 1995), false),  // a woman born on the 2nd
        ("8271057101909002", (31, 1, 1990), false),
        ("8271056904009003", (29, 4, 2000), false),
        ("8271051510109005", (15, 10, 1910), false),  // year 10 is also 1910
        ("8271052902009006", (29, 2, 2000), false),
        ("8271052902009007", (28, 2, 1900), true),  // 1900 had no 29 February
        ("8271051204959011", (4, 12, 1995), true),  // corrected after the NIK was given
        ("9401071204959012", (12, 4, 1995), false),  // Papua Tengah of 2022
        ("9671011204959013", (12, 4, 1995), false),  // Papua Barat Daya of 2022
        ("9271011204959015", (12, 4, 1995), false),  // Kota Sorong before 2022
        ("82 71 05 120495 9016", (12, 4, 1995), false),
        ("82.7105.1204959017", (12, 4, 1995), false),
        ("\u{202D}8271\u{200E}051204959018\u{202C}", (12, 4, 1995), false),
        ("827105\u{2013}120495\u{2013}9019", (12, 4, 1995), false),
    ]

    @Test(
        "a NIK is accepted as cards, exports and messengers write it, with a warning at most",
        .bug(
            id: "6.1",
            """
            A NIK copied from a spreadsheet or a messenger carried invisible marks and was refused as containing \
            letters, as were dashes other than the hyphen; provinces of 2022 were called unknown.
            """), arguments: Engine.tested)
    func niks(engine: Engine) async throws {
        try await World.with(engine) { world in
            var siti = try await world.signedUp()
            try await world.provePhone(siti)
            for (place, nik) in Self.taken.enumerated() {
                if place % IdentityQueries.mostAttempts == 0, place > 0 {
                    siti = try await world.signedUp(place + 1)
                    try await world.provePhone(siti)
                }
                (siti.nik, siti.birthDate) = (nik.typed, nik.born)
                let answer = try await siti.browser.post(Paths.identity, siti.identityFields)
                // A warning is told at once, on the page where the number can be corrected.
                #expect(answer.location == (nik.warning ? Paths.identity : Paths.personal), "\(nik.typed)")
                let (id, vault) = (try await world.id(of: siti), world.dependencies.vault)
                let stored = try await world.dependencies.database.read { tx in
                    try tx.identity.claim(of: id)?.openNIK(vault)
                }
                let born = try #require(CivilDate(year: nik.born.2, month: nik.born.1, day: nik.born.0))
                let warnings = try #require(stored).warnings(birthDate: born, isKnown: Regions.stoodIn)
                #expect(warnings.isEmpty != nik.warning, "\(nik.typed): \(warnings)")
            }
        }
    }

    @Test(
        "an impossible NIK is refused at its field, with the wrong character or the number of digits",
        .bug(id: "6.2", "A letter O among the digits was refused without saying which character was meant."),
        arguments: Engine.tested)
    func refusals(engine: Engine) async throws {
        try await World.with(engine) { world in
            var siti = try await world.signedUp()
            try await world.provePhone(siti)
            siti.birthDate = (12, 4, 1995)
            let cases = [
                ("827105120495901O", "huruf “O”"), ("8271051204950000", "tidak pernah 0000"),
                ("8271053204959019", "tanggal itu tidak ada"), ("82710512049590#9", "tanda “#”"),
            ]
            for (typed, words) in cases {
                siti.nik = typed
                let answer = try await siti.browser.post(Paths.identity, siti.identityFields)
                #expect(answer.status == .unprocessableContent)
                #expect(answer.text.contains(words), "\(typed)")
            }
        }
    }

    @Test(
        "NIK and family card number swapped or equal are reported at the field, and cost no attempt",
        .bug(
            id: "6.3",
            """
            An applicant who typed the family card's number as NIK lost one of three attempts, and learned only after \
            the photos that the registry did not know the number.
            """), arguments: Engine.tested)
    func mixedUp(engine: Engine) async throws {
        try await World.with(engine) { world in
            var siti = try await world.signedUp()
            try await world.provePhone(siti)
            siti.birthDate = (12, 4, 1995)
            (siti.nik, siti.familyCard) = ("8271011203159021", "8271055204959022")
            let swapped = try await siti.browser.post(Paths.identity, siti.identityFields)
            #expect(swapped.status == .unprocessableContent)
            #expect(swapped.text.contains("tertukar"))
            (siti.nik, siti.familyCard) = ("8271055204959023", "8271055204959023")
            let same = try await siti.browser.post(Paths.identity, siti.identityFields)
            #expect(same.status == .unprocessableContent)
            #expect(same.text.contains("Nomor KK sama dengan NIK"))
            let id = try await world.id(of: siti)
            #expect(try await world.dependencies.database.read { try $0.identity.claim(of: id) } == nil)

            (siti.nik, siti.familyCard) = ("8271055204959022", "8271011203159021")
            #expect(try await siti.browser.post(Paths.identity, siti.identityFields).location == Paths.personal)
        }
    }

    @Test(
        "saving the same NIK repeatedly counts once and locks nothing",
        .bug(
            id: "2.36",
            "Saving the same NIK three times used up all three attempts: the next correction was refused for ever."),
        arguments: Engine.tested)
    func sameAgain(engine: Engine) async throws {
        try await World.with(engine) { world in
            var siti = try await world.signedUp()
            try await world.provePhone(siti)
            let wrong = "8271052703959999"
            for typed in [siti.nik, wrong, siti.nik, wrong, siti.nik, siti.nik] {
                siti.nik = typed
                #expect(try await siti.browser.post(Paths.identity, siti.identityFields).location == Paths.personal)
            }
            siti.birthDate = (28, 3, 1995)
            #expect(try await siti.browser.post(Paths.identity, siti.identityFields).location == Paths.identity)
            siti.nik = "8271052703958888"
            #expect(try await siti.browser.post(Paths.identity, siti.identityFields).location == Paths.identity)
            siti.nik = "8271052703957777"
            #expect(try await siti.browser.post(Paths.identity, siti.identityFields).text.contains("tiga NIK"))
        }
    }

    @Test(
        "photos accepted for one NIK are checked again for another",
        .bug(
            id: "2.37",
            """
            Photos that an officer had accepted for one NIK stayed accepted when the person changed the NIK, so a \
            stranger's NIK needed no card of its own.
            """), arguments: Engine.tested)
    func photosAgain(engine: Engine) async throws {
        try await World.with(engine) { world in
            var siti = try await world.submitted { $0.nik = "8271052703950003" }
            try await world.settle()
            try await world.acceptPhotos(of: siti)
            #expect(try await world.decision(of: siti) == .waiting([.registry]))
            siti.nik = "8271052703951001"
            try await siti.browser.post(Paths.identity, siti.identityFields)
            try await world.settle()
            #expect(try await world.decision(of: siti) == .waiting([.photoReview]))
            try await world.acceptPhotos(of: siti)
            #expect(try await world.decision(of: siti) == .eligible)
        }
    }

    @Test(
        "the registry is queried only after the applicant's consent",
        .bug(id: "4.20", "The civil registry was queried two steps before the page on which applicants consent to it."),
        arguments: Engine.tested)
    func consent(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            try await world.provePhone(siti)
            try await world.fillIn(siti)
            try await world.settle()
            let id = try await world.id(of: siti)
            let before = try await world.dependencies.database.read { try $0.identity.claim(of: id) }
            #expect(before?.checks == 0)
            #expect(before?.state == .waiting)
            #expect(try await siti.browser.get(Paths.application).text.contains("setelah Anda menyetujui pernyataan"))
            try await world.sendPhotos(siti)
            try await world.declare(siti)
            try await world.settle()
            let after = try await world.dependencies.database.read { try $0.identity.claim(of: id) }
            #expect(after?.checks == 1)
            #expect(after?.state == .verified)
        }
    }

    @Test(
        "names are accepted as phones write them and stored in one spelling; a refused character is named",
        .bug(
            id: "6.4",
            """
            Names with the apostrophes of iPhones, accents for apostrophes, or invisible marks were refused with \
            “write your full name”; one name typed on two phones counted as two.
            """), arguments: Engine.tested)
    func names(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            try await world.provePhone(siti)
            try await siti.browser.post(Paths.identity, siti.identityFields)
            let id = try await world.id(of: siti)
            let cases = [
                ("Supardi", "Supardi"), ("O", "O"), ("Rahmi Nur\u{2018}aini", "Rahmi Nur'aini"),
                ("\u{2018}Aisyah Putri", "'Aisyah Putri"), ("Rahmi Nur\u{B4}aini", "Rahmi Nur'aini"),
                ("Rahmi\u{A0}Nuraini", "Rahmi Nuraini"), ("Rahmi\u{200B} Nuraini", "Rahmi Nuraini"),
                ("Andre\u{301}", "Andr\u{E9}"), ("H. Muh. Yusuf, S.Pd.I., M.M.", "H. Muh. Yusuf, S.Pd.I., M.M."),
            ]
            for (typed, stored) in cases {
                let answer = try await siti.browser.post(Paths.personal, siti.named(typed).personalFields)
                #expect(answer.location == Paths.photos, "\(typed)")
                let name = try await world.dependencies.database.read { [vault = world.dependencies.vault] tx in
                    try tx.accounts.name(of: id, vault: vault)
                }
                #expect(name.map { Array($0.unicodeScalars) } == Array(stored.unicodeScalars), "\(typed)")
            }
            for (typed, words) in [("Rahmi Nur\"aini", "Tanda “\"”"), ("Agus 2", "angka “2”")] {
                let answer = try await siti.browser.post(Paths.personal, siti.named(typed).personalFields)
                #expect(answer.status == .unprocessableContent)
                #expect(answer.text.contains(words), "\(typed)")
            }
        }
    }
}

extension TestPerson {
    fileprivate func named(_ name: String) -> TestPerson {
        var other = self
        other.name = name
        return other
    }
}
