import Crypto
import Foundation
import Programme
import Storage

/// Carries out an act once for each `Idempotency-Key` of a partner, and answers every repetition with the kept answer.
/// A refusal is not kept: the request may be sent again with the same key once its cause is gone.
struct AnswerOnce: Sendable {
    let dependencies: Dependencies
    let keys: KeysInFlight

    /// Throws `PartnerRefusal.keyReused` for a key of another request, and `APIRefusal.keyInFlight` while that is carried
    /// out.
    ///
    /// - Parameters:
    ///   - repeated: what the act refuses once it was done: the same request may have been answered while this one
    ///     waited for the purchase's row, on another node.
    ///   - act: in one transaction with the kept answer.
    func answer(
        _ caller: TokenCaller, repeated: [PurchaseRefusal], _ act: @escaping @Sendable (Transaction) throws -> APIReply
    ) async throws -> APIReply {
        let content = Data(SHA256.hash(data: Data(caller.path.utf8) + caller.body))
        let (key, partner) = (caller.key, caller.partner.id)
        return try await keys.once(key, of: partner) {
            try await dependencies.database.transaction { [dependencies] tx in
                func known() throws -> APIReply? {
                    guard let stored = try tx.partners.answer(to: key, of: partner) else { return nil }
                    guard stored.content == content else { throw PartnerRefusal.keyReused }
                    return APIReply(kept: stored.body)
                }
                if let reply = try known() { return reply }
                let reply: APIReply
                do {
                    reply = try act(tx)
                } catch let refusal as PurchaseRefusal where repeated.contains(refusal) {
                    guard let reply = try known() else { throw refusal }
                    return reply
                } catch PartnerRecordRefusal.proposedAlready {
                    guard let reply = try known() else { throw PartnerRecordRefusal.proposedAlready }
                    return reply
                }
                let answer = StoredAnswer(content: content, status: 200, body: reply.text)
                guard try tx.partners.keep(answer, to: key, of: partner, at: dependencies.realNow()) else {
                    throw StorageFault.contended
                }
                return reply
            }
        }
    }
}
