import Programme

/// The card as a picture, with its balance, the purchases and all its events.
struct CardPage: Page {
    let t: Words
    let form: FormState
    let view: CardView
    /// Nil unless the holder has just asked to see it.
    let number: CardNumber?
    let now: Instant

    private var card: Card { view.card }

    var title: String { t("Kartu Anda", "Your card") }
    var isWide: Bool { true }
    var cloth: Cloth? { view.cloth }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(state)
        <div class="split card-columns"><div>\(CardFace(t: t, card: card, name: view.name, number: number, cloth: view.cloth).html)
        \(numberAct)</div>
        <section><h2>\(t("Saldo pelatihan", "Training balance"))</h2>\(balance)
        \(when: card.status == .active, view.obstacle?.banner(t) ?? search)</section></div>
        <div class="split"><section><h2>\(t("Pelatihan Anda", "Your courses"))</h2>\(purchases)</section>
        <section><h2>\(t("Riwayat", "History"))</h2>\(Part.timeline(events))</section></div>
        """
    }

    private var search: HTML {
        "<p>\(Part.button(t("Cari pelatihan", "Find a training"), to: Paths.catalogue))</p>"
    }

    private var state: HTML {
        switch card.status {
        case .active: waiting
        case .expired:
            Banner(
                .wrong,
                t(
                    "Kartu tidak dipakai sampai \(t.moment(card.firstUseBy)). Uangnya sudah kembali ke negara. "
                        + "Ada yang salah? Hubungi pusat bantuan.",
                    "The card was not used by \(t.moment(card.firstUseBy)). Its money went back to the state. "
                        + "Is this wrong? Call the call centre."),
                title: t("Kartu hangus", "The card has lapsed")
            ).html
        case .suspended where view.isOfAnother:
            Banner(
                .wrong, DisputeRefusal.nikOfAnother.sentence(t), title: t("Kartu ditahan", "Card on hold")
            ).html
        case .suspended where view.isAccountSuspended:
            Banner(
                .attention,
                markup: """
                    <p>\(t(
                        "Akun Anda sedang ditangguhkan, jadi kartu belum dapat dipakai. Saldonya tetap.",
                        "Your account is suspended, so the card cannot be used for now. Its balance stays."))</p>
                    <p><a href="\(Paths.account)">\(t(
                        "Lihat alasannya, dan sanggah bila keliru", "See why, and contest it if it is wrong"))</a></p>
                    """,
                title: t("Kartu ditahan", "Card on hold")
            ).html
        case .suspended:
            Banner(
                .attention,
                markup: """
                    <p>\(t(
                        "Tempat Anda di gelombang \(card.wave) sedang dipersoalkan. Selama itu kartu tidak dapat dipakai.",
                        "Your place in wave \(card.wave) is in question. The card cannot be used meanwhile."))</p>
                    <p><a href="\(Paths.myEntry(card.waveAddress))">\(t(
                        "Lihat alasannya, dan sanggah bila keliru", "See why, and contest it if it is wrong"))</a></p>
                    """,
                title: t("Kartu ditahan", "Card on hold")
            ).html
        case .revoked where view.isRevokedByOffice:
            Banner(
                .wrong,
                markup: """
                    <p>\(t(
                        "Kartu ini dicabut oleh dua petugas. Alasannya ada di halaman akun Anda.",
                        "Two officers revoked this card. The reason is on your account page."))</p>
                    <p><a href="\(Paths.account)">\(t(
                        "Lihat alasannya, dan sanggah bila keliru", "See why, and contest it if it is wrong"))</a></p>
                    """,
                title: t("Kartu dicabut", "Card revoked")
            ).html
        case .revoked, .closed:
            Banner(
                .wrong, t("Kartu ini tidak dapat dipakai lagi.", "This card cannot be used any more."),
                title: t("Kartu ditutup", "Card closed")
            ).html
        }
    }

    /// The time left for the first purchase, emphasised in the last week.
    private var waiting: HTML {
        guard let left = card.timeLeft(at: now) else { return .empty }
        let moment = t.moment(card.firstUseBy)
        let words = t("Sebelum \(moment). Sisa waktu:", "Before \(moment). Time left:")
        return Banner(
            left <= .days(7) ? .attention : .information, markup: "<p>\(words) <strong>\(t.span(left))</strong></p>",
            title: t("Beli pelatihan pertama Anda", "Buy your first training")
        ).html
    }

    private var numberAct: HTML {
        guard number == nil else {
            return """
                <p>\(Part.button(t("Sembunyikan nomor", "Hide the number"), to: Paths.card, secondary: true))</p>
                <p><small>\(t(
                    "Ketik nomor ini hanya di platform resmi. Jangan kirim lewat pesan atau telepon.",
                    "Type it on official platforms only. Never send it in a message or say it."))</small></p>
                """
        }
        return Part.act(
            t("Tampilkan nomor kartu", "Show the card number"), to: Paths.cardNumber, csrf: form.csrf,
            kind: "secondary")
    }

    private var balance: HTML {
        let waiting = t(
            "\(view.training.held) ditahan untuk pembelian yang menunggu kode Anda.",
            "\(view.training.held) are held for a purchase that awaits your code.")
        let held: HTML = view.training.held > .zero ? "<p><small>\(waiting)</small></p>" : .empty
        return """
            \(BalanceBar(t: t, card: card, balance: view.training).html)\(held)
            \(when: card.status == .active || card.status == .suspended, purpose)
            """
    }

    private var purpose: HTML {
        let words = t(
            "Hanya untuk membeli pelatihan. Tidak dapat diuangkan.",
            "For buying training only. It cannot be turned into cash.")
        return "<p>\(words)</p>"
    }

    private var purchases: HTML {
        guard !view.purchases.isEmpty else {
            let words = t("Pelatihan yang Anda beli muncul di sini.", "Trainings you buy appear here.")
            return "<p class=\"empty\">\(words)</p>"
        }
        func row(_ line: PurchaseLine) -> HTML {
            let status = line.purchase.state.status(t)
            return """
                <li><div><a href="\(Paths.purchase(line.purchase.id))">\(line.course)</a>\
                <small>\(line.purchase.price.description)\
                \(when: line.purchase.state == .completed, certificate(line))</small>\
                </div>\(Part.tag(status.label, status.tag))</li>
                """
        }
        return "<ul class=\"tasks\">\(each: view.purchases, row)</ul>"
    }

    private func certificate(_ line: PurchaseLine) -> HTML {
        " · <a href=\"\(Paths.certificate(line.purchase.id))\">\(t("Sertifikat", "Certificate"))</a>"
    }

    private var events: [(when: String, what: HTML)] {
        let issued = t(
            "Kartu diterbitkan dengan saldo pelatihan \(card.training).",
            "Card issued with \(card.training) for training.")
        var events: [(Instant, HTML)] = [(card.issuedAt, "\(issued)")]
        for line in view.purchases {
            events += line.purchase.events(t, course: line.course)
        }
        if card.status == .expired {
            events.append((card.firstUseBy, "\(t("Kartu hangus karena tidak dipakai.", "The card lapsed unused."))"))
        }
        return events.sorted { $0.0 > $1.0 }.map { (t.shortMoment($0.0), $0.1) }
    }

    /// The first training is not completed.
    static func sampleUnfinished(_ t: Words) -> CardPage {
        var view = CardView.sample
        view.obstacle = .sample
        return CardPage(t: t, form: .sample, view: view, number: nil, now: CardView.sampleNow)
    }

    static func sample(_ t: Words) -> CardPage {
        CardPage(t: t, form: .sample, view: .sample, number: nil, now: CardView.sampleNow)
    }
}

extension Purchase {
    /// The purchase's events with their times.
    func events(_ t: Words, course: String) -> [(Instant, HTML)] {
        var events: [(Instant, HTML)] = []
        if let payment {
            events.append((payment.at, "\(t("Membeli \(course), \(price).", "Bought \(course), \(price)."))"))
        }
        if let redeemedAt {
            events.append((redeemedAt, "\(t("Kode redeem \(course) dipakai.", "Redeem code of \(course) used."))"))
        }
        guard let endedAt, let ending = ending(t, course: course) else { return events }
        return events + [(endedAt, "\(ending)")]
    }

    private func ending(_ t: Words, course: String) -> String? {
        switch state {
        case .completed: t("Menyelesaikan \(course).", "Completed \(course).")
        case .voided: t("\(course) dibatalkan, \(price) kembali.", "\(course) cancelled, \(price) returned.")
        case .lapsed where redeemedAt != nil:
            t("\(course) tidak selesai, sisa uang kembali.", "\(course) not finished, the rest returned.")
        case .lapsed: t("\(course) tidak diikuti, \(price) kembali.", "\(course) not attended, \(price) returned.")
        case .held, .posted, .attended, .expired: nil
        }
    }
}

extension Purchase.State {
    func status(_ t: Words) -> (label: String, tag: Tag) {
        switch self {
        case .held: (t("Menunggu kode", "Awaiting code"), .waiting)
        case .posted: (t("Belum dimulai", "Not started"), .todo)
        case .attended: (t("Sedang diikuti", "Under way"), .waiting)
        case .completed: (t("Selesai", "Completed"), .done)
        case .voided: (t("Dibatalkan", "Cancelled"), .blocked)
        case .lapsed: (t("Tidak selesai", "Not finished"), .wrong)
        case .expired: (t("Tidak jadi", "Not bought"), .blocked)
        }
    }
}

/// For people without a card.
struct NoCardPage: Page {
    let t: Words

    var title: String { t("Belum ada kartu", "No card yet") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="empty">\(t(
            "Kartu Anda muncul di sini setelah Anda terpilih dan hasil gelombang diumumkan.",
            "Your card appears here once you are selected and the wave's outcome is announced."))</p>
        <p>\(Part.button(t("Lihat gelombang", "See the waves"), to: Paths.waves))\
        \(Part.button(t("Lihat pelatihan", "See the courses"), to: Paths.catalogue, secondary: true))</p>
        """
    }

    static func sample(_ t: Words) -> NoCardPage { NoCardPage(t: t) }
}

extension CardView {
    static let sampleNow = Instant(milliseconds: 1_587_450_000_000)

    static var sample: CardView {
        let card = Card(
            id: ID(81), person: ID(1), edition: "2020-3", wave: 1, status: .active, training: Rupiah(1_000_000),
            incentive: Rupiah(2_550_000),
            lastFour: "0127", issuedAt: sampleNow - .days(3), firstUseBy: sampleNow + .days(27), firstUsedAt: sampleNow,
            unfinished: 1)
        return CardView(
            card: card, name: "Siti Nurhaliza", training: Balance(posted: Rupiah(400_000)),
            purchases: [PurchaseLine(purchase: .sample, course: "Dasar Barista")])
    }
}

extension Purchase {
    static var sample: Purchase {
        Purchase(
            id: ID(7), person: ID(1), card: ID(81), platform: ID(5), course: ID(3), schedule: ID(4),
            price: Rupiah(600_000),
            state: .attended, attempt: 1, askedAt: CardView.sampleNow,
            payment: Payment(
                invoiceCode: "INV-1", transactionCode: "TRXPRAKERJA00001", redeemCode: "GHP7NYXUVMT2",
                at: CardView.sampleNow),
            redeemedAt: CardView.sampleNow + .hours(2), endedAt: nil)
    }
}
