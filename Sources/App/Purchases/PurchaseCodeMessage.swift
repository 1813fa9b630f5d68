import Programme

/// The message with the code of a purchase. It names the course and the price, so that a cardholder is not talked into
/// giving the code for something else.
struct PurchaseCodeMessage: Notice {
    let digits: String
    let course: String
    let price: Rupiah
    let seller: String
    let minutes: Int

    func subject(_ t: Words) -> String {
        t("Kode untuk membeli pelatihan", "Code to buy a training")
    }

    func body(_ t: Words) -> String {
        t(
            """
            Kode untuk membeli "\(course)" di \(seller), \(price) dari saldo kartu Anda:

                \(digits)

            Kode berlaku \(minutes) menit. Ketik hanya di \(seller).

            Bukan Anda yang membeli? Abaikan pesan ini. Tanpa kode, saldo Anda tidak berkurang.
            """,
            """
            The code to buy "\(course)" at \(seller), \(price) from your card's balance:

                \(digits)

            It is valid for \(minutes) minutes. Type it at \(seller) only.

            Was it not you? Ignore this message. Without the code your balance does not change.
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "\(digits) kode beli pelatihan \(price), \(minutes) menit. Ketik hanya di \(seller).",
            "\(digits) is your code to buy a \(price) training, \(minutes) minutes. Type it at \(seller) only.")
    }

    static let sample = PurchaseCodeMessage(
        digits: "274910", course: "Dasar Barista", price: Rupiah(600_000), seller: "Pijarmahir", minutes: 10)
}
