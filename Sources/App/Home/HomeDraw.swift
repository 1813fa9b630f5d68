import Programme

/// Why the draw can be trusted, with four cloths: those drawn last, and bare threads for those to come.
struct HomeDraw: Sendable {
    let t: Words
    /// Nil while the waves cannot be read.
    let news: PublicWaves?
    let waves: [HomeWave]

    /// How many cloths are shown.
    private static let most = 4

    var html: HTML {
        """
        <div><h2>\(t("Undian yang bisa Anda hitung ulang", "A draw that you can compute again"))</h2>
        <p>\(t(
            "Daftar peserta disegel sebelum undian. Siapa pun dapat menghitung ulang hasilnya.",
            "The list of people is sealed before the draw. Anyone can compute the outcome again."))</p>
        <p>\(t(
            "Kain setiap gelombang digambar dari angka yang sama.",
            "The cloth of each wave is drawn from the same number."))</p>
        <p>\(button)</p></div>
        <ul class="four">\(each: shown, row)</ul>
        """
    }

    private var drawn: [HomeWave] { waves.filter { news?.cloths[$0.address] != nil } }

    private var shown: [HomeWave] {
        let (woven, bare) = (Array(drawn.suffix(Self.most)), waves.filter { news?.cloths[$0.address] == nil })
        return woven + bare.filter { $0.number > woven.last?.number ?? 0 }.prefix(Self.most - woven.count)
    }

    private var button: HTML {
        guard let last = drawn.last else {
            return
                "<a class=\"button ghost\" href=\"\(Paths.waves)\">\(t("Lihat semua gelombang", "See all waves"))</a>"
        }
        let label = t("Lihat undian gelombang \(last.number)", "See the draw of wave \(last.number)")
        return "<a class=\"button gold\" href=\"\(Paths.draw(last.address))\">\(label)</a>"
    }

    private func row(_ wave: HomeWave) -> HTML {
        guard news?.cloths[wave.address] != nil else {
            return
                "<li><span class=\"warp\"></span>\(t("\(wave.number), belum ditenun", "\(wave.number), not woven yet"))</li>"
        }
        return """
            <li><img src="\(Paths.cloth(wave.address))" alt="" width="150" height="150" loading="lazy">\(wave.name(t))</li>
            """
    }
}
