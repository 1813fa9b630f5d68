/// A province in the Ministry of Home Affairs' numbering of 2020: the first two digits of a NIK.
package struct Province: Hashable, Sendable {
    package let code: String
    package let name: String

    /// The thirty-four of 2020, in the order of their codes.
    package static let all: [Province] = [
        Province("11", "Aceh"), Province("12", "Sumatera Utara"), Province("13", "Sumatera Barat"),
        Province("14", "Riau"), Province("15", "Jambi"), Province("16", "Sumatera Selatan"),
        Province("17", "Bengkulu"), Province("18", "Lampung"), Province("19", "Kepulauan Bangka Belitung"),
        Province("21", "Kepulauan Riau"), Province("31", "DKI Jakarta"), Province("32", "Jawa Barat"),
        Province("33", "Jawa Tengah"), Province("34", "DI Yogyakarta"), Province("35", "Jawa Timur"),
        Province("36", "Banten"), Province("51", "Bali"), Province("52", "Nusa Tenggara Barat"),
        Province("53", "Nusa Tenggara Timur"), Province("61", "Kalimantan Barat"), Province("62", "Kalimantan Tengah"),
        Province("63", "Kalimantan Selatan"), Province("64", "Kalimantan Timur"), Province("65", "Kalimantan Utara"),
        Province("71", "Sulawesi Utara"), Province("72", "Sulawesi Tengah"), Province("73", "Sulawesi Selatan"),
        Province("74", "Sulawesi Tenggara"), Province("75", "Gorontalo"), Province("76", "Sulawesi Barat"),
        Province("81", "Maluku"), Province("82", "Maluku Utara"), Province("91", "Papua"),
        Province("92", "Papua Barat"),
    ]

    /// Nil for a code no province had in 2020.
    package init?(code: String) {
        guard let known = Province.all.first(where: { $0.code == code }) else { return nil }
        self = known
    }

    private init(_ code: String, _ name: String) {
        self.code = code
        self.name = name
    }
}
