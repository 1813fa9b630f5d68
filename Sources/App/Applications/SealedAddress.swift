import Foundation
import Programme
import Storage

extension SealedText {
    /// A person's name as on the identity card.
    static let personName = SealedText("personal_data", "name")
    /// The street of the identity card, or the whole address in one line from before addresses had parts.
    static let personStreet = SealedText("personal_data", "address")
    /// What training the person wants, in their own words.
    static let wantedTraining = SealedText("personal_data", "wanted_training")
}

/// The parts of an address that lead to a door. They are sealed as one value, so that a row is opened once; province,
/// regency and district stay in clear text for counts.
struct SealedAddress: Sendable, Codable {
    /// Nil for the card, whose street is in `personal_data`.
    let street: String?
    let village: String
    let rukunTetangga: String?
    let rukunWarga: String?
    let postcode: String?

    enum Kind: String, Sendable, CaseIterable, CustomStringConvertible, SQLConvertible {
        case card, home

        var description: String { rawValue }
    }

    /// Short, because there are tens of millions.
    private enum CodingKeys: String, CodingKey {
        case street = "s"
        case village = "v"
        case rukunTetangga = "t"
        case rukunWarga = "w"
        case postcode = "p"
    }

    /// What stands in the column of earlier versions, which may not be empty.
    static let blankVillage = "-"

    private static let table = "person_address"

    init(
        street: String?, village: String, rukunTetangga: String?, rukunWarga: String?, postcode: String?
    ) {
        (self.street, self.village) = (street, village)
        (self.rukunTetangga, self.rukunWarga, self.postcode) = (rukunTetangga, rukunWarga, postcode)
    }

    /// Reads a row that is sealed, or one in clear text that `SealNames` has yet to seal.
    ///
    /// - Parameter prefix: of the row's columns.
    init(_ row: Row, prefix: String = "", _ kind: Kind, of person: ID<Account>, _ vault: Vault) throws {
        guard let sealed: Data = try row["\(prefix)sealed"] else {
            try self.init(
                street: row["\(prefix)street"], village: row["\(prefix)village"],
                rukunTetangga: row["\(prefix)rukun_tetangga"], rukunWarga: row["\(prefix)rukun_warga"],
                postcode: row["\(prefix)postcode"])
            return
        }
        do {
            let blank: String = try row["\(prefix)village"]
            guard blank == Self.blankVillage else { throw VaultFault.unreadable }
            let plain = try vault.open(sealed, table: Self.table, column: kind.rawValue, row: person.rawValue)
            self = try JSONDecoder().decode(SealedAddress.self, from: plain)
        } catch let fault as VaultFault {
            guard let unreadable = vault.unreadable else { throw fault }
            unreadable.note(Self.table, kind.rawValue, row: person.rawValue)
            let marker = UnreadableValues.marker
            self.init(
                street: kind == .home ? marker : nil, village: marker, rukunTetangga: nil, rukunWarga: nil,
                postcode: nil)
        }
    }

    func seal(_ kind: Kind, of person: ID<Account>, _ vault: Vault) throws -> Data {
        try vault.seal(
            try JSONEncoder().encode(self), table: Self.table, column: kind.rawValue, row: person.rawValue)
    }
}
