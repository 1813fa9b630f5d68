import Programme

/// `/akun`: the person's status, what happens next and when, what they have to do, and links to everything else.
struct AccountPage: Page {
    let t: Words
    let name: String?
    let status: AccountStatus
    let next: NextStep
    let rules: EligibilityRules
    let contacts: [Contact]
    let rows: [IncentiveRow]
    /// Nil before there is one.
    let holding: HeldCard?
    let dates: ImportantDates
    /// Of the training that the next step is about; nil for any other step.
    var cover: HTML?
    /// Of the courses in hand that the next step is not about.
    var others: [(title: String, path: String)] = []
    let unread: Int
    /// When the account is deleted, by the programme's clock; nil where the person did not ask for that.
    var deletedAt: Instant?
    /// What stops everything else, such as a suspension: it comes before the status.
    var urgent: HTML?
    /// Sections of other slices for this person.
    let sections: [HTML]
    /// In a session at a counter only what it opens is linked.
    var isAssisted = false

    var title: String { t("Akun saya", "My account") }

    var isWide: Bool { true }
    var cloth: Cloth? { holding?.cloth }

    var body: HTML {
        """
        <h1>\(greeting)</h1>
        \(deletedAt.map(deletion))\(urgent)
        \(TrackSection(t: t, status: status, rows: rows, isAssisted: isAssisted).html)
        <div class="split wide-left account"><div>
        \(AccountStatusCard(
            t: t, status: status, next: next, rules: rules, cover: cover, others: isAssisted ? [] : others,
            isReached: !contacts.isEmpty, isAssisted: isAssisted).html)
        \(each: sections, section)</div>
        <div>\(dates.html(t))
        \(holding.map(card))</div>
        <section><h2>\(t("Keperluan lain", "Other matters"))</h2>
        <ul class="ways">\(each: ways, way)</ul></section>
        <section><h2>\(t("Akun dan data Anda", "Your account and data"))</h2>
        \(contacts.isEmpty ? unreached : Part.summary(contacts.map(contact)))
        \(when: !isAssisted, "<ul class=\"ways two\">\(each: settings, setting)</ul>")</section></div>
        """
    }

    private var greeting: HTML {
        guard let name else { return "\(title)" }
        return "\(t("Halo", "Hello")), \(Part.person(name))"
    }

    private var unreached: HTML {
        Banner(
            .attention, "\(Unreached.missing(t)) \(Unreached.remedy(t))",
            title: t("Belum ada nomor HP atau email", "No mobile number or e-mail yet")
        ).html
    }

    private func deletion(_ at: Instant) -> HTML {
        let way: HTML =
            isAssisted
            ? .empty
            : "<p>\(Part.button(t("Lihat atau batalkan", "See or cancel"), to: Paths.deletion, secondary: true))</p>"
        return Banner(
            .attention,
            markup: """
                <p>\(t(
                    "Anda meminta akun ini dihapus. Sebelum itu dapat dibatalkan.",
                    "You asked for this account to be deleted. Until then you can cancel."))</p>\(way)
                """,
            title: t("Akun ini dihapus \(t.moment(at))", "This account is deleted on \(t.moment(at))")
        ).html
    }

    private func card(_ holding: HeldCard) -> HTML {
        """
        <section><h2>\(t("Kartu Anda", "Your card"))</h2>
        \(CardFace(t: t, card: holding.card, name: name ?? "", cloth: holding.cloth).html)
        \(BalanceBar(t: t, card: holding.card, balance: holding.training).html)
        \(when: !isAssisted, "<p><a href=\"\(Paths.card)\">\(t("Buka kartu", "Open the card"))</a></p>")</section>
        """
    }

    private var settings: [(label: String, path: String)] {
        [
            (t("Kontak akun", "Contacts of the account"), Paths.contacts),
            (t("Perangkat yang masuk", "Signed-in devices"), Paths.devices),
            (t("Situs yang terhubung", "Connected sites"), Paths.connectedSites),
            (t("Siapa melihat data saya", "Who looked at my data"), Paths.whoLooked),
            (t("Unduh data saya", "Download my data"), Paths.ownData),
            (t("Hapus akun", "Delete the account"), Paths.deletion),
        ]
    }

    private func section(_ html: HTML) -> HTML { html }

    private var ways: [(icon: Icon, label: String, path: String)] {
        let messages =
            unread == 0 ? t("Pesan", "Messages") : t("Pesan (\(unread) belum dibaca)", "Messages (\(unread) unread)")
        var ways: [(icon: Icon, label: String, path: String)] = [
            (.mail, messages, Paths.inbox),
            (.steps, t("Langkah pendaftaran", "Application steps"), Paths.application),
            (.calendar, t("Jadwal gelombang", "Wave dates"), Paths.waves),
            (.book, t("Katalog pelatihan", "Training catalogue"), Paths.catalogue),
            (.speech, t("Keluhan dan sanggahan", "Complaints and appeals"), Paths.cases),
        ]
        if case .beneficiary = status { ways.remove(at: 1) }
        guard isAssisted else { return ways }
        return assistedWays + ways.filter { Assistance.opens($0.path) }
    }

    private var assistedWays: [(icon: Icon, label: String, path: String)] {
        [
            (.account, t("Siapa yang membantu saya", "Who helped me"), Paths.whoHelped),
            (.card, t("Slip untuk dicetak", "Slip to print"), Paths.counterSlip),
        ]
    }

    private func way(_ way: (icon: Icon, label: String, path: String)) -> HTML {
        "<li><a href=\"\(way.path)\">\(way.icon.html)\(way.label)</a></li>"
    }

    private func setting(_ setting: (label: String, path: String)) -> HTML {
        "<li><a href=\"\(setting.path)\">\(setting.label)</a></li>"
    }

    private func contact(_ contact: Contact) -> SummaryRow {
        SummaryRow(
            label: contact.kind == .email ? t("Email", "E-mail") : t("Nomor HP", "Mobile number"),
            value: contact.unbroken(contact.readable))
    }

    static func sample(_ t: Words) -> AccountPage {
        AccountPage(
            t: t, name: "Siti", status: .ready(since: Instant(milliseconds: 1_586_916_000_000)), next: .join(.sample),
            rules: EligibilityRules(minimumAge: 18, minimumAgeInclusive: true, source: "Perpres 36/2020"),
            contacts: [PendingCode.sample(Instant(milliseconds: 0)).destination], rows: [], holding: nil,
            dates: ImportantDates(), unread: 1,
            sections: [])
    }
}

/// A card with what its page and the account's page show of it.
struct HeldCard: Sendable {
    let card: Card
    let training: Balance
    /// Of the card's wave; nil where it was not drawn here.
    let cloth: Cloth?
}
