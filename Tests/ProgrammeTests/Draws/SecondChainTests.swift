import Crypto
import Foundation
import Testing

@testable import Programme

/// Draws that wait for the annex's second chain, because the first is silent or said to be.
@Suite("Draws on the second chain")
struct SecondChainTests {
    let simulation: DrawSimulation
    let edition: Edition
    let list: SealedList
    let scheme: BeaconScheme
    let key: BLS12381.SigningKey

    init() throws { try self.init(.unchained) }

    /// - Parameter scheme: of the second chain.
    private init(_ scheme: BeaconScheme) throws {
        self.scheme = scheme
        key = BLS12381.SigningKey(seed: Data("kedua".utf8), suite: scheme.suite)
        simulation = try DrawBundleTests.simulate(entries: 60, quota: 12)
        list = simulation.seal(simulation.joined())
        let second = """
            chain kedua
            url http://127.0.0.1:9
            hash \(Data(SHA256.hash(data: key.publicKey)).hex)
            scheme \(scheme.rawValue)
            key \(key.publicKey.hex)
            genesis 2020-01-01T00:00:00.000Z
            period 3

            """
        let annex = try SignedNote.text(of: simulation.annexNote)
            .replacing("period 30\n", with: "period 30\n\(second)")
        edition = try Edition(yaml: simulation.editionText).with(Annex(note: simulation.annexNote(text: annex)))
    }

    private var rules: DrawRules { get throws { try #require(edition.waves.draw) } }

    private func text(attempt number: Int, of edition: Edition, chain: String = "chain 2\n") throws -> String {
        let second = try #require(try rules.on(chain: 2))
        let round = second.attempt(number, closing: edition.waves.dates()[0].closes).round
        let annex = try #require(edition.annex?.digest)
        return try simulation.statement(of: list).text.replacing("attempt 1\n", with: "attempt \(number)\n")
            .replacing(/annex \w+/, with: "annex \(annex.hex)").replacing(
                /round \d+\n/, with: "round \(round)\n\(chain)")
    }

    private func drawn(
        _ text: String, of edition: Edition, with key: BLS12381.SigningKey
    ) throws -> DrawBundle {
        let statement = try DrawStatement(text: text)
        let round = try #require(statement.round)
        let previous = scheme == .chained ? key.signature(of: Data("putaran sebelumnya".utf8)) : nil
        let signature = key.signature(of: scheme.message(round: round, previous: previous))
        let value = BeaconValue(
            round: round, randomness: BeaconKey.randomness(of: signature).hex, signature: signature.hex,
            previousSignature: previous?.hex)
        return try drawn(text, of: edition, with: value)
    }

    private func drawn(_ text: String, of edition: Edition, with value: BeaconValue) throws -> DrawBundle {
        let statement = try DrawStatement(text: text)
        return DrawBundle(
            edition: edition, note: try simulation.note(text: text), statement: statement, list: list,
            secrets: statement.secrets ?? [], beacon: value)
    }

    @Test("second chain: after three days of silence its round is drawn with, and the reader is told what to look up")
    func silent() throws {
        let bundle = try drawn(text(attempt: 37, of: edition), of: edition, with: key)
        let report = try bundle.verify(edition: edition)
        #expect(!report.isChecked && report.unchecked.count == 1)
        #expect(report.unchecked[0].hasPrefix("WHETHER THE FIRST CHAIN WAS SILENT: "))
        let first = try rules.attempt(1, closing: edition.waves.dates()[0].closes)
        #expect(report.unchecked[0].contains("round \(first.round) of simulasi, due at \(first.roundAt)"))
        #expect(report.lines(selected: 12).contains { $0.hasSuffix("of the SECOND chain") })
    }

    @Test("second chain: it is refused before its time, in an annex with one chain, and with another chain's value")
    func refused() throws {
        expectRefusal("was not silent for 3 days") {
            try drawn(text(attempt: 36, of: edition), of: edition, with: key).verify(edition: edition)
        }
        expectRefusal("was not silent for 3 days") {
            try drawn(text(attempt: 1, of: edition), of: edition, with: key).verify(edition: edition)
        }
        let single = simulation.edition
        expectRefusal("the annex has only one") {
            try drawn(text(attempt: 37, of: single), of: single, with: key).verify(edition: single)
        }
        let stranger = BLS12381.SigningKey(seed: Data("orang lain".utf8), suite: .shortSignatures)
        expectRefusal("the public randomness: its signature") {
            try drawn(text(attempt: 37, of: edition), of: edition, with: stranger).verify(edition: edition)
        }
        expectRefusal("closing instant fixes") {
            try drawn(text(attempt: 37, of: edition, chain: ""), of: edition, with: key).verify(edition: edition)
        }
        for line in ["chain 1\n", "chain 3\n", "chain 0\n", "chain\n", "chain 2\nchain 2\n", "chain  2\n"] {
            #expect(throws: DrawFault.self, "\(line)") {
                try DrawStatement(text: text(attempt: 37, of: edition, chain: line))
            }
        }
    }

    @Test("second chain: where it chains its rounds, the round and the signature before it are verified, too")
    func chained() throws {
        let second = try SecondChainTests(.chained)
        let text = try second.text(attempt: 37, of: second.edition)
        let bundle = try second.drawn(text, of: second.edition, with: second.key)
        let report = try bundle.verify(edition: second.edition)
        #expect(report.unchecked.count == 1 && report.unchecked[0].hasPrefix("WHETHER THE FIRST CHAIN WAS SILENT: "))
        let value = try #require(bundle.head.beacon)
        let previous = try #require(value.previousSignature)
        let other = String(previous.dropLast()) + (previous.hasSuffix("0") ? "1" : "0")
        for (before, says) in [(other, "the public randomness: its signature"), (nil, "the round before is missing")] {
            let forged = BeaconValue(
                round: value.round, randomness: value.randomness, signature: value.signature, previousSignature: before)
            expectRefusal(says) {
                try second.drawn(text, of: second.edition, with: forged).verify(edition: second.edition)
            }
        }
        let stranger = BLS12381.SigningKey(seed: Data("orang lain".utf8), suite: .shortKeys)
        expectRefusal("the public randomness: its signature") {
            try second.drawn(text, of: second.edition, with: stranger).verify(edition: second.edition)
        }
    }

    @Test(
        "second chain: a witness's tool signs no further attempt beside one that has signatures enough",
        .bug(
            id: "5.841",
            """
            For a statement of the second chain the tool compared nothing with the attempts that it had signed: an office \
            could have several attempts signed at once, each with signatures enough, and draw with the one it liked.
            """
        ))
    func signedOnce() throws {
        let (rules, closing) = (try self.rules, edition.waves.dates()[0].closes)
        func statement(_ attempt: Int, chain: Int) throws -> DrawStatement {
            try DrawStatement(text: text(attempt: attempt, of: edition, chain: chain == 2 ? "chain 2\n" : ""))
        }
        func why(_ memory: WitnessMemory, _ statement: DrawStatement, at now: Instant) -> WitnessFault? {
            var after = memory
            do throws(WitnessFault) {
                try after.add(.signed, statement, signatures: 1, rules: rules, closing: closing, at: now)
                return nil
            } catch {
                return error
            }
        }
        var memory = WitnessMemory(of: "auditor")
        let end = rules.attempt(3, closing: closing).roundAt
        try memory.add(
            .signed, statement(3, chain: 1), signatures: 1, rules: rules, closing: closing, at: end - .hours(1))
        let silent = end + .days(DrawRules.silentDays)
        let second = try statement(39, chain: 2)
        #expect(why(memory, second, at: silent - .seconds(1)) == .attemptRuns(3, until: silent))
        #expect(try why(memory, statement(39, chain: 1), at: silent) == .attemptStands(3))
        #expect(why(memory, second, at: silent) == nil)
        try memory.add(.signed, second, signatures: 1, rules: rules, closing: closing, at: silent)
        #expect(try WitnessMemory(file: memory.file, of: "auditor") == memory)
        for chain in [1, 2] {
            let found = try why(memory, statement(40, chain: chain), at: silent + .days(30))
            #expect(found == .attemptStands(chain == 1 ? 3 : 39))
        }
    }

    @Test("second chain: a signature of before the first was silent for three days was kept in store, and is refused")
    func signedBefore() throws {
        let (rules, closing) = (try self.rules, edition.waves.dates()[0].closes)
        let statement = try DrawStatement(text: text(attempt: 39, of: edition))
        let silent = rules.attempt(1, closing: closing).roundAt + .days(DrawRules.silentDays)
        let begins = try #require(statement.begins(under: rules, closing: closing))
        #expect(begins >= silent)
        #expect(statement.objection(toSignatureAt: begins, under: edition) == nil)
        let why = try #require(statement.objection(toSignatureAt: closing + .minutes(30), under: edition))
        #expect(why.contains("attempt 39 cannot have begun before \(begins)"))
    }

    /// Rounds as the closing determines them: the rule needs nothing else.
    @Test("second chain: from the instant of its round on its value counts, and before it the first chain's")
    func awaited() throws {
        let (rules, closing) = (try self.rules, edition.waves.dates()[0].closes)
        func attempt(_ number: Int, _ chain: Int, _ signed: [String]) throws -> DrawAbandonment.Attempt {
            let own = try #require(rules.on(chain: chain))
            return .init(
                number: number, chain: chain, round: own.attempt(number, closing: closing).round, signed: signed)
        }
        func round(_ attempt: DrawAbandonment.Attempt) throws -> Instant {
            try #require(rules.on(chain: attempt.chain)).beacon.time(of: attempt.round)
        }
        let enough = ["kantor", "auditor"]
        let (failed, first) = (try attempt(1, 1, ["auditor"]), try attempt(2, 1, enough))
        let (lacking, second) = (try attempt(39, 2, ["auditor"]), try attempt(41, 2, enough))
        let all = [failed, first, lacking, second]
        let (one, two) = (try round(first), try round(second))
        let lost = two + .days(AbandonmentProgress.retiredDays)
        let cases: [(Instant, [Int])] = [
            (one - .seconds(1), []), (one, [2]), (two - .seconds(1), [2]), (two, [41]), (lost - .seconds(1), [41]),
            (lost, [41, 2]),
        ]
        for (now, expected) in cases {
            #expect(rules.awaited(all, at: now).map(\.number) == expected, "\(now)")
        }
        #expect(
            rules.awaited([failed, first, lacking], at: lost).map(\.number) == [2], "a failed attempt replaces none")
        #expect(rules.awaited([failed, lacking], at: lost).isEmpty)
        #expect(rules.awaited([second], at: two).map(\.number) == [41])
    }

    @Test("second chain: another attempt's chain is no contradiction, and two chains of one attempt are")
    func contradiction() throws {
        let one = try simulation.statement(of: list)
        let annex = try #require(edition.annex?.digest)
        let first = try DrawStatement(text: one.text.replacing(/annex \w+/, with: "annex \(annex.hex)"))
        let second = try DrawStatement(text: text(attempt: 37, of: edition))
        #expect(SignedStatement.contradiction(first, second) == nil)
        let other = try DrawStatement(text: text(attempt: 1, of: edition))
        #expect(SignedStatement.contradiction(first, other) != nil)
    }
}
