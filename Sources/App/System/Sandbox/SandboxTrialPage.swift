import Foundation
import Programme

/// Keys, a sign-in for a desk with the code of its authenticator, test people and their messages, and both clocks.
struct SandboxTrialPage: Page {
    let t: Words
    let csrf: String
    /// Nil before the partners are there.
    let access: SandboxAccess?
    /// Of the test institution: what it may send as `redirect_uri`.
    let redirects: [String]
    let people: SandboxPeople
    /// Newest first; nil while they cannot be read.
    let messages: [DemoMailbox.Received]?
    /// By the clock that is moved.
    let now: Instant
    let realNow: Instant

    var title: String { t("Ruang uji mitra", "The partners' trial room") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Situs uji ini dipakai bersama: kunci, orang uji, kartu, dan jamnya sama bagi semua pengunjung.",
            "This trial site is shared: all visitors have the same keys, test people, cards and clock."))</p>
        <p>\(t(
            "Pakai kartu yang belum dipakai dan nomor tagihan Anda sendiri. Bila pengunjung lain sudah memakai kartu itu, ambil kartu berikutnya.",
            "Use a card that is not used yet, and invoice numbers of your own. If another visitor has used the card, take the next one."))
        <a href="\(Paths.partnerGuide)">\(t("Panduan mitra", "Partners' guide"))</a></p>
        \(places)
        \(keys)
        <section id="orang"><h2>\(t("Orang uji", "Test people"))</h2>\(people.table)</section>
        \(when: !redirects.isEmpty, attendance)
        <div id="pesan">\(SandboxInbox(t: t, messages: messages).html)</div>
        \(desks)
        \(clocks)
        """
    }

    /// The page is long, and is read again for each code that arrives.
    private var places: HTML {
        func place(_ place: (id: String, name: String)) -> HTML {
            "<li><a class=\"chip\" href=\"#\(place.id)\">\(place.name)</a></li>"
        }
        let all = [
            ("orang", t("Orang uji dan kartunya", "Test people and cards")),
            ("pesan", t("Pesan dan kode", "Messages and codes")),
            ("jam", t("Dua jam", "Two clocks")),
        ]
        return """
            <nav class="chips" aria-label="\(t("Di halaman ini", "On this page"))"><ul>\(each: all, place)</ul></nav>
            """
    }

    private var keys: HTML {
        guard let access else {
            // The table of people says why there is nothing, and what the operator does.
            guard !people.isUnreadable else { return .empty }
            return Banner(
                .attention,
                t(
                    "Mitra uji belum siap. Muat ulang halaman ini sebentar lagi.",
                    "The test partners are not there yet. Reload this page in a moment.")
            ).html
        }
        return "<section><h2>\(t("Kunci", "Keys"))</h2>\(SandboxKeys(t: t, access: access).html)</section>"
    }

    private var attendance: HTML {
        func row(_ address: String) -> HTML { "<li><code>\(address)</code></li>" }
        return """
            <section><h2>\(t("Konfirmasi kehadiran", "Confirming an attendance"))</h2>
            <p>\(GuidePart.prose(t(
                "Kirim alamat ini sebagai `redirect_uri` ke `oauth/url-generate`. Buka `url` dari jawabannya di peramban. "
                    + "Masuk dengan email orang uji yang membeli; kodenya ada di bawah. Halaman terakhir adalah situs "
                    + "lembaga uji. Situs itu tidak mengenal `state` Anda; kehadirannya tetap tercatat.",
                "Send this address as `redirect_uri` to `oauth/url-generate`. Open the answer's `url` in a browser, sign in "
                    + "with the e-mail address of the test person who bought, and read the code below. The last page is the "
                    + "test institution's site: it does not know your `state`, and the attendance is recorded all the same.")))</p>
            <ul class="plain">\(each: redirects, row)</ul></section>
            """
    }

    private var desks: HTML {
        guard let access, !access.people.isEmpty else { return .empty }
        let seconds = TOTP.period - (realNow.milliseconds / 1_000) % TOTP.period
        return """
            <section><h2>\(t("Masuk ke meja mitra", "Enter a partner's desk"))</h2>
            <p>\(t(
                "Tombol membuka meja mitra tanpa sandi. Untuk mencoba halaman masuk, pakai email, sandi, dan kode ini. "
                    + "Satu kode diterima satu kali. Kode berikutnya muncul \(seconds) detik lagi.",
                "The button opens the desk without a password. To try the sign-in page, use this address, password and code. "
                    + "A code is accepted once. The next one appears in \(seconds) seconds."))
            \(t(
                "Di meja mitra, halaman Webhook menerima alamat server Anda tanpa menunggu petugas.",
                "At the desk, the page Webhook takes your server's address without waiting for an officer."))
            <a href="\(Paths.trial)">\(t("Muat ulang", "Reload"))</a> ·
            <a href="\(Paths.partnerSignIn)">\(t("Halaman masuk", "Sign-in page"))</a></p>
            <ul class="cards">\(each: access.people, desk)</ul></section>
            """
    }

    private func desk(_ person: DemoOfficer) -> HTML {
        let code = Base32.decode(person.totpSecret).map { TOTP(secret: $0).code(step: TOTP.step(at: realNow)) }
        return """
            <li class="card"><h3>\(person.role)</h3><dl class="facts">
            <dt>\(t("Nama", "Name"))</dt><dd>\(person.name)</dd>
            <dt>Email</dt><dd><code>\(person.signIn)</code></dd>
            <dt>\(t("Sandi", "Password"))</dt><dd><code>\(person.password)</code></dd>
            <dt>\(t("Kode sekarang", "Code now"))</dt><dd><code>\(code ?? "–")</code></dd></dl>\
            \(Part.act(
                t("Masuk", "Enter"), to: Paths.trialEntry, csrf: csrf, kind: "secondary",
                fields: Field.hidden("orang", person.signIn)))</li>
            """
    }

    private var clocks: HTML {
        """
        <section id="jam"><h2>\(t("Dua jam", "Two clocks"))</h2>
        <p>\(t("Jam program", "The programme's clock")): <strong>\(t.moment(now))</strong>. \(GuidePart.prose(t(
            "Jadwal, tenggat, dan `created_at` mengikuti jam ini. Majukan jam ini di meja mitra, di halaman Uji coba.",
            "Schedules, deadlines and `created_at` follow it. Move it at the desk, on the page Trial.")))</p>
        <p>\(t("Jam sebenarnya", "The real clock")): <strong>\(t.moment(realNow))</strong>. \(t(
            "Waktu tanda tangan, token, sesi, dan kode mengikuti jam ini.",
            "Timestamps of signatures, tokens, sessions and codes follow it."))</p></section>
        """
    }

    static func unreadableSample(_ t: Words) -> SandboxTrialPage {
        let at = Instant(milliseconds: 1_587_100_000_000)
        return SandboxTrialPage(
            t: t, csrf: "", access: nil, redirects: [], people: SandboxPeople(t: t, people: [], isUnreadable: true),
            messages: [],
            now: at, realNow: at)
    }

    static func sample(_ t: Words) -> SandboxTrialPage {
        let at = Instant(milliseconds: 1_587_100_000_000)
        return SandboxTrialPage(
            t: t, csrf: "", access: .sample, redirects: ["https://balai.example/kembali"],
            people: SandboxPeople(t: t, people: SandboxPeople.sample),
            messages: [
                .init(
                    id: "1", channel: "sms", to: "+6281234560008", subject: "",
                    text: t("274910 adalah kode Prakerja Anda.", "274910 is your Prakerja code."), sentAt: at)
            ], now: at, realNow: at)
    }
}
