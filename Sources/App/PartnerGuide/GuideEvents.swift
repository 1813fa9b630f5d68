import Programme

/// How a partner's site lets people sign in with their account here.
struct GuideSignIn {
    let t: Words

    var html: HTML {
        """
        <p class="lead">\(t(
            "Orang masuk di situs Anda dengan akun Prakerja. Mereka melihat siapa yang meminta data apa, lalu setuju atau menolak.",
            "A person signs in at your site with their Prakerja account. They see who asks for which data, and agree or decline."))</p>
        <p>\(t(
            "Kantor mendaftarkan dua alamat situs Anda lebih dulu: tempat orang kembali, dan tempat orang yang menolak. Keduanya dibandingkan huruf demi huruf.",
            "The office registers two addresses of your site first: where people return to, and where people who declined do. Both are compared letter by letter."))</p>
        <ol>\(each: steps, item)</ol>
        <h2>\(t("Cakupan", "Scopes"))</h2>
        <dl class="pairs">\(each: scopes, pair)</dl>
        <p>\(GuidePart.prose(t(
            "`user_id` selalu ada. Nilainya tetap pada satu mitra dan berbeda pada mitra lain. Pakai PKCE: kirim `code_challenge` dengan `S256` pada langkah 1 dan `code_verifier` pada langkah 3.",
            "`user_id` is always there. It stays the same at one partner and differs at every other. Use PKCE: send `code_challenge` with `S256` in step 1 and `code_verifier` in step 3.")))</p>
        """
    }

    private var steps: [String] {
        [
            t(
                "Arahkan peramban (browser) ke `/consent-sso` dengan `client_id`, `client_name`, `login_uri`, `redirect_uri`, `scope`, dan `state`.",
                "Send the browser to `/consent-sso` with `client_id`, `client_name`, `login_uri`, `redirect_uri`, `scope` and `state`."
            ),
            t(
                "Peramban kembali ke `redirect_uri` dengan `code` dan `state`, atau ke `login_uri` dengan \(GuidePart.declined). Bandingkan `state`.",
                "The browser returns to `redirect_uri` with `code` and `state`, or to `login_uri` with `error=access_denied`. Compare `state`."
            ),
            t(
                "Tukar kode dalam 60 detik, satu kali: `POST /api/v1/oauth/token` dengan kepala `X-Client-Id`.",
                "Exchange the code within 60 seconds, once: `POST /api/v1/oauth/token` with the header `X-Client-Id`."),
            t(
                "Baca profil dengan token akses selama satu jam: `GET /api/v1/resource/user_profile`. Token penyegar berlaku 30 hari dan ditukar satu kali.",
                "Read the profile with the access token for an hour: `GET /api/v1/resource/user_profile`. A refresh token lasts 30 days and is exchanged once."
            ),
        ]
    }

    private var scopes: [(String, String)] {
        [
            ("name", t("nama", "the name")), ("email", t("alamat email", "the e-mail address")),
            ("prakerjaid", t("nomor kartu, kosong bila belum ada", "the card's number, empty without a card")),
            ("notelp", t("nomor HP", "the mobile number")),
        ]
    }

    private func item(_ text: String) -> HTML { "<li>\(GuidePart.prose(text))</li>" }

    private func pair(_ pair: (String, String)) -> HTML {
        "<div><dt><code>\(pair.0)</code></dt><dd>\(pair.1)</dd></div>"
    }
}

/// The events that are posted to a partner's own address.
struct GuideWebhooks {
    let t: Words
    let isSandbox: Bool

    var html: HTML {
        """
        <p class="lead">\(t(
            "Kami mengirim kejadian ke alamat Anda, menurut Standard Webhooks 1.0.0, sehingga Anda tidak perlu bertanya terus.",
            "We post events to your address, by Standard Webhooks 1.0.0, so that you need not keep asking."))</p>
        <p>\(t(
            "Usulkan alamat di meja mitra, halaman Webhook, atau lewat API; petugas kantor menyetujuinya. "
                + "Rahasianya datang lewat tautan, seperti kunci. Anda boleh punya \(PartnerEndpoint.most) alamat, "
                + "masing-masing dengan rahasia dan pilihan kejadiannya sendiri.",
            "Propose an address at the partners' desk, on the page Webhook, or by the API; an officer approves it. The "
                + "secret arrives by a link, as keys do. You may have \(PartnerEndpoint.most) addresses, each with a "
                + "secret and a choice of events of its own."))
        <a href="\(Paths.deskWebhook)">\(t("Halaman Webhook", "The page Webhook"))</a></p>
        \(when: isSandbox, trial)
        <h2>\(t("Kejadian", "Events"))</h2>
        <p>\(GuidePart.prose(t(
            "`timestamp` di dalam isi mengikuti jam program; `webhook-timestamp` di kepala mengikuti jam sebenarnya. "
                + "Dokumen OpenAPI memuat semua kejadian di bawah `webhooks`. Abaikan kolom yang tidak Anda kenal. "
                + "Lembaga baru diberi tahu sesudah kode redeem dipakai.",
            "`timestamp` in the body is by the programme's clock, `webhook-timestamp` in the header by the real one. The "
                + "OpenAPI document has all events under `webhooks`. Ignore fields that you do not know. An institution "
                + "is told once the redeem code was used.")))
        <a href="\(Paths.apiDocument)">openapi.json</a></p>
        \(each: WebhookPayload.all, event)
        <h2>\(t("Memeriksa tanda tangan", "Verifying the signature"))</h2>
        <p>\(GuidePart.prose(t(
            "Hitung HMAC-SHA256 dengan rahasia Anda, yaitu base64 di belakang `whsec_`. Teksnya: "
                + "`webhook-id`, titik, `webhook-timestamp`, titik, lalu isinya apa adanya. Hasilnya ditulis "
                + "base64 di belakang `v1,`. Selama rahasia diganti ada dua tanda tangan: terima bila satu benar. "
                + "Terima setiap `webhook-id` satu kali.",
            "HMAC-SHA256 with your secret (base64 behind `whsec_`) over `webhook-id`, a full stop, "
                + "`webhook-timestamp`, a full stop and the body as it came; in base64 behind `v1,`. While a "
                + "secret is rotated there are two signatures: accept the event when one is right. Take each "
                + "`webhook-id` once.")))</p>
        \(GuidePart.code(example, label: t("Contoh Python", "Python example")))
        <h2>\(t("Pengiriman", "Delivery"))</h2>
        <p>\(GuidePart.prose(t(
            "Jawab 2xx dalam sepuluh detik. Selain itu kami mengulang sampai sepuluh kali selama lebih dari "
                + "tiga hari, dan menuruti `Retry-After`. Kejadian satu pembelian datang berurutan. Jawaban 410 "
                + "menutup alamat. Meja mitra menunjukkan alamat, kiriman, dan jawabannya di halaman Webhook.",
            "Answer 2xx within ten seconds. Anything else is tried again, ten times over more than three "
                + "days, and `Retry-After` is respected. Events of one purchase come in order. 410 closes the "
                + "address. The partners' desk shows address, deliveries and answers on the page Webhook.")))</p>
        """
    }

    private var trial: HTML {
        """
        <p>\(t(
            "Di situs uji ini alamat Anda langsung berlaku, dan halaman itu menunjukkan rahasianya. Masuklah tanpa sandi dari",
            "On this trial site your address is in force at once, and that page shows its secret. Enter without a password from"))
        <a href="\(Paths.trial)">\(t("ruang uji", "the trial room"))</a>.
        \(GuidePart.prose(t(
            "Lewat API, `secret` ada di jawabannya. `http` pada `127.0.0.1` diterima bila situs uji berjalan di komputer Anda.",
            "By the API, the answer has `secret`. `http` on `127.0.0.1` is taken where the trial site runs on your computer.")))</p>
        """
    }

    private func event(_ payload: WebhookPayload) -> HTML {
        func whose(_ kind: Partner.Kind) -> String {
            kind == .platform ? t("Platform", "Platform") : t("Lembaga", "Institution")
        }
        func example(_ kind: Partner.Kind) -> HTML {
            GuidePart.code(payload.example(seenBy: kind), label: "\(payload.type.rawValue): \(whose(kind))")
        }
        func field(_ field: WebhookField) -> HTML {
            let reader = field.reader.map { "\(t("hanya", "only")) \(whose($0))" } ?? ""
            let words: String = if case .choice(let words) = field.kind { words.joined(separator: " | ") } else { "" }
            let marks = [reader, field.isAlways ? "" : t("bila ada", "optional"), words].filter { !$0.isEmpty }
            return """
                <div><dt><code>\(field.name)</code></dt><dd>\(GuidePart.prose(t(field.meaning))) \
                <small>\(marks.joined(separator: ", "))</small></dd></div>
                """
        }
        return """
            <section id="\(payload.type.rawValue)"><h3><code>\(payload.type.rawValue)</code></h3>
            <p>\(payload.type.title(t)). \(t("Dikirim kepada", "Told to")): \(payload.readers.map(whose).joined(separator: ", ")).\
            \(when: payload.type == .attendanceRecorded, " \(firstOnly)")</p>
            <details><summary>\(t("Isi", "Body"))</summary>
            \(each: payload.readers, example)
            <dl class="pairs">\(each: payload.fields, field)</dl></details></section>
            """
    }

    private var firstOnly: String {
        t(
            "Platform hanya mendapat kehadiran pertama, yang membayar bagiannya.",
            "A platform is told of the first attendance alone, which pays its share.")
    }

    private var example: String {
        """
        from standardwebhooks.webhooks import Webhook
        event = Webhook(secret).verify(body, headers)
        """
    }
}
