import Programme
import Storage

/// On `/akun`: that the account is suspended or the card revoked, why, since when, and how to contest it.
struct PersonActBanner: Sendable {
    let t: Words
    private let mayContest: Bool
    private let suspension: (value: AccountSuspension, reason: String)?
    private let revocation: (value: StoredRevocation, cause: PersonActCause?, reason: String)?

    /// - Parameter mayContest: whether the page of appeals is open to this session.
    init(
        of person: ID<Account>, t: Words, mayContest: Bool = true, in tx: Transaction, on dependencies: Dependencies
    ) throws {
        let vault = dependencies.vault
        (self.t, self.mayContest) = (t, mayContest)
        suspension = try tx.suspensions.running(of: person).map { value in
            (value, try tx.suspensions.reason(of: value.id, vault: vault))
        }
        revocation = try tx.revocations.running(of: person).flatMap { value in
            try tx.personProposals.find(value.proposal, vault: vault).map { (value, $0.value.cause, $0.text.reason) }
        }
    }

    /// Nil where there is nothing to say.
    var html: HTML? {
        guard suspension != nil || revocation != nil else { return nil }
        return
            "\(suspension.map { suspended($0.value, $0.reason) })\(revocation.map { revoked($0.value, $0.cause, $0.reason) })"
    }

    private func suspended(_ value: AccountSuspension, _ reason: String) -> HTML {
        let until: HTML =
            value.confirmBy.map { until in
                "<p>\(t("Tanpa persetujuan petugas kedua, berakhir sendiri \(t.moment(until)).", "Unless a second officer agrees, it ends by itself on \(t.moment(until))."))</p>"
            } ?? .empty
        return Banner(
            .wrong,
            markup: """
                <p>\(t("Sejak \(t.moment(value.beganAt)).", "Since \(t.moment(value.beganAt)).")) \
                \(t("Sebabnya", "Why")): \(t(value.cause.label)). \(quoted(reason))</p>
                <p>\(SuspensionNotice.consequence(t))</p>\(until)\(contest)
                """,
            title: t("Akun Anda ditangguhkan", "Your account is suspended")
        ).html
    }

    private func revoked(_ value: StoredRevocation, _ cause: PersonActCause?, _ reason: String) -> HTML {
        let why = cause.map { "\(t($0.label)). \(quoted(reason))" } ?? quoted(reason)
        let (at, sum) = (t.moment(value.revokedAt), value.revoked.total.description)
        return Banner(
            .wrong,
            markup: """
                <p>\(at). \(t("Sebabnya", "Why")): \(why)</p>
                <p>\(t(
                    "Sisa \(sum) kembali ke negara. Pelatihan yang sudah dibeli boleh Anda selesaikan.",
                    "The rest of \(sum) went back to the state. You may finish courses that were bought."))</p>\(contest)
                """,
            title: t("Kartu Anda dicabut", "Your card was revoked")
        ).html
    }

    /// The officer's own words.
    private func quoted(_ reason: String) -> String {
        t("Petugas menulis: “\(reason)”.", "The officer wrote: “\(reason)”.")
    }

    private var contest: HTML {
        guard mayContest else { return .empty }
        return "<p><a href=\"\(Paths.appeals)\">\(t("Sanggah bila keliru", "Contest it if it is wrong"))</a></p>"
    }
}
