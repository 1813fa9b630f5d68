import Foundation
import Programme
import Storage
import Testing

@testable import App

/// A signed-in person who may join a wave, with only the rows that a wave needs.
struct Candidate: Sendable {
    let id: ID<Account>
    let browser: Visitor
}

extension World {
    /// Inserts the person directly instead of through the application, so that a test can have forty of them.
    func candidate(
        priority: Bool = false, eligible: Bool = true, household: UInt8? = nil
    ) async throws -> Candidate {
        let browser = visitor()
        let id: ID<Account> = dependencies.ids.next()
        let cookie = try await dependencies.database.transaction { [dependencies] tx in
            try insert(id, priority: priority, eligible: eligible, household: household, in: tx)
            return try tx.sessions.begin(
                person: id, at: dependencies.realNow(), vault: dependencies.vault, random: dependencies.random)
        }
        browser.carry(cookie: SessionCookie.name(secure: false), cookie)
        return Candidate(id: id, browser: browser)
    }

    private func insert(
        _ id: ID<Account>, priority: Bool, eligible: Bool, household: UInt8?, in tx: Transaction
    ) throws {
        let now = dependencies.realNow()
        let (application, decision): (ID<Application>, ID<StoredDecision>) = (
            dependencies.ids.next(), dependencies.ids.next()
        )
        let claim: ID<StoredClaim> = dependencies.ids.next()
        let lookup = dependencies.vault.lookup("\(id)", purpose: "nik")
        let nik = try dependencies.vault.seal("\(id)", table: "identity_claim", column: "nik", row: claim.rawValue)
        let home = household.map { Data(repeating: $0, count: 32) } ?? lookup
        let outcome = eligible ? "eligible" : "ineligible"
        let reasons = eligible ? "[]" : #"[{"notCitizen":{}}]"#
        try tx.run("INSERT INTO account (id, status, created_at) VALUES (\(id), 'active', \(now))")
        try tx.run(
            """
            INSERT INTO application (id, person_id, edition, state, begun_at, submitted_at)
            VALUES (\(application), \(id), \(dependencies.edition.id), 'submitted', \(now), \(now))
            """)
        try tx.run(
            """
            INSERT INTO personal_data (person_id, name, address, province, regency, citizen, education,
                in_formal_education, occupation, wanted_training, saved_at)
            VALUES (\(id), 'Siti Nurhaliza', 'Jalan Pahlawan 5', '82', 'Kota Ternate', \(true), 'senior-secondary',
                \(false), \(priority ? Occupation.laidOff : .jobSeeker), 'Mengelas', \(now))
            """)
        try tx.run(
            """
            INSERT INTO identity_claim (id, person_id, attempt, nik, nik_lookup, household, birth_date, state,
                differing, counted, claimed_at, waiting_since, checks)
            VALUES (\(claim), \(id), 1, \(nik), \(lookup), \(home), '1995-03-27', 'verified', '', \(false), \(now),
                \(now), 1)
            """)
        try tx.run(
            """
            INSERT INTO eligibility_decision (id, person_id, application_id, edition, outcome, reasons, decided_at,
                programme_date)
            VALUES (\(decision), \(id), \(application), \(dependencies.edition.id), \(outcome), \(reasons), \(now),
                '2020-04-15')
            """)
    }

    /// A signed-in officer.
    ///
    /// - Parameter confirmed: whether the officer is known as the person of their NIK.
    func officer(
        _ name: String, _ roles: [Role], confirmed: Bool = true
    ) async throws -> (id: ID<Officer>, browser: Visitor) {
        let browser = visitor()
        let officer = NewOfficer(
            name: name, signIn: "\(name.lowercased())@kantor.example", roles: roles, passwordHash: "none",
            secret: Data(repeating: 1, count: 20))
        let (id, cookie) = try await dependencies.database.transaction { [dependencies] tx in
            let id = try tx.officers.add(
                officer, at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault)
            if confirmed {
                try tx.officerIdentities.confirm(id, by: nil, at: dependencies.realNow(), ids: dependencies.ids)
            }
            return (
                id,
                try tx.sessions.begin(
                    officer: id, at: dependencies.realNow(), vault: dependencies.vault, random: dependencies.random)
            )
        }
        browser.carry(cookie: SessionCookie.name(secure: false), cookie)
        return (id, browser)
    }

    /// Signs the officer in once more, because an office session ends with the day.
    func signInAgain(_ officer: (id: ID<Officer>, browser: Visitor)) async throws {
        let cookie = try await dependencies.database.transaction { [dependencies] tx in
            try tx.sessions.begin(
                officer: officer.id, at: dependencies.realNow(), vault: dependencies.vault, random: dependencies.random)
        }
        officer.browser.carry(cookie: SessionCookie.name(secure: false), cookie)
    }

    func signInAgain(_ person: Candidate) async throws {
        let cookie = try await dependencies.database.transaction { [dependencies] tx in
            try tx.sessions.begin(
                person: person.id, at: dependencies.realNow(), vault: dependencies.vault, random: dependencies.random)
        }
        person.browser.carry(cookie: SessionCookie.name(secure: false), cookie)
    }

    func wave(_ number: Int = 1) async throws -> Wave {
        try await dependencies.database.read { [dependencies] tx in
            try tx.waves.require(number, of: dependencies.edition.id).wave
        }
    }

    func joined(_ number: Int = 1) async throws -> Int {
        try await dependencies.database.read { [dependencies] tx in
            try tx.waves.joined(in: try tx.waves.require(number, of: dependencies.edition.id).wave.id)
        }
    }

    func available() async throws -> Rupiah {
        try await dependencies.database.read { [dependencies] tx in
            try tx.ledger.balance(.programmeAvailable(edition: dependencies.edition.id)).available
        }
    }

    /// Runs the waves' schedule, without the mail and the cards that other tests use.
    func advanceWaves() async throws {
        _ = try await AdvanceWaves().run(on: dependencies)
    }
}

/// Tests name waves of the first edition by their numbers.
extension WaveAddress: ExpressibleByIntegerLiteral {
    public init(integerLiteral number: Int) { self.init(number) }
}

extension Visitor {
    @discardableResult
    func join(_ number: WaveAddress = 1) async throws -> Answer {
        try await post(Paths.joinWave(number), [], seeing: Paths.waves)
    }

    @discardableResult
    func act(_ act: WaveAction, on number: WaveAddress = 1) async throws -> Answer {
        let page = try await get(Paths.officeWave(number))
        return try await post(Paths.officeWaveAct(number, act), page.typedNumber, token: page)
    }
}

extension Answer {
    /// The number that the page asks to be typed, as the field that holds it; nothing where it asks for none.
    var typedNumber: [(String, String)] {
        text.firstMatch(of: /Ketik jumlahnya: ([0-9.]+)/).map { [(TypedNumber.field, String($0.1))] } ?? []
    }
}
