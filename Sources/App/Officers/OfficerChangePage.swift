import Programme

/// The form of one change of an officer, with its reason.
struct OfficerChangePage: Page {
    enum Change: String, CaseIterable, Sendable, PathValue {
        case roles = "peran"
        case deputy = "pengganti"
        case endDeputy = "akhiri-pengganti"
        case reset = "pasang-ulang"
        case suspend = "tangguhkan"
        case reinstate = "pulihkan"
        case identity = "identitas"
    }

    let t: Words
    let change: Change
    let officer: RosterEntry
    let roles: [RoleDefinition]
    /// Active officers who may be absent.
    let others: [RosterEntry]
    let form: FormState

    var title: String { change.title(t) }
    var errors: [FieldError] { form.errors }
    var isWide: Bool { true }
    var crumbs: [Crumb] { [Crumb(officer.name, Paths.officer(officer.id))] }

    var body: HTML {
        """
        <h1>\(title): \(officer.name)</h1>
        \(Part.columns(
            form: """
            <form method="post" action="\(Paths.officerChange(officer.id, change))" novalidate>\(Field.token(form.csrf))
            \(fields)
            \(ReasonField.area(form, t, hint: t("Tampil di riwayat tindakan.", "Shown in the audit log.")))
            \(Part.submit(change.button(t), kind: change == .suspend ? "danger" : ""))
            </form>
            """,
            notes: Part.panel(t("Akibatnya", "What it means"), "<p>\(change.consequence(t))</p>")))
        """
    }

    private var fields: HTML {
        switch change {
        case .roles:
            """
            \(RolesField(
                t: t, form: rolesForm, choices: roles, legend: t("Peran \(officer.name)", "Roles of \(officer.name)")
            ).html)\(LocalPost.fields(rolesForm, t))
            """
        case .deputy: deputy
        case .endDeputy, .reset, .suspend, .reinstate, .identity: .empty
        }
    }

    static let from = DateField("mulai", Bilingual(id: "Mulai tanggal", en: "From"), example: "20 4 2020")
    static let through = DateField("sampai", Bilingual(id: "Sampai tanggal", en: "To"), example: "24 4 2020")

    private var deputy: HTML {
        let words = OfficerRequestWords(t: t)
        return """
            \(Field.select(
                form, "berhalangan", t("Petugas yang berhalangan", "The absent officer"),
                options: others.map { (value: $0.id.description, label: "\($0.name): \(words.roles($0.ownRoles))") },
                prompt: t("Pilih petugas", "Choose an officer")))
            \(RolesField(
                t: t, form: form, choices: roles, legend: t("Peran yang digantikan", "Roles to stand in for"),
                hint: t("Hanya peran petugas yang berhalangan.", "Only roles of the absent officer.")).html)
            \(Self.from.html(form, t))
            \(Self.through.html(form, t, hint: t("Termasuk hari itu.", "That day included.")))
            """
    }

    /// Ticked as the officer's roles are, unless the form was sent with others.
    private var rolesForm: FormState {
        var form = form
        guard form.values.isEmpty else { return form }
        form.values = RolesField.values(officer.ownRoles)
        form.values[LocalPost.regionField] = officer.post?.province.code
        form.values[LocalPost.officeField] = officer.post?.office
        return form
    }

    static func sample(_ t: Words) -> OfficerChangePage {
        OfficerChangePage(
            t: t, change: .deputy, officer: .sample, roles: [.sample], others: [.sample], form: .sample)
    }
}

extension OfficerChangePage.Change {
    func title(_ t: Words) -> String {
        switch self {
        case .roles: t("Ubah peran", "Change roles")
        case .deputy: t("Jadikan pengganti sementara", "Make a deputy")
        case .endDeputy: t("Akhiri penggantian sekarang", "End the deputyship now")
        case .reset: t("Pasang ulang sandi dan autentikator", "Set up password and authenticator again")
        case .suspend: t("Tangguhkan seketika", "Suspend at once")
        case .reinstate: t("Pulihkan akun", "Reinstate the account")
        case .identity: t("Pastikan identitas", "Confirm the identity")
        }
    }

    func consequence(_ t: Words) -> String {
        switch self {
        case .roles:
            t(
                "Peran berlaku begitu orang kedua menyetujuinya.",
                "The roles take effect as soon as a second person agrees.")
        case .deputy:
            t(
                "Petugas ini memegang peran rekannya selama hari yang dipilih, bila orang kedua setuju.",
                "This officer holds a colleague's roles for the chosen days, if a second person agrees.")
        case .endDeputy:
            t(
                "Berlaku sekarang: petugas ini tidak lagi memegang peran rekannya.",
                "Takes effect now: this officer no longer holds a colleague's roles.")
        case .reset:
            t(
                "Untuk HP yang hilang atau sandi yang lupa. Bila orang kedua setuju, semua sesi berakhir dan tautan baru "
                    + "dikirim ke alamat petugas.",
                "For a lost phone or a forgotten password. If a second person agrees, all sessions end and a new link is "
                    + "sent to the officer's address.")
        case .suspend:
            t(
                "Berlaku sekarang: semua sesi berakhir dan petugas tidak bisa masuk. Memulihkan perlu dua orang. Untuk "
                    + "salah satu pemutus yang terakhir, orang kedua harus setuju lebih dulu.",
                "Takes effect now: all sessions end and the officer cannot sign in. Reinstating needs two people. For "
                    + "one of the last who may decide, a second person must agree first.")
        case .identity:
            t(
                "Hanya bila Dukcapil tidak menjawab atau keliru. Lihat KTP aslinya. Bila orang kedua setuju, petugas bisa "
                    + "bekerja.",
                "Only where the registry does not answer, or errs. See the identity card itself. If a second person "
                    + "agrees, the officer can work.")
        case .reinstate:
            t(
                "Petugas bisa masuk lagi begitu orang kedua menyetujuinya.",
                "The officer can sign in again as soon as a second person agrees.")
        }
    }

    func button(_ t: Words) -> String {
        switch self {
        case .roles: t("Usulkan peran ini", "Propose these roles")
        case .deputy: t("Usulkan pengganti", "Propose the deputy")
        case .endDeputy: t("Akhiri penggantian", "End the deputyship")
        case .reset: t("Usulkan pemasangan ulang", "Propose it")
        case .suspend: t("Tangguhkan", "Suspend")
        case .reinstate: t("Usulkan pemulihan", "Propose to reinstate")
        case .identity: t("Usulkan pemastian", "Propose to confirm")
        }
    }
}
