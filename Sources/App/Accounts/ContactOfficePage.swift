import Programme

/// Lost contacts: the form for the first officer, the cases, and what the second one can do.
struct ContactOfficePage: Page {
    struct Row: Sendable {
        let stored: StoredContactCase
        let hasLapsed: Bool
        let person: String
        let proposer: String
        /// Who approved or refused it; nil before.
        var decider: String?
        /// The contacts of the same kind that the account has, masked.
        let replaced: [String]
    }

    /// Where the second officer types the contact again.
    static let again = "kontak-lagi"

    let t: Words
    let officer: Officer
    let cases: [Row]
    let form: FormState
    let refusal: (any UserFacingRefusal)?
    /// The case that this officer decides; nil for the newest.
    var chosen: ID<ContactCase>?
    /// The roles whose officers decide a case.
    var deciders: [RoleDefinition] = []

    var title: String { t("Kontak yang hilang", "Lost contacts") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(refusal.map { Banner(.wrong, $0.sentence(t), title: t("Tidak dapat dilakukan", "This cannot be done")).html })
        <p class="lead">\(t(
            "Untuk orang yang datang dengan KTP dan tidak lagi memegang kontak lamanya. Satu petugas mengusulkan, petugas "
                + "dengan peran lain menyetujui. Kontak lama diberi tahu dan bisa menghentikannya selama 72 jam.",
            "For people who come with their identity card and no longer hold their contact. One officer proposes, one of "
                + "another duty approves. The old contact is told and can stop it for 72 hours."))</p>
        \(Part.columns(
            """
            <h2>\(t("Kasus, terbaru dulu", "Cases, newest first"))</h2>
            \(cases.isEmpty ? nobody : "\(each: cases, card)")
            """, acts: "\(when: officer.mayAny(Set(ReplaceLostContact.proposing)), proposing)"))
        """
    }

    private var nobody: HTML {
        let text = t(
            "Belum ada. Yang diusulkan di loket tampil di sini.", "None yet. Proposals from the counters appear here.")
        return "<p class=\"empty\">\(text)</p>"
    }

    private var proposing: HTML {
        """
        <section class="panel"><h2>\(t("Usulkan kontak baru", "Propose a new contact"))</h2>
        <form method="post" action="\(Paths.contactOffice)">\(Field.token(form.csrf))
        \(Field.text(
            form, "nik", t("NIK di KTP yang ditunjukkan", "NIK on the card that was shown"), keyboard: "numeric",
            autocomplete: "off", width: 20, maxLength: 40))
        \(ContactCaseFields.html(form, t))
        \(Part.submit(t("Usulkan", "Propose"), kind: decided == nil ? "" : "secondary"))</form></section>
        """
    }

    private func card(_ row: Row) -> HTML {
        let value = row.stored.value
        let state: (text: String, kind: Tag) =
            row.hasLapsed ? (t("Tidak dipakai tepat waktu", "Not used in time"), .blocked) : value.state.label(t)
        let opens: HTML = value.opensAt.map { "<p>\(t("Berlaku mulai", "Opens")) \(t.shortMoment($0))</p>" } ?? .empty
        return """
            <div class="card"><h3>\(row.person) \(Part.tag(state.text, state.kind))</h3>
            \(Part.summary([
                SummaryRow(label: t("Kontak baru", "New contact"), value: "\(value.contact.masked)"),
                SummaryRow(label: t("Menggantikan", "Takes the place of"), value: "\(replaced(row))"),
                SummaryRow(label: t("Diusulkan", "Proposed"), value: "\(row.proposer), \(t.shortMoment(row.stored.proposedAt))"),
            ]
                + (row.decider.map { [SummaryRow(label: t("Diputuskan", "Decided by"), value: "\($0)")] } ?? []) + [
                SummaryRow(label: t("Dicocokkan di loket", "Compared at the counter"), value: "\(seen(row.stored))"),
                SummaryRow(label: t("Alasan", "Reason"), value: "\(row.stored.reason)"),
            ]))
            \(opens)
            \(PersonLink(t: t, officer: officer, csrf: form.csrf).html(to: value.person, from: "contact-case:\(value.id)"))
            \(when: mayDecide && value.state == .proposed, acts(on: value))
            \(when: isOwn(value) && value.state == .proposed, SecondOfficer.takingBack(t, deciders))</div>
            """
    }

    private func isOwn(_ value: ContactCase) -> Bool { officer.isSame(as: value.proposedBy.officer) }

    private func acts(on value: ContactCase) -> HTML {
        value.id == decided ? deciding(value) : choosing(value.id)
    }

    private func replaced(_ row: Row) -> String {
        let value = row.stored.value
        guard value.state == .proposed || value.state == .approved else { return "–" }
        let none =
            value.contact.kind == .phone
            ? t("Belum ada nomor HP di akunnya", "The account has no mobile number")
            : t("Belum ada email di akunnya", "The account has no e-mail address")
        return row.replaced.isEmpty ? none : row.replaced.joined(separator: ", ")
    }

    /// The case with the page's one primary act: the chosen one, or the newest that this officer may decide.
    private var decided: ID<ContactCase>? {
        let open = mayDecide ? cases.map(\.stored.value).filter { $0.state == .proposed } : []
        return open.first { $0.id == chosen }?.id ?? open.first?.id
    }

    private func choosing(_ id: ID<ContactCase>) -> HTML {
        let label = t("Periksa usulan ini", "Look at this proposal")
        return "<p>\(Part.button(label, to: "\(Paths.contactOffice)?kasus=\(id)", secondary: true))</p>"
    }

    private var mayDecide: Bool { officer.mayAny(Set(ReplaceLostContact.deciding)) }

    private func seen(_ stored: StoredContactCase) -> String {
        let labels = CounterEvidence.allCases.filter(stored.evidence.contains).map { $0.label(t) }
        return labels.isEmpty ? t("Tidak dicatat", "Not noted") : labels.joined(separator: "; ")
    }

    private func deciding(_ value: ContactCase) -> HTML {
        SecondOfficer(value.proposedBy, by: officer.signatory(for: ReplaceLostContact.deciding)).html(t) { mayApprove in
            """
            \(when: mayApprove, approving(value.id))
            \(Part.act(t("Tolak", "Refuse"), to: Paths.contactRefusal(value.id), csrf: form.csrf, kind: "danger"))
            """
        }
    }

    /// The second officer types the contact without seeing what the first one typed, and the page says why.
    private func approving(_ id: ID<ContactCase>) -> HTML {
        let hours = ContactCase.noticePeriod.seconds / 3_600
        return """
            <form method="post" action="\(Paths.contactApproval(id))">\(Field.token(form.csrf))
            <h4>\(t("Mengapa Anda mengetiknya lagi", "Why you type it again"))</h4>
            <p>\(t(
                "Kontak baru menerima kode masuk ke akun ini. Ketikan petugas pertama tidak diperlihatkan, supaya satu salah "
                    + "ketik tidak memberi akun kepada orang lain. Minta kontaknya dari peserta sendiri.",
                "The new contact receives the codes that open this account. What the first officer typed is not shown, so "
                    + "that one typing error does not give the account to a stranger. Ask the person for it."))</p>
            <p>\(t(
                "Sama: kontak lama diberi tahu, dan yang baru berlaku setelah \(hours) jam. Berbeda: tidak ada yang berubah, "
                    + "usulan tetap menunggu, dan percobaan Anda tercatat.",
                "The same: the old contact is told, and the new one opens after \(hours) hours. Different: nothing changes, "
                    + "the proposal waits on, and your attempt is recorded."))</p>
            \(Field.text(
                form, Self.again, t("Ketik kontak barunya sekali lagi", "Type the new contact once more"),
                autocomplete: "off", maxLength: 254))
            \(Part.submit(t("Setujui", "Approve")))</form>
            """
    }

    static var approvedSample: ContactCase { sampleCase(.approved, opensAt: Instant(milliseconds: 1_587_175_200_000)) }

    private static func sampleCase(_ state: ContactCase.State, opensAt: Instant?) -> ContactCase {
        ContactCase(
            id: ID(1), person: ID(1), contact: PendingCode.sample(Instant(milliseconds: 0)).destination, state: state,
            proposedBy: Signatory(officer: ID(1), duty: .identityReviewer), opensAt: opensAt)
    }

    static func sample(_ t: Words) -> ContactOfficePage {
        let value = sampleCase(.proposed, opensAt: nil)
        let stored = StoredContactCase(
            value, reason: "HP hilang, KTP asli dicocokkan dengan peserta", evidence: [.identityCard, .face],
            proposedAt: Instant(milliseconds: 1_586_916_000_000))
        return ContactOfficePage(
            t: t, officer: .sample(2, "Budi", .programmeManager),
            cases: [
                Row(stored: stored, hasLapsed: false, person: "Siti", proposer: "Ani", replaced: ["0812-••••-1001"])
            ],
            form: .sample, refusal: nil)
    }
}

extension ContactCase.State {
    func label(_ t: Words) -> (text: String, kind: Tag) {
        switch self {
        case .proposed: (t("Menunggu persetujuan", "Waits for approval"), .waiting)
        case .approved: (t("Disetujui", "Approved"), .waiting)
        case .refused: (t("Ditolak", "Refused"), .wrong)
        case .stopped: (t("Dihentikan pemilik akun", "Stopped by the account's holder"), .blocked)
        case .done: (t("Selesai", "Done"), .done)
        }
    }
}

extension ContactCaseRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .unreadableNIK: t("Ketik 16 angka NIK seperti di KTP.", "Type the 16 digits of the NIK as on the card.")
        case .unreadableContact:
            t(
                "Ketik nomor HP seperti 0812-3456-7890, atau alamat email.",
                "Type a mobile number such as 0812-3456-7890, or an e-mail address.")
        case .unknownPerson:
            t(
                "NIK ini tidak punya tepat satu akun yang terverifikasi. Periksa angkanya.",
                "There is not exactly one verified account with this NIK. Check the digits.")
        case .contactTaken:
            t(
                "Kontak ini sudah dipakai sebuah akun. Minta kontak lain.",
                "An account has this contact. Ask for another.")
        case .underWay:
            t(
                "Masih ada permintaan untuk orang ini. Selesaikan yang itu dulu.",
                "A request for this person is under way. Finish that one first.")
        case .typedDifferently:
            t(
                "Kontak yang Anda ketik berbeda dari usulan. Pastikan lagi dengan peserta.",
                "The contact you typed differs from the proposal. Make sure with the person.")
        case .evidenceMissing:
            t(
                "Cocokkan wajahnya, dan lihat KTP asli atau surat penggantinya. Lalu centang keduanya.",
                "Compare the face, and look at the identity card or the letter in its place. Then tick both.")
        case .livesElsewhere:
            t(
                "Orang ini tinggal di luar wilayah Anda. Cari dan buka halamannya dengan alasan, lalu usulkan di sana.",
                "This person lives outside your region. Search for them, open their page for a reason and propose there."
            )
        case .over:
            t("Permintaan ini sudah selesai diputuskan.", "This request has been decided already.")
        }
    }

    /// The form field at which the refusal is shown.
    var field: String {
        switch self {
        case .unreadableNIK, .unknownPerson, .underWay, .livesElsewhere: "nik"
        case .unreadableContact, .contactTaken, .typedDifferently, .over: "kontak"
        case .evidenceMissing: ContactCaseFields.evidence(.identityCard)
        }
    }
}
