import Foundation

/// Up to 256 entries of a sealed wave in the order of their ids, with the ticket of each. The page of an entry is the
/// last whose first id is not greater.
package struct TicketPage: Sendable, Equatable {
    /// The ids, u64 each, then the tickets in the same order, u32 each.
    package let bytes: Data
    package let count: Int

    private static let entryBytes = 8
    private static let ticketBytes = 4

    /// - Parameter entries: in ascending order, with a ticket for each.
    package init(entries: ArraySlice<ID<Entry>>, tickets: ArraySlice<UInt32>) {
        var bytes = Data(capacity: entries.count * (Self.entryBytes + Self.ticketBytes))
        for entry in entries { bytes.append(bigEndian: UInt64(bitPattern: entry.rawValue)) }
        for ticket in tickets { bytes.append(bigEndian: ticket) }
        self.bytes = bytes
        count = entries.count
    }

    /// Nil unless the bytes are whole lines.
    package init?(bytes: Data) {
        guard bytes.count.isMultiple(of: Self.entryBytes + Self.ticketBytes) else { return nil }
        self.bytes = bytes
        count = bytes.count / (Self.entryBytes + Self.ticketBytes)
    }

    /// The line of an entry, from 0; nil when it is not on this page.
    package func line(of entry: ID<Entry>) -> Int? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self.entry(middle) < entry { low = middle + 1 } else { high = middle }
        }
        return low < count && self.entry(low) == entry ? low : nil
    }

    package func entry(_ line: Int) -> ID<Entry> {
        ID(Int64(bitPattern: bytes.number(UInt64.self, at: line * Self.entryBytes)))
    }

    package func ticket(_ line: Int) -> Int {
        Int(bytes.number(UInt32.self, at: count * Self.entryBytes + line * Self.ticketBytes))
    }
}
