import HTTPTypes
import Programme

extension OfficerRequestRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .aboutYourself:
            t(
                "Ini tentang akun Anda sendiri. Minta administrator lain yang melakukannya.",
                "This is about your own account. Ask another administrator to do it.")
        case .ownRequest:
            t(
                "Ini usulan Anda sendiri. Administrator lain atau manajer program yang memutuskan.",
                "This is your own proposal. Another administrator or the programme manager decides on it.")
        case .notWaiting: t("Usulan ini sudah diputuskan.", "This proposal has already been decided.")
        case .anotherWaits:
            t(
                "Sudah ada usulan yang menunggu tentang petugas ini. Putuskan itu dulu.",
                "Another proposal about this officer waits. Decide that one first.")
        case .notSuspended: t("Petugas ini tidak ditangguhkan.", "This officer is not suspended.")
        case .suspended:
            t(
                "Petugas ini ditangguhkan. Pulihkan dulu akunnya.",
                "This officer is suspended. Reinstate the account first.")
        case .wrongDays:
            t(
                "Tanggal mulai setelah tanggal akhir. Tukar keduanya.",
                "The first day is after the last. Swap them.")
        case .daysOver:
            t(
                "Tanggal akhir sudah lewat. Pilih hari ini atau sesudahnya.",
                "The last day is over. Choose today or a later day.")
        case .tooManyDays:
            t(
                "Terlalu lama. Paling lama \(Self.days) hari; untuk lebih lama, ubah peran.",
                "Too long. At most \(Self.days) days; change the roles for a longer time.")
        case .notHeld(let role):
            t(
                "Petugas yang berhalangan tidak memegang peran \(t(role.title)). Pilih perannya sendiri.",
                "The absent officer does not hold the role \(t(role.title)). Choose one of their own.")
        case .sameOfficer:
            t("Pilih petugas lain sebagai yang digantikan.", "Choose another officer as the one who is absent.")
        case .proposerSuspended:
            t(
                "Pengusulnya ditangguhkan. Tolak usulan ini; administrator lain dapat mengusulkan lagi.",
                "Its proposer is suspended. Refuse this; another administrator may propose it again.")
        case .openProposals(let count):
            t(
                "Usulan petugas ini yang masih terbuka: \(count). Petugas kedua menolaknya dulu.",
                "This officer's open proposals: \(count). Second officers refuse them first.")
        case .noNIK:
            t(
                "Petugas ini belum menulis NIK. Minta ia menulisnya di Akun saya.",
                "This officer has not stated a NIK. Ask them to do so under My account.")
        case .confirmed: t("Identitas petugas ini sudah dipastikan.", "This officer's identity is confirmed.")
        case .noDeputyship:
            t("Petugas ini tidak menggantikan siapa pun.", "This officer stands in for no one.")
        }
    }

    private static let days = OfficerDraft.longestAbsence.seconds / 86_400

    var status: HTTPResponse.Status {
        switch self {
        case .aboutYourself, .ownRequest: .forbidden
        case .notWaiting, .anotherWaits, .notSuspended, .suspended, .proposerSuspended, .noDeputyship, .openProposals,
            .noNIK, .confirmed:
            .conflict
        case .wrongDays, .daysOver, .tooManyDays, .notHeld, .sameOfficer: .unprocessableContent
        }
    }
}

/// What proposals about officers are called.
struct OfficerRequestWords: Sendable {
    let t: Words

    func kind(_ kind: OfficerRequest.Kind) -> String {
        switch kind {
        case .invite: t("Undang petugas baru", "Invite a new officer")
        case .roles: t("Ubah peran", "Change roles")
        case .reset: t("Pasang ulang sandi dan autentikator", "Set up password and authenticator again")
        case .suspend: t("Tangguhkan", "Suspend")
        case .reinstate: t("Pulihkan akun", "Reinstate the account")
        case .deputy: t("Pengganti sementara", "Deputy")
        case .identity: t("Pastikan identitas", "Confirm the identity")
        }
    }

    func roles(_ roles: [Role]) -> String { roles.map { t($0.title) }.joined(separator: ", ") }

    /// `1 Mei 2020 sampai 8 Mei 2020`, by the programme's clock; the last day is the one before `until`.
    func days(_ days: (from: Instant, until: Instant)) -> String {
        let (from, until) = (t.timeline.programme(days.from), t.timeline.programme(days.until))
        let (first, last) = (Zone.wib.date(of: from), Zone.wib.date(of: until - Span(milliseconds: 1)))
        return t("\(t.date(first)) sampai \(t.date(last))", "\(t.date(first)) to \(t.date(last))")
    }

    func tag(_ state: OfficerRequest.State) -> HTML {
        switch state {
        case .proposed: Part.tag(self.state(state), .waiting)
        case .approved: Part.tag(self.state(state), .done)
        case .refused: Part.tag(self.state(state), .blocked)
        }
    }

    func state(_ state: OfficerRequest.State) -> String {
        switch state {
        case .proposed: t("Menunggu", "Waiting")
        case .approved: t("Disetujui", "Approved")
        case .refused: t("Ditolak", "Refused")
        }
    }
}
