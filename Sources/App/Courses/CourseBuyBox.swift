import Programme

/// The price at each platform, what it leaves of the balance, and how to buy.
struct CourseBuyBox {
    let t: Words
    let view: CourseView
    let buyer: CourseBuyer?
    let pause: DeliveryPause?

    var html: HTML {
        """
        \(when: view.offers.first != nil, buyer?.obstacle?.banner(t) ?? .empty)
        <div class="card buy"><h2>\(t("Beli dengan saldo kartu", "Buy with the card's balance"))</h2>
        \(bought)\(offers)\(balance)</div>
        \(Banner(
            .attention,
            t(
                "Setelah dibeli, pelatihan tidak bisa diganti. Uang kembali hanya bila platform membatalkan.",
                "Once bought, a training cannot be exchanged. Only the platform can cancel it."),
            title: t("Tidak bisa ditukar", "No exchange")))
        <section><h2>\(t("Cara membeli", "How to buy"))</h2>\(steps)</section>
        """
    }

    private var bought: HTML {
        guard buyer?.bought.contains(view.course.id) == true else { return .empty }
        return """
            <p>\(Part.tag(t("Sudah Anda beli", "You bought it"), .done)) \
            <a href="\(Paths.card)">\(t("Buka di halaman Kartu", "Open it on the page Card"))</a></p>
            """
    }

    private var offers: HTML {
        if let pause { return "<p class=\"empty\">\(pause.sentence(t))</p>" }
        guard let first = view.offers.first else {
            let none = t(
                "Saat ini tidak dijual di platform mana pun.", "Not sold on any platform at present.")
            return "<p class=\"empty\">\(none)</p>"
        }
        let others = view.offers.dropFirst()
        func row(_ offer: CourseOffer) -> HTML {
            let link: HTML = """
                <a href="\(offer.url)" rel="noopener">\(t("Beli di sini", "Buy here"))\
                <span class="hidden"> \(t("di \(offer.platformName)", "at \(offer.platformName)"))</span></a>
                """
            return """
                <li><span>\(offer.platformName)<br><strong>\(offer.price.description)</strong></span>\
                \(when: isBuyable(offer), link)</li>
                """
        }
        return """
            <p class="soft">\(t(
                "Dari yang termurah. Harga sama: menurut abjad.", "Cheapest first. Equal prices: by name."))</p>
            <div class="best"><p>\(first.platformName)</p><p class="amount">\(first.price.description)</p></div>
            \(when: isBuyable(first), button(first))
            \(when: !others.isEmpty, "<ul class=\"sellers\">\(each: others, row)</ul>")
            """
    }

    private func button(_ offer: CourseOffer) -> HTML {
        let label = t("Beli di \(offer.platformName)", "Buy at \(offer.platformName)")
        return "<p><a class=\"button\" href=\"\(offer.url)\" rel=\"noopener\">\(label)</a></p>"
    }

    /// Whether the reader's card would be refused at this price; a visitor without a card reads where it is sold.
    private func isBuyable(_ offer: CourseOffer) -> Bool {
        guard let buyer else { return true }
        return buyer.obstacle == nil && offer.price <= buyer.balance
    }

    private var balance: HTML {
        guard pause == nil, let buyer, buyer.purse != nil, let price = view.offers.first?.price else { return .empty }
        guard price <= buyer.balance else {
            let lacking = price - buyer.balance
            return """
                <p>\(Part.tag(t("Kurang \(lacking)", "\(lacking) short"), .blocked))</p><p class="soft">\(t(
                    "Saldo Anda \(buyer.balance). Uang sendiri tidak bisa ditambahkan.",
                    "Your balance is \(buyer.balance). You cannot add money of your own."))</p>
                """
        }
        let rest = buyer.balance - price
        return """
            \(Part.bar(rest.amount, of: buyer.balance.amount, label: t("sisa \(rest)", "\(rest) left")))
            <p class="soft">\(t(
                "Saldo Anda \(buyer.balance). Setelah ini sisa \(rest).",
                "Your balance is \(buyer.balance). This leaves \(rest)."))</p>
            """
    }

    private var steps: HTML {
        """
        <ol class="steps"><li>\(t(
            "Buka halaman Kartu dan tampilkan nomor kartu Anda.",
            "Open the page Card and show your card number."))</li>
        <li>\(t(
            "Pilih pelatihan di platform, lalu bayar dengan Kartu Prakerja.",
            "Choose the training at a platform and pay with the Prakerja card."))</li>
        <li>\(t(
            "Ketik kode 6 angka yang kami kirim ke ponsel atau email Anda.",
            "Type the 6-digit code we send to your phone or e-mail."))</li>
        <li>\(t(
            "Pakai kode redeem di situs lembaga untuk mulai belajar.",
            "Use the redeem code on the institution's site to begin."))</li></ol>
        """
    }
}

/// How participants who completed the course rated it.
struct CourseReviews {
    let t: Words
    let rating: CourseRating?

    var html: HTML {
        """
        <section><h2>\(t("Nilai dari peserta", "Participants' ratings"))</h2>\(rating.map(shown) ?? none)</section>
        """
    }

    private var none: HTML {
        let least = CourseRating.leastShown
        return """
            <p class="empty">\(t(
                "Nilai tampil setelah \(least) orang menyelesaikan dan menilai pelatihan ini.",
                "Ratings are shown once \(least) people have completed and rated this training."))</p>
            """
    }

    private func shown(_ rating: CourseRating) -> HTML {
        let most = rating.given.max() ?? 1
        func row(_ stars: Int) -> HTML {
            let given = rating.given[stars - 1]
            return """
                <li><span>\(t("\(stars) bintang", stars == 1 ? "1 star" : "\(stars) stars"))</span>\
                <svg viewBox="0 0 \(most) 1" preserveAspectRatio="none" aria-hidden="true">\
                <path class="c4" d="M0 0h\(given)v1h-\(given)z"/></svg><span>\(t.count(given))</span></li>
                """
        }
        return """
            <div class="rated"><p><strong class="amount">\(rating.written(t))</strong> \(t(
                "dari 5, \(t.count(rating.count)) orang yang menyelesaikannya",
                "of 5, by \(t.people(rating.count)) who completed it"))</p>
            <ul class="stars-given">\(each: Review.ratings.reversed(), row)</ul></div>
            """
    }
}
