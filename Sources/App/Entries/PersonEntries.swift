import Programme
import Storage

extension PersonSectionSource {
    /// The waves the person joined. An outcome is shown to officers from the instant on at which all visitors see it.
    static let entries = PersonSectionSource { tx, reading in
        let t = reading.t
        let entries = try tx.entries.all(of: reading.person, at: reading.now)
        guard !entries.isEmpty else { return nil }
        func row(_ one: PersonWave) -> [HTML] {
            let (wave, path) = (one.wave.number, Paths.officeWave(one.wave.address))
            let ticket = one.ticket.map { t("nomor undian \(t.count($0))", "ticket \(t.count($0))") }
            return [
                "<a href=\"\(path)\">\(t("Gelombang \(wave)", "Wave \(wave)"))</a>",
                one.state.tag(t, of: one.wave), "\(t.shortMoment(one.arrivedAt))",
                "\([ticket, one.outcome(t)].compactMap(\.self).joined(separator: ", "))",
            ]
        }
        return PersonSection(
            title: Bilingual(id: "Gelombang", en: "Waves"), column: .story,
            body: Part.table(
                caption: t("Keikutsertaan, terbaru di atas", "Entries, newest first"),
                [t("Gelombang", "Wave"), t("Status", "State"), t("Bergabung", "Joined"), t("Undian", "Draw")],
                entries.map(row), empty: ""))
    }
}

extension PersonWave {
    /// The rank with its pool and the pool's places, as the person's own page says it: an officer who reads a bare rank
    /// to a caller would tell them of a near miss where the pool had no places left.
    fileprivate func outcome(_ t: Words) -> String? {
        guard let line else { return nil }
        let (position, pool, among) = (t.count(line.position), t.count(line.of), line.stratum.name(t))
        guard state == .notSelected else {
            return t("urutan \(position) dari \(pool) (\(among))", "rank \(position) of \(pool) (\(among))")
        }
        if line.isPassedOver {
            return t(
                "dilewati karena batas penerima satu Kartu Keluarga (\(among))",
                "passed over by the limit per family card (\(among))")
        }
        guard places > 0 else {
            return t(
                "semua tempat sudah terisi sebelum kelompoknya diundi (\(among))",
                "all places were taken before the pool was drawn (\(among))")
        }
        return t(
            "urutan \(position) dari \(pool) untuk \(t.places(places)) (\(among))",
            "rank \(position) of \(pool) for \(t.places(places)) (\(among))")
    }
}

extension Entry.State {
    /// Until the decree is signed and announced a draw's outcome gives no place.
    fileprivate func tag(_ t: Words, of wave: Wave) -> HTML {
        switch self {
        case .sealed where wave.state == .abandoned:
            Part.tag(t("Ikut, berakhir tanpa undian", "Joined, ended without a draw"), .blocked)
        case .joined: Part.tag(t("Ikut", "Joined"), .waiting)
        case .sealed: Part.tag(t("Ikut, daftar disegel", "Joined, list sealed"), .waiting)
        case .selected where wave.state != .announced:
            Part.tag(t("Terpilih, menunggu penetapan", "Selected, waiting for the decree"), .waiting)
        case .selected: Part.tag(t("Terpilih", "Selected"), .done)
        case .notSelected: Part.tag(t("Belum terpilih", "Not selected"), .blocked)
        case .withdrawn: Part.tag(t("Mundur", "Withdrew"), .blocked)
        case .disqualified: Part.tag(t("Dibatalkan", "Taken out"), .wrong)
        }
    }
}

extension SearchSource {
    /// By ticket, in one wave or in all, and by the receipt of joining.
    static let tickets = SearchSource { tx, sought, scope in
        switch sought {
        case .ticket(let wave, let ticket):
            return try tx.entries.people(ticket: ticket, wave: wave, limit: SearchScope.most).map { found in
                .person(
                    found.person,
                    by: Bilingual(
                        id: "nomor undian gelombang \(found.wave)", en: "ticket of wave \(found.wave)"))
            }
        case .receipt(let text):
            guard let receipt = try? JoinReceipt(text, key: scope.dependencies.seal.verifier.key),
                let event = try tx.audit.latest(subject: receipt.subject, before: nil, limit: 1).first,
                event.actorKind == Actor.person(ID(0)).kind, let person = event.actorID
            else { return [] }
            return [.person(ID(person), by: Bilingual(id: "tanda terima", en: "receipt"))]
        default: return []
        }
    }
}
