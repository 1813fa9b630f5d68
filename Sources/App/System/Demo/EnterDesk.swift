import Programme
import Storage

/// Signs a visitor of a demo or a sandbox in at a partner's desk, without password and code: a page beside the button
/// shows both. Two visitors in the same half minute enter, while an authenticator's code is accepted once.
struct EnterDesk: Sendable {
    let dependencies: Dependencies

    /// Throws `DemoRefusal.unknownPerson` for a sign-in name that no active person of a partner has.
    ///
    /// - Returns: the cookie of the new session.
    func begin(signIn: String) async throws -> String {
        try await dependencies.database.transaction { [dependencies] tx in
            guard let id = try tx.partnerPeople.credential(signIn: signIn)?.id,
                let person = try tx.partnerPeople.active(id)
            else { throw DemoRefusal.unknownPerson }
            try tx.audit.record(
                AuditEvent("demo.signed-in", subject: "partner:\(person.partner.id)").naming(.person(id)),
                by: .partner(person.partner.id), at: dependencies.moment(), ids: dependencies.ids)
            return try tx.partnerPeople.begin(
                id, at: dependencies.realNow(), vault: dependencies.vault, random: dependencies.random)
        }
    }
}
