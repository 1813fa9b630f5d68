import Foundation
import Testing

@testable import Programme

/// What the site says that it received, and what the tool remembers giving away.
@Suite("Receipts for witnesses")
struct WitnessReceiptTests {
    let tool: WitnessSignerTests
    let signer: WitnessSigner
    let note: WitnessNote

    init() throws {
        tool = try WitnessSignerTests()
        signer = try WitnessSigner(key: tool.key, edition: tool.edition)
        note = try WitnessNote(text: signer.commit(wave: 1, secret: tool.secret, at: tool.closing).secret)
    }

    private var commitment: WitnessReceipt.Paper {
        .init(
            .commitment, value: tool.secret.commitment(wave: 1, witness: "auditor"), at: tool.closing - .days(1))
    }

    private var secret: WitnessReceipt.Paper {
        .init(.secret, value: tool.secret.bytes, at: tool.closing + .minutes(12))
    }

    private func receipt(
        _ papers: [WitnessReceipt.Paper], wave: Int = 1, witness: String = "auditor"
    ) throws -> String {
        try tool.signed(
            WitnessReceipt(edition: tool.edition.id, wave: wave, witness: witness, papers: papers).text)
    }

    private func why(_ text: String, after kept: String? = nil, _ memory: WitnessMemory) -> String {
        do throws(WitnessFault) {
            _ = try signer.receipt(text, after: kept, memory: memory)
            return ""
        } catch {
            return "\(error)"
        }
    }

    @Test(
        "witness's receipt: it must have what the tool gave away, and a later one takes nothing back",
        .bug(
            id: "5.397",
            "A witness had nothing to show that its secret or signature was received, if the office said it was not."))
    func papers() throws {
        var memory = WitnessMemory(of: "auditor")
        #expect(try why(receipt([commitment]), memory) == "")
        let statement = try tool.statement()
        _ = try signer.reveal(
            note, statement: tool.signed(statement.text), at: tool.closing + .minutes(10), memory: &memory)
        #expect(try why(receipt([commitment]), memory).contains("does not have your secret"))
        #expect(try why(receipt([commitment, secret]), memory) == "")
        _ = try signer.cosign(
            note, statement: tool.signed(statement.text), at: tool.closing + .minutes(40), memory: &memory)
        #expect(try why(receipt([commitment, secret]), memory).contains("signature of attempt 1"))
        let signature = WitnessReceipt.Paper(
            .signature, value: WitnessReceipt.digest(of: statement.text), at: tool.closing + .minutes(41))
        let whole = try receipt([commitment, secret, signature])
        #expect(why(whole, memory) == "")
        let other = WitnessReceipt.Paper(.signature, value: Data(repeating: 1, count: 32), at: signature.at)
        #expect(try why(receipt([commitment, secret, other]), memory).contains("signature of attempt 1"))
        let kept = try receipt([commitment, secret])
        #expect(why(whole, after: kept, memory) == "")
        let moved = WitnessReceipt.Paper(.commitment, value: commitment.value, at: commitment.at + .seconds(1))
        #expect(try why(receipt([moved, secret, signature]), after: kept, memory).contains("publish both"))
    }

    @Test(
        "witness's receipt: with a signature that the memory lacks, or another secret, nothing more is signed",
        .bug(
            id: "6.303",
            """
            With an older copy of its memory a witness's tool signed a second statement of an attempt, although a receipt \
            that it kept had the first; and a person who had stolen the key left no trace.
            """))
    func olderMemory() throws {
        var memory = WitnessMemory(of: "auditor")
        let statement = try tool.statement()
        _ = try signer.reveal(
            note, statement: tool.signed(statement.text), at: tool.closing + .minutes(10), memory: &memory)
        let older = memory
        _ = try signer.cosign(
            note, statement: tool.signed(statement.text), at: tool.closing + .minutes(40), memory: &memory)
        let at = tool.closing + .minutes(41)
        let signature = WitnessReceipt.Paper(
            .signature, value: WitnessReceipt.digest(of: statement.text), at: at)
        let whole = try receipt([commitment, secret, signature])
        try signer.compare(whole, with: memory)
        #expect(throws: WitnessFault.notOwn(attempt: 1, at)) { try signer.compare(whole, with: older) }
        #expect(why(whole, older).contains("or another person has your key"))
        let later = WitnessReceipt.Paper(.signature, attempt: 2, value: signature.value, at: at)
        #expect(try why(receipt([commitment, secret, signature, later]), memory).contains("signature of attempt 2"))
        let other = WitnessReceipt.Paper(.secret, value: Data(repeating: 3, count: 32), at: secret.at)
        #expect(try why(receipt([commitment, other, signature]), memory).contains("not the one of its commitment"))
    }

    @Test(
        "witness's receipt: a statement that calls a received secret absent is not signed, whatever the memory knows",
        .bug(
            id: "6.705",
            """
            With an older copy of its memory a witness's tool signed a statement that called its own secret absent, although \
            a receipt that it kept had the secret.
            """))
    func calledAbsent() throws {
        let absent = try tool.signed(tool.statement(isAbsent: true).text)
        func signing(_ papers: [WitnessReceipt.Paper]) throws -> WitnessFault? {
            let kept = try receipt(papers)
            var older = WitnessMemory(of: "auditor")
            do throws(WitnessFault) {
                _ = try signer.cosign(
                    note, statement: absent, at: tool.closing + .minutes(40), receipt: kept, memory: &older)
                return nil
            } catch {
                return error
            }
        }
        #expect(try signing([commitment]) == nil)
        #expect(try signing([commitment, secret]) == .calledAbsent)
        let late = WitnessReceipt.Paper(.secret, value: tool.secret.bytes, at: tool.closing + .minutes(35))
        #expect(try signing([commitment, late]) == nil, "received after the time for secrets")
    }

    @Test("witness's receipt: one that is another's, unsigned or not as it is written is refused")
    func others() throws {
        let memory = WitnessMemory(of: "auditor")
        let honest = try receipt([commitment])
        #expect(try WitnessReceipt(text: SignedNote.text(of: honest)).papers == [commitment])
        #expect(try why(receipt([commitment], witness: "kantor"), memory).contains("it is kantor's"))
        #expect(why(honest.replacing("wave 1", with: "wave 2"), memory).contains("does not fit the text"))
        let unsigned = try SignedNote.text(of: honest)
        #expect(why(unsigned, memory).contains("empty line"))
        #expect(try why(receipt([commitment], wave: 2), after: honest, memory).contains("the one kept in its place"))
        for text in ["", "halo\n", unsigned.replacing("commitment 1", with: "commitment 01"), unsigned + "\n"] {
            #expect(throws: ProofFault.self, "\(text)") { try WitnessReceipt(text: text) }
        }
    }
}
