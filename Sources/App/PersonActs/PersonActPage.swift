import Programme

/// `/kantor/orang/{id}/tindakan/{act}`: one officer proposes to suspend an account, to revoke a card, or the reverse.
struct PersonActPage: Page {
    static let causeField = "sebab"
    static let urgentField = "mendesak"

    let t: Words
    let person: ID<Account>
    let name: String
    let act: PersonProposal.Act
    /// What is at stake, such as the money on the card.
    var stake: [PersonActStake] = []
    let form: FormState
    let refusal: (any UserFacingRefusal)?

    var title: String { t(act.label) }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }
    var crumbs: [Crumb] { [Crumb(name, Paths.person(person))] }

    var body: HTML {
        """
        <h1>\(title): \(Part.person(name))</h1>
        \(refusal.map { Banner(.wrong, $0.sentence(t)).html })
        \(Part.columns(
            form: """
            <form method="post" action="\(Paths.personAct(person, act.form))">\(Field.token(form.csrf))
            \(when: !act.causes.isEmpty, causes)
            \(PersonActFields(t: t, form: form).reasonAndProof)
            \(when: act == .suspension, urgent)
            \(Part.submit(t("Usulkan", "Propose"), kind: act == .revocation ? "danger" : ""))</form>
            """,
            notes: """
            \(Part.panel(t("Akibatnya", "What it means"), consequence))
            \(Part.panel(t("Yang dipertaruhkan", "At stake"), atStake))
            """))
        """
    }

    private var consequence: HTML {
        let decider = t("Petugas lain dengan peran lain yang memutuskan.", "Another officer of another duty decides.")
        return "<p>\(t(act.consequence))</p><p>\(decider)</p>"
    }

    private var atStake: HTML {
        guard !stake.isEmpty else { return .empty }
        return Part.facts(stake.map { (t($0.label), "\($0.value)") })
    }

    private var causes: HTML {
        Field.radios(
            form, Self.causeField, t("Sebab", "Cause"),
            hint: t("Peserta membaca sebab ini.", "The person reads this cause."),
            options: act.causes.map { ($0.rawValue, $0.heading(t)) })
    }

    private var urgent: HTML {
        let hours = AccountSuspension.urgent.seconds / 3_600
        return Field.checkbox(
            form, Self.urgentField,
            t(
                "Mendesak: mulai sekarang, paling lama \(hours) jam tanpa petugas kedua",
                "Urgent: from now on, at most \(hours) hours without a second officer"))
    }

    static func sample(_ t: Words) -> PersonActPage {
        PersonActPage(
            t: t, person: ID(4_182_907), name: "Rina Marasabessy", act: .suspension, form: .sample, refusal: nil)
    }
}

/// `/kantor/orang/{id}/tindakan/kirim-lagi`: the messages of a person with their delivery, each to be sent again.
struct MessageAgainPage: Page {
    struct Line: Sendable {
        let id: ID<Message>
        let subject: String
        let at: Instant
        /// How each delivery went.
        let deliveries: String
    }

    static let messageField = "pesan"
    /// The newest messages shown.
    static let most = 30

    let t: Words
    let person: ID<Account>
    let name: String
    let messages: [Line]
    /// The masked contacts that a message was sent to just now; empty before.
    var sentTo: [String] = []
    /// How many may still be sent again today.
    let left: Int
    let form: FormState
    let refusal: (any UserFacingRefusal)?

    var title: String { t("Kirim pesan lagi", "Send a message again") }
    var isWide: Bool { true }
    var crumbs: [Crumb] { [Crumb(name, Paths.person(person))] }

    var body: HTML {
        """
        <h1>\(title): \(Part.person(name))</h1>
        \(refusal.map { Banner(.wrong, $0.sentence(t)).html })
        \(when: !sentTo.isEmpty, sent)
        <p class="lead">\(t(
            "Pesan dikirim ke kontak yang terverifikasi sekarang. Kode sekali pakai tidak ada di sini. "
                + "Hari ini masih boleh \(left) kali.",
            "It goes to the contacts that are verified now. One-time codes are not among them. Left today: \(left)."))</p>
        \(Part.table(
            caption: t("Pesan, terbaru dulu", "Messages, newest first"),
            [t("Pesan", "Message"), t("Waktu", "When"), t("Pengiriman", "Delivery"), t("Tindakan", "Act")],
            messages.map(row), empty: t("Belum ada pesan.", "No messages yet.")))
        """
    }

    private var sent: HTML {
        let contacts = sentTo.joined(separator: t(" dan ", " and "))
        return Banner(.information, t("Tujuannya: \(contacts).", "It goes to \(contacts).")).html
    }

    private func row(_ line: Line) -> [HTML] {
        let act: HTML =
            left > 0
            ? Part.act(
                t("Kirim lagi", "Send again"), to: Paths.personAct(person, .message), csrf: form.csrf,
                kind: "secondary", fields: Field.hidden(Self.messageField, line.id.description))
            : "<small>\(t("Coba besok.", "Try tomorrow."))</small>"
        return ["\(line.subject)", "\(t.shortMoment(line.at))", "\(line.deliveries)", act]
    }

    static func sample(_ t: Words) -> MessageAgainPage {
        MessageAgainPage(
            t: t, person: ID(4_182_907), name: "Rina Marasabessy",
            messages: [
                Line(
                    id: ID(1), subject: t("Hasil gelombang 2", "Outcome of wave 2"),
                    at: Instant(milliseconds: 1_589_508_720_000), deliveries: t("email: gagal", "e-mail: failed"))
            ], left: 3, form: .sample, refusal: nil)
    }
}
