/// A province as a square of the map of tiles: one of equal size for each, placed roughly as on a map.
package struct ProvinceTile: Sendable {
    package let province: Province
    /// Two letters.
    package let letters: String
    /// Short enough for a tile.
    package let shortName: String
    /// From the west, beginning at 0.
    package let column: Int
    /// From the north, beginning at 0.
    package let row: Int
    /// Inhabitants by the census of September 2020 (Badan Pusat Statistik).
    package let inhabitants: Int

    package static let columns = 14
    package static let rows = 7

    /// All provinces, in the order of their codes.
    package static let all: [ProvinceTile] = zip(Province.all, places).map { province, place in
        ProvinceTile(
            province: province, letters: place.0, shortName: place.1, column: place.2, row: place.3,
            inhabitants: place.4)
    }

    private static let places: [(String, String, Int, Int, Int)] = [
        ("AC", "Aceh", 0, 0, 5_274_871), ("SU", "Sumut", 1, 1, 14_799_361), ("SB", "Sumbar", 1, 2, 5_534_472),
        ("RI", "Riau", 2, 1, 6_394_087), ("JA", "Jambi", 2, 2, 3_548_228), ("SS", "Sumsel", 3, 3, 8_467_432),
        ("BE", "Bengkulu", 2, 3, 2_010_670), ("LA", "Lampung", 3, 4, 9_007_848), ("BB", "Babel", 4, 3, 1_455_678),
        ("KR", "Kepri", 3, 1, 2_064_564), ("JK", "DKI", 5, 4, 10_562_088), ("JB", "Jabar", 5, 5, 48_274_162),
        ("JT", "Jateng", 6, 5, 36_516_035), ("YO", "DIY", 6, 6, 3_668_719), ("JI", "Jatim", 7, 5, 40_665_696),
        ("BT", "Banten", 4, 5, 11_904_562), ("BA", "Bali", 8, 5, 4_317_404), ("NB", "NTB", 9, 5, 5_320_092),
        ("NT", "NTT", 10, 6, 5_325_566), ("KB", "Kalbar", 5, 1, 5_414_390), ("KT", "Kalteng", 5, 2, 2_669_969),
        ("KS", "Kalsel", 6, 2, 4_073_584), ("KI", "Kaltim", 6, 1, 3_766_039), ("KU", "Kaltara", 6, 0, 701_814),
        ("SA", "Sulut", 9, 1, 2_621_923), ("ST", "Sulteng", 9, 2, 2_985_734), ("SN", "Sulsel", 8, 3, 9_073_509),
        ("SG", "Sultra", 9, 3, 2_624_875), ("GO", "Gorontalo", 8, 1, 1_171_681), ("SR", "Sulbar", 8, 2, 1_419_229),
        ("MA", "Maluku", 11, 3, 1_848_923), ("MU", "Malut", 11, 1, 1_282_937), ("PA", "Papua", 13, 2, 4_303_707),
        ("PB", "Pabar", 12, 2, 1_134_068),
    ]
}
