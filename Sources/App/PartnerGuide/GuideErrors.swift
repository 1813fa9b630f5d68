import Programme

/// Every code of a refusal with cause and remedy, by area; each leads to the calls that answer with it.
struct GuideErrors {
    let t: Words

    var html: HTML {
        """
        <p class="lead">\(t(
            "Kode terdiri dari ERR, bidang, status HTTP, dan nomor. Kode tidak pernah berganti arti.",
            "A code is ERR, an area, the HTTP status and a number. A code never changes its meaning."))</p>
        <p>\(t(
            "Untuk mencari satu kode: tambahkan # dan kodenya pada alamat halaman ini, atau cari di peramban.",
            "To find a code, add # and the code to this page's address, or search in the browser."))</p>
        <nav aria-label="\(t("Bidang", "Areas"))"><ul class="contents">\(each: Area.allCases, link)</ul></nav>
        \(each: Area.allCases, section)
        """
    }

    /// In the order of the page, by what stands between `ERR` and the first digit.
    enum Area: String, CaseIterable {
        case signing = "AUT"
        case request = "GEN"
        case sale = "PLT"
        case voiding = "VOD"
        case redeeming = "TRX"
        case consent = "SSO"
        case tokens = "OAUTH"

        func title(_ t: Words) -> String {
            switch self {
            case .signing: t("Tanda tangan dan kunci", "Signature and keys")
            case .request: t("Permintaan dan sistem", "Request and system")
            case .sale: t("Penjualan", "Sales")
            case .voiding: t("Pembatalan", "Voiding")
            case .redeeming: t("Kode redeem, kehadiran, kelulusan", "Redeem codes, attendance, completion")
            case .consent: t("Masuk dengan Prakerja: persetujuan", "Sign-in with Prakerja: consent")
            case .tokens: t("Masuk dengan Prakerja: token", "Sign-in with Prakerja: tokens")
            }
        }

        init?(code: String) { self.init(rawValue: String(code.dropFirst(3).prefix { $0.isLetter })) }

        var errors: [GuideError] { GuideTexts.shared.errors.filter { Area(code: $0.code) == self } }
    }

    private func link(_ area: Area) -> HTML {
        """
        <li><a href="#\(area.rawValue)">\(area.title(t)) (\(area.errors.count))</a></li>
        """
    }

    private func section(_ area: Area) -> HTML {
        """
        <section id="\(area.rawValue)"><h2>\(area.title(t))</h2>
        <dl class="pairs">\(each: area.errors, pair)</dl></section>
        """
    }

    private func pair(_ error: GuideError) -> HTML {
        """
        <div id="\(error.code)"><dt><code>\(error.code)</code></dt><dd>\(GuidePart.prose(error.cause(t))). \
        <strong>\(t("Jalan keluar", "Remedy")):</strong> \(GuidePart.prose(error.remedy(t))).\(calls(error))</dd></div>
        """
    }

    /// The calls that list the code.
    private func calls(_ error: GuideError) -> HTML {
        let calls = GuideTexts.shared.calls.filter { $0.errors.contains(error.code) }
        guard !calls.isEmpty else { return .empty }
        func link(_ call: GuideCall) -> HTML { "<a href=\"\(call.place)\"><code>\(call.name)</code></a> " }
        return "<small class=\"calls\">\(each: calls, link)</small>"
    }
}
