import Foundation
import Programme
import Storage

/// Names and addresses in clear text, from before they were sealed. A row that an act seals meanwhile is left alone: each
/// statement changes only what it read.
extension ApplicationQueries {
    /// Returns how many rows were found.
    func sealEarlier(limit: Int, vault: Vault) throws -> Int {
        let rows = try tx.rows(
            """
            SELECT person_id, name, address
            FROM personal_data
            WHERE sealed_name IS NULL
            ORDER BY person_id
            LIMIT \(limit)
            """)
        for row in rows {
            let (person, name, address): (Int64, String, String) = try (row["person_id"], row["name"], row["address"])
            try tx.send(
                """
                UPDATE personal_data
                SET sealed_name = \(SealedText.personName.seal(name, row: person, vault)),
                    sealed_address = \(SealedText.personStreet.seal(address, row: person, vault)),
                    name = '', address = ''
                WHERE person_id = \(person) AND sealed_name IS NULL AND name = \(name) AND address = \(address)
                """)
        }
        return rows.count
    }

    /// The same of the parts of addresses that have fields of their own.
    func sealEarlierAddresses(limit: Int, vault: Vault) throws -> Int {
        let rows = try tx.rows(
            """
            SELECT person_id, kind, street, village, rukun_tetangga, rukun_warga, postcode, sealed
            FROM person_address
            WHERE sealed IS NULL
            ORDER BY person_id
            LIMIT \(limit)
            """)
        for row in rows {
            let (person, kind): (ID<Account>, SealedAddress.Kind) = try (row["person_id"], row["kind"])
            let words = try SealedAddress(row, kind, of: person, vault)
            try tx.send(
                """
                UPDATE person_address
                SET sealed = \(words.seal(kind, of: person, vault)), street = \(words.street.map { _ in "" }),
                    village = \(SealedAddress.blankVillage), rukun_tetangga = NULL, rukun_warga = NULL, postcode = NULL
                WHERE person_id = \(person) AND kind = \(kind) AND sealed IS NULL AND village = \(words.village)
                """)
        }
        return rows.count
    }
}
