import Programme
import Storage

/// A person confirms with a code to a proved contact that the account is to be deleted, as for the file with their
/// data: a session alone does not suffice.
struct ConfirmDeletion: Sendable {
    let dependencies: Dependencies

    /// What the code confirms: one for the file or for a change of contact does not match.
    static let matter = "account-deletion"
    static let purpose = CodePurpose.oldContact

    /// Sends the code to the first proved contact, an e-mail address before a number. Throws `DeletionRefusal` where
    /// the account cannot be deleted now.
    func sendCode(to person: ID<Account>, visit: String, language: Language, in tx: Transaction) throws {
        try DeleteAccount(dependencies: dependencies).requireFree(person, in: tx)
        let contacts = try tx.accounts.contacts(of: person, vault: dependencies.vault)
        guard let contact = contacts.first else { throw DeletionRefusal.noContact }
        let request = CodeQueries.Request(
            purpose: Self.purpose, subject: CodeSender.subject(person, visit), destination: contact,
            matter: Self.matter)
        let minutes = dependencies.edition.account.codeValidMinutes
        try CodeSender(dependencies: dependencies, language: language).send(request, in: tx) { digits in
            DeletionCodeMessage(digits: digits, minutes: minutes)
        }
    }

    /// Checks the digits and asks for the deletion. A second tap changes nothing, and is no consent once the request
    /// was taken back.
    func confirm(_ digits: String, of person: ID<Account>, visit: String, in tx: Transaction) throws {
        let proof = try tx.codes.prove(
            digits, Self.purpose, subject: CodeSender.subject(person, visit), about: Self.matter, by: visit,
            at: dependencies.realNow(), vault: dependencies.vault, edition: dependencies.edition)
        guard proof.isSecondTap else { return try DeleteAccount(dependencies: dependencies).ask(person, in: tx) }
        guard try tx.deletions.waiting(of: person) != nil else { throw CodeRefusal.noCode }
    }
}

/// The code for the deletion. It says what it does, so that an owner who is talked into reading it out is warned.
struct DeletionCodeMessage: Notice {
    let digits: String
    let minutes: Int

    func subject(_ t: Words) -> String {
        t("Permintaan menghapus akun Prakerja Anda", "A request to delete your Prakerja account")
    }

    func body(_ t: Words) -> String {
        let spaced = "\(digits.prefix(3)) \(digits.suffix(3))"
        return t(
            """
            Ada permintaan dari akun Anda untuk menghapusnya. Kode untuk menyetujuinya:

                \(spaced)

            Berlaku \(minutes) menit dan hanya sekali pakai.

            Bukan Anda yang meminta? Jangan berikan kode ini kepada siapa pun. Masuk, lalu keluarkan semua perangkat \
            lain di halaman Perangkat.
            """,
            """
            Your account asks to be deleted. The code to agree:

                \(spaced)

            It is valid for \(minutes) minutes and can be used once.

            Was it not you? Do not pass this code on. Sign in, then sign out all other devices on the page Devices.
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "\(digits) = kode HAPUS AKUN Prakerja. Bukan Anda? Jangan berikan, masuk dan keluarkan perangkat lain.",
            "\(digits) = code to DELETE your Prakerja account. Not you? Do not pass it on, sign out other devices.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Lihat perangkat yang masuk", "See signed-in devices"), target: Paths.devices)
    }

    static let sample = DeletionCodeMessage(digits: "274910", minutes: 10)
}
