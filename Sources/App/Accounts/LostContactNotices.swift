import Programme

/// The office has agreed to replace a lost contact: sent to every present contact, in time to stop it.
struct LostContactNotice: Notice {
    let kind: Contact.Kind
    /// Masked.
    let contact: String
    /// By the programme's clock.
    let opensAt: Instant
    /// The complete address at which any of the account's contacts stops it, without signing in.
    let stopping: String
    let callCentre: String

    func subject(_ t: Words) -> String {
        t("Kontak akun Prakerja Anda akan diganti", "The contact of your Prakerja account will be changed")
    }

    func body(_ t: Words) -> String {
        t(
            """
            Kantor program menerima laporan bahwa kontak lama Anda hilang. Mulai \(t.moment(opensAt)), \
            \(kind.label(t)) \(contact) dapat menggantikannya. Pembayaran menunggu sampai beberapa hari sesudahnya.

            Bukan Anda yang melapor? Tekan tombol di bawah ini dan hentikan, atau telepon \(callCentre).
            """,
            """
            The programme's office was told that you lost a contact. From \(t.moment(opensAt)) the \(kind.label(t)) \
            \(contact) can take its place. Payments wait until some days later.

            Was it not you? Press the button below and stop it, or phone \(callCentre).
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "Kontak akun Prakerja akan diganti ke \(contact). Bukan Anda? Hentikan: \(stopping)",
            "Your Prakerja contact will change to \(contact). Not you? Stop it: \(stopping)")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Bukan saya: hentikan", "Not me: stop it"), target: stopping)
    }

    static let sample = LostContactNotice(
        kind: .phone, contact: "0813-••••-1122", opensAt: Instant(milliseconds: 1_587_175_200_000),
        stopping: "https://prakerja.contoh.id" + Paths.stopLink("AAAAAAAAAAAAAAAAAAAAAAAAAA"),
        callCentre: "021-25541246")
}

/// To the new contact: from when its owner can sign in with it.
struct NewContactNotice: Notice {
    /// Both by the programme's clock.
    let opensAt: Instant
    let until: Instant

    func subject(_ t: Words) -> String {
        t("Kontak baru untuk akun Prakerja", "New contact for a Prakerja account")
    }

    func body(_ t: Words) -> String {
        t(
            """
            Kantor program memasang kontak ini untuk sebuah akun Prakerja. Masuk dengan kontak ini mulai \
            \(t.moment(opensAt)), paling lambat \(t.moment(until)).

            Bukan Anda yang meminta? Abaikan saja.
            """,
            """
            The programme's office noted this contact for a Prakerja account. Sign in with it from \
            \(t.moment(opensAt)), at the latest \(t.moment(until)).

            Was it not you? Just ignore this.
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "Masuk ke akun Prakerja dengan nomor ini mulai \(t.shortMoment(opensAt)). Bukan Anda? Abaikan.",
            "Sign in to your Prakerja account with this number from \(t.shortMoment(opensAt)). Not you? Ignore this.")
    }

    static let sample = NewContactNotice(
        opensAt: Instant(milliseconds: 1_587_175_200_000), until: Instant(milliseconds: 1_589_767_200_000))
}

/// The replacement of a lost contact was stopped by the link in the notice or on the account's page: sent to every
/// contact.
struct ContactChangeStoppedNotice: Notice {
    /// The new contact, masked.
    let contact: String
    let callCentre: String

    func subject(_ t: Words) -> String {
        t("Penggantian kontak dihentikan", "The change of contact was stopped")
    }

    func body(_ t: Words) -> String {
        t(
            """
            Kontak akun Anda tidak diganti ke \(contact). Pembayaran yang menunggu dilanjutkan.

            Bukan Anda yang menghentikan? Datang lagi ke kantor program dengan KTP asli, atau telepon \(callCentre).
            """,
            """
            The contact of your account is not changed to \(contact). Payments that waited go on.

            Was it not you who stopped it? Come to the programme's office with your card, or phone \(callCentre).
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "Penggantian kontak akun Prakerja ke \(contact) dihentikan. Bukan Anda? Telepon \(callCentre).",
            "The change of your Prakerja contact to \(contact) was stopped. Not you? Phone \(callCentre).")
    }

    static let sample = ContactChangeStoppedNotice(contact: "0813-••••-1122", callCentre: "021-25541246")
}
