import Foundation
import Programme
import Storage

/// The tiles of the log. A whole tile never changes: those above the leaves, which are made from many, are written to
/// the data directory once.
struct LogTileStore: Sendable {
    let dependencies: Dependencies

    /// How many leaves the log has by its latest checkpoint, which promises them.
    func size() async throws -> Int {
        try await dependencies.database.read { [seal = dependencies.seal] tx in
            try tx.proofs.latestCheckpoint(signedBy: seal.verifier)?.checkpoint.size
        } ?? 0
    }

    /// The hashes of a tile, 32 bytes each; nil where the log does not have it.
    func bytes(of tile: LogTile) async throws -> Data? {
        guard tile.isPart(of: try await size()) else { return nil }
        return try await hashes(of: tile)?.reduce(into: Data()) { $0.append($1) }
    }

    /// Nil where a leaf is missing: a tile that lacks one is neither given out nor kept.
    private func hashes(of tile: LogTile) async throws -> [Data]? {
        if tile.level == 0 {
            let leaves = try await dependencies.database.read { tx in
                try tx.proofs.leaves(from: tile.index * LogTile.widest, limit: tile.width)
            }
            return leaves.count == tile.width ? leaves.map(\.hash) : nil
        }
        let isWhole = tile.width == LogTile.widest
        if isWhole, let kept = kept(tile) { return kept }
        var hashes: [Data] = []
        for place in 0..<tile.width {
            guard let below = try await self.hashes(of: tile.below(place)) else { return nil }
            hashes.append(MerkleTree(leafHashes: below).root)
        }
        if isWhole { try keep(hashes, of: tile) }
        return hashes
    }

    /// The proof that a row is in the log of the latest checkpoint; nil until it is.
    func proof(of row: StoredLeaf.Row) async throws -> LogProof? {
        let found = try await dependencies.database.read {
            [seal = dependencies.seal] tx -> (LogLeaf, Int, StoredCheckpoint)? in
            guard let index = try tx.proofs.sequence(of: row.kind, row.id),
                let stored = try tx.proofs.leaves(from: index, limit: 1).first,
                let leaf = try tx.proofs.rows(behind: [stored])[row],
                let checkpoint = try tx.proofs.latestCheckpoint(signedBy: seal.verifier)?.stored,
                index < checkpoint.size
            else { return nil }
            return (leaf, index, checkpoint)
        }
        guard let (leaf, index, checkpoint) = found else { return nil }
        let path = try await path(LogTree(size: checkpoint.size).inclusionNodes(of: index))
        return LogProof(leaf: leaf.bytes, index: index, path: path, note: checkpoint.note)
    }

    /// The evidence that the latest checkpoint continues a log of `old` records; nil where there is none, or the log has
    /// fewer.
    func continuation(from old: Int) async throws -> LogContinuation? {
        let checkpoint = try await dependencies.database.read { [seal = dependencies.seal] tx in
            try tx.proofs.latestCheckpoint(signedBy: seal.verifier)?.stored
        }
        guard let checkpoint, (0...checkpoint.size).contains(old) else { return nil }
        let path = try await path(LogTree(size: checkpoint.size).continuationNodes(from: old))
        return LogContinuation(old: old, path: path, note: checkpoint.note)
    }

    private func path(_ needed: [[LogTree.Node]]) async throws -> [Data] {
        var path: [Data] = []
        for nodes in needed {
            var parts: [Data] = []
            for node in nodes {
                let (tile, places) = node.tile
                guard let hashes = try await self.hashes(of: tile), hashes.count >= places.upperBound else {
                    throw Inconsistency("a checkpoint's leaves are there")
                }
                parts.append(MerkleTree(leafHashes: Array(hashes[places])).root)
            }
            path.append(LogTree.hash(of: parts))
        }
        return path
    }

    /// The entries of a tile of level 0, as C2SP tlog-tiles publishes them; nil where the log does not have it. Of an entry
    /// whose row is not as it was sealed only the hash is given.
    func bundle(of tile: LogTile) async throws -> EntryBundle? {
        guard tile.level == 0, tile.isPart(of: try await size()) else { return nil }
        let (leaves, rows) = try await dependencies.database.read { tx in
            let leaves = try tx.proofs.leaves(from: tile.index * LogTile.widest, limit: tile.width)
            return (leaves, try tx.proofs.rows(behind: leaves))
        }
        guard leaves.count == tile.width else { return nil }
        return EntryBundle(
            leaves.map { leaf in
                guard let row = rows[leaf.row], row.hash == leaf.hash, row.entry.count <= EntryBundle.longestEntry
                else { return .withheld(hash: leaf.hash) }
                return .whole(row.entry)
            })
    }

    // MARK: Kept tiles

    private func file(_ tile: LogTile) -> URL {
        URL(filePath: dependencies.configuration.dataDirectory).appending(path: "ubin")
            .appending(path: tile.path.replacing("/", with: "-"))
    }

    private func kept(_ tile: LogTile) -> [Data]? {
        guard let bytes = try? Data(contentsOf: file(tile)), bytes.count == LogTile.widest * 32 else { return nil }
        return stride(from: 0, to: bytes.count, by: 32).map { Data(bytes.dropFirst($0).prefix(32)) }
    }

    private func keep(_ hashes: [Data], of tile: LogTile) throws {
        let file = file(tile)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try hashes.reduce(into: Data()) { $0.append($1) }.write(to: file, options: .atomic)
    }
}
