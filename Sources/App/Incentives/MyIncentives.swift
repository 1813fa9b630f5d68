import Programme

/// On `/akun`: whether money can be requested now, and a link to all instalments.
struct MyIncentives {
    let t: Words
    let rows: [IncentiveRow]

    /// Nil when there are no instalments.
    var html: HTML? {
        guard !rows.isEmpty else { return nil }
        let open = rows.filter { row in
            if case .open = row.claim { true } else { false }
        }
        let words = IncentiveWords(t: t)
        let title = t("Insentif Anda", "Your incentives")
        let button = "<p>\(Part.button(t("Lihat insentif", "See the incentives"), to: Paths.incentives))</p>" as HTML
        guard let first = open.first else {
            let paid = rows.filter { $0.instalment.state == .paid }.count
            let text = t("\(paid) dari \(rows.count) sudah dibayar.", "\(paid) of \(rows.count) have been paid.")
            return Banner(.information, markup: "<p>\(text)</p>\(button)", title: title).html
        }
        let name = words.name(first.instalment)
        let text = t(
            "\(name), \(first.instalment.amount), bisa diminta sekarang.",
            "\(name), \(first.instalment.amount), can be asked for now.")
        return Banner(.attention, markup: "<p>\(text)</p>\(button)", title: title).html
    }
}
