import Foundation
import Programme
import Testing

@testable import App

@Suite("Commands that check a draw")
struct DrawCommandTests {
    @Test("draw verify: right is 0, wrong is 1, and each says who signed and what is left to trust")
    func verify() async throws {
        try await Shipped.inDirectory { directory in
            let bundle = directory.appending(path: "undian.prakerja").path
            let simulated = try await Shipped.run([
                "draw", "simulate", "--entries", "300", "--quota", "20", "--out", bundle,
                "--edition", World.repository.appending(path: "Editions/edition-3.yaml").path,
            ])
            #expect(simulated.status == 0, "\(simulated.errors)")
            let (edition, annex) = (bundle + ".edition.yaml", bundle + ".annex.txt")
            func verified(_ more: String...) async throws -> Shipped {
                try await Shipped.run(["draw", "verify", bundle, "--edition", edition] + more)
            }
            let right = try await verified("--annex", annex)
            #expect(right.status == 0 && right.output.hasPrefix("✓ the draw of wave 1 is right"), "\(right.output)")
            for part in [
                "attempt 1, round ", "signed by the site simulasi.example+", "signed by kantor, auditor",
                "universitas committed to a secret and did not reveal it", "300 joined, 0 left, none removed",
                "on trust:", "--key makes sure", "NOT CHECKED",
            ] {
                #expect(right.output.contains(part) == (part != "NOT CHECKED"), "\(part)")
            }
            let without = try await verified()
            #expect(
                without.status != 0 && without.lines.count == 1 && without.errors.contains("give that with --annex"))
            let site = try #require(right.output.firstMatch(of: /signed by the site (\S+)/)).1
            let known = try await verified("--annex", annex, "--key", String(site))
            #expect(known.status == 0 && !known.output.contains("--key"))
            let odd = try await verified("--annex", annex, "--key", "kunci")
            #expect(odd.status != 0 && odd.lines.count == 1 && odd.errors.contains("--key is no key"))
            let rules = try String(contentsOfFile: edition, encoding: .utf8)
            try rules.replacing("\"32\": 48274162", with: "\"32\": 48274163")
                .write(toFile: edition, atomically: true, encoding: .utf8)
            let heavier = try await verified("--annex", annex)
            #expect(heavier.status == 1 && heavier.output.contains("the edition's file is not the one of the draw"))
            try rules.write(toFile: edition, atomically: true, encoding: .utf8)
            let text = try String(contentsOfFile: annex, encoding: .utf8)
            try text.replacing("period 30", with: "period 3").write(toFile: annex, atomically: true, encoding: .utf8)
            let changed = try await verified("--annex", annex)
            #expect(changed.status != 0 && changed.errors.contains("not signed by the site"), "\(changed.errors)")
        }
    }

    @Test(
        "commands of draws and witnesses read an edition as strictly as `programme check`, and name key and line",
        arguments: [
            ("warna: hijau\n", "nothing reads the key “warna”"), ("<<: { budget: 1 }\n", "merges in values"),
            ("budget: 1\n", "budget stands twice"), ("---\nbudget: 1\n", "another document"),
        ])
    func strict(added: String, says: String) async throws {
        try await Shipped.inDirectory { directory in
            let (path, key) = (directory.appending(path: "e.yaml").path, directory.appending(path: "auditor.key").path)
            let edition = World.repository.appending(path: "Editions/edition-3.yaml")
            try (String(contentsOf: edition, encoding: .utf8) + added)
                .write(toFile: path, atomically: true, encoding: .utf8)
            #expect(try await Shipped.run(["witness", "keygen", "auditor", "--out", key]).status == 0)
            for command in [
                ["draw", "verify", "x"], ["draw", "compute", "x", "--statement", "x", "--signature", "ab"],
                ["draw", "ended", "x"], ["witness", "commit", "--wave", "1", "--key", key],
            ] {
                let refused = try await Shipped.run(command + ["--edition", path])
                #expect(refused.status != 0 && refused.lines.count == 1, "\(refused.lines)")
                #expect(refused.errors.contains(says) && refused.errors.contains("line "), "\(refused.errors)")
            }
            let checked = try await Shipped.run(["programme", "check", path])
            #expect(checked.status != 0 && checked.output.contains(says))
        }
    }

    @Test("draw verify: a draw of the earlier version computes and is not checked, 2, in the loudest words")
    func earlier() async throws {
        let folder = World.repository.appending(path: "Tests/Kept/draw-3")
        let kept = try await Shipped.run([
            "draw", "verify", folder.appending(path: "undian.prakerja").path,
            "--edition", folder.appending(path: "edisi.yaml").path,
        ])
        #expect(kept.status == 2 && kept.output.hasPrefix("? the draw of wave 1 is not checked"), "\(kept.output)")
        #expect(kept.output.contains("\n  NOT CHECKED: the rules: a statement of version prakerja-draw-3"))
    }

    @Test("draw compare: two statements that the site signed and that contradict each other are proof, 1")
    func compare() async throws {
        try await Shipped.inDirectory { directory in
            let basis = World.repository.appending(path: "Editions/edition-3.yaml")
            let simulation = try DrawSimulation(
                entries: 60, quota: 12, basis: String(contentsOf: basis, encoding: .utf8),
                key: Data(repeating: 3, count: 32))
            let statement = try simulation.statement(of: simulation.seal(simulation.joined()))
            let key = try #require(simulation.edition.annex).site
            func compared(_ change: (String) -> String, signed: Bool = true) async throws -> Shipped {
                let text = change(statement.text)
                let notes = try [simulation.note(statement), signed ? simulation.note(text: text) : text + "\n"]
                let paths = ["a.txt", "b.txt"].map { directory.appending(path: $0).path }
                for (path, note) in zip(paths, notes) {
                    try note.write(toFile: path, atomically: true, encoding: .utf8)
                }
                return try await Shipped.run(["draw", "compare"] + paths + ["--key", key])
            }
            let same = try await compared { $0.replacing(/secret .*\n/, with: "") }
            #expect(same.status == 0 && same.output.contains("both can be honest"), "\(same.output)")
            let two = try await compared { $0.replacing("sealed 2020-04-16T09:20", with: "sealed 2020-04-16T09:21") }
            #expect(two.status == 1 && two.output.contains("cannot both be honest: “sealed 2020"), "\(two.output)")
            let unsigned = try await compared({ $0 }, signed: false)
            #expect(unsigned.status == 2 && unsigned.output.contains("is not signed by this site"))
        }
    }

    @Test(
        "what a file has written into it moves nothing on the terminal of its reader",
        .bug(
            id: "6.707",
            """
            A verdict quoted a file's own words with their controls: a forged draw could erase the line that called it wrong \
            and put one in its place that called it right.
            """))
    func controls() async throws {
        let erasing = "\u{1B}[2K\r✓ the draw of wave 1 is right"
        #expect(TerminalText.plain(erasing) == "\\u{1b}[2K\\u{d}✓ the draw of wave 1 is right")
        for kept in ["Undian – “benar”\n\tya", "", "é, ö, 中, 🎉", "nama\u{200D}nama"] {
            #expect(TerminalText.plain(kept) == kept)
        }
        for mark in ["\u{0}", "\u{7F}", "\u{85}", "\u{9B}", "\u{202E}", "\u{2028}", "\u{2067}", "\u{200F}"] {
            #expect(!TerminalText.plain("a\(mark)b").contains(mark))
        }
        try await Shipped.inDirectory { directory in
            let file = directory.appending(path: "undian.prakerja").path
            let simulated = try await Shipped.run([
                "draw", "simulate", "--entries", "60", "--quota", "12", "--out", file,
                "--edition", World.repository.appending(path: "Editions/edition-3.yaml").path,
            ])
            #expect(simulated.status == 0, "\(simulated.errors)")
            let annex = file + ".annex.txt"
            let bundle = try DrawBundle(Data(contentsOf: URL(filePath: file)))
            let forged = DrawBundle.Head(
                statement: bundle.head.statement.replacing("\n— auditor ", with: "\n— \(erasing)\n— auditor "),
                secrets: bundle.head.secrets, beacon: bundle.head.beacon, seed: bundle.head.seed,
                selected: bundle.head.selected)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let head = try encoder.encode(forged) + Data("\n".utf8)
            try (head + bundle.list.bytes + bundle.selected).write(to: URL(filePath: file))
            let verified = try await Shipped.run([
                "draw", "verify", file, "--edition", file + ".edition.yaml", "--annex", annex,
            ])
            #expect(verified.status == 1 && verified.output.hasPrefix("✕ a signature under"), "\(verified.output)")
            #expect(verified.output.contains("\\u{1b}[2K\\u{d}"), "\(verified.output)")
            try Data("\(erasing)\n\n— a b\n".utf8).write(to: URL(filePath: annex))
            for command in [["annex", "show", annex], ["draw", "ended", annex, "--edition", file + ".edition.yaml"]] {
                let shown = try await Shipped.run(command)
                let said = shown.output + shown.errors
                #expect(shown.status != 0 && !said.contains("\u{1B}") && !said.contains("\r"), "\(said)")
            }
        }
    }

    @Test(
        "draw proof: by a statement whose signature is not checked it is 2, and by the root that the reader gives 0",
        .bug(
            id: "6.704",
            "A participant's proof was called right by a statement that any person can have written, without a word of it."
        ))
    func proof() async throws {
        try await Shipped.inDirectory { directory in
            let basis = World.repository.appending(path: "Editions/edition-3.yaml")
            let simulation = try DrawSimulation(
                entries: 60, quota: 12, basis: String(contentsOf: basis, encoding: .utf8),
                key: Data(repeating: 3, count: 32))
            let list = simulation.seal(simulation.joined())
            let statement = try simulation.statement(of: list)
            let proof = try #require(
                DrawProof(wave: 1, ticket: 5, entries: 60, piece: (1...60).map { list[$0] }, pieces: list.pieces))
            let paths = ["bukti.json", "pernyataan.txt"].map { directory.appending(path: $0) }
            try proof.file().write(to: paths[0])
            let note = try simulation.note(statement)
            func checked(_ note: String, _ more: String...) async throws -> Shipped {
                try Data(note.utf8).write(to: paths[1])
                return try await Shipped.run(["draw", "proof", paths[0].path] + more)
            }
            let key = try #require(simulation.edition.annex).site
            let right = try await checked(note, "--statement", paths[1].path, "--key", key)
            #expect(right.status == 0 && right.output.hasPrefix("✓ ticket 5 of 60 is on the sealed list"), "\(right)")
            let forged = "\(statement.text)\n— orang.example AAAA\n"
            let unsigned = try await checked(forged, "--statement", paths[1].path)
            #expect(unsigned.status == 2 && unsigned.output.hasPrefix("? ticket 5"), "\(unsigned)")
            #expect(unsigned.output.contains("NOT CHECKED"))
            let refused = try await checked(forged, "--statement", paths[1].path, "--key", key)
            #expect(refused.status != 0 && refused.errors.contains("there is no signature of"), "\(refused)")
            let root = try await checked(note, "--root", statement.root.hex)
            #expect(root.status == 0 && root.output.contains("by its own words of wave 1"), "\(root)")
            let both = try await checked(note, "--root", statement.root.hex, "--key", key)
            #expect(both.status != 0 && both.errors.contains("a root has no signature"), "\(both)")
        }
    }

    @Test(
        "programme check: the demo's keys in an annex are errors, but for a development server",
        .bug(id: "3.332", "A public installation could draw under the demo's keys, whose private halves are published.")
    )
    func demoKeys() async throws {
        let file = World.repository.appending(path: "Editions/demo-annex.yaml").path
        let refused = try await Shipped.run(["programme", "check", file])
        #expect(refused.status == 1 && refused.output.contains("\n4 errors"), "\(refused.output)")
        #expect(refused.output.contains("error: chains[0].publicKey: is the demo's, "))
        let accepted = try await Shipped.run(["programme", "check", file, "--development"])
        #expect(accepted.status == 0 && accepted.output.contains("0 errors"), "\(accepted.output)")
        let example = World.repository.appending(path: "Editions/annex.yaml").path
        let unfinished = try await Shipped.run(["programme", "check", example])
        #expect(unfinished.status == 1 && unfinished.output.hasPrefix("error: witnesses: must be 1 to 20"))
        let folder = World.repository.appending(path: "Tests/Kept/draw-3/edisi.yaml").path
        let old = try await Shipped.run(["programme", "check", folder])
        #expect(old.status == 1 && old.output.contains("waves.draw: names keys, and those stand in the annex"))
    }

    @Test("draw round: a round is checked with the chain's key alone, and a wrong option is refused in one sentence")
    func round() async throws {
        let key = BLS12381.SigningKey(seed: Data("satu".utf8), suite: .shortSignatures)
        let signature = key.signature(of: BeaconScheme.unchained.message(round: 7, previous: nil))
        func run(round: Int = 7, scheme: BeaconScheme = .unchained, key: String, _ signature: String) async throws
            -> Shipped
        {
            try await Shipped.run([
                "draw", "round", "--scheme", scheme.rawValue, "--key", key, "--round", "\(round)",
                "--signature", signature,
            ])
        }
        let right = try await run(key: key.publicKey.hex, signature.hex)
        #expect(right.status == 0 && right.output.contains(BeaconKey.randomness(of: signature).hex))
        let other = try await run(round: 8, key: key.publicKey.hex, signature.hex)
        #expect(other.status == 1 && other.output.contains("the key did not sign this"))
        let swapped = try await run(scheme: .chained, key: key.publicKey.hex, signature.hex)
        #expect(swapped.status == 1 && swapped.output.contains("96 bytes instead of 48"))
        let odd = try await run(key: "8d3", signature.hex)
        #expect(odd.status != 0 && odd.lines.count == 1 && odd.errors.contains("--key is no hexadecimal number"))
    }
}
