import Programme
import Storage

@testable import App

extension CodeQueries {
    /// Stores a code with a message that names its digits, and returns them. No job sends it.
    func issue(_ request: Request, with issuance: Issuance) throws -> String {
        let admitted = try admit([request], with: issuance)[0].get()
        let digits = issuance.random.digits(6)
        let notice = CodeNotice(situation: .signIn, digits: digits, link: nil, minutes: 10)
        let words = LocalizedMessage(content: MessageText(notice, .indonesian), language: .indonesian)
        let code = NewCode(id: issuance.ids.next(), admitted: admitted, digits: digits, link: nil, words: words)
        try insert([code], with: issuance)
        return digits
    }
}

extension World {
    /// Sends a code for signing in, in a message of the test's own.
    func sendCode(_ notice: some Notice, to address: String, language: Language? = nil) async throws {
        let request = CodeQueries.Request(purpose: .signIn, subject: "x", destination: try contact(address))
        try await dependencies.database.transaction { [dependencies] tx in
            try CodeSender(dependencies: dependencies, language: language).send(request, in: tx) { _ in notice }
        }
    }

    /// How many codes wait for their gateway.
    func unsentCodes() async throws -> Int {
        try await dependencies.database.read { tx in
            try tx.row("SELECT COUNT(*) AS number FROM one_time_code WHERE words IS NOT NULL")?["number"] ?? -1
        }
    }
}
