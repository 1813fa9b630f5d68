import Programme

/// On `/akun`: whether money can be requested now, and a link to all instalments.
struct MyIncentives {
    let t: Words
    let rows: [IncentiveRow]

    /// Nil when there are no instalments.
    var html: HTML? {
        guard !rows.isEmpty else { return nil }
        // What can be asked for is the next step's to say, above this box.
        let title = t("Insentif Anda", "Your incentives")
        let link = "<p><a href=\"\(Paths.incentives)\">\(t("Lihat insentif", "See the incentives"))</a></p>" as HTML
        let paid = rows.count { $0.instalment.state == .paid }
        let text = t("\(paid) dari \(rows.count) sudah dibayar.", "\(paid) of \(rows.count) have been paid.")
        return Banner(.information, markup: "<p>\(text)</p>\(link)", title: title).html
    }
}
