import Programme

/// `/mitra/meja/panggilan`: the last calls of the partner's programs; those that were refused with what usually causes it.
struct DeskCallsPage: Page {
    let t: Words
    /// The latest first.
    let calls: [PartnerCall]
    let onlyRefused: Bool

    static let length = 100

    var title: String { t("Panggilan API", "API calls") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t(
            "Paling banyak \(Self.length) yang terbaru dari 30 hari. Isi panggilan tidak disimpan: yang tampil nama kolomnya saja.",
            "At most the latest \(Self.length) of 30 days. What a call contains is not stored: only names of fields are shown."))</p>
        <p>\(onlyRefused
            ? Part.button(t("Semua panggilan", "All calls"), to: Paths.deskCalls, secondary: true)
            : Part.button(t("Hanya yang ditolak", "Refused ones only"), to: "\(Paths.deskCalls)?hanya=ditolak", secondary: true))</p>
        \(list)
        """
    }

    private var list: HTML {
        guard !calls.isEmpty else {
            let text = t(
                "Belum ada panggilan. Setiap panggilan tampil di sini beberapa detik kemudian.",
                "No calls yet. Each call appears here some seconds later.")
            return "<p class=\"empty\">\(text)</p>"
        }
        return """
            \(Part.table(
                caption: t("Yang terbaru lebih dahulu", "The latest first"),
                [t("Kapan", "When"), t("Layanan", "Route"), "Status", t("Kode", "Code"), t("Milidetik", "Milliseconds"), t(
                    "Nomor panggilan", "Request id")],
                calls.map(row), empty: ""))
            """
    }

    private func row(_ call: PartnerCall) -> [HTML] {
        [
            "\(t.shortMoment(real: call.at))", "<code>\(call.route)</code>\(why(call))",
            Part.tag("\(call.status)", call.status < 400 ? .done : .wrong), "<code>\(call.errorCode ?? "–")</code>",
            "\(t.count(Int(call.milliseconds)))", "<code>\(call.request)</code>",
        ]
    }

    private func why(_ call: PartnerCall) -> HTML {
        guard let refused = call.refused else { return .empty }
        let isLate = ["ERRAUT40102", PartnerRefusal.timestamp].contains(call.errorCode)
        let heading = isLate ? t("Waktu lewat.", "Time over.") : t("Tanda tangan beda.", "Signatures differ.")
        func cause(_ text: String) -> HTML { "<li>\(text)</li>" }
        return """
            <details><summary><strong>\(heading)</strong> \(t("Teks yang kami hitung", "The text we signed"))</summary>
            <p><code>\(refused.text)</code></p>
            <p>\(t("Tanda tangan yang datang", "The signature that came")): <code>\(refused.signature)…</code>. \(t(
                "Isi: \(refused.bodyBytes) byte.", "Body: \(refused.bodyBytes) bytes."))</p>
            <ul>\(each: causes(refused, isLate: isLate), cause)</ul></details>
            """
    }

    /// What usually is the cause, the likeliest first.
    private func causes(_ refused: PartnerCall.Refused, isLate: Bool) -> [String] {
        var causes: [String] = []
        if let seconds = refused.clockSeconds, isLate || abs(seconds) > 60 {
            causes.append(
                seconds < 0
                    ? t("Jam Anda tertinggal \(-seconds) detik.", "Your clock is \(-seconds) seconds behind.")
                    : t("Jam Anda lebih cepat \(seconds) detik.", "Your clock is \(seconds) seconds ahead."))
        }
        if refused.clockSeconds == nil {
            causes.append(
                t(
                    "Kepala timestamp tidak terbaca. Kirim detik sejak 1970, tanpa titik.",
                    "The header timestamp cannot be read. Send seconds since 1970, without a dot."))
        }
        guard !isLate else { return causes }
        if refused.signature.isEmpty {
            causes.append(t("Kepala signature tidak sampai.", "The header signature did not arrive."))
        }
        return causes + [
            t(
                "Bandingkan urutannya: kode mitra, waktu, metode, alamat, Authorization, isi; tanpa pemisah.",
                "Compare the order: client code, time, method, path, Authorization, body; without separators."),
            t(
                "Tandatangani byte yang dikirim. Jangan susun ulang JSON sesudah menandatangani.",
                "Sign the bytes that are sent. Do not write the JSON again after signing."),
            t(
                "Proxy sering membuang kepala bergaris bawah. Atur underscores_in_headers on, atau kirim client-code.",
                "Proxies often drop headers with an underscore. Set underscores_in_headers on, or send client-code."),
            t("Apakah kuncinya baru diganti? Lihat halaman Kunci.", "Was the key just replaced? See the page Keys."),
        ]
    }

    static func sample(_ t: Words) -> DeskCallsPage {
        let at = Instant(milliseconds: 1_587_000_000_000)
        var refused = PartnerCall(
            partner: ID(7), at: at, route: Paths.redeemStatus, status: 401, errorCode: "ERRAUT40101", milliseconds: 12,
            request: "9f2c-3")
        refused.refused = PartnerCall.Refused(
            text: "balai-kopi1587000000POST\(Paths.redeemStatus){\"redeem_code\":\"…\",\"sequence\":…}",
            signature: "6909380b",
            bodyBytes: 44, clockSeconds: 0)
        let good = PartnerCall(
            partner: ID(7), at: at, route: Paths.redeemStatus, status: 200, errorCode: nil, milliseconds: 61,
            request: "9f2c-2")
        return DeskCallsPage(t: t, calls: [refused, good], onlyRefused: false)
    }
}
