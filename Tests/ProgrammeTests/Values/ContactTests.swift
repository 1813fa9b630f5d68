import Testing

@testable import Programme

@Suite("Contacts")
struct ContactTests {
    @Test("phone number: it is displayed in groups and masked in the middle")
    func display() {
        #expect(PhoneNumber("081234567890")?.display == "0812-3456-7890")
        #expect(PhoneNumber("081234567890")?.masked == "0812-••••-7890")
    }

    @Test(
        "e-mail address: its local part is kept, and comparison ignores case",
        arguments: [("Siti.N@Contoh.ID", "siti.n@contoh.id"), (" budi+kerja@gmail.com ", "budi+kerja@gmail.com")])
    func email(text: String, folded: String) {
        #expect(EmailAddress(text)?.folded == folded)
    }

    @Test(
        "e-mail address: an invalid one is refused",
        arguments: [
            "", "siti", "siti@", "@contoh.id", "siti@contoh", "si ti@contoh.id", ".siti@contoh.id", "a..b@contoh.id",
            "siti@-x.id",
        ])
    func notEmail(text: String) {
        #expect(EmailAddress(text) == nil)
    }

    @Test(
        "e-mail address: a mistyped common domain is detected",
        arguments: [
            ("siti@gmial.com", "siti@gmail.com"), ("siti@gmail.co", "siti@gmail.com"),
            ("siti@gmal.com", "siti@gmail.com"),
            ("siti@yaho.com", "siti@yahoo.com"), ("siti@yahoo.co.idd", "siti@yahoo.co.id"),
            ("a@hotmial.com", "a@hotmail.com"),
        ])
    func hint(typed: String, meant: String) {
        #expect(EmailAddress(typed)?.probablyMeant?.address == meant)
    }

    @Test(
        "e-mail address: a valid or unknown domain is not questioned",
        arguments: ["siti@gmail.com", "siti@prakerja.go.id", "siti@ui.ac.id"])
    func noHint(typed: String) {
        #expect(EmailAddress(typed)?.probablyMeant == nil)
    }

    @Test("contact: an edition that allows only e-mail refuses a number")
    func kinds() {
        let rules = AccountRules(identifiers: [.email], codeValidMinutes: 10, codeTries: 5, codeResends: 3)
        #expect(throws: AccountRefusal.contactKindNotAllowed(.phone)) { try rules.contact("0812-3456-7890") }
        #expect(throws: AccountRefusal.unreadableContact) { try rules.contact("siti at contoh") }
    }
}
