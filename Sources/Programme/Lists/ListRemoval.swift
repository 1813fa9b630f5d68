/// One person removed from an office's list on proof: “I am no civil servant any more”. It counts for every version of
/// the list until two officers end it; the line itself stays stored.
package struct ListRemoval: Sendable, Equatable {
    package let id: ID<ListRemoval>
    package let kind: ListKind
    package let source: String
    /// The version in which the officer found the line.
    package let list: ID<ListImport>
    /// Nil for a person without an account.
    package let person: ID<Account>?
    package let state: State
    package let proposer: Signatory
    package let decidedBy: ID<Officer>?
    /// Who proposed to let the line count again.
    package let ender: Signatory?
    package let endedBy: ID<Officer>?

    package init(
        id: ID<ListRemoval>, kind: ListKind, source: String, list: ID<ListImport>, person: ID<Account>?, state: State,
        proposer: Signatory, decidedBy: ID<Officer>?, ender: Signatory?, endedBy: ID<Officer>?
    ) {
        (self.id, self.kind, self.source, self.list, self.person) = (id, kind, source, list, person)
        (self.state, self.proposer, self.decidedBy) = (state, proposer, decidedBy)
        (self.ender, self.endedBy) = (ender, endedBy)
    }

    package enum State: String, Sendable, CaseIterable {
        case proposed
        case inForce = "in-force"
        case refused
        /// In force; that the line counts again is proposed.
        case ending
        case ended
    }

    /// Whose proposal waits for a second officer; nil when none does.
    package var waitingFor: Signatory? {
        switch state {
        case .proposed: proposer
        case .ending: ender
        case .inForce, .refused, .ended: nil
        }
    }

    /// The state that the second officer's answer leads to.
    ///
    /// Throws `ListRefusal.notProposed` when no proposal waits, or `.fourEyes` for an officer who may not decide.
    package func answered(approved: Bool, by officer: Signatory) throws(ListRefusal) -> State {
        guard let author = waitingFor else { throw .notProposed }
        do throws(FourEyesRefusal) {
            try FourEyes.confirm(author, by: officer, approving: approved)
        } catch {
            throw .fourEyes(error)
        }
        switch state {
        case .proposed: return approved ? .inForce : .refused
        default: return approved ? .ended : .inForce
        }
    }

    /// Throws unless an officer may propose that the line counts again.
    package func checkEnding() throws(ListRefusal) {
        guard state == .inForce else { throw .notInForce }
    }
}

/// What a removal rests on: a document's name and number, as an officer saw it.
package struct ListProof: Sendable, Equatable {
    package static let length = 8...300
    private static let fewestLetters = 4

    package let text: String

    /// Parses what an officer typed. Throws `ListRefusal.proofMissing` for a text that names no document.
    package init(_ typed: String) throws(ListRefusal) {
        let text = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard Self.length.contains(text.count), text.count(where: \.isLetter) >= Self.fewestLetters else {
            throw .proofMissing
        }
        self.text = text
    }
}
