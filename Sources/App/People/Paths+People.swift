import Programme

extension Paths {
    static let officeSearch = "/kantor/cari"
    /// The results of a search, by its number: neither what was typed nor why is in the address.
    static func officeSearch(_ id: ID<KeptSearch>) -> String { "\(officeSearch)?\(SearchPage.numberField)=\(id)" }
    static let officePeople = "/kantor/orang"
    static let person = Path<ID<Account>>("/kantor/orang/{id}")
    /// Asks why the page is opened.
    static let personOpening = Path<ID<Account>>("/kantor/orang/{id}/buka")
    /// Shows the masked data in full, for a stated reason.
    static let personShown = Path<ID<Account>>("/kantor/orang/{id}/tampilkan")

    static func person(_ id: ID<Account>, only kind: String) -> String { "\(person(id))?hanya=\(kind)" }
}
