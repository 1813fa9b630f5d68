import Programme
import Storage

extension SearchSource {
    /// Partners by words of their names, for officers who may read them.
    static let partners = SearchSource { tx, sought, scope in
        guard case .words(let words) = sought, scope.officer.may(.readPartners) else { return [] }
        let found = try tx.partners.records().filter { $0.name.lowercased().contains(words.lowercased()) }
        return found.prefix(SearchScope.most).map { partner in
            .page(
                title: partner.name, detail: Bilingual(id: "mitra", en: "partner"),
                path: Paths.officePartner(partner.id))
        }
    }
}
