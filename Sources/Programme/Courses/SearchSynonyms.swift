/// Words that mean the same to people who look for a course. Each group is data: a search for one of its phrases also
/// finds courses that say another.
package struct SearchSynonyms: Sendable {
    /// The other phrases of each phrase's groups, all of them cut into words.
    private let others: [[String]: [[String]]]
    /// In words.
    let longestPhrase: Int

    package init(_ groups: [[String]]) {
        var others: [[String]: [[String]]] = [:]
        for group in groups {
            let phrases = group.map(SearchWords.split)
            for phrase in phrases { others[phrase, default: []] += phrases.filter { $0 != phrase } }
        }
        self.others = others
        longestPhrase = others.keys.map(\.count).max() ?? 1
    }

    func others(of phrase: [String]) -> [[String]] { others[phrase] ?? [] }

    /// Phrases of one word: a typo in one of them is forgiven although no course has the word.
    var single: [String] { others.keys.filter { $0.count == 1 }.map { $0[0] } }

    package static let indonesian = SearchSynonyms([
        ["jahit", "menjahit", "busana", "konveksi", "penjahit", "tailor", "sewing"],
        ["excel", "eksel", "lembar kerja", "spreadsheet", "microsoft excel"],
        ["ac", "pendingin", "pendingin ruangan", "air conditioner", "tata udara"],
        ["las", "welding", "pengelasan", "mengelas", "ngelas"],
        ["motor", "sepeda motor", "motorcycle"],
        ["mobil", "otomotif", "car"],
        ["bengkel", "montir", "mekanik", "teknisi", "servis", "service", "reparasi", "perbaikan"],
        ["hp", "ponsel", "handphone", "smartphone", "telepon genggam", "gawai"],
        ["komputer", "laptop", "pc", "computer"],
        ["kopi", "barista", "coffee"],
        ["masak", "memasak", "kuliner", "boga", "cooking", "tata boga"],
        ["kue", "roti", "bakery", "pastry", "baking"],
        ["jualan", "dagang", "berjualan", "penjualan", "toko", "warung", "sales"],
        ["online", "daring", "digital", "internet"],
        ["pemasaran", "marketing", "iklan", "promosi"],
        ["akuntansi", "pembukuan", "accounting", "keuangan"],
        ["inggris", "english"],
        ["jepang", "japanese"],
        ["korea", "korean"],
        ["mandarin", "chinese"],
        ["rias", "tata rias", "makeup", "make up", "kecantikan"],
        ["rambut", "salon", "cukur", "barber", "pangkas rambut"],
        ["pijat", "massage", "refleksi"],
        ["tani", "pertanian", "bertani", "farming", "berkebun"],
        ["ternak", "peternakan", "beternak"],
        ["ikan", "lele", "perikanan", "budidaya ikan"],
        ["hidroponik", "hydroponic"],
        ["desain", "design", "grafis", "graphic"],
        ["foto", "fotografi", "photography", "kamera"],
        ["video", "film", "youtube", "konten"],
        ["kode", "coding", "pemrograman", "programming", "ngoding"],
        ["web", "website", "situs", "laman"],
        ["listrik", "kelistrikan", "electrical"],
        ["kayu", "mebel", "furnitur", "tukang kayu"],
        ["lansia", "jompo", "orang tua", "elderly"],
        ["anak", "balita", "pengasuh", "baby sitter", "babysitter"],
        ["sopir", "supir", "pengemudi", "driver", "mengemudi"],
        ["satpam", "keamanan", "security"],
        ["pelanggan", "customer service", "cs", "layanan pelanggan"],
        ["lamaran", "cv", "resume", "wawancara", "interview", "lamar kerja"],
        ["surya", "panel surya", "solar", "tenaga matahari"],
        ["batik", "membatik"],
        ["kriya", "kerajinan", "craft", "handicraft"],
    ])
}
