import Foundation
import Programme

/// Compares an answer with the code it is given to. Whether it counts is `CodePolicy`'s rule.
struct CodeJudge: Sendable {
    let policy: CodePolicy
    let now: Instant
    let vault: Vault

    /// How many earlier messages an answer is compared with.
    private static let earlierCodes = 10

    func verdict(on answer: CodeAnswer, of code: StoredCode) throws -> CodeVerdict {
        switch answer.given {
        case .digits(let typed, _, let matter):
            try code.value.state == .open && code.matter == matter
                ? verdict(on: typed, of: code, by: answer.visit)
                : afterwards(code, by: answer.visit, matches: matches(typed, code))
        case .link:
            try code.value.state == .open
                ? following(code, by: answer.visit) : afterwards(code, by: answer.visit, isLink: true)
        }
    }

    /// Whether the answer, refused as wrong, is to be compared with the messages before.
    func mayBeOutdated(_ verdict: CodeVerdict, _ answer: CodeAnswer) -> Bool {
        guard case .digits(let typed, _, _) = answer.given, CodePolicy.digits(typed) != nil,
            case .failure(let refusal) = verdict.outcome, let change = verdict.change
        else { return false }
        // Right digits are refused only when they are too late or one too many, which no comparison changes.
        return refusal != .expired && change.tries <= policy.tries
    }

    /// Whether the digits are those of an earlier message that a newer one has replaced.
    ///
    /// - Parameter earlier: newest first.
    func isOutdated(_ answer: CodeAnswer, among earlier: [StoredCode]) -> Bool {
        guard case .digits(let typed, _, _) = answer.given else { return false }
        return earlier.prefix(Self.earlierCodes).contains { matches(typed, $0) }
    }

    /// Digits typed while the code is open: counted unless they are no guess.
    private func verdict(on typed: String, of code: StoredCode, by visit: String?) throws -> CodeVerdict {
        let counted = code.value.answered
        let isRight = matches(typed, code)
        do {
            try policy.judge(counted, matches: isRight, at: now)
        } catch {
            let isGuess = !isRight && error != .expired && counted.tries <= policy.tries
            guard isGuess, CodePolicy.digits(typed) == nil else {
                let change = CodeChange(code: code, tries: counted.tries, use: nil)
                return CodeVerdict(outcome: .failure(error), change: change, isAnswered: true)
            }
            // An empty field is no guess.
            let incomplete = CodeRefusal.incomplete(
                digits: typed.count(where: \.isASCIIDigit), triesLeft: policy.triesLeft(of: code.value))
            return CodeVerdict(outcome: .failure(incomplete), isAnswered: true)
        }
        return try proved(code, tries: counted.tries, by: visit)
    }

    private func following(_ code: StoredCode, by visit: String?) throws -> CodeVerdict {
        guard now < policy.end(of: code.value) else { return .refused(.expired) }
        return try proved(code, tries: code.value.tries, by: visit)
    }

    private func proved(_ code: StoredCode, tries: Int, by visit: String?) throws -> CodeVerdict {
        guard try code.isAsIssued(vault) else { return .refused(.expired) }
        let proof = ProvedCode(id: code.id, contact: try code.contact(vault), isSecondTap: false)
        let change = CodeChange(code: code, tries: tries, use: (now, visit))
        return CodeVerdict(outcome: .success(proof), change: change, isAnswered: true)
    }

    /// The code is not open: only a second tap in the same browser gets the first one's answer.
    private func afterwards(
        _ code: StoredCode, by visit: String?, matches: @autoclosure () -> Bool = true, isLink: Bool = false
    ) throws -> CodeVerdict {
        guard let visit, code.value.state == .used else { return .refused(.noCode) }
        if !isLink, let at = code.usedAt, let browser = code.usedBy, browser != visit {
            return .refused(.usedElsewhere(at: at))
        }
        guard matches(), code.isSecondTap(of: visit, at: now), try code.isAsIssued(vault) else {
            return .refused(.noCode)
        }
        let proof = ProvedCode(id: code.id, contact: try code.contact(vault), isSecondTap: true)
        return CodeVerdict(outcome: .success(proof))
    }

    private func matches(_ typed: String, _ code: StoredCode) -> Bool {
        let digits = CodePolicy.digits(typed) ?? ""
        return constantTimeEqual(code.hash, code.fingerprint(of: digits, vault: vault))
    }
}

extension OneTimeCode {
    /// With one more answer.
    fileprivate var answered: OneTimeCode {
        OneTimeCode(
            state: state, tries: tries + 1, resend: resend, issuedAt: issuedAt, handedOverAt: handedOverAt)
    }
}
