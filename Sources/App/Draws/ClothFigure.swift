import Programme

/// The cloth of a wave whose draw is shown, with what it is made from.
struct ClothFigure: Sendable {
    let t: Words
    let wave: Wave

    var html: HTML {
        """
        <figure class="cloth"><img src="\(Paths.cloth(wave.address))" alt="" width="150" height="150" loading="lazy">\
        <figcaption><strong>\(t("Kain gelombang \(wave.number)", "The cloth of wave \(wave.number)"))</strong><br>\
        \(t(
            "Digambar komputer dari undian ini. Undian lain memberi kain lain.",
            "Drawn by computer from this draw. Another draw gives another cloth."))</figcaption></figure>
        """
    }
}
