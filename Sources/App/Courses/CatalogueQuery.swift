import Hummingbird
import Programme

/// The search fields of the catalogue, as typed and as parsed. They stand in the address, so that a search can be kept,
/// shared and gone back to.
struct CatalogueQuery: Sendable, Equatable {
    var words = ""
    var category = ""
    var mode = ""
    var length = ""
    var rating = ""
    var purse = ""
    var platform = ""
    var price = ""
    var place = ""
    var institution = ""
    var order = ""
    var page = 0
    /// The day whose order of equals the pages follow; nil on the first page.
    var day: CivilDate?

    /// In letters.
    static let longestField = 80

    init(words: String = "") {
        self.words = words
    }

    init(_ request: Request) {
        func value(_ name: String) -> String {
            String(request.query(name).prefix(Self.longestField)).trimmingWhitespace()
        }
        // A telephone's keyboard puts a second blank after a suggested word.
        words = value("cari").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        category = value("bidang")
        mode = value("cara")
        length = value("lama")
        rating = value("nilai")
        purse = value("saldo")
        platform = value("platform")
        price = value("harga")
        place = String(request.query("tempat").prefix(CourseColumn.place.longest)).trimmingWhitespace()
        institution = ID<Partner>(value("lembaga"))?.description ?? ""
        order = value("urut")
        page = (Int(clamping: value("halaman"), to: 1...CourseSearch.lastPage + 1) ?? 1) - 1
        day = page > 0 ? CivilDate(value("hari")) : nil
    }

    /// The order in which equals stand: today's, or on a further page that of the page before, so that a search that is
    /// read past midnight shows each course once. Older days are not taken: an address would choose the order.
    func order(on today: CivilDate) -> NeutralOrder {
        guard let day, day == today.adding(days: -1) else { return NeutralOrder(day: today) }
        return NeutralOrder(day: day)
    }

    /// - Parameter purse: what is left on the asker's card; nil without a card.
    func search(purse balance: Rupiah?) -> CourseSearch {
        CourseSearch(
            words: words, category: category.isEmpty ? nil : category, place: place.isEmpty ? nil : place,
            institution: ID<Partner>(institution), mode: DeliveryMode(catalogue: mode),
            length: CourseLength(rawValue: length), isWellRated: !rating.isEmpty, platform: ID<Partner>(platform),
            highestPrice: Int64(clamping: price.filter(\.isASCIIDigit), to: Rupiah.price).map(Rupiah.init),
            purse: purse.isEmpty ? nil : balance, order: CourseOrder(rawValue: order), page: page)
    }

    /// How many filters are chosen, besides words and field.
    var filters: Int { [mode, place, length, rating, purse, institution, platform, price].count { !$0.isEmpty } }

    /// The address of the same search with one thing changed, from its first page on.
    func path(_ change: (inout CatalogueQuery) -> Void) -> String {
        var changed = self
        changed.page = 0
        change(&changed)
        return changed.path
    }

    var path: String {
        let fields = [
            ("cari", words), ("bidang", category), ("cara", mode), ("tempat", place), ("lama", length),
            ("nilai", rating), ("saldo", purse), ("lembaga", institution), ("platform", platform), ("harga", price),
            ("urut", order), ("halaman", page > 0 ? "\(page + 1)" : ""),
            ("hari", page > 0 ? day?.description ?? "" : ""),
        ]
        let said = fields.filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1.percentEncoded)" }
        return said.isEmpty ? Paths.catalogue : "\(Paths.catalogue)?\(said.joined(separator: "&"))"
    }
}

extension DeliveryMode {
    /// As it stands in the catalogue's address.
    var inCatalogue: String {
        switch self {
        case .selfPaced: "mandiri"
        case .webinar: "webinar"
        case .offline: "tatap"
        }
    }

    init?(catalogue text: String) {
        guard let mode = Self.allCases.first(where: { $0.inCatalogue == text }) else { return nil }
        self = mode
    }
}
