import Foundation
import Programme

/// Explains one participant's position in a draw in a sentence.
struct MyLine: Sendable {
    let t: Words
    let now: Instant
    let board: DrawState
    let entry: PersonEntry
    /// Of the whole draw.
    let pools: [Draw.Pool]
    /// The limit per family card, where it is why this entry was passed over.
    let familyLimit: Int?
    /// The line itself, where the page shows it in words.
    var sealed: SealedEntry?

    private var wave: Wave { board.wave }

    /// Empty until the entry has a ticket.
    var html: HTML {
        guard let ticket = entry.ticket else { return .empty }
        let kind: Banner.Kind = wave.showsDraw(at: now) && entry.line?.selected == true ? .done : .information
        return Banner(
            kind,
            markup: """
                <p>\(sentence ?? "")</p>
                \(sealed.map(words) ?? .empty)
                <p><a href="\(Paths.drawProof(wave.address))">\(t(
                    "Unduh bukti bahwa nomor ini ada di daftar tersegel",
                    "Download the proof that this number is on the sealed list"))</a></p>
                """,
            title: t("Nomor undian Anda: \(t.count(ticket))", "Your number: \(t.count(ticket))")
        ).html
    }

    /// What the list says of the person, so that they can contest it.
    private func words(_ line: SealedEntry) -> HTML {
        var parts: [String] = []
        if line.province == ProvincePools.others {
            parts.append(t("provinsi dengan sedikit peserta, bersama", "provinces with few entries, together"))
        } else if line.province > 0 {
            let name = Province(code: String(line.province))?.name ?? String(line.province)
            parts.append(t("provinsi \(name)", "province \(name)"))
        }
        parts.append(line.priority ? t("didahulukan", "with priority") : t("tidak didahulukan", "without priority"))
        if line.earlier > 0 {
            parts.append(
                t(
                    "\(line.earlier) penerima dari Kartu Keluarga Anda di gelombang sebelumnya",
                    "\(line.earlier) recipients of your family card in earlier waves"))
        }
        let list = parts.joined(separator: ", ")
        let text = t("Baris Anda di daftar tersegel: \(list).", "Your line on the sealed list: \(list).")
        return """
            <p>\(text) <a href="\(Paths.help)">\(t("Keliru? Hubungi pusat bantuan", "Wrong? Contact the help centre"))</a></p>
            """
    }

    /// `2.078.026 orang ikut, 164.000 tempat; nomor Anda berada di urutan 812.455 dari …`; nil until there is a ticket.
    var sentence: String? {
        guard entry.ticket != nil, let entries = board.draw?.entries else { return nil }
        let (people, places) = (t.people(entries), t.places(wave.quota))
        guard wave.state != .abandoned else {
            return t(
                "\(people) ikut, \(places). Nomor Anda ada di daftar yang disegel. Gelombang ini berakhir tanpa undian.",
                "In it: \(people), for \(places). Your number is on the sealed list. This wave ended without a draw.")
        }
        guard wave.showsDraw(at: now), let line = entry.line else {
            return t(
                "\(people) ikut, \(places). Nomor Anda sudah ada di daftar yang disegel; urutannya "
                    + "diumumkan bersama hasil.",
                "In it: \(people), for \(places). Your number is on the sealed list; its rank comes with "
                    + "the outcome.")
        }
        let (rank, pool) = (t.count(line.position), t.count(line.of))
        let among = line.stratum.name(t)
        if entry.state == .disqualified {
            return t(
                "\(people) ikut, \(places); nomor Anda berada di urutan \(rank) dari \(pool) (\(among)). "
                    + "Tempatnya kemudian dibatalkan.",
                "\(people), \(places); your number came \(rank) of \(pool) (\(among)). The place was "
                    + "withdrawn afterwards.")
        }
        if line.selected {
            return t(
                "\(people) ikut, \(places); nomor Anda berada di urutan \(rank) dari \(pool) (\(among)), "
                    + "dan terpilih.",
                "\(people), \(places); your number came \(rank) of \(pool) (\(among)), and is selected.")
        }
        return "\(t("\(people) ikut, \(places).", "\(people), \(places).")) \(missed(line))"
    }

    /// Explains why a number was not selected. A bare rank would suggest a near miss even where the pool had no places
    /// left.
    private func missed(_ line: Draw.Line) -> String {
        if let familyLimit {
            return t(
                "Nomor Anda dilewati karena Kartu Keluarga Anda sudah mempunyai \(familyLimit) penerima.",
                "Your number was passed over because your family card has \(familyLimit) recipients already.")
        }
        let (rank, pool, among) = (t.count(line.position), t.count(line.of), line.stratum.name(t))
        let selected = pools.first { $0.stratum == line.stratum }?.selected ?? 0
        guard selected > 0 else {
            return t(
                "Semua tempat sudah terisi sebelum kelompok Anda diundi (\(among)). Nomor Anda kali ini belum terpilih.",
                "All places were taken before your pool was drawn (\(among)). Your number is not selected this time.")
        }
        return t(
            "Nomor Anda berada di urutan \(rank) dari \(pool) (\(among)), untuk \(t.places(selected)). "
                + "Kali ini belum terpilih.",
            "Your number came \(rank) of \(pool) (\(among)), for \(t.places(selected)). It is not selected "
                + "this time.")
    }
}
