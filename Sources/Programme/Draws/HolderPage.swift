import Foundation

/// The entries that hold up to 256 tickets, from `first` on: where the person of a ticket is found.
package struct HolderPage: Sendable, Equatable {
    /// The ids of the entries in the order of their tickets, u64 each.
    package let bytes: Data

    package init(_ entries: ArraySlice<ID<Entry>>) {
        var bytes = Data(capacity: entries.count * 8)
        for entry in entries { bytes.append(bigEndian: UInt64(bitPattern: entry.rawValue)) }
        self.bytes = bytes
    }

    /// Nil unless the bytes are whole ids.
    package init?(bytes: Data) {
        guard bytes.count.isMultiple(of: 8) else { return nil }
        self.bytes = bytes
    }

    /// The entry with this ticket; nil when it is not on this page.
    package func entry(ticket: Int) -> ID<Entry>? {
        let line = ticket - SealedList.firstOfPage(ticket)
        guard ticket >= 1, (line + 1) * 8 <= bytes.count else { return nil }
        return ID(Int64(bitPattern: bytes.number(UInt64.self, at: line * 8)))
    }
}

extension SealedList {
    /// Lines of one stored page.
    package static let pageEntries = 256

    /// The first ticket of the page with this one.
    package static func firstOfPage(_ ticket: Int) -> Int { (ticket - 1) / pageEntries * pageEntries + 1 }

    /// How many pages a list of this many entries has.
    package static func pageCount(of entries: Int) -> Int { (entries + pageEntries - 1) / pageEntries }
}
