import Foundation

/// Up to 256 entries of the log, as C2SP tlog-tiles publishes them under `tile/entries`: each preceded by its length as
/// u16. From the bundles alone a reader computes the log's root again.
package struct EntryBundle: Sendable, Equatable {
    package let entries: [Entry]

    package enum Entry: Sendable, Equatable {
        case whole(Data)
        /// Only the leaf's hash is published: of a row with a person's data that an earlier version sealed as it was, or of
        /// one that is not as it was sealed.
        case withheld(hash: Data)

        /// Of the leaf.
        package var hash: Data {
            switch self {
            case .whole(let entry): MerkleTree.leafHash(entry)
            case .withheld(let hash): hash
            }
        }

        fileprivate var bytes: Data {
            switch self {
            case .whole(let entry): entry
            case .withheld(let hash): EntryBundle.mark + hash
            }
        }
    }

    /// Before the hash of a leaf that is withheld. No entry begins so.
    private static let mark = Data("prakerja/leaf-hash/1".utf8)
    private static let hashBytes = 32

    package init(_ entries: [Entry]) { self.entries = entries }

    package var bytes: Data {
        entries.reduce(into: Data()) { bytes, entry in
            bytes.append(bigEndian: UInt16(clamping: entry.bytes.count))
            bytes.append(entry.bytes)
        }
    }

    /// Nil unless it has exactly so many entries.
    package init?(bytes: Data, width: Int) {
        var (rest, entries): (Data, [Entry]) = (bytes, [])
        while !rest.isEmpty {
            guard rest.count >= 2, entries.count < width else { return nil }
            let length = Int(rest.number(UInt16.self, at: 0))
            let entry = Data(rest.dropFirst(2).prefix(length))
            guard entry.count == length else { return nil }
            let isWithheld = entry.count == Self.mark.count + Self.hashBytes && entry.starts(with: Self.mark)
            entries.append(isWithheld ? .withheld(hash: Data(entry.suffix(Self.hashBytes))) : .whole(entry))
            rest = Data(rest.dropFirst(2 + length))
        }
        guard entries.count == width else { return nil }
        self.init(entries)
    }

    /// The longest entry that a bundle can hold, in bytes.
    package static let longestEntry = Int(UInt16.max)
}

extension EntryBundle {
    /// The bundles of a log of this size, in their order; made one by one, because a checkpoint may name any size.
    package static func tiles(of size: Int) -> some Sequence<LogTile> {
        stride(from: 0, to: size, by: LogTile.widest).lazy.map { first in
            LogTile(level: 0, index: first / LogTile.widest, width: min(LogTile.widest, size - first))
        }
    }
}

extension LogTile {
    /// The address of the bundle with a tile's entries, such as `entries/x001/067`.
    package var entriesPath: String { "entries/\(path.dropFirst(2))" }

    /// Nil unless it is what `entriesPath` writes.
    package init?(entriesPath: String) {
        guard entriesPath.hasPrefix("entries/") else { return nil }
        self.init(path: "0/" + entriesPath.dropFirst("entries/".count))
    }
}
