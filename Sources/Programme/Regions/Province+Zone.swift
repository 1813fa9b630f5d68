extension Zone {
    /// The time zone of a province, by the first two digits of a NIK or of a regency's code; nil for digits of no
    /// province. Keppres 41/1987 set the zones; later provinces are in those of the provinces they came from.
    package init?(provinceCode: String) {
        switch provinceCode {
        case "11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "31", "32", "33", "34", "35", "36", "61", "62":
            self = .wib
        case "51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76":
            self = .wita
        case "81", "82", "91", "92", "93", "94", "95", "96", "97":
            self = .wit
        default: return nil
        }
    }
}

extension Province {
    /// Every province has a zone; a test checks this.
    package var zone: Zone { Zone(provinceCode: code) ?? .wib }
}
