import Foundation
import Programme
import Storage

/// A person a decree names who has no card yet.
struct CardlessEntry: Sendable {
    let entry: ID<Entry>
    let person: ID<Account>
    let wave: Int
    let edition: String
    /// The wave's address in ledger and audit trail.
    let books: WaveAddress
    /// Since the entry was made, the office has decided that its NIK is another person's, or the account is suspended.
    /// The card is issued suspended, because the decree names the person.
    let isStopped: Bool

    init(_ row: Row) throws {
        let stops: Int = try row["stops"]
        isStopped = stops > 0
        edition = try row["edition"]
        books = try WaveAddress(stored: row["books"], of: row)
        entry = try row["id"]
        person = try row["person_id"]
        wave = try row["number"]
    }
}
