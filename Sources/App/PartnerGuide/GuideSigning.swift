import Programme

/// How a request is signed, with an example that `openssl` recomputes.
struct GuideSigning {
    let t: Words

    /// An example: the text that is signed, and the key.
    static let client = "lpkcontoh0001"
    static let text =
        client + "1698289216POST/api/v1/integration/payment/redeem-code/status"
        + #"{"redeem_code":"GHOPNYXUVMT0","sequence":1}"#
    static let key = "kunci-rahasia-contoh"
    static let signature = "290c46fc73cc46bb5c4a89680cf73906738d4668"

    var html: HTML {
        """
        <p class="lead">\(t(
            "Setiap permintaan adalah POST dengan satu objek JSON, paling besar 64 KiB, dan ditandatangani.",
            "Every request is a POST with one JSON object of at most 64 KiB, and is signed."))</p>
        <h2>\(t("Kepala permintaan", "Headers"))</h2>
        <dl class="pairs">\(each: headers, pair)</dl>
        <h2>\(t("Teks yang ditandatangani", "The text that is signed"))</h2>
        <p>\(t(
            "HMAC-SHA1 dengan kunci Anda, ditulis sebagai 40 angka heksadesimal, atas enam bagian yang disambung tanpa pemisah:",
            "HMAC-SHA1 with your key, written as 40 hexadecimal digits, of six parts joined without separators:"))</p>
        <ol>\(each: parts, item)</ol>
        \(GuidePart.code(example, label: t("Contoh untuk openssl", "Example for openssl")))
        <p>\(GuidePart.prose(t(
            "`timestamp` mengikuti jam sebenarnya, begitu pula token, sesi, dan kode. `created_at`, jadwal, dan tenggat "
                + "mengikuti jam program, yang di situs uji dapat dimajukan. Permintaan yang sama dengan tanda tangan yang "
                + "sama diterima lagi selama lima menit. `authorize` dan `void` tidak berlaku dua kali.",
            "`timestamp` is by the real clock, as are tokens, sessions and codes. `created_at`, schedules and deadlines are "
                + "by the programme's clock, which is moved in a sandbox. The same request with the same signature is "
                + "taken again for five minutes; `authorize` and `void` do nothing twice.")))</p>
        <h2>\(t("Kalau tanda tangan ditolak", "When a signature is refused"))</h2>
        <ul>\(each: causes, item)</ul>
        <h2>\(t("Di belakang proxy", "Behind a proxy"))</h2>
        <p>\(GuidePart.prose(t(
            "nginx dan proxy lain membuang kepala yang namanya bergaris bawah. Pasang `underscores_in_headers on;`, atau kirim `client-code`.",
            "nginx and other proxies drop headers whose names have an underscore. Set `underscores_in_headers on;`, or send `client-code`.")))</p>
        """
    }

    private var headers: [(String, String)] {
        [
            (
                "Content-Type",
                t(
                    "`application/json`; isinya dibaca sebagai JSON apa pun yang tertulis",
                    "`application/json`; the body is read as JSON whatever it says")
            ),
            (
                "client_code",
                t("kode mitra; `client-code` juga diterima", "the partner's code; `client-code` is taken too")
            ),
            (
                "timestamp",
                t(
                    "detik sejak 1970, bukan milidetik; berselisih paling banyak lima menit dari jam sebenarnya",
                    "seconds since 1970, not milliseconds; at most five minutes from the real clock")
            ),
            ("signature", t("40 angka heksadesimal", "40 hexadecimal digits")),
            (
                "Authorization",
                t(
                    "`Payment <payment_token>`, hanya untuk `payment/authorize`",
                    "`Payment <payment_token>`, only for `payment/authorize`")
            ),
        ]
    }

    private func pair(_ pair: (String, String)) -> HTML {
        "<div><dt><code>\(pair.0)</code></dt><dd>\(GuidePart.prose(pair.1))</dd></div>"
    }

    private var parts: [String] {
        [
            t("kode klien", "the client code"), t("waktu, seperti di kepala", "the timestamp, as in the header"),
            "`POST`", t("jalur, tanpa nama situs", "the path, without the host"),
            t("isi `Authorization`, atau kosong", "the value of `Authorization`, or nothing"),
            t("isi permintaan, bita demi bita", "the body, byte by byte"),
        ]
    }

    private var causes: [String] {
        [
            t(
                "Isi ditulis ulang sesudah ditandatangani. Tandatangani bita yang dikirim.",
                "The body was written again after signing. Sign the bytes that are sent."),
            t(
                "Kunci memuat baris baru atau spasi dari berkas pengaturan.",
                "The key has a line break or blank from a settings file."),
            t("Jalur memuat nama situs atau tanda tanya.", "The path contains the host or a query."),
            t("Kunci sudah diganti dan masa kunci lama habis.", "The key was replaced and the earlier one has ended."),
        ]
    }

    private func item(_ text: String) -> HTML { "<li>\(GuidePart.prose(text))</li>" }

    private var example: String {
        """
        printf %s '\(Self.text)' |
            openssl dgst -sha1 -hmac '\(Self.key)'
        # \(Self.signature)
        """
    }
}
