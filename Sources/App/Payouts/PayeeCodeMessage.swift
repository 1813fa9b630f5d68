import Programme
import Storage

/// The one-time code that confirms a payee account. It names the account, so that a person who is talked into reading
/// the code out sees what it would do.
struct PayeeCodeMessage: Notice {
    let digits: String
    let account: String
    let minutes: Int
    let site: String

    func subject(_ t: Words) -> String {
        t("Kode untuk rekening insentif", "Code for your incentive account")
    }

    func body(_ t: Words) -> String {
        let spaced = "\(digits.prefix(3)) \(digits.suffix(3))"
        return t(
            """
            Kode ini membuat semua insentif Anda dibayar ke \(account).

                \(spaced)

            Berlaku \(minutes) menit dan hanya sekali pakai.

            Bukan Anda yang meminta? Jangan berikan kode ini kepada siapa pun. Petugas kami tidak pernah meminta kode lewat telepon, SMS, atau chat.
            """,
            """
            With this code all your incentives will be paid to \(account).

                \(spaced)

            It is valid for \(minutes) minutes and can be used once.

            Was it not you? Give this code to nobody. Our \
            officers never ask for a code by telephone, text or chat.
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "\(digits) kode Prakerja: insentif akan dibayar ke \(account). Jangan berikan kepada siapa pun. \(site)",
            "\(digits) is your Prakerja code: incentives will go to \(account). Give it to nobody. \(site)")
    }
}

extension CodeSender {
    /// Sends the code by text message where the person has a verified phone, so that an attacker with access to the
    /// mailbox alone cannot redirect the money.
    func payee(of person: ID<Account>, visit: String, in tx: Transaction) throws {
        let contacts = try tx.accounts.contacts(of: person, vault: dependencies.vault)
        guard let contact = contacts.first(where: { $0.kind == .phone }) ?? contacts.first else {
            throw PayeeRefusal.identityNotVerified
        }
        guard let payee = try LinkPayee(dependencies: dependencies).checked(for: person, in: tx) else {
            throw PayeeRefusal.nothingToConfirm
        }
        let request = CodeQueries.Request(
            purpose: .payee, subject: CodeSender.subject(person, visit), destination: contact, matter: payee.matter)
        try send(request, in: tx) { digits in
            PayeeCodeMessage(
                digits: digits, account: payee.readable(in: dependencies.payoutPartners),
                minutes: dependencies.edition.account.codeValidMinutes, site: dependencies.edition.site)
        }
    }
}
