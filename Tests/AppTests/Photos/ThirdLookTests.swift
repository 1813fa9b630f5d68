import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Photos on which two reviewers differ", .timeLimit(.minutes(2)))
struct ThirdLookTests {
    @Test(
        "where two reviewers differ a third decides, who reads both findings; until then the photos stay accepted",
        .bug(id: "5.440", "A second look that did not agree changed nothing and led nowhere."),
        arguments: Engine.tested)
    func replaced(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted()
            let differing = try await world.differing(on: siti)
            let path = Paths.thirdLook(differing.look)
            #expect(try await world.photoStates(of: siti) == [.card: .accepted, .selfie: .accepted])
            for involved in [differing.first, differing.second] {
                let page = try await involved.get(path)
                #expect(page.status == .forbidden && page.text.contains("Salah satu dari dua putusan itu milik Anda"))
                #expect(try await involved.post(path, [], seeing: Paths.office).status == .forbidden)
                #expect(!(try await involved.get(Paths.office).text.contains("Foto yang dinilai berbeda")))
            }
            let vera = try await world.officer([.identityReviewer], "vera").browser
            #expect(try await vera.get(Paths.office).text.contains("Foto yang dinilai berbeda"))
            #expect(try await vera.get(Paths.thirdLooks).location == path)
            let page = try await vera.get(path)
            #expect(page.text.contains("Yang pertama menerima. Yang kedua meminta foto baru: Orang lain."))
            #expect(page.text.contains("Sampai Anda memutuskan, foto tetap diterima."))
            vera.carry(cookie: LanguageCookie.name, Language.english.rawValue)
            let english = try await vera.get(path).text
            #expect(english.contains("The second would ask for a new photo: Other person."))
            vera.carry(cookie: LanguageCookie.name, Language.indonesian.rawValue)

            let rejection = Paths.thirdLookRejection(differing.look, .selfie)
            let empty = try await vera.post(rejection, [("alasan", "")], seeing: path)
            #expect(empty.status == .unprocessableContent && empty.body.contains("href=\"#alasan\""))
            let decided = try await vera.post(rejection, [("alasan", "other-person")], seeing: path)
            #expect(decided.notice == DoneNotice.thirdLookRejected.code)
            #expect(try await world.photoStates(of: siti) == [.card: .accepted, .selfie: .rejected])
            #expect(try await world.letters(to: siti.email).contains { $0.subject.hasPrefix("Kirim ulang") })
            #expect(try await vera.post(path, [], seeing: Paths.office).status == .conflict)
            let undone = try await vera.post(Paths.photoUndo, [], seeing: Paths.office)
            #expect(undone.status == .unprocessableContent && undone.text.contains("Tidak ada putusan"))

            let lestari = try await world.officer(.auditor, "lestari").browser
            let trail = try await lestari.get(Paths.officeAudit(subject: "second-look:\(differing.look)")).text
            #expect(trail.contains("hasil: foto baru diminta") && trail.contains("kedua: orang lain"))
            #expect(trail.contains("pertama: diterima") && trail.contains("vera"))
            let agreement = try await lestari.get(Paths.photoAgreement).text
            #expect(agreement.contains("0 dari 1 sepakat") && agreement.contains("Per pemeriksa kedua"))
            #expect(agreement.contains(/Foto baru diminta\s+1/) && agreement.contains("1 (100%)"))
        }
    }

    @Test(
        "the third reviewer keeps the photos, and one decision is taken once",
        arguments: Engine.tested)
    func kept(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted()
            let differing = try await world.differing(on: siti)
            let path = Paths.thirdLook(differing.look)
            let vera = try await world.officer([.identityReviewer], "vera").browser
            let kept = try await vera.post(path, [], seeing: path)
            #expect(kept.location == Paths.photoOffice && kept.notice == DoneNotice.thirdLookKept.code)
            #expect(try await world.photoStates(of: siti) == [.card: .accepted, .selfie: .accepted])
            let late = try await world.officer([.identityReviewer], "nur").browser.post(path, [], seeing: Paths.office)
            #expect(late.status == .conflict && late.text.contains("sudah diputuskan"))
            let agreement = try await vera.get(Paths.photoAgreement).text
            #expect(agreement.contains(/Tetap diterima\s+1/) && agreement.contains("pemeriksa ketiga yang memutuskan"))
        }
    }

    @Test(
        "a difference on photos that are to be reviewed again waits for no third reviewer, and is counted as such",
        arguments: Engine.tested)
    func fallen(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted()
            let differing = try await world.differing(on: siti)
            let person = try await world.id(of: siti)
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try tx.photos.lookAgain(person, at: dependencies.moment(), ids: dependencies.ids)
            }
            let vera = try await world.officer([.identityReviewer], "vera").browser
            #expect(!(try await vera.get(Paths.office).text.contains("Foto yang dinilai berbeda")))
            #expect(try await vera.get(Paths.thirdLook(differing.look)).status == .conflict)
            #expect(try await vera.get(Paths.photoAgreement).text.contains(/diperiksa lagi sebelumnya\s+1/))
        }
    }

    @Test(
        "a second look that asks for a new photo without a reason is asked for it, and does not count as agreement",
        .bug(id: "5.441", "The form of all reasons, sent without one, recorded that the second reviewer agreed."))
    func reasonless() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.submitted()
            let look = try await world.secondLook(at: siti).look
            let hadi = try await world.officer(.operations, "hadi").browser
            let path = Paths.secondLook(look)
            let empty = try await hadi.post(path, [("alasan", "")], seeing: path)
            #expect(empty.status == .unprocessableContent && empty.text.contains("Pilih alasannya"))
            #expect(try await hadi.post(path, [("alasan", "dark")], seeing: path).status == .seeOther)
            #expect(try await hadi.get(Paths.photoAgreement).text.contains("0 dari 1 sepakat"))
        }
    }

    @Test(
        "differences of before the third look wait for one where the photos still stand accepted",
        arguments: Engine.tested)
    func older(engine: Engine) async throws {
        try await OlderDatabase.with(engine, before: "0467") { tx in
            for person in 1...2 as ClosedRange<Int64> {
                try tx.run(
                    """
                    INSERT INTO account (id, status, created_at) VALUES (\(person), 'active', 0)
                    """)
                for (kind, photo) in [("card", person * 10), ("selfie", person * 10 + 1)] {
                    let state = person == 1 ? "accepted" : "uploaded"
                    try tx.run(
                        """
                        INSERT INTO identity_document (id, person_id, kind, state, width, height, bytes, uploaded_at)
                        VALUES (\(photo), \(person), \(kind), \(state), 800, 600, 1000, 0)
                        """)
                }
                try tx.run(
                    """
                    INSERT INTO photo_second_look (id, person_id, card_id, selfie_id, first_officer_id, asked_at,
                        officer_id, verdict, reason, looked_at)
                    VALUES (\(person), \(person), \(person * 10), \(person * 10 + 1), 1, 5, 2, 'rejected', 'dark', 7)
                    """)
            }
        } _: { database in
            let rows = try await database.read { tx in
                try tx.rows("SELECT look_id, asked_at FROM photo_third_look ORDER BY look_id")
                    .map { (try $0["look_id"] as Int64, try $0["asked_at"] as Int64) }
            }
            #expect(rows.map(\.0) == [1] && rows.map(\.1) == [7])
        }
    }

    @Test("the page carries the number of waiting pairs for the script that counts it down after a verdict by key")
    func waiting() async throws {
        try await World.with(.sqlite) { world in
            for number in 1...2 { _ = try await world.submitted(number) }
            let dian = try await world.officer([.identityReviewer], "dian").browser
            let first = try #require(try await dian.get(Paths.photoOffice).body.firstMatch(of: /\/kantor\/foto\/\d+/))
            let page = try await dian.get(String(first.output)).body
            #expect(page.contains("<span data-waiting=\"2\">2</span> orang menunggu"))
            #expect(page.contains("<span data-waiting=\"2\" class=\"count\">2"))
        }
    }
}

extension World {
    /// Accepts a person's photos and asks another officer to look at them.
    func secondLook(at person: TestPerson) async throws -> (look: ID<SecondLook>, first: Visitor) {
        let photos = try await photos(of: person)
        let first = try await officer(.verifier, "wulan")
        try await first.browser.post(Paths.photoAcceptance(photos.card), [], seeing: Paths.photoReview(photos.card))
        let id = try await id(of: person)
        let look = try await dependencies.database.transaction { [dependencies] tx in
            try tx.photos.askSecondLook(at: id, after: first.id, now: dependencies.realNow(), ids: dependencies.ids)
            return try tx.photos.nextSecondLook(for: ID(1))
        }
        return (try #require(look), first.browser)
    }

    /// A second officer does not agree with the first that a person's photos are to be accepted.
    fileprivate func differing(
        on person: TestPerson
    ) async throws -> (look: ID<SecondLook>, first: Visitor, second: Visitor) {
        let (look, first) = try await secondLook(at: person)
        let second = try await officer(.operations, "hadi").browser
        let path = Paths.secondLook(look)
        let answer = try await second.post(path, [("alasan", "other-person")], seeing: path)
        #expect(answer.notice == DoneNotice.secondLookDiffers.code)
        return (look, first, second)
    }

    fileprivate func photoStates(of person: TestPerson) async throws -> [IdentityPhoto.Kind: IdentityPhoto.State] {
        let id = try await id(of: person)
        return try await dependencies.database.read { try $0.photos.current(of: id).mapValues(\.state) }
    }
}
