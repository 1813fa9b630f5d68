import Programme

extension Paths {
    static let budget = "/kantor/anggaran"
    static let budgetPlace = Path<BudgetPlace>("/kantor/anggaran/tempat/{place}")
    static let budgetAccount = Path<String>("/kantor/anggaran/akun/{code}")
    static let budgetEntry = Path<ID<JournalEntry>>("/kantor/anggaran/entri/{id}")
    static let budgetPayment = Path<ID<Disbursement>>("/kantor/anggaran/pembayaran/{id}")
    static let budgetPurchase = Path<ID<Purchase>>("/kantor/anggaran/pembelian/{id}")

    static let reports = "/kantor/laporan"
    static let decisionTrail = Path<ID<Application>>("/kantor/laporan/keputusan/{id}")

    static let transparency = "/transparansi"
    static let transparencyTable = "/transparansi/angka.csv"

    static func budgetCards(of wave: Wave) -> String { "\(budgetPlace(.card))?gelombang=\(wave.id)" }
    static func budget(_ filter: Figures.Filter) -> String { with(filter, budget) }
    static func reports(_ filter: Figures.Filter) -> String { with(filter, reports) }

    private static func with(_ filter: Figures.Filter, _ path: String) -> String {
        let parts = [
            filter.edition.map { "edisi=\($0.percentEncoded)" }, filter.wave.map { "gelombang=\($0)" },
            filter.province.map { "provinsi=\($0)" },
        ].compactMap(\.self)
        return parts.isEmpty ? path : "\(path)?\(parts.joined(separator: "&"))"
    }
}

extension BudgetPlace: PathValue {}
