/// Drawings of a good and a bad photo, to be understood without reading: flat shapes in the colours of all drawings.
enum PhotoExamples {
    static func card(_ t: Words) -> HTML {
        pair(
            good: table + card(x: 30, y: 28),
            goodLabel: t("Baik: semua sudut KTP terlihat", "Good: all corners of the card show"),
            bad: table + card(x: 84, y: 62),
            badLabel: t("Terpotong: geser KTP ke tengah", "Cut off: move the card to the middle"))
    }

    static func selfie(_ t: Words) -> HTML {
        pair(
            good: room + face(mask: false) + card(x: 112, y: 66, scale: "0.42"),
            goodLabel: t("Baik: wajah dan KTP jelas", "Good: face and card are clear"),
            bad: room + face(mask: true) + card(x: 112, y: 66, scale: "0.42"),
            badLabel: t("Wajah tertutup: lepas masker", "Face covered: take the mask off"))
    }

    private static func pair(good: HTML, goodLabel: String, bad: HTML, badLabel: String) -> HTML {
        """
        <div class="examples">\(frame(good, label: goodLabel, mark: "good", sign: "✓"))\
        \(frame(bad, label: badLabel, mark: "bad", sign: "✕"))</div>
        """
    }

    private static func frame(_ drawing: HTML, label: String, mark: String, sign: String) -> HTML {
        """
        <figure class="\(mark)"><svg viewBox="0 0 160 112" width="160" height="112" role="img" \
        aria-label="\(label)">\(drawing)</svg>
        <figcaption aria-hidden="true"><b>\(sign)</b> \(label)</figcaption></figure>
        """
    }

    private static let table: HTML = """
        <path fill="#8a4a24" d="M0 0h160v112H0z"/><path fill="none" stroke="#f7f0dd" stroke-width="4" \
        stroke-linecap="round" d="M10 24V12h14M136 12h14v12M150 88v12h-14M24 100H10V88"/>
        """

    private static let room: HTML = "<path fill=\"#dccfae\" d=\"M0 0h160v112H0z\"/>"

    /// A card of 100 × 58.
    private static func card(x: Int, y: Int, scale: String = "1") -> HTML {
        """
        <g transform="translate(\(x) \(y)) scale(\(scale))"><rect width="100" height="58" rx="5" fill="#b9c7cf"/>\
        <path stroke="#17365d" stroke-width="5" d="M8 12h46M8 24h34M8 34h40M8 44h28"/>\
        <path fill="#f7f0dd" d="M66 12h26v34H66z"/><circle cx="79" cy="25" r="7" fill="#8b5b3d"/>\
        <path fill="#c8552f" d="M67 46c1-9 5-13 12-13s11 4 12 13z"/></g>
        """
    }

    private static func face(mask: Bool) -> HTML {
        """
        <path fill="#1c7ba0" d="M20 112c2-26 18-38 44-38s42 12 44 38z"/><path fill="#b57c53" d="M54 62h20v18H54z"/>\
        <circle cx="64" cy="46" r="25" fill="#b57c53"/>\
        <path fill="#1b2530" d="M38 46c-1-20 10-30 26-30s27 10 26 30c-6-8-14-13-26-13s-20 5-26 13z"/>\
        <circle cx="55" cy="46" r="3" fill="#1b2530"/><circle cx="73" cy="46" r="3" fill="#1b2530"/>\
        \(mask ? cloth : smile)
        """
    }

    private static let cloth: HTML = "<path fill=\"#f7f0dd\" d=\"M40 52q24-6 48 0c-1 13-12 21-24 21s-23-8-24-21z\"/>"
    private static let smile: HTML = """
        <path fill="none" stroke="#1b2530" stroke-width="2.5" stroke-linecap="round" d="M56 58q8 6 16 0"/>
        """
}
