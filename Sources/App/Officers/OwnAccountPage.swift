import Programme

/// `/kantor/akun-saya`: what officers see and do of their own account.
struct OwnAccountPage: Page {
    let t: Words
    let officer: Officer
    let codesLeft: Int
    let hasNIK: Bool
    let identity: OfficerIdentity.State?
    let keys: ShortcutKeys
    let form: FormState

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
                value: "\(t("\(codesLeft) belum dipakai", "\(codesLeft) unused"))"),
        ]))
        \(when: !hasNIK || identity != .confirmed, nik)
        <h2>\(t("Kode pemulihan", "Recovery codes"))</h2>
        <p>\(t(
            "Dipakai sekali, sebagai ganti kode autentikator saat HP tidak ada. Membuat yang baru membatalkan yang lama.",
            "Each works once, in place of the authenticator's code when the phone is not at hand. New ones replace the old."))</p>
        \(Part.act(
            t("Buat kode pemulihan", "Make recovery codes"), to: Paths.recoveryCodes, csrf: form.csrf,
            kind: "secondary"))
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
                "Identitas Anda sudah dipastikan. Menyimpan NIK membatalkannya sampai Dukcapil menjawab, dan selama itu "
                    + "Anda tidak dapat memeriksa orang, uang, atau undian.",
                "Your identity is confirmed. Saving a NIK undoes that until the registry answers, and until then you "
                    + "cannot work on people, money or draws.")
        ).html
    }

    static func sample(_ t: Words) -> OwnAccountPage {
        OwnAccountPage(
            t: t, officer: .sample(1, "Ratna Dewi", .waveManager), codesLeft: 3, hasNIK: true,
            identity: .differs, keys: ShortcutKeys(areOn: true),
            form: .sample)
    }
}

struct RecoveryCodesPage: Page {
    let t: Words
    let codes: [String]

    var title: String { t("Kode pemulihan Anda", "Your recovery codes") }

    var body: HTML {
        func row(_ code: String) -> HTML { "<li><code>\(RecoveryCode.spaced(code))</code></li>" }
        return """
            <h1>\(title)</h1>
            <p>\(t(
                "Catat sekarang dan simpan di tempat aman. Kode ini tidak ditampilkan lagi.",
                "Write them down now and keep them safe. They are not shown again."))</p>
            <ul class="codes">\(each: codes, row)</ul>
            <p>\(Part.button(t("Sudah saya catat", "I have written them down"), to: Paths.ownAccount))</p>
            """
    }

    static func sample(_ t: Words) -> RecoveryCodesPage {
        RecoveryCodesPage(t: t, codes: ["abcdefghjk", "mnpqrstuvw", "xyz2345678"])
    }
}
