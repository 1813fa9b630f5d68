import Foundation
import Hummingbird
import Programme

/// The second contact of a visitor who typed both when signing up. It is kept unverified, in a sealed cookie of the
/// browser alone, and stands in the field where the person verifies it later.
struct OtherContact: Sendable {
    let contact: Contact

    static let field = "kontak-lain"
    static let choiceField = "kirim-ke"
    static let cookie = "kontak-lain"
    private static let lifetime = Span.days(1)

    init(_ contact: Contact) {
        self.contact = contact
    }

    /// Nil unless this installation sealed it for this very browser.
    init?(_ browser: Browser, on dependencies: Dependencies) {
        guard let value = browser.cookies[Self.cookie], let sealed = Data(base64URL: value),
            let text = try? dependencies.vault.openText(sealed, table: "cookie", column: Self.cookie, row: 0)
        else { return nil }
        let parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, parts[0] == browser.visit, let contact = Contact(parts[1]) else { return nil }
        self.init(contact)
    }

    func carried(by response: Response, visit: String, on dependencies: Dependencies) throws -> Response {
        let text = "\(visit)\n\(contact.written)"
        let sealed = try dependencies.vault.seal(text, table: "cookie", column: Self.cookie, row: 0)
        var response = response
        response.setCookie(
            Cookie(
                name: Self.cookie, value: sealed.base64URL, maxAge: Int(Self.lifetime.seconds), path: "/",
                secure: dependencies.configuration.isSecure, httpOnly: true, sameSite: .lax))
        return response
    }
}

/// To which contact the first code goes.
enum FirstContact {
    case one(Contact)
    case both(first: Contact, other: Contact)
    case wrong(FieldError)

    /// - Parameter typed: the contact in the first field.
    static func choose(_ form: Form, _ typed: Contact, rules: AccountRules, t: Words) -> FirstContact {
        let second = form[OtherContact.field]
        guard !second.isEmpty, offersBoth(rules) else { return .one(typed) }
        func wrong(_ message: String) -> FirstContact {
            .wrong(FieldError(field: OtherContact.field, message: message))
        }
        guard let other = try? rules.contact(second) else {
            return wrong(
                t(
                    "Tulis email atau nomor HP yang lengkap, atau kosongkan.",
                    "Write a whole e-mail address or mobile number, or leave it empty."))
        }
        guard other.kind != typed.kind else {
            return wrong(
                t(
                    "Keduanya sejenis. Tulis satu email dan satu nomor HP, atau kosongkan.",
                    "Both are of one kind. Write an e-mail address and a number, or leave it empty."))
        }
        return form[OtherContact.choiceField] == other.kind.rawValue
            ? .both(first: other, other: typed) : .both(first: typed, other: other)
    }

    static func offersBoth(_ rules: AccountRules) -> Bool { Set(rules.identifiers) == Set(Contact.Kind.allCases) }
}

/// On the first page of signing up: a second contact, and the choice to which of both the code goes.
struct BothContacts: Sendable {
    let t: Words
    let form: FormState

    var html: HTML {
        let isOpen = form.values[OtherContact.field]?.isEmpty == false || form.error(OtherContact.field) != nil
        return """
            <details\(flag: "open", isOpen)><summary>\(t("Punya email dan nomor HP?", "Do you have both an e-mail and a number?"))\
            </summary><div>
            \(Field.text(
                form, OtherContact.field, t("Yang satu lagi (boleh dikosongkan)", "The other one (optional)"),
                hint: t("Anda memeriksanya nanti di akun.", "You verify it later in your account."), type: "text",
                keyboard: "email", autocomplete: "off", maxLength: 254))
            \(Field.radios(
                form, OtherContact.choiceField, t("Kirim kode ke", "Send the code to"),
                hint: t("Tidak memilih? Ke yang pertama Anda tulis.", "No choice? To the one written first."),
                options: [
                    (Contact.Kind.email.rawValue, t("Email", "The e-mail address")),
                    (Contact.Kind.phone.rawValue, t("Nomor HP, lewat SMS", "The mobile number, by text message")),
                ]))
            </div></details>
            """
    }
}
