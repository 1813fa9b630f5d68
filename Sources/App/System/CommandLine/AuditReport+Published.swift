import Foundation
import Programme

/// What a reader checks with published files and keys alone.
extension AuditReport {
    /// Computes the root of the log again from its entries in a folder laid out as /bukti/log publishes them.
    package static func verifyEntries(_ folder: String, key: String) throws -> [String] {
        let verifier = try GivenFile.named("--key") { try NoteVerifier(key) }
        let folder = URL(filePath: folder)
        let note = folder.appending(path: "checkpoint").path
        let noteText = try GivenFile.text(note)
        let checkpoint = try GivenFile.named(note) { try Checkpoint(note: noteText, verifier: verifier) }
        var (frontier, withheld) = (MerkleFrontier(), 0)
        for tile in EntryBundle.tiles(of: checkpoint.size) {
            let path = folder.appending(path: "tile").appending(path: tile.entriesPath).path
            guard let bundle = EntryBundle(bytes: try GivenFile.bytes(path), width: tile.width) else {
                throw CommandRefused("“\(path)” has not the \(tile.width) entries of its address: download it again")
            }
            for entry in bundle.entries {
                if case .withheld = entry { withheld += 1 }
                frontier.append(entry.hash)
            }
        }
        guard frontier.root == checkpoint.root else {
            throw CommandRefused("the entries do not add up to the root that was signed for them: one was changed")
        }
        let hidden =
            withheld == 0
            ? []
            : [
                "  NOT SHOWN: what these \(grouped(withheld)) say. The site withholds personal data that an earlier version "
                    + "sealed, and a row that is not as it was sealed: ask which of them is which"
            ]
        return [
            "✓ the log's \(grouped(checkpoint.size)) entries add up to the signed root",
            "  root \(checkpoint.root.hex)",
            "  \(grouped(withheld)) of them only as the leaf's hash",
        ] + hidden
    }

    /// Checks a checkpoint, and that each of these witnesses signed it: as many different keys as were given, none of them
    /// the site's own.
    package static func verifyCheckpoint(_ path: String, key: String, witnesses: [String]) throws -> [String] {
        let note = try GivenFile.text(path)
        let verifier = try GivenFile.named("--key") { try NoteVerifier(key) }
        let checkpoint = try GivenFile.named(path) { try Checkpoint(note: note, verifier: verifier) }
        let keys = try witnesses.map { text in try GivenFile.named("--witness") { try NoteVerifier(text) } }
        if let double = NoteVerifier.double(in: [verifier] + keys) {
            throw CommandRefused(
                double.one.isKey(of: verifier)
                    ? "--witness names the site's own key (\(double.other)): the site cannot be its own witness"
                    : "--witness names one key twice (\(double.one) and \(double.other)): give each witness once")
        }
        let signers = try keys.map { witness in
            let at = try GivenFile.named(path) { try SignedNote.opened(note, with: witness).at }
            return "  signed by \(witness.name)" + (at.map { " at \($0)" } ?? ", without a time")
        }
        return [
            "✓ a checkpoint of \(checkpoint.origin): \(grouped(checkpoint.size)) records, root \(checkpoint.root.hex)"
        ] + (signers.isEmpty ? ["  no witness was asked for"] : signers)
    }
}
