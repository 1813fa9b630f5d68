import Foundation
import Testing

@testable import Programme

/// What an office would have to say twice to a witness.
@Suite("Memory of a witness's tool")
struct WitnessMemoryTests {
    let tool: WitnessSignerTests
    let signer: WitnessSigner
    let note: WitnessNote

    init() throws {
        tool = try WitnessSignerTests()
        signer = try WitnessSigner(key: tool.key, edition: tool.edition)
        note = try WitnessNote(text: signer.commit(wave: 1, secret: tool.secret, at: tool.closing).secret)
    }

    /// Minutes after the closing.
    private func cosign(
        _ statement: DrawStatement, _ memory: inout WitnessMemory, minutes: Int = 20
    ) throws(WitnessFault) {
        let text: String
        do { text = try tool.signed(statement.text) } catch { throw .keyFile }
        _ = try signer.cosign(note, statement: text, at: tool.closing + .minutes(minutes), memory: &memory)
    }

    private func reveal(_ statement: DrawStatement, _ memory: inout WitnessMemory) throws(WitnessFault) {
        let text: String
        do { text = try tool.signed(statement.text) } catch { throw .keyFile }
        _ = try signer.reveal(note, statement: text, at: tool.closing + .minutes(20), memory: &memory)
    }

    private func fault(
        _ memory: WitnessMemory, _ act: (inout WitnessMemory) throws(WitnessFault) -> Void
    ) -> WitnessFault? {
        var after = memory
        do throws(WitnessFault) {
            try act(&after)
            return nil
        } catch {
            #expect(after == memory, "a refused act is not remembered")
            return error
        }
    }

    @Test(
        "witness tool: two lists of one wave, or two statements of one attempt, get neither secret nor signature",
        .bug(
            id: "2.683",
            "A witness's tool signed two lists of one wave, and showed its secret for a second one, because it kept nothing."
        ))
    func twice() throws {
        var memory = WitnessMemory(of: "auditor")
        let (one, other) = (try tool.statement(), try tool.statement(root: 4))
        try reveal(one, &memory)
        let list = WitnessFault.otherList(root: one.root.hex)
        #expect(fault(memory) { memory throws(WitnessFault) in try reveal(other, &memory) } == list)
        #expect(fault(memory) { memory throws(WitnessFault) in try cosign(other, &memory) } == list)
        try cosign(one, &memory)
        try cosign(one, &memory)
        #expect(memory.acts.map(\.kind) == [.shown, .signed], "the same again is nothing new")
        var fresh = WitnessMemory(of: "auditor")
        let absent = try tool.statement(isAbsent: true)
        try cosign(absent, &fresh)
        #expect(
            fault(fresh) { memory throws(WitnessFault) in try cosign(one, &memory) } == .secondStatement(attempt: 1))
    }

    @Test(
        "witness tool: a later attempt is signed only after the earlier one has failed",
        .bug(id: "2.684", "A witness's tool signed a second attempt while the first had signatures enough."))
    func attempts() throws {
        var memory = WitnessMemory(of: "auditor")
        try cosign(tool.statement(), &memory)
        let second = try tool.statement(attempt: 2)
        let rules = try #require(tool.edition.waves.draw)
        let stored = fault(WitnessMemory(of: "auditor")) { memory throws(WitnessFault) in try cosign(second, &memory) }
        #expect(stored == .notBegun(2, until: rules.attempt(1, closing: tool.closing).revealsBy))
        for minutes: Int in [20, 61] {
            let found = fault(memory) { memory throws(WitnessFault) in try cosign(second, &memory, minutes: minutes) }
            #expect(found == .attemptStands(1))
        }
        // As the tool remembers an attempt that lacked signatures when it signed.
        var lacking = try WitnessMemory(file: memory.file.replacing(" 1\nend", with: " 0\nend"), of: "auditor")
        let end = rules.attempt(1, closing: tool.closing).roundAt
        let early = fault(lacking) { memory throws(WitnessFault) in try cosign(second, &memory, minutes: 59) }
        #expect(early == .attemptRuns(1, until: end))
        try cosign(second, &lacking, minutes: 61)
        #expect(lacking.acts.map(\.attempt) == [1, 2])
    }

    @Test(
        "witness tool: it signs no statement that calls its revealed secret absent, or that is sealed in the future",
        .bug(id: "2.685", "A witness's tool signed a statement that called its own revealed secret absent."))
    func absent() throws {
        var memory = WitnessMemory(of: "auditor")
        let (honest, absent) = (try tool.statement(), try tool.statement(isAbsent: true))
        try reveal(honest, &memory)
        #expect(fault(memory) { memory throws(WitnessFault) in try cosign(absent, &memory) } == .calledAbsent)
        let future = fault(memory) { memory throws(WitnessFault) in
            try cosign(honest, &memory, minutes: -6)
        }
        #expect(future == .sealedLater(tool.closing + .seconds(9)))
    }

    @Test(
        "witness tool: under another edition, or another text of it, the secret of a wave gets out neither early nor twice",
        .bug(
            id: "5.840",
            """
            A commitment names the number of its wave and no edition, and the tool took the edition's file as it was \
            given. An office could hand out another edition, or another text under the same id, in which the same wave \
            closes earlier: the tool showed the secret while the real wave was open, and signed a second list.
            """
        ))
    func otherEdition() throws {
        var memory = WitnessMemory(of: "auditor")
        try memory.bind(tool.edition, wave: 1)
        let kept = memory
        let annex = try #require(tool.edition.annex)
        let basis = try String(contentsOf: EditionFiles.url("edition-3"), encoding: .utf8).replacing(
            "waves:\n", with: "waves:\n  draw: { witnesses: 1, cosignatures: 1, delayMinutes: 60 }\n",
            maxReplacements: 1)
        let cases: [(String, WitnessFault?)] = [
            (
                basis.replacing("id: \"\(tool.edition.id)\"", with: "id: \"2020-9\""),
                WitnessFault.otherEdition(tool.edition.id, is: "2020-9")
            ),
            (basis + "\n# the same\n", nil),
            (
                basis.replacing("source: \"Manajemen Pelaksana\"", with: "source: \"Lain\""),
                .otherTexts(edition: tool.edition.id, wave: 1)
            ),
        ]
        for (yaml, expected) in cases {
            let other = try Edition(yaml: yaml).with(annex)
            let digests = "edition \(other.id) \(other.digest.hex)"
            let said = try tool.statement().text.replacing(/edition [^\n]+/, with: digests)
            let signer = try WitnessSigner(key: tool.key, edition: other)
            for act in 0..<2 {
                let found = fault(memory) { memory throws(WitnessFault) in
                    let text: String
                    do { text = try tool.signed(said) } catch { throw .keyFile }
                    let now = tool.closing + .minutes(20)
                    if act == 0 {
                        _ = try signer.reveal(note, statement: text, at: now, memory: &memory)
                    } else {
                        _ = try signer.cosign(note, statement: text, at: now, memory: &memory)
                    }
                }
                #expect(found == expected)
            }
        }
        #expect(memory == kept)
        #expect(try WitnessMemory(file: memory.file, of: "auditor") == memory)
        #expect(memory.file.contains("\nunder \(tool.edition.id) 1 \(tool.edition.digest.hex) \(annex.digest.hex)\n"))
    }

    @Test("witness tool: its memory is parsed back, and a damaged file or another witness's is refused")
    func file() throws {
        var memory = WitnessMemory(of: "auditor")
        try reveal(tool.statement(), &memory)
        try cosign(tool.statement(), &memory)
        #expect(try WitnessMemory(file: memory.file, of: "auditor") == memory)
        let fault = WitnessFault.memoryFile("auditor")
        for text in [
            "", "halo", memory.file + "\n", String(memory.file.dropLast(3)),
            memory.file.replacing("shown", with: "seen"),
            memory.file.replacing("auditor", with: "kantor"), memory.file.replacing("\n", with: "\r\n"),
            memory.file.replacing(" 1 1 ", with: " 1 0 "), memory.file.replacing(/end \d+\n/, with: ""),
            memory.file.replacing(/signed .*\n/, with: ""),
        ] {
            #expect(throws: fault, "\(text)") { try WitnessMemory(file: text, of: "auditor") }
        }
        #expect("\(fault)".contains("--memory"))
        let earlier = memory.file.replacing("memory-2", with: "memory-1").replacing(/end \d+\n/, with: "")
        #expect(try WitnessMemory(file: earlier, of: "auditor") == memory, "as an earlier version wrote it")
    }
}
