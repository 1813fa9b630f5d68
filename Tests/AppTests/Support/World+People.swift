import CVips
import Foundation
import Programme
import Storage
import Testing

@testable import App

/// A test's person: the answers to the application's questions, and a browser.
struct TestPerson: Sendable {
    let browser: Visitor
    let email: String
    let phone: String
    var name = "Siti Nurhaliza"
    var nik = "8271052703950001"
    var birthDate = (day: 27, month: 3, year: 1995)
    var occupation = "job-seeker"
    /// Asked of people who work.
    var workForm = "informal"
    var impact = "not-hit"
    var inFormalEducation = false
    var regency = "82.71"
    var familyCard = ""

    /// The number in the gateway's spelling, E.164.
    var phoneAddress: String { "+62" + phone.dropFirst() }
}

extension World {
    /// A person who has signed up with an e-mail address made from `number`.
    func signedUp(_ number: Int = 1) async throws -> TestPerson {
        let person = TestPerson(
            browser: visitor(), email: "warga\(number)@contoh.id", phone: "08120000\(1_000 + number)",
            nik: "827105270395\(1_000 + number)")
        try await person.browser.post(Paths.signUp, [("kontak", person.email)])
        let code = try await code(to: person.email)
        let answer = try await person.browser.post(Paths.signUpCode, [("kode", code)])
        #expect(answer.location == Paths.signUpDone)
        return person
    }

    /// An applicant who has filled in everything and submitted it.
    func submitted(_ number: Int = 1, _ change: (inout TestPerson) -> Void = { _ in }) async throws -> TestPerson {
        var person = try await signedUp(number)
        change(&person)
        try await provePhone(person)
        try await fillIn(person)
        try await sendPhotos(person)
        try await declareAndTest(person)
        try await person.browser.post(Paths.check, [])
        return person
    }

    /// An applicant whom the registry has confirmed, whose photos were accepted, and who may join a wave.
    func eligible(_ number: Int = 1, _ change: (inout TestPerson) -> Void = { _ in }) async throws -> TestPerson {
        let person = try await submitted(number, change)
        try await settle()
        try await acceptPhotos(of: person)
        try await settle()
        return person
    }

    func provePhone(_ person: TestPerson) async throws {
        try await person.browser.post(Paths.phone, [("hp", person.phone)])
        let code = try await code(to: person.phoneAddress)
        try await person.browser.post(Paths.phoneCode, [("kode", code)])
    }

    func fillIn(_ person: TestPerson) async throws {
        try await person.browser.post(Paths.identity, person.identityFields)
        try await person.browser.post(Paths.personal, person.personalFields)
    }

    func sendPhotos(_ person: TestPerson) async throws {
        let photo = try sampleJPEG(width: 640, height: 480)
        for kind in IdentityPhoto.Kind.allCases {
            try await person.browser.upload(
                Paths.photo(kind), files: [(kind.slug, "foto.jpg", photo)], seeing: Paths.photos)
        }
    }

    func declareAndTest(_ person: TestPerson) async throws {
        try await declare(person)
        try await takeTest(person)
    }

    func declare(_ person: TestPerson) async throws {
        let ticks = dependencies.edition.declarations.map { ($0.id, "ya") }
        try await person.browser.post(Paths.declarations, ticks)
    }

    /// Begins and ends the test in the browser. The answers between are kept by the act that each question's page calls,
    /// without a dozen requests of each person; `TestSittingTests` and the journeys in a browser send them.
    func takeTest(_ person: TestPerson) async throws {
        try await person.browser.post(Paths.test, [])
        try await dependencies.database.transaction { [dependencies] tx in
            // A person at a counter has no contact to be found by: theirs is the sitting that has just begun.
            guard let begun = try tx.row("SELECT person_id FROM test_sitting ORDER BY id DESC LIMIT 1") else { return }
            let account: ID<Account> = try begun["person_id"]
            guard let sitting = try tx.tests.sitting(of: account) else { return }
            for question in try tx.questionBanks.questionnaire(of: sitting, on: dependencies).questions {
                try tx.tests.answer(question, 1, of: account, number: sitting.number, at: dependencies.realNow())
            }
        }
        try await person.browser.post(Paths.testFinish, [])
    }

    func acceptPhotos(of person: TestPerson) async throws {
        let id = try await id(of: person)
        try await dependencies.database.transaction { [dependencies] tx in
            for photo in try tx.photos.current(of: id).values {
                _ = try tx.photos.review(
                    photo.id, fault: nil, note: "", by: ID(1), at: dependencies.moment(), ids: dependencies.ids,
                    vault: dependencies.vault)
            }
            try tx.applications.decide(id, on: dependencies)
        }
    }

    func id(of person: TestPerson) async throws -> ID<Account> {
        let contact = try #require(Contact(person.email))
        let account = try await dependencies.database.read { [dependencies] tx in
            try tx.accounts.holder(of: contact, vault: dependencies.vault)
        }
        return try #require(account).id
    }

    func decision(of person: TestPerson) async throws -> Eligibility.Decision? {
        let id = try await id(of: person)
        return try await dependencies.database.read { try $0.applications.decision(of: id)?.decision }
    }
}

extension TestPerson {
    var identityFields: [(String, String)] {
        [
            ("nik", nik), ("kk", familyCard), ("lahir-day", "\(birthDate.day)"), ("lahir-month", "\(birthDate.month)"),
            ("lahir-year", "\(birthDate.year)"),
        ]
    }

    var personalFields: [(String, String)] {
        [
            ("nama", name), ("alamat", "Jalan Pahlawan 5"), ("provinsi", String(regency.prefix(2))),
            ("kabupaten", regency), ("kecamatan", "Ternate Tengah"), ("kelurahan", "Gamalama"), ("rt", "4"),
            ("rw", "002"),
            ("kodepos", "97721"), ("sama", "ya"),
            ("wni", "ya"), ("pendidikan", "senior-secondary"), ("sekolah", inFormalEducation ? "ya" : "tidak"),
            ("pekerjaan", occupation), ("bentuk-kerja", workForm), ("dampak", impact), ("pelatihan", "Mengelas"),
        ]
    }
}

/// A photo-sized JPEG of noise.
func sampleJPEG(width: Int32, height: Int32, quality: Int32 = 80) throws -> Data {
    var bytes: UnsafeMutableRawPointer?
    var length = 0
    #expect(prakerja_vips_start() == 0)
    #expect(prakerja_vips_sample(width, height, quality, &bytes, &length) == 0)
    let buffer = try #require(bytes)
    defer { g_free(buffer) }
    return Data(bytes: buffer, count: length)
}
