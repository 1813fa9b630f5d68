import Foundation
import Programme

/// `/kantor/akun-saya`: what officers see and do of their own account.
struct OwnAccountPage: Page {
    let t: Words
    let officer: Officer
    let codesLeft: Int
    let hasNIK: Bool
    let identity: OfficerIdentity.State?
    let keys: ShortcutKeys
    /// The officer's sessions, the one used last first.
    let sessions: [SignedInDevice]
    /// The session that asks for the page.
    let present: Data?
    let form: FormState

    static let session = "sesi"

    var title: String { t("Akun saya", "My account") }
    var errors: [FieldError] { form.errors }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(when: identity != .confirmed, OfficerIdentityWords(t: t).banner(identity))
        \(Part.summary([
            SummaryRow(label: t("Nama", "Name"), value: "\(officer.name)"),
            SummaryRow(
                label: t("Peran", "Roles"), value: "\(OfficerRequestWords(t: t).roles(officer.roles))"),
            SummaryRow(
                label: t("NIK Anda", "Your NIK"),
                value: OfficerIdentityWords(t: t).tag(identity, hasNIK: hasNIK)),
            SummaryRow(
                label: t("Kode pemulihan", "Recovery codes"),
                value: codesLeft == 0
                    ? Part.tag(t("Tidak ada, buat di bawah", "None, make them below"), .todo)
                    : "\(t("\(codesLeft) belum dipakai", "\(codesLeft) unused"))"),
        ]))
        \(when: identity != .confirmed, nik)
        \(when: identity == .confirmed && !hasNIK, Part.details(t("Catat NIK Anda", "State your NIK"), nik))
        <h2>\(t("Kata sandi dan autentikator", "Password and authenticator"))</h2>
        <p>\(t(
            "Keduanya diganti di sini dengan kata sandi dan kode yang sekarang. Hilang? Dua administrator mengatur ulang.",
            "Both are changed here with the present password and code. Lost one? Two administrators reset it."))</p>
        <p>\(Part.button(t("Ganti kata sandi", "Change the password"), to: Paths.ownPassword, secondary: true))\(Part.button(
            t("Ganti autentikator", "Replace the authenticator"), to: Paths.ownAuthenticator, secondary: true))</p>
        \(sessionPart)
        <h2>\(t("Kode pemulihan", "Recovery codes"))</h2>
        <p>\(t(
            "Dipakai sekali, sebagai ganti kode autentikator saat HP tidak ada. Membuat yang baru membatalkan yang lama.",
            "Each works once, in place of the authenticator's code when the phone is not at hand. New ones replace the old."))</p>
        \(Part.act(
            codesLeft == 0
                ? t("Buat kode pemulihan", "Make recovery codes")
                : t("Buat kode pemulihan baru", "Make new recovery codes"),
            to: Paths.recoveryCodes, csrf: form.csrf, kind: "secondary"))
        <h2>\(t("Tombol pintas", "Keys that act at once"))</h2>
        <p>\(keys.areOn
            ? t(
                "Garis miring membuka kolom pencarian. Di halaman foto, satu huruf atau angka langsung memutuskan.",
                "A slash goes to the search field. On the page of photos, one letter or digit decides at once.")
            : t(
                "Tombol pintas mati sampai Anda keluar. Semua tetap bisa dengan Tab dan Enter.",
                "These keys are off until you sign out. Everything works with Tab and Enter."))</p>
        \(KeysSwitch(t: t, keys: keys, path: Paths.ownAccount, csrf: form.csrf).html)
        """
    }

    private var sessionPart: HTML {
        let others = Part.act(
            t("Akhiri semua sesi lain", "End all other sessions"), to: Paths.ownSessionsEnd, csrf: form.csrf,
            kind: "danger")
        return """
            <h2>\(t("Sesi saya", "My sessions"))</h2>
            <p>\(t(
                "Di sini akun Anda sedang terbuka. Ada yang tidak Anda kenal? Akhiri, lalu ganti kata sandi.",
                "Your account is open here. Is there one you do not know? End it, then change the password."))</p>
            \(Part.table(
                caption: t("Yang terakhir dipakai di atas", "The one used last on top"),
                [t("Perangkat", "Device"), t("Masuk", "Signed in"), t("Terakhir dipakai", "Last used"), t(
                    "Tindakan", "Action")],
                sessions.map(row), empty: t("Tidak ada.", "None.")))
            \(when: sessions.count > 1, others)
            """
    }

    private func row(_ session: SignedInDevice) -> [HTML] {
        let act: HTML =
            session.hash == present
            ? Part.tag(t("Sesi ini", "This session"), .done)
            : Part.act(
                t("Akhiri", "End it"), to: Paths.ownSessionEnd, csrf: form.csrf, kind: "secondary",
                fields: Field.hidden(Self.session, session.hash.base64URL))
        return [
            "\(session.device.label(t))\(when: session.hash == present, "<small>\(t("Perangkat ini", "This device"))</small>")",
            "\(t.exactMoment(session.begunAt))", "\(t.exactMoment(session.seenAt))", act,
        ]
    }

    private var nik: HTML {
        """
        <form method="post" action="\(Paths.ownAccount)" novalidate>\(Field.token(form.csrf))
        \(when: identity == .confirmed, confirmedBefore)
        \(OfficerNIKField.html(form, t))
        \(Part.submit(t("Simpan", "Save")))
        </form>
        """
    }

    /// Of an officer whom administrators confirmed before there was a NIK.
    private var confirmedBefore: HTML {
        Banner(
            .attention,
            t(
                "Identitas Anda sudah dipastikan. Menyimpan NIK membatalkannya sampai Dukcapil menjawab. Selama itu "
                    + "Anda tidak dapat memeriksa orang, uang, atau undian.",
                "Your identity is confirmed. Saving a NIK undoes that until the registry answers, and until then you "
                    + "cannot work on people, money or draws.")
        ).html
    }

    static func sample(_ t: Words) -> OwnAccountPage {
        OwnAccountPage(
            t: t, officer: .sample(1, "Ratna Dewi", .waveManager), codesLeft: 3, hasNIK: true,
            identity: .differs, keys: ShortcutKeys(areOn: true), sessions: [], present: nil, form: .sample)
    }
}

struct RecoveryCodesPage: Page {
    let t: Words
    let codes: [String]
    /// The account's page, of the office or of a partner's desk.
    var back = Paths.ownAccount

    var title: String { t("Kode pemulihan Anda", "Your recovery codes") }

    var body: HTML {
        func row(_ code: String) -> HTML { "<li><code>\(RecoveryCode.spaced(code))</code></li>" }
        return """
            <h1>\(title)</h1>
            <p>\(t(
                "Catat sekarang dan simpan di tempat aman. Kode ini tidak ditampilkan lagi.",
                "Write them down now and keep them safe. They are not shown again."))</p>
            <ul class="codes">\(each: codes, row)</ul>
            <p>\(Part.button(t("Sudah saya catat", "I have written them down"), to: back))</p>
            """
    }

    static func sample(_ t: Words) -> RecoveryCodesPage {
        RecoveryCodesPage(t: t, codes: ["abcdefghjk", "mnpqrstuvw", "xyz2345678"])
    }
}
