import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

/// An intruder reads a person's mail, signs in with it, and wants the money.
@Suite("Story: the intruder in the mailbox")
struct MailboxIntruderTests {
    @Test(
        "an intruder who reads the mailbox gets no money, and the phone is notified of every step",
        .bug(
            id: "2.58",
            """
            With the mailbox alone an intruder could sign in, replace the proved phone number by their own and \
            redirect the incentives to their account, without a notice to the person.
            """),
        arguments: Engine.tested)
    func story(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            let (mailbox, phone) = ("siti@contoh.id", "+6281234567890")
            try await world.give(mailbox, to: siti.person)
            let victim = try await world.browser(of: siti.person)
            let intruder = try await world.signIn(mailbox)

            // The number: the application's page does not replace a proved number, and the contact page needs a code
            // from the phone.
            #expect(try await intruder.post(Paths.phone, [("hp", "081377770001")]).location == Paths.contact(.phone))
            let path = Paths.contactCode(.phone)
            #expect(try await intruder.post(Paths.contact(.phone), [("kontak", "0813-7777-0001")]).location == path)
            #expect(try await world.letters(to: phone).last?.text.contains("GANTI KONTAK") == true)
            for step in ["begun", "agreed"] {
                #expect(try await intruder.post(path, [("kode", "000000"), ("langkah", step)]).location == nil)
            }

            // The account: a wallet of another number is refused, and the code for a bank account goes to the phone.
            let wallet = try await intruder.post(Paths.payee, [("mitra", "gopay"), ("nomor", "0813-7777-0001")])
            #expect(wallet.status == .unprocessableContent)
            let bank = try await intruder.post(Paths.payee, [("mitra", "bni"), ("nomor", "1234567890")])
            #expect(bank.location == Paths.payeeCode)
            #expect(try await world.letters(to: phone).last?.text.contains("1234567890".suffix(4)) == true)
            #expect(try await intruder.post(Paths.payeeCode, [("kode", "000000")]).location == nil)

            // The intruder controls the mailbox, so the address can be replaced; this blocks the account for
            // incentives.
            let mail = Paths.contactCode(.email)
            try await intruder.post(Paths.contact(.email), [("kontak", "penyusup@contoh.id")])
            try await intruder.post(mail, [("kode", try await world.code(to: mailbox)), ("langkah", "begun")])
            try await intruder.post(
                mail, [("kode", try await world.code(to: "penyusup@contoh.id")), ("langkah", "agreed")])
            let told = try #require(try await world.letters(to: phone).last)
            #expect(told.text.contains("Kontak akun Prakerja diganti") && told.text.contains("Bukan Anda?"))
            #expect(try await world.letters(to: mailbox).last?.subject == "Kontak akun Prakerja Anda diganti")
            let held = try await intruder.post(Paths.payee, [("mitra", "bni"), ("nomor", "1234567890")])
            #expect(held.status == .conflict)
            #expect(try await victim.isSignedIn() == false)

            // She signs in with her phone, signs the intruder out, and is paid to her own wallet.
            let home = try await world.signIn("0812-3456-7890", at: phone)
            try await home.post(Paths.devicesSignOut, [], seeing: Paths.devices)
            #expect(try await intruder.isSignedIn() == false)
            #expect(try await world.linkedLastFour(siti.person) == "7890")
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            _ = try await world.payOut()
            #expect(try await world.railBooks().paidTo == ["081234567890": 600_000])
            try await world.expectBalancedBooks()
        }
    }
}

extension World {
    fileprivate func linkedLastFour(_ person: ID<Account>) async throws -> String? {
        try await dependencies.database.read { try $0.payees.linked(to: person)?.lastFour }
    }
}
