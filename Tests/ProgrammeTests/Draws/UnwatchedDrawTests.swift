import Crypto
import Foundation
import Testing

@testable import Programme

@Suite("Draws without witnesses")
struct UnwatchedDrawTests {
    @Test(
        "forged draw: without witnesses the office can choose who wins, so a draw that computes right is not checked",
        .bug(
            id: "2.672",
            "Where an edition named no witnesses, `draw verify` called a draw right whose winners the office had chosen."
        ))
    func unwatched() throws {
        let edition = try Edition(yaml: String(contentsOf: EditionFiles.url("edition-3"), encoding: .utf8))
        let (dates, secret) = (edition.waves.dates()[0], try #require(DrawSecret(Data(repeating: 6, count: 32))))
        let list = SealedList(
            (1...20).map { ticket in
                SealedEntry(
                    ticket: ticket, priority: false, province: 31, household: Data(repeating: UInt8(ticket), count: 16),
                    earlier: 0, salt: Data(repeating: UInt8(100 + ticket), count: 16))
            })
        let statement = DrawStatement(
            edition: edition.id, wave: 1, places: edition.waves.quota(of: dates),
            times: .init(committed: dates.opens, closed: dates.closes, sealed: dates.closes), entries: 20,
            counts: list.counts(edition.waves.strata), root: list.root,
            commitments: [.init(witness: "sistem", hash: secret.commitment(wave: 1, witness: "sistem"))], round: nil,
            origin: .init(
                edition: edition.digest, annex: nil, order: nil, joined: 25, withdrawn: 3,
                removed: [.init(reason: "listed", entries: 2)], people: [.init(province: 31, entries: 20)]))
        let site = Curve25519.Signing.PrivateKey()
        let key = NoteVerifier(name: "situs.example", key: site.publicKey)
        func drawn(_ note: String) -> DrawBundle {
            DrawBundle(edition: edition, note: note, statement: statement, list: list, secrets: [secret], beacon: nil)
        }
        let bundle = drawn(try SignedNote.sign(statement.text, as: "situs.example", with: site))
        let report = try bundle.verify(edition: edition, site: key)
        #expect(!report.isChecked && report.unchecked.count == 1 && report.unchecked[0].hasPrefix("WHO WON: "))
        let unknown = try bundle.verify(edition: edition)
        #expect(unknown.unchecked.contains { $0.contains("--key") } && unknown.site == nil)
        let stranger = drawn(
            try SignedNote.sign(statement.text, as: "situs.example", with: Curve25519.Signing.PrivateKey()))
        #expect(throws: DrawFault.self) { try stranger.verify(edition: edition, site: key) }
        #expect(throws: DrawFault.site("there is none")) { try drawn(statement.text + "\n").verify(edition: edition) }
        for line in ["— situs.example AAAA", "situs", "— situs.example \(Data(count: 68).base64EncodedString()) x"] {
            #expect(throws: DrawFault.signature("“\(line.prefix(40))” has not the form of one")) {
                try drawn("\(statement.text)\n\(line)\n").verify(edition: edition)
            }
        }
    }
}
