import Programme
import Storage

extension OwnDataSource {
    /// Waves and outcomes, an outcome from the instant on at which all visitors see it.
    static let entries = OwnDataSource(
        key: "entries", title: Bilingual(id: "Gelombang dan hasil undian", en: "Waves and outcomes")
    ) { tx, own in
        let t = own.t
        return try tx.entries.all(of: own.person, at: own.now).map { one in
            OwnDataRecord([
                own.count("wave", t("Gelombang", "Wave"), one.wave.number),
                own.text("edition", t("Edisi aturan", "Edition of the rules"), one.wave.edition),
                own.moment("joined_at", t("Bergabung", "Joined"), one.arrivedAt),
                own.text(
                    "state", t("Status", "State"), one.state.rawValue,
                    one.state.meaning(t, isFinal: one.wave.state == .announced)),
                own.count("ticket", t("Nomor undian", "Ticket"), one.ticket),
                own.count("rank", t("Urutan", "Rank"), one.line?.position),
                own.count("rank_of", t("Dari", "Of"), one.line?.of),
            ])
        }
    }
}

extension Entry.State {
    /// - Parameter isFinal: the decree is signed and announced.
    fileprivate func meaning(_ t: Words, isFinal: Bool) -> String {
        switch self {
        case .joined: t("Ikut", "Joined")
        case .sealed: t("Ikut, daftar disegel", "Joined, list sealed")
        case .selected where !isFinal: t("Terpilih, menunggu penetapan", "Selected, waiting for the decree")
        case .selected: t("Terpilih", "Selected")
        case .notSelected: t("Belum terpilih", "Not selected")
        case .withdrawn: t("Mundur", "Withdrew")
        case .disqualified: t("Dibatalkan", "Taken out")
        }
    }
}
