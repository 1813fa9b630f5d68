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
        for minutes: Int in [20, 61] {
            let found = fault(memory) { memory throws(WitnessFault) in try cosign(second, &memory, minutes: minutes) }
            #expect(found == .attemptStands(1))
        }
        // As the tool remembers an attempt that lacked signatures when it signed.
        var lacking = try WitnessMemory(file: String(memory.file.dropLast(2)) + "0\n", of: "auditor")
        let end = try #require(tool.edition.waves.draw).attempt(1, closing: tool.closing).roundAt
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
            memory.file.replacing(" 1 1 ", with: " 1 0 "),
        ] {
            #expect(throws: fault, "\(text)") { try WitnessMemory(file: text, of: "auditor") }
        }
        #expect("\(fault)".contains("--memory"))
    }
}
