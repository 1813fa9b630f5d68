import Programme

/// Every code of a refusal, with cause and remedy.
struct GuideErrors {
    let t: Words

    var html: HTML {
        """
        <p class="lead">\(t(
            "Kode terdiri dari ERR, bidang, status HTTP, dan nomor. Kode tidak pernah berganti arti.",
            "A code is ERR, an area, the HTTP status and a number. A code never changes its meaning."))</p>
        \(Part.table(
            caption: t("Semua kode galat", "All error codes"),
            [t("Kode", "Code"), t("Sebab", "Cause"), t("Jalan keluar", "Remedy")],
            GuideTexts.shared.errors.map(row), empty: ""))
        """
    }

    private func row(_ error: GuideError) -> [HTML] {
        [
            "<code id=\"\(error.code)\">\(error.code)</code>", GuidePart.prose(error.cause(t)),
            GuidePart.prose(error.remedy(t)),
        ]
    }
}
