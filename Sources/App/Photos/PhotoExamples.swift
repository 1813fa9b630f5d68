/// Drawings of a good and a bad photo, to be understood without reading.
enum PhotoExamples {
    static func card(_ t: Words) -> HTML {
        pair(
            good: cardDrawing(x: 14, y: 18, width: 92, height: 58),
            goodLabel: t("Baik: seluruh KTP terlihat", "Good: the whole card"),
            bad: cardDrawing(x: 50, y: -16, width: 130, height: 82),
            badLabel: t("Kurang: terpotong", "Not good: cut off"))
    }

    static func selfie(_ t: Words) -> HTML {
        pair(
            good: faceDrawing(mask: false) + smallCard(x: 76, y: 52),
            goodLabel: t("Baik: wajah dan KTP jelas", "Good: face and card are clear"),
            bad: faceDrawing(mask: true) + smallCard(x: 76, y: 72),
            badLabel: t("Kurang: wajah tertutup", "Not good: face covered"))
    }

    private static func pair(good: HTML, goodLabel: String, bad: HTML, badLabel: String) -> HTML {
        """
        <div class="examples">\(frame(good, label: goodLabel, mark: tick))\
        \(frame(bad, label: badLabel, mark: cross))</div>
        """
    }

    private static func frame(_ drawing: HTML, label: String, mark: HTML) -> HTML {
        """
        <figure><svg viewBox="0 0 120 96" width="120" height="96" role="img" aria-label="\(label)" fill="none" \
        stroke="currentColor" stroke-width="2"><rect x="1" y="1" width="118" height="94" rx="6"/>\(drawing)\
        \(mark)</svg>\
        <figcaption>\(label)</figcaption></figure>
        """
    }

    private static func cardDrawing(x: Int, y: Int, width: Int, height: Int) -> HTML {
        """
        <svg x="1" y="1" width="118" height="94" viewBox="0 0 118 94"><rect x="\(x)" y="\(y)" width="\(width)" \
        height="\(height)" rx="5"/><path d="M\(x + 8) \(y + 14)h\(width / 2)M\(x + 8) \(y + 26)h\(width / 2)\
        M\(x + 8) \(y + 38)h\(width / 3)"/><rect x="\(x + width * 2 / 3)" y="\(y + 12)" width="\(width / 4)" \
        height="\(height / 2)" rx="2"/></svg>
        """
    }

    private static func faceDrawing(mask: Bool) -> HTML {
        """
        <circle cx="48" cy="40" r="20"/><path d="M20 92c2-18 14-26 28-26s26 8 28 26"/>\
        <path d="M41 36v3M55 36v3"/>\(mask ? maskDrawing : smile)
        """
    }

    private static let maskDrawing: HTML = "<path d=\"M30 44h36v8q-18 12-36 0z\" fill=\"currentColor\"/>"
    private static let smile: HTML = "<path d=\"M41 48q7 6 14 0\"/>"

    private static func smallCard(x: Int, y: Int) -> HTML {
        """
        <rect x="\(x)" y="\(y)" width="34" height="22" rx="3"/><path d="M\(x + 4) \(y + 7)h14M\(x + 4) \(y + 13)h10"/>
        """
    }

    private static let tick: HTML = "<path d=\"M100 14l5 6 9-12\" stroke=\"#0f7048\" stroke-width=\"4\"/>"
    private static let cross: HTML = "<path d=\"M102 8l12 12M114 8l-12 12\" stroke=\"#b3261e\" stroke-width=\"4\"/>"
}
