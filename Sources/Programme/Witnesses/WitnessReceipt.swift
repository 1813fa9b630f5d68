import Crypto
import Foundation

/// What the site has received from a witness for a wave, signed by the site. The witness keeps it: a statement that calls
/// a received secret absent, or a bundle without a received signature, is then proof against the office.
package struct WitnessReceipt: Sendable, Equatable {
    package static let version = "prakerja-draw-receipt-1"

    package let edition: String
    package let wave: Int
    package let witness: String
    /// In the order in which they are due.
    package let papers: [Paper]

    package struct Paper: Sendable, Equatable {
        package enum Kind: String, Sendable { case commitment, secret, signature }

        package let kind: Kind
        /// 1 where the kind has no attempt.
        package let attempt: Int
        /// The commitment, the secret, or SHA-256 of the signed statement's text: 32 bytes.
        package let value: Data
        /// When it was received, by the programme's clock.
        package let at: Instant

        package init(_ kind: Kind, attempt: Int = 1, value: Data, at: Instant) {
            (self.kind, self.attempt, self.value, self.at) = (kind, attempt, value, at)
        }

        fileprivate var line: String { "\(kind.rawValue) \(attempt) \(value.hex) \(at)" }

        fileprivate init?(line: String) {
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 4, let kind = Kind(rawValue: words[0]),
                let attempt = Int(words[1], in: StatementReader.attempts), let value = Data(hex: words[2]),
                value.count == 32, let at = Instant(words[3])
            else { return nil }
            self.init(kind, attempt: attempt, value: value, at: at)
        }
    }

    package init(edition: String, wave: Int, witness: String, papers: [Paper]) {
        (self.edition, self.wave, self.witness, self.papers) = (edition, wave, witness, papers)
    }

    package var text: String {
        ([Self.version, "edition \(edition)", "wave \(wave)", "witness \(witness)"] + papers.map(\.line))
            .map { $0 + "\n" }.joined()
    }

    /// Only the exact text that `text` would write is accepted.
    package init(text: String) throws(ProofFault) {
        let fault = ProofFault.malformed("it is no receipt of the witnesses' page: download it again")
        let lines = text.split(separator: "\n").map(String.init)
        guard lines.count >= 4, lines[1].hasPrefix("edition "), lines[2].hasPrefix("wave "),
            let wave = Int(lines[2].dropFirst(5), in: Wave.numbers), lines[3].hasPrefix("witness ")
        else { throw fault }
        self.init(
            edition: String(lines[1].dropFirst(8)), wave: wave, witness: String(lines[3].dropFirst(8)),
            papers: lines.dropFirst(4).compactMap(Paper.init(line:)))
        guard self.text == text, StatementReader.isWord(edition), StatementReader.isWord(witness) else { throw fault }
    }

    /// SHA-256 of a statement's text, as a receipt names it.
    package static func digest(of statement: String) -> Data { Data(SHA256.hash(data: Data(statement.utf8))) }
}

extension WitnessSigner {
    /// A receipt, when the site signed it, it has what the tool's memory says was given away for its wave, and it takes
    /// nothing back that an earlier receipt had.
    ///
    /// - Parameters:
    ///   - note: as downloaded.
    ///   - kept: the receipt kept before; nil for the first of a wave.
    package func receipt(
        _ note: String, after kept: String?, memory: WitnessMemory
    ) throws(WitnessFault) -> WitnessReceipt {
        let receipt = try read(note)
        let acts = memory.acts.filter { $0.edition == receipt.edition && $0.wave == receipt.wave }
        if acts.contains(where: { $0.kind == .shown }), !receipt.papers.contains(where: { $0.kind == .secret }) {
            throw .receipt("it does not have your secret: hand it in, before the time for it ends")
        }
        // Of attempts that failed, a signature may never have been handed in.
        if let signed = acts.filter({ $0.kind == .signed }).max(by: { $0.attempt < $1.attempt }),
            !receipt.papers.contains(where: {
                $0.kind == .signature && $0.attempt == signed.attempt && $0.value == signed.statement
            })
        {
            throw .receipt(
                "it does not have your signature of attempt \(signed.attempt): hand it in, before the round")
        }
        try check(receipt, memory)
        guard let kept else { return receipt }
        let earlier = try read(kept)
        guard earlier.wave == receipt.wave, earlier.edition == receipt.edition else {
            throw .receipt("it is of wave \(receipt.wave), and the one kept in its place is of wave \(earlier.wave)")
        }
        if let lost = earlier.papers.first(where: { !receipt.papers.contains($0) }) {
            throw .receipt(
                "an earlier receipt had your \(lost.kind.rawValue), received at \(lost.at), and this one does not: publish "
                    + "both")
        }
        return receipt
    }

    /// Throws where a kept receipt has what the memory lacks: then the memory is an older copy, and a statement that it
    /// forbids could be signed, or another person signs with this key.
    package func compare(_ kept: String, with memory: WitnessMemory) throws(WitnessFault) {
        try check(try read(kept), memory)
    }

    /// Throws where the site received this witness's secret in time, and the statement calls it absent.
    func requireReceived(_ kept: String, in statement: DrawStatement, until end: Instant) throws(WitnessFault) {
        let isReceived = try read(kept).papers.contains { $0.kind == .secret && $0.at < end }
        let place = statement.commitments.firstIndex { $0.witness == key.witness }
        guard isReceived, let place, let secrets = statement.secrets, secrets[place] == nil else { return }
        throw .calledAbsent
    }

    private func check(_ receipt: WitnessReceipt, _ memory: WitnessMemory) throws(WitnessFault) {
        let acts = memory.acts.filter { $0.edition == receipt.edition && $0.wave == receipt.wave }
        for paper in receipt.papers {
            switch paper.kind {
            case .commitment: continue
            case .secret:
                let committed = receipt.papers.first { $0.kind == .commitment }?.value
                let own = DrawSecret(paper.value)?.commitment(wave: receipt.wave, witness: receipt.witness)
                guard own == committed else {
                    throw .receipt("its secret is not the one of its commitment: publish it")
                }
            case .signature:
                let isKnown = acts.contains {
                    $0.kind == .signed && $0.attempt == paper.attempt && $0.statement == paper.value
                }
                guard isKnown else { throw .notOwn(attempt: paper.attempt, paper.at) }
            }
        }
    }

    private func read(_ note: String) throws(WitnessFault) -> WitnessReceipt {
        do {
            guard let site = try edition.annex?.siteKey() else { throw AnnexFault.missing(edition: edition.id) }
            let receipt = try WitnessReceipt(text: try SignedNote.only(note, with: site))
            guard receipt.edition == edition.id, receipt.witness == key.witness else {
                throw ProofFault.malformed("it is \(receipt.witness)'s of edition \(receipt.edition)")
            }
            return receipt
        } catch {
            throw .receipt("\(error)")
        }
    }
}
