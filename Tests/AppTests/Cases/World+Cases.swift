import Programme
import Storage
import Testing

@testable import App

extension World {
    /// Sends a complaint and returns its number.
    @discardableResult
    func complain(
        _ browser: Visitor, _ category: CaseCategory = .incentive,
        _ text: String = "Insentif bulan April belum masuk ke rekening saya"
    ) async throws -> CaseNumber {
        let answer = try await browser.post(
            Paths.complaint, [(CaseForm.category, category.rawValue), (CaseForm.text, text)])
        return try number(of: answer)
    }

    /// The number of the case that a form led to.
    func number(of answer: Answer) throws -> CaseNumber {
        let digits = try #require(answer.location?.split(separator: "/").last, "\(answer.text)")
        return try #require(CaseNumber(String(digits)))
    }

    func stored(_ number: CaseNumber) async throws -> ServiceCase {
        try #require(try await dependencies.database.read { try $0.cases.find(number) })
    }

    /// Posts one of the office's forms on a case, from the case's page.
    @discardableResult
    func work(
        _ officer: TestOfficer, _ act: CaseAct, on number: CaseNumber, _ fields: [(String, String)] = []
    ) async throws -> Answer {
        let id = try await stored(number).id
        return try await officer.browser.post(
            Paths.officeCaseAct(id, act), fields, seeing: Paths.officeCase(id))
    }

    @discardableResult
    func answer(
        _ officer: TestOfficer, _ number: CaseNumber, _ outcome: ServiceCase.Outcome,
        _ text: String = "Pembayaran Anda dikirim ulang hari ini.", reason: String = ""
    ) async throws -> Answer {
        try await work(
            officer, .answer, on: number,
            [(CaseHandling.outcome, outcome.rawValue), (CaseForm.text, text), (ReasonField.name, reason)])
    }

    /// Signs a person in again, because a session ends with the days that pass.
    func signInAgain(_ person: TestPerson) async throws {
        let id = try await id(of: person)
        let cookie = try await dependencies.database.transaction { [dependencies] tx in
            try tx.sessions.begin(
                person: id, at: dependencies.realNow(), vault: dependencies.vault, random: dependencies.random)
        }
        person.browser.carry(cookie: SessionCookie.name(secure: false), cookie)
    }
}
