import App
import ArgumentParser
import Foundation
import Programme

extension DrawCommand {
    struct Ended: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks the paper of a wave that ended without a draw.",
            discussion: """
                A wave may end without a draw when too few witnesses were able to sign, in several attempts in a row over days.
                The paper is on the draw's page. It names each attempt and the witnesses that signed it. Exits with 0 when the
                rule allowed the end, with 1 when it did not, and with 2 when an attempt had signatures enough: then its round
                has to be looked up.

                Example:
                  prakerja draw ended tanpa-undian-1.txt --edition edisi.yaml --annex lampiran.txt
                """)

        @Argument(help: "The paper, from the draw's page.") var paper: String
        @Option(help: "The edition's YAML file.") var edition: String
        @Option(help: "The annex under which the wave was opened, signed.") var annex: String?
        @Option(help: "The site's key, from a place other than the files.") var key: String?

        func run() async throws {
            let rules = try GivenFile.edition(edition, annex: annex)
            let note = try GivenFile.text(paper)
            let given = try key.map(SiteKey.read)
            let ended: DrawAbandonment
            do {
                let named = try rules.annex?.siteKey()
                if let given, let named, given.description != named.description {
                    throw DrawFault.site("the key given is \(given), and the annex is \(named)'s")
                }
                let site = given ?? named
                let text = try site.map { try SignedNote.only(note, with: $0) } ?? SignedNote.text(of: note)
                ended = try DrawAbandonment(text: text)
                try ended.check(edition: rules)
            } catch {
                print("✕ \(error)")
                throw ExitCode.failure
            }
            let drawable = rules.waves.draw.map(ended.drawable) ?? []
            print(
                "\(drawable.isEmpty ? "✓" : "?") wave \(ended.wave) ended without a draw at \(ended.endedAt), "
                    + (drawable.isEmpty ? "as the rule allows" : "and this is not checked, though the rule allows it"))
            for attempt in drawable {
                print(
                    "  NOT CHECKED: attempt \(attempt.number) HAD SIGNATURES ENOUGH. Look up round \(attempt.round) of chain "
                        + "\(attempt.chain): if it came out, the wave had to be drawn with it")
            }
            for attempt in ended.attempts {
                let names = attempt.signed.isEmpty ? "no witness" : attempt.signed.joined(separator: ", ")
                print(
                    "  attempt \(attempt.number), round \(attempt.round) of chain \(attempt.chain): signed by \(names)")
            }
            print(
                "  ON TRUST: that no other signature arrived in time; a witness who has a receipt for one can show it")
            if !drawable.isEmpty { throw ExitCode(2) }
        }
    }
}
