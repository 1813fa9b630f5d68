import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The log's entries, published")
struct PublishedEntriesTests {
    @Test(
        "the bundles recompute the signed root without showing a person's data, also by the command line",
        .bug(id: "5.401", "The log's entries were not published, so no outsider could compute its leaves again."),
        arguments: Engine.tested)
    func bundles(engine: Engine) async throws {
        try await World.with(engine) { world in
            for number in 0..<22 { try await world.writeHistory("uji\(number)") }
            try await world.advanceWaves()
            let siti = try await world.candidate()
            try await siti.browser.join()
            try await world.sealEverything()
            let visitor = world.visitor()
            let note = try await visitor.get(Paths.logCheckpoint).body
            let verifier = world.dependencies.seal.verifier
            let checkpoint = try Checkpoint(note: note, verifier: verifier)
            var files: [(LogTile, Data)] = []
            var frontier = MerkleFrontier()
            for tile in EntryBundle.tiles(of: checkpoint.size) {
                let answer = try await visitor.get(Paths.logTiles + tile.entriesPath)
                let bundle = try #require(EntryBundle(bytes: Data(answer.bytes), width: tile.width))
                for entry in bundle.entries {
                    frontier.append(entry.hash)
                    guard case .whole(let bytes) = entry else { return #expect(Bool(false), "an entry is withheld") }
                    #expect(!bytes.contains(text: "account:") && !bytes.contains(text: "entry.joined"))
                }
                files.append((tile, bundle.bytes))
            }
            #expect(checkpoint.size > LogTile.widest && frontier.root == checkpoint.root)

            try await Shipped.inDirectory { directory in
                func write(_ bytes: Data, _ path: String) throws {
                    let file = directory.appending(path: path)
                    try FileManager.default.createDirectory(
                        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                    try bytes.write(to: file)
                }
                try write(Data(note.utf8), "checkpoint")
                for (tile, bytes) in files { try write(bytes, "tile/\(tile.entriesPath)") }
                let command = ["audit", "log", directory.path, "--key", "\(verifier)"]
                let right = try await Shipped.run(command)
                #expect(right.status == 0 && right.output.contains("add up to the signed root"), "\(right.errors)")
                #expect(right.output.contains("  0 of them only as the leaf's hash"))
                #expect(!right.output.contains("NOT SHOWN"))
                let whole = try #require(EntryBundle(bytes: files[0].1, width: files[0].0.width))
                let hidden = EntryBundle(whole.entries.map { .withheld(hash: $0.hash) })
                try write(hidden.bytes, "tile/\(files[0].0.entriesPath)")
                let bare = try await Shipped.run(command)
                #expect(bare.status == 0 && bare.output.contains("NOT SHOWN: what these 256 say"), "\(bare.output)")
                var changed = files[0].1
                changed[changed.endIndex - 1] ^= 1
                try write(changed, "tile/\(files[0].0.entriesPath)")
                let wrong = try await Shipped.run(command)
                #expect(wrong.status != 0 && wrong.errors.contains("do not add up to the root"), "\(wrong.errors)")
                try write(Data(changed.dropLast()), "tile/\(files[0].0.entriesPath)")
                let short = try await Shipped.run(command)
                #expect(short.status != 0 && short.errors.contains("has not the 256 entries"), "\(short.errors)")
            }
        }
    }

    @Test(
        "of a row that was changed, and of one that an earlier version sealed as it was, only the leaf's hash is published",
        arguments: Engine.tested)
    func withheld(engine: Engine) async throws {
        try await World.with(engine) { world in
            let history = try await world.writeHistory()
            // As an earlier version sealed it: the columns themselves were the entry.
            let earlier = try await world.dependencies.database.read { tx in
                try #require(try tx.proofs.leaf(.audit, history.events[0]))
            }
            try await world.sealEverything()
            #expect(try await world.verifyLog().isClean)
            let size = try #require(
                try await world.dependencies.database.read { try $0.proofs.latestCheckpoint()?.size })
            func withheld() async throws -> Int {
                let tile = LogTile(level: 0, index: 0, width: size)
                let bundle = try await LogTileStore(dependencies: world.dependencies).bundle(of: tile)
                return try #require(bundle).entries.count { entry in
                    if case .withheld = entry { true } else { false }
                }
            }
            #expect(try await withheld() == 0)
            let old = MerkleTree.leafHash(earlier.bytes)
            try await world.vandalise("UPDATE log_leaf SET hash = \(old) WHERE row_id = \(earlier.id)")
            #expect(try await withheld() == 1)
            #expect(
                try await !world.verifyLog().findings.contains(.changed(.audit, earlier.id, sequence: 0)),
                "the row is the one that was sealed")
            try await world.vandalise("UPDATE audit_event SET subject = 'lain' WHERE id = \(history.events[1])")
            #expect(try await withheld() == 2)
        }
    }

    @Test(
        "a witness is given the proof that the log continues the one it signed, and its signature has the time",
        arguments: Engine.tested)
    func continuation(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.writeHistory()
            try await world.sealEverything()
            let visitor = world.visitor()
            let first = try await visitor.get(Paths.logContinuation).body
            let key = try WitnessKey(witness: "auditor", bytes: Data(repeating: 5, count: 32))
            try await Shipped.inDirectory { directory in
                func file(_ name: String) -> String { directory.appending(path: name).path }
                func write(_ text: String, _ name: String) throws {
                    try text.write(toFile: file(name), atomically: true, encoding: .utf8)
                }
                try write(key.file, "auditor.key")
                try write(first, "kelanjutan.txt")
                let verifier = "\(world.dependencies.seal.verifier)"
                let command = [
                    "witness", "checkpoint", file("kelanjutan.txt"), "--key", file("auditor.key"), "--site", verifier,
                    "--out", file("titik.txt"), "--at",
                ]
                let one = try await Shipped.run(command + ["2020-04-16T16:40+07:00"])
                #expect(one.status == 0 && one.output.contains("next time ask for dari="), "\(one.errors)")
                let size = try Checkpoint(
                    note: String(contentsOfFile: file("titik.txt"), encoding: .utf8),
                    verifier: world.dependencies.seal.verifier
                ).size
                try await world.writeHistory("lagi")
                try await world.sealEverything()
                let stale = try await Shipped.run(command + ["2020-04-17T16:40+07:00"])
                #expect(stale.status != 0 && stale.errors.contains("download it from there"), "\(stale.errors)")
                try write(try await visitor.get(Paths.logContinuation + "?dari=\(size)").body, "kelanjutan.txt")
                let two = try await Shipped.run(command + ["2020-04-17T16:40+07:00"])
                #expect(two.status == 0, "\(two.errors)")
                let checked = try await Shipped.run([
                    "audit", "checkpoint", file("titik.txt"), "--key", verifier, "--witness", "\(key.verifier)",
                ])
                #expect(
                    checked.status == 0 && checked.output.contains("signed by auditor at 2020-04-17T09:40:00"),
                    "\(checked.output) \(checked.errors)")
                let plain = try await Shipped.run([
                    "audit", "checkpoint", file("titik.txt"), "--key", verifier, "--witness", "\(key.earlierVerifier)",
                ])
                #expect(plain.status != 0 && plain.errors.contains("no signature of auditor"), "\(plain.errors)")
                for (keys, says) in [
                    (["\(key.verifier)", "\(key.verifier)"], "--witness names one key twice"),
                    (["\(key.verifier)", "\(key.earlierVerifier)"], "--witness names one key twice"),
                    ([verifier], "the site cannot be its own witness"),
                ] {
                    let double = try await Shipped.run(
                        ["audit", "checkpoint", file("titik.txt"), "--key", verifier]
                            + keys.flatMap { ["--witness", $0] })
                    #expect(
                        double.status != 0 && double.output.isEmpty && double.errors.contains(says), "\(double.errors)")
                }
            }
            for path in ["?dari=-1", "?dari=x", "?dari=999999999"] {
                #expect(try await visitor.get(Paths.logContinuation + path).status == .notFound, "\(path)")
            }
        }
    }
}

extension Data {
    /// Whether a text stands anywhere in it.
    fileprivate func contains(text: String) -> Bool { range(of: Data(text.utf8)) != nil }
}
