/// What an Indonesian address has beside its first line and its regency, as on the identity card.
package struct AddressDetail: Sendable, Equatable {
    /// `Ternate Tengah`.
    package let district: String
    /// `82.71.03`; nil where no list of districts is known for the regency.
    package let districtCode: String?
    /// `kelurahan` or `desa`.
    package let village: String
    /// Three digits, `004`; nil where the card has none.
    package let rukunTetangga: String?
    package let rukunWarga: String?
    /// Five digits.
    package let postcode: String?

    package init(
        district: String, districtCode: String? = nil, village: String, rukunTetangga: String? = nil,
        rukunWarga: String? = nil, postcode: String? = nil
    ) {
        (self.district, self.districtCode, self.village) = (district, districtCode, village)
        (self.rukunTetangga, self.rukunWarga, self.postcode) = (rukunTetangga, rukunWarga, postcode)
    }

    /// Longest name of a district or village, in characters.
    package static let longestName = 100

    /// The name of a district or a village as typed, with single spaces. Nil without a letter, and for a longer one.
    package static func name(_ typed: String) -> String? {
        let words = TypedText.visible(typed).split(whereSeparator: \.isWhitespace)
        let name = words.joined(separator: " ")
        guard name.count <= longestName, name.contains(where: \.isLetter) else { return nil }
        return name
    }

    /// A number of RT or RW with its zeros: `4` is `004`. Nil for anything but one to three digits.
    package static func rukun(_ typed: String) -> String? {
        let digits = TypedText.digits(typed)
        guard (1...3).contains(digits.count), digits.allSatisfy(\.isASCIIDigit) else { return nil }
        return String(repeating: "0", count: 3 - digits.count) + digits
    }

    /// Nil for anything but five digits of which the first is not 0.
    package static func postcode(_ typed: String) -> String? {
        let digits = TypedText.digits(typed)
        guard digits.count == 5, digits.allSatisfy(\.isASCIIDigit), digits.first != "0" else { return nil }
        return digits
    }

    /// The district of a list that a typed name means, with or without `Kecamatan` before it.
    package static func district(_ typed: String, among known: [NamedRegion]) -> NamedRegion? {
        let wanted = key(typed)
        return known.first { key($0.name) == wanted }
    }

    private static func key(_ name: String) -> String {
        let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
        let isMarked = words.count > 1 && ["kec", "kecamatan", "distrik"].contains(words[0])
        return words.dropFirst(isMarked ? 1 : 0).joined()
    }
}

/// Where a person lives when it is not the address on the card.
package struct Residence: Sendable, Equatable {
    package let street: String
    package let province: Province
    package let regency: Regency
    package let detail: AddressDetail

    package init(street: String, province: Province, regency: Regency, detail: AddressDetail) {
        (self.street, self.province, self.regency, self.detail) = (street, province, regency, detail)
    }
}

/// The parts of a person's addresses that the form asks for since they have fields of their own. The rules of regions
/// go by the card's province and regency, which are in `PersonalData`.
package struct PersonalAddresses: Sendable, Equatable {
    /// Nil for a person who wrote the address before.
    package let card: AddressDetail?
    /// Nil for a person who lives at the card's address.
    package let home: Residence?

    package init(card: AddressDetail?, home: Residence? = nil) {
        (self.card, self.home) = (card, home)
    }

    package static let none = PersonalAddresses(card: nil)

    /// As they are after a correction of the card's address: district and village belong to the earlier regency.
    func keeping(isSameRegency: Bool) -> PersonalAddresses {
        PersonalAddresses(card: isSameRegency ? card : nil, home: home)
    }
}
