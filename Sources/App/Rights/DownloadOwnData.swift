import HTTPTypes
import Programme
import Storage

/// A person takes out their own data: after a code to a proved contact, a few times a day, each time with an event in
/// the audit log. A session alone does not suffice, because the file has in one place what an impostor would look for.
struct DownloadOwnData: Sendable {
    let dependencies: Dependencies

    /// Files of one person within `period`.
    static let most = 3
    /// By the real clock.
    static let period = Span.days(1)
    /// What the code confirms. The purpose is the one by which the owner of a proved contact agrees to something.
    static let matter = "own-data"
    static let purpose = CodePurpose.oldContact

    private static let act = "account.data-downloaded"

    /// Sends the code to the first proved contact, an e-mail address before a number.
    func sendCode(to person: ID<Account>, visit: String, language: Language, in tx: Transaction) throws {
        try requireRoom(for: person, in: tx)
        let contacts = try tx.accounts.contacts(of: person, vault: dependencies.vault)
        guard let contact = contacts.first else { throw OwnDataRefusal.noContact }
        let request = CodeQueries.Request(
            purpose: Self.purpose, subject: CodeSender.subject(person, visit), destination: contact,
            matter: Self.matter)
        let minutes = dependencies.edition.account.codeValidMinutes
        try CodeSender(dependencies: dependencies, language: language).send(request, in: tx) { digits in
            OwnDataCodeMessage(digits: digits, minutes: minutes)
        }
    }

    /// Checks the digits and records the download. A second tap repeats the first one's file and is not counted again.
    /// Throws `CodeRefusal.noCode` for a second tap of another act: a code of a change of contact that was just used is
    /// no consent to the file.
    func confirm(_ digits: String, of person: ID<Account>, visit: String, in tx: Transaction) throws {
        let moment = dependencies.moment()
        let proof = try tx.codes.prove(
            digits, Self.purpose, subject: CodeSender.subject(person, visit), about: Self.matter, by: visit,
            at: moment.real, vault: dependencies.vault, edition: dependencies.edition)
        guard !proof.isSecondTap else {
            guard try !downloads(of: person, within: CodePolicy.secondTap, in: tx).isEmpty else {
                throw CodeRefusal.noCode
            }
            return
        }
        try requireRoom(for: person, in: tx)
        try tx.audit.record(
            AuditEvent(Self.act, subject: "account:\(person)"), by: .person(person), at: moment, ids: dependencies.ids)
    }

    /// From when on the person may take out another file; nil when they may now.
    func fullUntil(_ person: ID<Account>, in tx: Transaction) throws -> Instant? {
        let latest = try downloads(of: person, within: Self.period, in: tx)
        guard latest.count == Self.most, let oldest = latest.last else { return nil }
        return oldest.at + Self.period
    }

    /// The latest, newest first.
    private func downloads(of person: ID<Account>, within span: Span, in tx: Transaction) throws -> [AuditRecord] {
        let begin = dependencies.realNow() - span
        let search = AuditSearch(acts: [Self.act], subjects: ["account:\(person)"], from: begin)
        return try tx.audit.find(search, before: nil, limit: Self.most).filter { $0.at > begin }
    }

    private func requireRoom(for person: ID<Account>, in tx: Transaction) throws {
        if let until = try fullUntil(person, in: tx) { throw OwnDataRefusal.tooOften(until: until) }
    }
}

/// Why no file is made.
enum OwnDataRefusal: UserFacingRefusal {
    /// - until: of the real clock.
    case tooOften(until: Instant)
    case noContact

    var code: String {
        switch self {
        case .tooOften: "own-data.too-often"
        case .noContact: "own-data.no-contact"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .tooOften: .tooManyRequests
        case .noContact: .conflict
        }
    }

    func sentence(_ t: Words) -> String {
        switch self {
        case .tooOften(let until):
            t(
                "Data Anda sudah diunduh \(DownloadOwnData.most) kali dalam sehari. Unduh lagi mulai \(t.moment(real: until)).",
                "Your data was downloaded \(DownloadOwnData.most) times within a day. Download it again from \(t.moment(real: until))."
            )
        case .noContact:
            t(
                "Akun ini belum punya kontak terverifikasi untuk menerima kode. Tambah nomor HP dulu.",
                "This account has no verified contact for the code. Add a mobile number first.")
        }
    }

    func way(_ t: Words) -> (label: String, path: String)? {
        switch self {
        case .tooOften: (t("Data saya", "My data"), Paths.ownData)
        case .noContact: (t("Nomor HP", "Mobile number"), Paths.phone)
        }
    }
}

/// The code for the file. It says what it opens, so that an owner who is talked into reading it out is warned.
struct OwnDataCodeMessage: Notice {
    let digits: String
    let minutes: Int

    func subject(_ t: Words) -> String {
        t("Permintaan mengunduh data akun Prakerja", "A request to download your Prakerja account's data")
    }

    func body(_ t: Words) -> String {
        let spaced = "\(digits.prefix(3)) \(digits.suffix(3))"
        return t(
            """
            Ada permintaan dari akun Anda untuk mengunduh semua data Anda dalam satu berkas. Kode untuk menyetujuinya:

                \(spaced)

            Berlaku \(minutes) menit dan hanya sekali pakai.

            Bukan Anda yang meminta? Jangan berikan kode ini kepada siapa pun. Masuk, lalu keluarkan semua perangkat \
            lain di halaman Perangkat.
            """,
            """
            Your account asks to download all your data in one file. The code to agree:

                \(spaced)

            It is valid for \(minutes) minutes and can be used once.

            Was it not you? Do not pass this code on. Sign in, then sign out all other devices on the page Devices.
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "\(digits) = kode UNDUH SEMUA DATA akun Prakerja. Bukan Anda? Jangan berikan, masuk dan keluarkan perangkat lain.",
            "\(digits) = code to DOWNLOAD ALL DATA of your Prakerja account. Not you? Do not pass it on, sign out other devices."
        )
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Lihat perangkat yang masuk", "See signed-in devices"), target: Paths.devices)
    }

    static let sample = OwnDataCodeMessage(digits: "274910", minutes: 10)
}
