import Programme
import Storage
import Testing

@testable import App

extension World {
    /// The officer opens the person's page for a stated reason, as every act on a person begins.
    func open(_ person: ID<Account>, by officer: TestOfficer) async throws {
        let answer = try await officer.browser.post(
            Paths.personOpening(person), [("alasan", "Orangnya datang ke loket dengan KTP asli")],
            seeing: Paths.person(person))
        #expect(answer.location == Paths.person(person))
    }

    /// Sends one of the forms about a person, with a reason and a proof.
    @discardableResult
    func propose(
        _ form: PersonActForm, on person: ID<Account>, by officer: TestOfficer, _ fields: [(String, String)] = []
    ) async throws -> Answer {
        try await officer.browser.post(
            Paths.personAct(person, form), fields + PersonActTexts.fields, seeing: Paths.personAct(person, form))
    }

    /// The proposal that a form led to.
    func proposal(_ answer: Answer) throws -> ID<PersonProposal> {
        let last = try #require(answer.location?.split(separator: "/").last, "\(answer.text)")
        return try #require(ID<PersonProposal>(String(last)))
    }

    @discardableResult
    func decide(
        _ id: ID<PersonProposal>, _ answer: PersonProposalAnswer, by officer: TestOfficer
    ) async throws -> Answer {
        try await officer.browser.post(
            Paths.personProposalAnswer(id, answer), [("alasan", PersonActTexts.checked)],
            seeing: Paths.personProposal(id))
    }

    /// Proposed by one officer and approved by another.
    func agreed(
        _ form: PersonActForm, on person: ID<Account>, by first: TestOfficer, _ second: TestOfficer,
        _ fields: [(String, String)] = []
    ) async throws {
        let id = try proposal(try await propose(form, on: person, by: first, fields))
        let answer = try await decide(id, .approve, by: second)
        #expect(answer.location == Paths.personProposal(id), "\(answer.text)")
    }
}

enum PersonActTexts {
    static let reason = "Laporan dua platform tentang akun ini sudah diperiksa"
    static let proof = "Surat platform Toko Ilmu tanggal 14 April, nomor berkas 88"
    static let checked = "Saya mencocokkan surat dengan catatan kami"
    static let fields = [("alasan", reason), ("bukti", proof)]
}
