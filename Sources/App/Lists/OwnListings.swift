import Programme
import Storage

extension OwnDataSource {
    /// The lists of other offices with the person's NIK. Only for a NIK that the registry confirmed as the person's: of
    /// another NIK the file would tell a stranger what is known about its owner.
    static let listings = OwnDataSource(
        key: "listings", title: Bilingual(id: "Data dari instansi lain", en: "Data from other offices")
    ) { tx, own in
        guard let claim = try tx.identity.claim(of: own.person), claim.state == .verified else { return [] }
        let words = EditionWords(t: own.t)
        return try tx.lists.kinds(with: claim.nikLookup).sorted { $0.rawValue < $1.rawValue }.map { kind in
            OwnDataRecord([own.text("list", own.t("Daftar", "List"), kind.rawValue, words.list(kind))])
        }
    }
}
