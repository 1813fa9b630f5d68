import Programme

/// `/mitra/meja/kunci`: what is known of the keys, and the addresses that participants return to.
struct DeskKeysPage: Page {
    let t: Words
    let person: PartnerPerson
    /// Where links to keys go.
    let contact: String?
    /// Those that are accepted now.
    let keys: [PartnerKeyState]
    /// When each was last used, by the real clock.
    let uses: [ID<SigningKey>: Instant]
    /// Proposals about the partner that wait.
    let waiting: [PartnerProposal]
    let names: [ID<PartnerPerson>: String]
    var isSandbox = false
    let form: FormState
    let refusal: (any UserFacingRefusal)?

    /// The reason of an answer to the proposed rotation, of which one waits at most.
    static let answer = "\(ReasonField.name)-putusan"

    private var partner: Partner { person.partner }

    var title: String { t("Kunci dan alamat", "Keys and addresses") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(refusal.map { Banner(.wrong, $0.sentence(t)).html })
        \(when: isSandbox, trial)
        \(Part.columns("\(table)\(addresses)", acts: "\(proposals)\(when: person.isAdministrator, acts)"))
        """
    }

    /// All visitors of a sandbox sign with one key, so that none of them may replace it.
    private var trial: HTML {
        let text = t(
            "Kunci dan alamat situs uji dipakai semua pengunjung. Usul di sini menunggu pengelola situs uji. "
                + "Untuk berlatih mengganti tanpa putus, minta rahasia baru di halaman Webhook. Itu langsung berlaku, "
                + "dan rahasia lama ikut menandatangani.",
            "All visitors use the keys and addresses of the trial site. A proposal waits for those who run it. "
                + "To practise a rotation without a gap, ask for a new secret on the page Webhook: it is in force at "
                + "once, and the old one signs too.")
        return """
            \(Banner(.information, text).html)
            <p><a href="\(Paths.deskWebhook)">\(t("Halaman Webhook", "The page Webhook"))</a></p>
            """
    }

    private var table: HTML {
        func row(_ key: PartnerKeyState) -> [HTML] {
            let until = key.endsAt.map { t.shortMoment(real: $0) } ?? t("Tanpa batas", "No end")
            let used = uses[key.id].map { t.shortMoment(real: $0) } ?? "–"
            return [
                "<code>\(t.short(key.id))</code>", "\(t.shortMoment(real: key.madeAt))", "\(until)",
                "\(key.shownAt.map { t.shortMoment(real: $0) } ?? t("Belum diambil", "Not fetched yet"))", "\(used)",
            ]
        }
        return """
            <section><h2>\(t("Kunci tanda tangan", "Signing keys"))</h2>
            <p><code>client_code: \(partner.clientCode)</code></p>
            \(Part.table(
                caption: t("Kuncinya sendiri tidak pernah tampil di sini", "The key itself is never shown here"),
                [t("Nomor", "Id"), t("Sejak", "Since"), t("Sampai", "Until"), t("Diambil", "Fetched"), t(
                    "Terakhir dipakai", "Last used")],
                keys.map(row), empty: t("Belum ada kunci.", "No keys yet.")))
            <p>\(t(
                "Kunci baru hanya dikirim lewat tautan ke", "A new key goes by link only, to"))
            <strong>\(contact ?? t("belum tercatat", "not recorded yet"))</strong>.</p></section>
            """
    }

    private var addresses: HTML {
        guard partner.kind == .institution else { return .empty }
        func row(_ address: String) -> HTML { "<li><code>\(address)</code></li>" }
        return """
            <section><h2>\(t("Alamat kembali peserta", "Return addresses"))</h2>
            <ul class="plain">\(each: partner.redirects, row)</ul>
            <p>\(t("Halaman kode redeem", "Page for redeem codes")): <code>\(partner.site ?? "–")</code></p></section>
            """
    }

    private var proposals: HTML {
        guard !waiting.isEmpty else { return .empty }
        return "\(each: waiting, proposal)"
    }

    private func proposal(_ proposal: PartnerProposal) -> HTML {
        let author = proposal.proposedColleague.map { names[$0] ?? t.short($0) } ?? t("kantor", "the office")
        let why = t("Diusulkan \(author): \(proposal.reason)", "Proposed by \(author): \(proposal.reason)")
        return Part.panel(
            proposal.change.title(t),
            "<p>\(proposal.change.consequence(t))</p><p>\(why)</p>\(answer(to: proposal))")
    }

    private func answer(to proposal: PartnerProposal) -> HTML {
        guard proposal.change.act == .rotateKey, let first = proposal.proposedColleague else {
            return "<p class=\"hint\">\(t("Petugas kantor yang memutuskannya.", "An officer decides on it."))</p>"
        }
        do throws(PartnerPersonRefusal) {
            try PartnerPersonRule.decide(.person(first), about: nil, by: person)
        } catch {
            return "<p class=\"hint\">\(error.sentence(t))</p>"
        }
        return """
            <form method="post" action="\(Paths.deskProposalAnswer(proposal.id, .approve))">\(Field.token(form.csrf))
            \(ReasonField.area(
                form, t, hint: t("Apa yang Anda pastikan.", "What you made sure of."), name: Self.answer))
            \(Part.submit(t("Setujui", "Approve")))
            <button class="button danger" type="submit" formaction="\(Paths.deskProposalAnswer(proposal.id, .refuse))">\(t(
            "Tolak", "Refuse"))</button></form>
            """
    }

    private var acts: HTML {
        let isRotating = waiting.contains { $0.change.act == .rotateKey }
        let isMoving = waiting.contains { $0.change.act == .addresses }
        return """
            \(when: !isRotating, rotation)\(when: !isMoving && partner.kind == .institution, addressForm)
            """
    }

    private var rotation: HTML {
        let values = ["hari": "\(PartnerKeyPeriod.usualOverlapDays)"].merging(form.values) { $1 }
        let state = FormState(csrf: form.csrf, values: values, errors: form.errors)
        return Part.panel(
            t("Minta kunci baru", "Ask for a new key"),
            """
            <form method="post" action="\(Paths.deskKeys)">\(Field.token(form.csrf))
            \(Field.text(
                state, "hari", t("Kunci lama masih berlaku berapa hari?", "For how many days is the old key accepted?"),
                hint: t("0 sampai 30. Pilih 0 bila kunci bocor.", "0 to 30. Choose 0 if the key leaked."),
                keyboard: "numeric", width: 3, maxLength: 2))
            \(ReasonField.area(
                form, t, hint: t("Misalnya penggantian berkala.", "Such as a regular rotation."),
                name: PartnerForm.reasonField(.rotateKey)))
            \(Part.submit(t("Usulkan kunci baru", "Propose a new key")))</form>
            """)
    }

    private var addressForm: HTML {
        var state = form
        let known = ["alamat": partner.redirects.joined(separator: "\n"), "halaman": partner.site ?? ""]
        state.values = known.merging(form.values) { $1 }
        return Part.panel(
            t("Usulkan alamat lain", "Propose other addresses"),
            """
            <form method="post" action="\(Paths.deskAddresses)">\(Field.token(form.csrf))
            \(Field.area(
                state, t, "alamat", t("Alamat kembali peserta", "Return addresses"),
                hint: t("Satu alamat https tiap baris.", "One https address a line."),
                maxLength: PartnerAddress.longest * PartnerAddress.most))
            \(Field.text(
                state, "halaman", t("Halaman kode redeem", "Page for redeem codes"), keyboard: "url",
                maxLength: PartnerAddress.longest))
            \(ReasonField.area(
                form, t, hint: t("Misalnya situs pindah.", "Such as that the site moves."),
                name: PartnerForm.reasonField(.addresses)))
            \(Part.submit(t("Usulkan alamat", "Propose the addresses"), kind: "secondary"))</form>
            """)
    }

    static func sample(_ t: Words) -> DeskKeysPage {
        DeskKeysPage(
            t: t, person: .sample, contact: "integrasi@balai-kopi.example",
            keys: [
                PartnerKeyState(
                    id: ID(3), madeAt: Instant(milliseconds: 1_587_000_000_000), madeBy: ID(2),
                    shownAt: Instant(milliseconds: 1_587_000_000_000), endsAt: nil, linkUntil: nil)
            ], uses: [ID(3): Instant(milliseconds: 1_587_100_000_000)], waiting: [], names: [:], form: .sample,
            refusal: nil)
    }
}
