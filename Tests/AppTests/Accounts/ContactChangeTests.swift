import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Replacing a proved contact")
struct ContactChangeTests {
    @Test(
        "a session alone replaces no proved number: the present number must agree, and other devices are signed out",
        .bug(
            id: "2.1",
            """
            With a session alone a proved number could be replaced by a code sent to the new number; the owner was not \
            notified, and all sessions stayed valid.
            """),
        arguments: Engine.tested)
    func change(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.withBothContacts()
            let person = try await world.id(of: siti)
            let other = try await world.signIn(siti.email)
            let (page, path) = (Paths.contact(.phone), Paths.contactCode(.phone))

            // The application's phone page does not replace a number that is already proved.
            #expect(try await siti.browser.post(Paths.phone, [("hp", "081377770001")]).location == page)

            #expect(try await siti.browser.post(page, [("kontak", "0813-7777-0001")]).location == path)
            let asked = try #require(try await world.letters(to: siti.phoneAddress).last)
            #expect(asked.text.contains("GANTI KONTAK") && asked.text.contains("-0001"))
            #expect(try await world.letters(to: "+6281377770001").isEmpty)
            let early = [("kode", "000000"), ("langkah", "agreed")]
            #expect(try await siti.browser.post(path, early).location == nil)

            let agreed = [("kode", try await world.code(to: siti.phoneAddress)), ("langkah", "begun")]
            #expect(try await siti.browser.post(path, agreed).location == path)
            #expect(try await siti.browser.post(path, agreed).location == path, "a second tap has no further effect")
            #expect(try await world.contacts(of: person) == [siti.email, siti.phoneAddress])

            let proved = [("kode", try await world.code(to: "+6281377770001")), ("langkah", "agreed")]
            #expect(try await siti.browser.post(path, proved).location == Paths.contacts)
            #expect(try await siti.browser.post(path, proved, seeing: Paths.contacts).location == Paths.contacts)
            #expect(try await world.contacts(of: person) == [siti.email, "+6281377770001"])
            #expect(try await siti.browser.isSignedIn())
            #expect(try await other.isSignedIn() == false)

            for address in [siti.phoneAddress, "+6281377770001", siti.email] {
                #expect(try await world.letters(to: address).last?.text.contains("Bukan Anda") == true, "\(address)")
            }
            let held = try await siti.browser.get(Paths.contacts).text
            #expect(held.contains("Rekening insentif bisa diganti lagi mulai Rabu, 22 April 2020"))
            #expect(try await world.auditedActions().contains("account.contact-changed"))
        }
    }

    @Test(
        "a hold on the payee account that SQL ended is not over: no other account is linked",
        .bug(
            id: "5.438",
            """
            SQL ended a dispute, or the hold on a payee account: the money went to the account that was linked then. A \
            deadline that SQL moved decided whose NIK it is.
            """),
        arguments: Engine.tested)
    func holdEndedBySQL(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            try await world.give("siti@contoh.id", to: siti.person)
            let browser = try await world.browser(of: siti.person)
            try await world.changePhone(to: "0813-7777-0001", from: "+6281200001001", in: browser)
            #expect(try await world.startBinding() == [])
            try await world.keep("account")
            let (start, form) = (Paths.payee, [("mitra", "bni"), ("nomor", "1234567890")])
            let attacks: [SQL] = [
                "UPDATE account SET payee_held_until = NULL", "UPDATE account SET payee_held_until = 1",
            ]
            for attack in attacks {
                try await world.vandalise(attack)
                let answer = try await browser.post(start, form)
                #expect(answer.status == .conflict && answer.text.contains("sedang kami periksa"), "\(answer.text)")
                let findings = try await world.verifyRecords()
                #expect(findings.contains { $0.hasPrefix("hold on the payee account of person \(siti.person)") })
            }
            world.clock.advance(.days(30))
            try await world.vandalise(
                "UPDATE account SET payee_held_until = (SELECT payee_held_until FROM kept_account WHERE kept_account.id = account.id)"
            )
            #expect(try await world.verifyRecords() == [])
            #expect(try await browser.post(start, form).status != .conflict)
        }
    }

    @Test("the edition sets how many days a contact change blocks a new incentive account", arguments: Engine.tested)
    func days(engine: Engine) async throws {
        let change: @Sendable (String) -> String = {
            $0.replacing("codeResends: 3 }", with: "codeResends: 3, payeeHoldDays: 3 }")
        }
        try await World.with(engine, edition: change) { world in
            let siti = try await world.beneficiary()
            try await world.give("siti@contoh.id", to: siti.person)
            let browser = try await world.browser(of: siti.person)
            try await world.changePhone(to: "0813-7777-0001", from: "+6281200001001", in: browser)
            let (start, form) = (Paths.payee, [("mitra", "bni"), ("nomor", "1234567890")])
            let held = try await browser.post(start, form)
            #expect(held.status == .conflict)
            #expect(held.text.contains("Rekening bisa diganti lagi mulai Sabtu, 18 April 2020, 09.00 WIB"))
            world.clock.advance(.days(3))
            #expect(try await browser.post(start, form).location == Paths.payeeCode)
            let rules = try await world.visitor().get(Paths.edition(world.dependencies.edition.id))
            #expect(rules.text.contains("tidak bisa diganti selama 3 hari"))
        }
    }

    @Test(
        "a contact of another account is refused, without revealing to the asker that it is taken",
        arguments: Engine.tested
    )
    func taken(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, budi) = (try await world.withBothContacts(1), try await world.withBothContacts(2))
            let (page, path) = (Paths.contact(.phone), Paths.contactCode(.phone))
            try await siti.browser.post(page, [("kontak", budi.phone)])
            let agreed = [("kode", try await world.code(to: siti.phoneAddress)), ("langkah", "begun")]
            #expect(try await siti.browser.post(path, agreed).location == path)
            #expect(try await siti.browser.get(path).text.contains("Kami mengirim kode ke"))
            let told = try await world.letters(to: budi.phoneAddress).last
            #expect(told?.text.contains("sudah dipakai akun Prakerja lain") == true)
            let answer = try await siti.browser.post(path, [("kode", "123456"), ("langkah", "agreed")])
            #expect(answer.status == .unprocessableContent)
            let person = try await world.id(of: siti)
            #expect(try await world.contacts(of: person) == [siti.email, siti.phoneAddress])
        }
    }

    @Test(
        "an account with only a phone adds an e-mail address after a code to the phone",
        arguments: Engine.tested)
    func added(engine: Engine) async throws {
        try await World.with(engine) { world in
            let budi = world.visitor()
            try await budi.post(Paths.signUp, [("kontak", "0812-0000-7777")])
            try await budi.post(Paths.signUpCode, [("kode", try await world.code(to: "+6281200007777"))])
            let (page, path) = (Paths.contact(.email), Paths.contactCode(.email))
            #expect(try await budi.get(page).text.contains("Tambah alamat email"))
            try await budi.post(page, [("kontak", "budi@contoh.id")])
            try await budi.post(
                path, [("kode", try await world.code(to: "+6281200007777")), ("langkah", "begun")])
            let done = try await budi.post(
                path, [("kode", try await world.code(to: "budi@contoh.id")), ("langkah", "agreed")])
            #expect(done.location == Paths.contacts)
            #expect(try await world.signIn("budi@contoh.id").isSignedIn())
        }
    }

    @Test(
        "the contact page tells a person without access to the present contact how the office can help",
        arguments: Engine.tested)
    func lost(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.withBothContacts()
            let page = try await siti.browser.get(Paths.contact(.phone)).text
            #expect(page.contains("Datanglah ke kantor program dengan KTP asli"))
            #expect(page.contains(world.dependencies.edition.contact.callCentre))
            let same = try await siti.browser.post(Paths.contact(.phone), [("kontak", siti.phone)])
            #expect(same.text.contains("Itu kontak Anda yang sekarang"))
            #expect(
                try await siti.browser.post(Paths.contact(.phone), [("kontak", "x@y.id")]).text.contains(
                    "Masukkan nomor HP"))
        }
    }
}

extension World {
    /// Goes through all the pages of a change of phone number.
    ///
    /// - Parameter present: the address of the first code, in the gateway's spelling.
    func changePhone(to number: String, from present: String, in browser: Visitor) async throws {
        let path = Paths.contactCode(.phone)
        try await browser.post(Paths.contact(.phone), [("kontak", number)])
        try await browser.post(path, [("kode", try await code(to: present)), ("langkah", "begun")])
        let phone = try #require(PhoneNumber(number))
        let done = try await browser.post(path, [("kode", try await code(to: phone.e164)), ("langkah", "agreed")])
        #expect(done.location == Paths.contacts)
    }
}
