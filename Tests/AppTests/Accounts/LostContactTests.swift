import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Lost contacts")
struct LostContactTests {
    @Test(
        "two officers of different duties replace a lost number after three days, with notice to the other contact",
        .bug(
            id: "2.50",
            "A person who lost their telephone could not get back into their account, not even through the office."),
        .bug(id: "4.843", "An officer who proposed a wrong new contact read nowhere whom to ask to refuse it."),
        arguments: Engine.tested)
    func replaced(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            let (mailbox, phone, new) = ("siti@contoh.id", "+6281200001001", "+6281377770001")
            try await world.give(mailbox, to: siti.person)
            let ani = try await world.officer(.verifier, "ani")
            let budi = try await world.officer(.approver, "budi")
            let proposed = try await ani.browser.post(Paths.contactOffice, world.lost("0813-7777-0001"))
            #expect(proposed.location == Paths.contactOffice)
            let path = try #require(try await budi.browser.get(Paths.contactOffice).path(to: "setuju"))

            let askedOf = "Anda tidak dapat menariknya. Minta petugas lain menolaknya di halaman ini: Manajer program"
            #expect(try await ani.browser.get(Paths.contactOffice).text.contains(askedOf))
            #expect(!(try await budi.browser.get(Paths.contactOffice).text.contains("menariknya")))

            // The officer who proposed cannot approve, and a differently typed number is rejected.
            #expect(
                try await ani.browser.post(path, [("kontak-lagi", new)], seeing: Paths.contactOffice).status
                    == .forbidden)
            let different = try await budi.browser.post(
                path, [("kontak-lagi", "0813-7777-0002")], seeing: Paths.contactOffice)
            #expect(different.text.contains("berbeda dari usulan"))
            let agreed = try await budi.browser.post(path, [("kontak-lagi", new)], seeing: Paths.contactOffice)
            #expect(agreed.location == Paths.contactOffice)
            for address in [mailbox, phone] {
                let told = try #require(try await world.letters(to: address).last)
                #expect(told.text.contains("Bukan Anda"), "\(address)")
            }

            // Before the three days are over the new number cannot sign in, and no account can be linked.
            try await world.askToSignIn(new, in: world.visitor())
            #expect(try await world.letters(to: new).contains { $0.text.contains("belum ada akun") })
            let browser = try await world.browser(of: siti.person)
            #expect(try await browser.post(Paths.payee, [("mitra", "gopay"), ("nomor", "")]).status == .conflict)

            world.clock.advance(ContactCase.noticePeriod)
            let home = try await world.signIn("0813-7777-0001", at: new)
            #expect(try await home.isSignedIn())
            #expect(try await browser.isSignedIn() == false)
            #expect(try await world.contacts(of: siti.person) == [mailbox, new])
            #expect(try await world.letters(to: phone).last?.text.contains("Prakerja diganti ke") == true)
            #expect(try await home.post(Paths.payee, [("mitra", "gopay"), ("nomor", "")]).status == .conflict)
        }
    }

    @Test(
        "the second officer reads why they type the contact again, and what a difference leads to",
        .bug(
            id: "5.456",
            """
            The approver of a lost contact typed it blind without a word why. What they typed was lost when it differed, \
            and the attempt was not recorded.
            """),
        arguments: Engine.tested)
    func typedAgain(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            let ani = try await world.officer(.verifier, "ani")
            let budi = try await world.officer(.approver, "budi")
            try await ani.browser.post(Paths.contactOffice, world.lost("0813-7777-0001"))
            let page = try await budi.browser.get(Paths.contactOffice)
            let old = try #require(Contact("+6281200001001"))
            for words in [
                "Menggantikan", old.masked, "Mengapa Anda mengetiknya lagi", "Berbeda: tidak ada yang berubah",
                "berlaku setelah 72 jam",
            ] { #expect(page.text.contains(words), "\(words)") }
            #expect(!page.body.contains("0813-7777-0001") && !page.body.contains("81377770001"))
            budi.browser.carry(cookie: "bahasa", "en")
            #expect(try await budi.browser.get(Paths.contactOffice).text.contains("Different: nothing changes"))
            budi.browser.carry(cookie: "bahasa", "id")

            let path = try #require(page.path(to: "setuju"))
            for typed in ["0813-7777-0002", "apa saja"] {
                let again = try await budi.browser.post(
                    path, [(ContactOfficePage.again, typed)], seeing: Paths.contactOffice)
                #expect(again.status == .unprocessableContent)
                #expect(again.body.contains("href=\"#\(ContactOfficePage.again)\""))
                #expect(again.body.contains("value=\"\(typed)\""), "what was typed is kept")
            }
            let denied = try await world.trail(of: "account:\(siti.person)").filter { $0 == "contact-case.denied" }
            #expect(denied.count == 1, "a contact that cannot be read is a slip, and no attempt")
            #expect(try await budi.browser.get(Paths.contactOffice).text.contains("Menunggu persetujuan"))
        }
    }

    @Test("of several waiting cases one is decided at a time, the newest or the chosen one", arguments: [Engine.sqlite])
    func oneAtATime(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.beneficiary(1)
            _ = try await world.beneficiary(2)
            let ani = try await world.officer(.verifier, "ani")
            let budi = try await world.officer(.approver, "budi")
            try await ani.browser.post(Paths.contactOffice, world.lost("0813-7777-0001"))
            let second = world.lost("0813-7777-0002", nik: "8271052703951002")
            #expect(try await ani.browser.post(Paths.contactOffice, second).location == Paths.contactOffice)
            let page = try await budi.browser.get(Paths.contactOffice)
            #expect(page.body.components(separatedBy: "name=\"\(ContactOfficePage.again)\"").count == 2)
            #expect(page.primaryButtons == 1)
            let other = try #require(page.body.firstMatch(of: /href="([^"]+kasus=[0-9]+)"/)?.1)
            let chosen = try await budi.browser.get(String(other))
            #expect(chosen.path(to: "setuju") != page.path(to: "setuju") && chosen.primaryButtons == 1)
        }
    }

    @Test("the owner of a present contact stops the replacement with one tap", arguments: Engine.tested)
    func stopped(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            let ani = try await world.officer(.operations, "ani")
            let budi = try await world.officer(.approver, "budi")
            try await ani.browser.post(Paths.contactOffice, world.lost("tipu@contoh.id"))
            let path = try #require(try await budi.browser.get(Paths.contactOffice).path(to: "setuju"))
            try await budi.browser.post(path, [("kontak-lagi", "tipu@contoh.id")], seeing: Paths.contactOffice)
            let browser = try await world.browser(of: siti.person)
            #expect(try await browser.get(Paths.contacts).text.contains("Bukan saya: hentikan"))
            try await browser.post(Paths.stopLostContact, [], seeing: Paths.contacts)
            #expect(try await browser.get(Paths.contacts).text.contains("hentikan") == false)
            world.clock.advance(ContactCase.noticePeriod)
            try await world.askToSignIn("tipu@contoh.id", in: world.visitor())
            #expect(try await world.letters(to: "tipu@contoh.id").contains { $0.subject.contains("Belum ada akun") })
            #expect(try await world.contacts(of: siti.person) == ["+6281200001001"])
            let later = try await world.officer(.verifier, "citra")
            #expect(try await later.browser.get(Paths.contactOffice).text.contains("Dihentikan pemilik akun"))
        }
    }

    @Test(
        "a new contact that was not proved in time is shown as such, before and after the office starts again",
        .bug(
            id: "4.283",
            """
            The office read “approved” beside a case whose time to prove the new contact was over, and “stopped by the \
            account's holder” once another case had replaced it.
            """), arguments: Engine.tested)
    func lapsed(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            let first = try await world.officer(.verifier, "ani").browser
            try await first.post(Paths.contactOffice, world.lost("0813-7777-0001"))
            let second = try await world.officer(.approver, "budi").browser
            let path = try #require(try await second.get(Paths.contactOffice).path(to: "setuju"))
            try await second.post(path, [("kontak-lagi", "0813-7777-0001")], seeing: Paths.contactOffice)
            world.clock.advance(ContactCase.noticePeriod + ContactCase.provingPeriod)
            let later = try await world.officer(.verifier, "citra").browser
            let before = try await later.get(Paths.contactOffice).text
            #expect(before.contains("Tidak dipakai tepat waktu") && !before.contains("Disetujui"))

            let again = try await later.post(Paths.contactOffice, world.lost("0813-7777-0002"))
            #expect(again.location == Paths.contactOffice)
            let after = try await later.get(Paths.contactOffice).text
            #expect(after.contains("Tidak dipakai tepat waktu") && !after.contains("Dihentikan pemilik akun"))
            #expect(try await world.contacts(of: siti.person) == ["+6281200001001"])
        }
    }

    @Test("an officer's typing mistakes are reported at their fields", arguments: Engine.tested)
    func refused(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.beneficiary()
            let ani = try await world.officer(.verifier, "ani")
            for (fields, sentence) in [
                (world.lost("0813-7777-0001", nik: "12"), "16 angka NIK"),
                (world.lost("0813-7777-0001", nik: "8271052703951999"), "tepat satu akun"),
                (world.lost("apa saja"), "nomor HP seperti"), (world.lost("0812-0000-1001"), "sudah dipakai"),
                (world.lost("0813-7777-0001", reason: "x"), "Alasan terlalu pendek"),
                (world.lost("0813-7777-0001", seen: [.identityCard, .familyCard]), "Cocokkan wajahnya"),
                (world.lost("0813-7777-0001", seen: [.face, .familyCard]), "Cocokkan wajahnya"),
            ] {
                let answer = try await ani.browser.post(Paths.contactOffice, fields)
                #expect(answer.status == .unprocessableContent && answer.text.contains(sentence), "\(sentence)")
            }
            let auditor = try await world.officer(.auditor, "citra")
            #expect(try await auditor.browser.get(Paths.contactOffice).status == .forbidden)
        }
    }

    @Test(
        "a rejected claim on a NIK does not keep its holder from replacing a lost contact",
        .bug(
            id: "2.203",
            """
            After two officers had rejected another person's claim on a NIK, its holder could never again replace a \
            lost contact: the office was told that the NIK belongs to no person.
            """), arguments: Engine.tested)
    func disputed(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            let dispute = try await world.contest(siti.person)
            try await world.decide(dispute, for: .older)
            let ani = try await world.officer(.verifier, "ani")
            let proposed = try await ani.browser.post(Paths.contactOffice, world.lost("0813-7777-0001"))
            #expect(proposed.location == Paths.contactOffice, "\(proposed.text)")
        }
    }
}

extension World {
    /// The first officer's form, filled in.
    func lost(
        _ contact: String, nik: String = "8271052703951001", seen: [CounterEvidence] = [.identityCard, .face],
        reason: String = "HP hilang di pasar, KTP asli dicocokkan dengan wajahnya"
    ) -> [(String, String)] {
        [("nik", nik), ("kontak", contact), ("alasan", reason)] + seen.map { (ContactCaseFields.evidence($0), "ya") }
    }

    /// Two officers replace the lost contact of the first beneficiary; returns the second's browser.
    @discardableResult
    func replaceContact(with new: String) async throws -> Visitor {
        try await officer(.verifier, "loket").browser.post(Paths.contactOffice, lost(new))
        let second = try await officer(.approver, "penyetuju").browser
        let path = try #require(try await second.get(Paths.contactOffice).path(to: "setuju"))
        try await second.post(path, [("kontak-lagi", new)], seeing: Paths.contactOffice)
        return second
    }
}

extension Answer {
    /// The target of the first form on the page whose path ends in `act`.
    func path(to act: String) -> String? {
        body.matches(of: /action="([^"]+)"/).map { String($0.1) }.first { $0.hasSuffix(act) }
    }
}
