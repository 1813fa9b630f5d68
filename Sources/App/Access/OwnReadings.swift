import Programme
import Storage

extension OwnDataSource {
    /// Who looked, as on `/akun/siapa-melihat`: the reader's role and not the name.
    static let readings = OwnDataSource(
        key: "readings", title: Bilingual(id: "Siapa melihat data Anda", en: "Who looked at your data")
    ) { tx, own in
        let t = own.t
        let found = try tx.access.readings(of: own.person, before: nil, limit: OwnDataSource.most + 1)
        let roles = try ReaderRoles(of: found, in: tx, on: own.dependencies)
        let partners = try StoredReading.partners(of: found, in: tx)
        let words = AccessWords(t: t)
        return found.map { reading in
            OwnDataRecord([
                own.moment("at", t("Waktu", "Time"), real: reading.at),
                own.text(
                    "reader", t("Siapa", "Who"),
                    reading.partner != nil ? "partner" : reading.officer == nil ? "operator" : "officer",
                    reading.partner.flatMap { partners[$0] } ?? roles[reading].map { t($0.name) }),
                own.text("what", t("Data apa", "What data"), reading.kind.rawValue, words.kind(reading.kind)),
                own.text("why", t("Untuk apa", "What for"), words.purpose(reading)),
            ])
        }
    }
}

extension StoredReading {
    /// The names of the partners among the readers.
    static func partners(of readings: [StoredReading], in tx: Transaction) throws -> [ID<Partner>: String] {
        try Set(readings.compactMap(\.partner)).reduce(into: [:]) { names, id in
            names[id] = try tx.partners.find(id)?.name
        }
    }
}
