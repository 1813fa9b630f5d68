import Connectors
import Logging
import Programme
import Storage

/// Asks a bank or wallet whose account it is, and compares the answer with the registry's name.
struct PayeeInquiry: Sendable {
    let platform: Platform
    let person: ID<Account>

    /// Outside any transaction: no row is locked while a bank thinks. Throws `PayeeRefusal`.
    func ask(_ payee: Payee) async throws -> PayeeName {
        let answer: PayeeAnswer
        do {
            answer = try await platform.connectors.rail.inquire(payee)
        } catch .never(let reason) {
            // Nothing the person could mend, and nothing their bank has said.
            platform.logger.error("the rail refuses our inquiry", metadata: ["reason": "\(reason)"])
            try await platform.database.transaction { [platform] tx in
                try tx.audit.record(
                    AuditEvent(
                        "rail.request-refused", subject: "rail:\(payee.partner.slug)", detail: ["reason": reason]),
                    by: .system, on: platform)
            }
            throw PayeeRefusal.inquiryBroken
        } catch {
            platform.logger.warning("payee inquiry failed", metadata: ["reason": "\(error.reason)"])
            throw PayeeRefusal.railAway
        }
        do {
            return try PayeeAccount.check(answer, belongsTo: payee.name)
        } catch PayeeRefusal.nameUncertain(let difference, let registry, let holder) {
            let question = PayeeQuestion(
                person: person, partner: payee.partner.slug, lastFour: String(payee.number.digits.suffix(4)),
                lookup: platform.vault.lookup(
                    PayeeAccount.canonical(payee.number, at: payee.partner.slug), purpose: "payee"),
                registryName: registry, holder: holder, difference: difference)
            return try await decision(on: question)
        }
    }

    /// What officers decided about the same account and the same two names; until they have, the question lies on their
    /// desk and the person is told so.
    private func decision(on question: PayeeQuestion) async throws -> PayeeName {
        try await platform.database.transaction { [platform] tx in
            switch try tx.payeeQuestions.state(of: question) {
            case .allowed: return PayeeName(question.holder)
            case .refused: throw PayeeRefusal.nameDiffers
            case .asked, .proposed: break
            case nil:
                try tx.payeeQuestions.ask(question, at: platform.realNow(), ids: platform.ids)
                try tx.audit.record(
                    AuditEvent("payee.name-asked", subject: "account:\(question.person)"), by: .person(question.person),
                    on: platform)
            }
            throw Recorded(
                PayeeRefusal.nameUncertain(
                    question.difference, registry: question.registryName, holder: question.holder))
        }
    }
}
