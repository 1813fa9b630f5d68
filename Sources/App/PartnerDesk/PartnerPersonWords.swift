import HTTPTypes
import Programme

extension PartnerPerson.Role {
    func name(_ t: Words) -> String {
        switch self {
        case .administrator: t("Administrator mitra", "Partner's administrator")
        case .staff: t("Staf", "Staff")
        }
    }
}

extension PartnerPersonEntry {
    func label(_ t: Words) -> (text: String, kind: Tag) {
        if suspendedAt != nil { return (t("Dihentikan", "Suspended"), .wrong) }
        return isSetUp ? (t("Aktif", "Active"), .done) : (t("Belum memasang sandi", "Not set up yet"), .waiting)
    }
}

extension PartnerPersonRequest {
    /// `Undang Maya Lestari sebagai staf`
    ///
    /// - Parameter names: of the partner's people.
    func title(_ t: Words, names: [ID<PartnerPerson>: String]) -> String {
        let name = change.subject.map { names[$0] ?? t.short($0) } ?? ""
        return switch change {
        case .invite(let name, _, let role):
            t("Undang \(name.isolated) sebagai \(role.name(t))", "Invite \(name.isolated) as \(role.name(t))")
        case .role(_, let role): t("Jadikan \(name) \(role.name(t))", "Make \(name) \(role.name(t))")
        case .reset: t("Atur ulang cara masuk \(name)", "Reset the sign-in of \(name)")
        case .suspend: t("Hentikan \(name)", "Suspend \(name)")
        case .reinstate: t("Aktifkan lagi \(name)", "Reinstate \(name)")
        }
    }

    func label(_ t: Words) -> (text: String, kind: Tag) {
        switch state {
        case .proposed: (t("Menunggu", "Waits"), .waiting)
        case .approved: (t("Disetujui", "Approved"), .done)
        case .refused: (t("Ditolak", "Refused"), .wrong)
        }
    }
}

extension PartnerPersonAct {
    func label(_ t: Words) -> String {
        switch self {
        case .promote: t("Usulkan jadi administrator", "Propose as administrator")
        case .demote: t("Usulkan jadi staf", "Propose as staff")
        case .reset: t("Usulkan atur ulang cara masuk", "Propose a reset of the sign-in")
        case .suspend: t("Usulkan dihentikan", "Propose a suspension")
        case .reinstate: t("Usulkan diaktifkan lagi", "Propose to reinstate")
        }
    }

    /// The acts that are open on a person as they are.
    static func open(on entry: PartnerPersonEntry) -> [PartnerPersonAct] {
        guard entry.suspendedAt == nil else { return [.reinstate] }
        return [entry.role == .administrator ? .demote : .promote, .reset, .suspend]
    }
}

extension PartnerPersonRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .notAdministrator:
            t(
                "Hanya administrator mitra yang dapat melakukan ini. Mintalah kepadanya.",
                "Only an administrator of the partner can do this. Ask one of them.")
        case .name: t("Tulis nama seperti di KTP.", "Write the name as on the identity card.")
        case .address:
            t(
                "Tulis satu alamat email orang itu, misalnya maya@mitra.id.",
                "Write one e-mail address of the person, such as maya@partner.id.")
        case .taken:
            t(
                "Alamat email ini sudah dipakai orang lain di meja mitra. Tulis alamat lain.",
                "Another person at a partner's desk has this e-mail address. Write another.")
        case .noDesk:
            t("Hanya platform dan lembaga yang punya meja mitra.", "Only platforms and institutions have a desk.")
        case .hasEnded: t("Kerja sama ini sudah berakhir.", "This partnership has ended.")
        default: deciding(t)
        }
    }

    private func deciding(_ t: Words) -> String {
        switch self {
        case .ownRequest:
            t(
                "Anda sendiri yang mengusulkannya. Administrator kedua yang memutuskan, atau kantor bila tidak ada.",
                "You proposed this yourself. A second administrator decides, or the office where there is none.")
        case .aboutYourself:
            t("Ini tentang Anda sendiri. Orang lain yang memutuskan.", "This is about you. Another person decides.")
        case .officersDecide: t("Kantor yang memutuskan usulan ini.", "The office decides on this proposal.")
        case .partnerDecides:
            t(
                "Mitra ini punya administrator lain. Dialah yang memutuskan.",
                "This partner has another administrator, who decides.")
        case .anotherWaits:
            t(
                "Usulan lain tentang orang ini masih menunggu. Putuskan itu dahulu.",
                "Another proposal about this person waits. Decide that one first.")
        case .notWaiting: t("Usulan ini sudah diputuskan.", "This proposal has already been decided.")
        case .suspended: t("Orang ini sedang dihentikan.", "This person is suspended.")
        case .notSuspended: t("Orang ini tidak sedang dihentikan.", "This person is not suspended.")
        case .sameRole: t("Perannya sudah itu.", "The person has this role already.")
        case .authorSuspended:
            t(
                "Pengusulnya sudah dihentikan. Usulan ini hanya dapat ditolak.",
                "Its proposer is suspended. The proposal can only be refused.")
        default: t("Muat ulang halaman, lalu coba lagi.", "Reload the page, then try again.")
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notAdministrator: .forbidden
        case .name, .address, .sameRole: .unprocessableContent
        case .noDesk: .notFound
        default: .conflict
        }
    }
}

/// The message with the link by which a person of a partner sets password and authenticator.
struct PartnerPersonLinkNotice: Notice {
    let name: String
    let partner: String
    let token: String

    func subject(_ t: Words) -> String {
        t("Siapkan akun Anda di meja mitra Prakerja", "Set up your account at the Prakerja partner's desk")
    }

    func body(_ t: Words) -> String {
        t(
            """
            Yth. \(name.isolated),

            Akun untuk bekerja di meja mitra atas nama \(partner) dibuka untuk Anda. Pasang kata sandi dan \
            autentikator lewat tombol di bawah.

            Tautan berlaku \(PartnerSetUp.hours) jam, sekali pakai, di perangkat yang pertama membukanya. Jangan \
            teruskan pesan ini kepada siapa pun.
            """,
            """
            Dear \(name.isolated),

            An account at the partner's desk of \(partner) was opened for you. Set a password and an authenticator \
            with the button below.

            The link is valid for \(PartnerSetUp.hours) hours, once, on the device that opens it first. Pass this \
            message on to no one.
            """)
    }

    func text(_ t: Words) -> String {
        t("Siapkan akun meja mitra Prakerja: buka email Anda.", "Set up your partner's account: see your e-mail.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Siapkan akun", "Set up the account"), target: Paths.partnerSetUp(token))
    }

    static var sample: PartnerPersonLinkNotice {
        PartnerPersonLinkNotice(name: "Maya Lestari", partner: "Pijarmahir", token: "contoh")
    }
}
