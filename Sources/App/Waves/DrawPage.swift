import Foundation
import Programme

/// `/gelombang/{n}/undian`: what was fixed when, and how anyone can compute the draw again.
struct DrawPage: Page {
    let t: Words
    let record: WaveRecord
    let draw: DrawRecord?
    let pools: [Draw.Pool]
    /// The signed-in person's own entry, if they have one.
    let mine: PersonEntry?

    private var wave: Wave { record.wave }
    private var isAnnounced: Bool { wave.state == .announced }

    var title: String { t("Undian gelombang \(wave.number)", "The draw of wave \(wave.number)") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Siapa pun boleh menghitung ulang undian ini. Tidak ada yang dapat mengubah hasilnya diam-diam, juga kami.",
            "Anyone may compute this draw again. Nobody can change its outcome unseen, and that includes us."))</p>
        \(myLine)
        <h2>\(t("Yang sudah dikunci", "What has been locked"))</h2>
        \(Part.summary(locks))
        \(when: isAnnounced, outcome)
        \(download)
        <h2>\(t("Penjelasan tanpa istilah teknis", "Explained without technical words"))</h2>
        \(explanation)
        """
    }

    private var myLine: HTML {
        guard let mine, let ticket = mine.ticket else { return .empty }
        guard isAnnounced, let line = mine.line else {
            let text = t(
                "Nomor undian Anda \(t.count(ticket)). Urutannya dihitung setelah daftar disegel.",
                "Your ticket is \(t.count(ticket)). Its rank follows once the list is sealed.")
            return "\(Banner(.information, text))"
        }
        let outcome = line.selected ? t("terpilih", "selected") : t("belum terpilih", "not selected")
        let text = t(
            "Nomor undian Anda \(t.count(ticket)): urutan \(t.count(line.position)) dari \(t.count(line.of)) di "
                + "\(line.stratum.name(t)), \(outcome).",
            "Your ticket \(t.count(ticket)): rank \(t.count(line.position)) of \(t.count(line.of)) in "
                + "\(line.stratum.name(t)), \(outcome).")
        return "\(Banner(line.selected ? .done : .information, text))"
    }

    private var locks: [SummaryRow] {
        [
            SummaryRow(
                label: t("1. Kunci rahasia, saat dibuka", "1. Lock of the secret, at the opening"),
                value: hash(draw?.commitment, at: draw?.committedAt)),
            SummaryRow(
                label: t("2. Segel daftar peserta", "2. Seal of the list of entries"),
                value: hash(draw?.root, at: record.sealedAt)),
            SummaryRow(label: t("Jumlah peserta", "Entries"), value: number(draw?.entries)),
            SummaryRow(label: t("Tempat", "Places"), value: "\(t.count(wave.quota))"),
            SummaryRow(
                label: t("3. Rahasia, dibuka bersama hasil", "3. The secret, shown with the outcome"),
                value: hash(isAnnounced ? draw?.secret : nil, at: record.announcedAt)),
            SummaryRow(
                label: t("Bibit undian", "Seed of the draw"), value: hash(isAnnounced ? draw?.seed : nil, at: nil)),
            SummaryRow(label: t("Terpilih", "Selected"), value: number(isAnnounced ? draw?.selected : nil)),
        ]
    }

    private var outcome: HTML {
        Part.table(
            caption: t("Hasil menurut kelompok", "Outcome by pool"),
            [t("Kelompok", "Pool"), t("Diundi", "Ranked"), t("Terpilih", "Selected")],
            pools.map { ["\($0.stratum.name(t))", "\(t.count($0.entries))", "\(t.count($0.selected))"] },
            empty: t("Tidak ada yang ikut gelombang ini.", "Nobody joined this wave."))
    }

    private func hash(_ bytes: Data?, at instant: Instant?) -> HTML {
        guard let bytes else { return "\(t("Belum", "Not yet"))" }
        func when(_ instant: Instant) -> HTML { "<small>\(t.moment(instant))</small>" }
        return "<span><code>\(bytes.hex)</code>\(instant.map(when))</span>"
    }

    private func number(_ count: Int?) -> HTML {
        "\(count.map(t.count) ?? t("Belum", "Not yet"))"
    }

    private var download: HTML {
        guard isAnnounced else {
            let text = t(
                "Berkas undian lengkap dapat diunduh di sini setelah pengumuman.",
                "The draw's whole file can be downloaded here after the announcement.")
            return "<p class=\"empty\">\(text)</p>"
        }
        let label = t("Unduh berkas undian", "Download the draw's file")
        return """
            <p>\(Part.button(label, to: Paths.drawBundle(wave.number), secondary: true))</p>
            <p>\(t("Periksa sendiri, tanpa internet", "Check it yourself, without a network")):
            <code>prakerja draw verify undian-\(wave.number).prakerja --edition edition.yaml</code></p>
            """
    }

    private var explanation: HTML {
        """
        <ol class="steps">
        <li>\(t(
            "Sebelum orang pertama bergabung, sistem membuat angka rahasia dan memasukkannya ke kotak terkunci. "
                + "Kotak itu kami pajang: angka nomor 1 di atas. Isinya tidak terlihat, dan tidak dapat ditukar.",
            "Before the first person joins, the system makes a secret number and puts it in a locked box. "
                + "The box is on display: line 1 above. What is in it cannot be seen, and cannot be exchanged."))</li>
        <li>\(t(
            "Setelah gelombang ditutup, setiap peserta mendapat nomor undian secara acak. Seluruh daftar "
                + "disegel: angka nomor 2. Menambah, menghapus, atau mengubah satu baris saja memberi segel yang lain.",
            "After the wave has closed, every entry gets a random ticket. The whole list is sealed: line "
                + "2. Adding, removing or changing a single line would give another seal."))</li>
        <li>\(t(
            "Baru sesudah itu kotak dibuka. Rahasia dan segel dicampur menjadi satu bibit. Dari bibit dan nomor "
                + "undian keluar urutan setiap orang. Urutan terkecil terpilih lebih dulu, sampai tempat habis.",
            "Only then is the box opened. Secret and seal are mixed into one seed. Seed and ticket give "
                + "everybody's rank. The smallest ranks are selected first, until the places are filled."))</li>
        <li>\(t(
            "Kami tidak tahu daftarnya ketika mengunci rahasia, dan tidak dapat mengganti rahasia setelah tahu "
                + "daftarnya. Jadi kami tidak dapat memilih siapa yang menang.",
            "We did not know the list when we locked the secret, and could not change the secret once we "
                + "knew the list. So we could not choose who wins."))</li>
        </ol>
        <p>\(t(
            "Urutan kelompok: yang didahulukan, lalu kuota provinsi, lalu semua yang tersisa. Kalau tempat "
                + "cukup untuk semua, semua terpilih.",
            "Order of pools: the priority pool, then the provinces' quotas, then everybody left. If there "
                + "are places for all, all are selected."))</p>
        <p>\(t(
            "Gelombang ini memakai satu rahasia, yang dibuat dan disimpan sistem program sampai diundi. Itu "
                + "yang perlu Anda percayai; selebihnya dapat dihitung ulang.",
            "This wave rests on one secret, made and kept by the programme's system until the draw. That "
                + "is what you need to trust; all the rest can be computed again."))</p>
        """
    }

    static func sample(_ t: Words) -> DrawPage {
        let draw = DrawRecord(sample: Data(repeating: 0x5a, count: 32))
        return DrawPage(t: t, record: WaveRecord(planned: .sample), draw: draw, pools: [], mine: nil)
    }
}
