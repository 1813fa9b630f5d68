import Programme

/// `/kantor/undang-petugas`: one administrator proposes a new officer; another, or the programme manager,
/// sends the link.
struct OfficerInvitationPage: Page {
    let t: Words
    let form: FormState
    let roles: [RoleDefinition]

    var title: String { t("Undang petugas", "Invite an officer") }
    var errors: [FieldError] { form.errors }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(Part.columns(form: fields, notes: Part.panel(t("Setelah diusulkan", "Once it is proposed"), next)))
        """
    }

    private var next: HTML {
        let text = t(
            "Setelah administrator lain atau manajer program setuju, tautan sekali pakai dikirim ke alamat petugas. "
                + "Hanya petugas itu yang memasang sandi dan autentikator.",
            "Once another administrator or the programme manager agrees, a one-time link is sent to the officer's "
                + "address. The officer alone sets password and authenticator.")
        return "<p>\(text)</p>"
    }

    private var fields: HTML {
        """
        <form method="post" action="\(Paths.officerInvitation)" novalidate>\(Field.token(form.csrf))
        \(Field.text(
            form, "nama", t("Nama", "Name"),
            hint: t("Seperti di surat keputusan.", "As it appears under a decree.")))
        \(Field.text(
            form, "alamat", t("Email kantor", "E-mail at the office"),
            hint: t("Dipakai untuk masuk.", "It is used to sign in."), keyboard: "email"))
        \(RolesField(t: t, form: form, choices: roles, legend: t("Peran", "Roles")).html)
        \(LocalPost.fields(form, t))
        \(ReasonField.area(
            form, t, hint: t("Tugas apa, dan atas surat siapa.", "Which duty, and by whose letter.")))
        \(Part.submit(t("Usulkan", "Propose")))
        </form>
        """
    }

    static func sample(_ t: Words) -> OfficerInvitationPage {
        OfficerInvitationPage(t: t, form: .sample, roles: [.sample])
    }
}

extension RoleDefinition {
    static var sample: RoleDefinition {
        RoleDefinition(
            slug: .payoutMaker, name: Bilingual(id: "Penyusun penyaluran", en: "Payout maker"),
            purpose: Bilingual(id: "Menyusun kelompok penyaluran.", en: "Drafts payout batches."),
            permissions: [.draftPayouts], region: nil)
    }
}
