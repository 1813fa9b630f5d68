import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Correcting a person's data", .timeLimit(.minutes(2)))
struct CorrectionTests {
    /// The person's own form, with another birth date and address, as the officer sends it.
    private func fields(_ siti: TestPerson, name: String? = nil, day: Int = 28) -> [(String, String)] {
        siti.personalFields.map { field in
            switch field.0 {
            case "alamat": (field.0, "Jalan Merdeka 7")
            case "nama": (field.0, name ?? field.1)
            default: field
            }
        } + [("lahir-day", "\(day)"), ("lahir-month", "3"), ("lahir-year", "1995")]
    }

    private func claim(of person: ID<Account>, _ world: World) async throws -> StoredClaim {
        try #require(try await world.dependencies.database.read { try $0.identity.claim(of: person) })
    }

    @Test(
        "one officer proposes with old and new side by side, another decides; the registry is asked again, and the person reads what changed",
        arguments: Engine.tested)
    func corrected(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible()
            let person = try await world.id(of: siti)
            let rini = try await world.officer([.helpdesk], "rini")
            let hasti = try await world.officer([.programmeManager], "hasti")
            let path = Paths.personAct(person, .correction)
            #expect(try await rini.browser.get(path).location == Paths.person(person), "not without a stated reason")
            try await world.open(person, by: rini)
            let page = try await rini.browser.get(path).text
            #expect(page.contains("Sekarang: Siti Nurhaliza") && page.contains("Sekarang: 27 Maret 1995"))

            let same = try await world.propose(
                .correction, on: person, by: rini,
                fields(siti, day: 27).map {
                    $0.0 == "alamat" ? ($0.0, "Jalan Pahlawan 5") : $0
                })
            #expect(same.status == .unprocessableContent && same.text.contains("Belum ada yang berbeda"))
            let vague = try await rini.browser.post(path, fields(siti) + [("alasan", "x"), ("bukti", "")])
            #expect(vague.status == .unprocessableContent && vague.body.contains("Jalan Merdeka 7"))

            let before = try await claim(of: person, world)
            let id = try world.proposal(try await world.propose(.correction, on: person, by: rini, fields(siti)))
            let twice = try await world.propose(.correction, on: person, by: rini, fields(siti))
            #expect(twice.status == .conflict && twice.text.contains("masih menunggu"))
            #expect(try await claim(of: person, world).birthDate == before.birthDate)
            #expect(try await world.decide(id, .approve, by: rini).status == .forbidden)

            #expect(try await hasti.browser.get(Paths.office).text.contains("Tindakan pada orang yang menunggu"))
            let shown = try await hasti.browser.get(Paths.personProposal(id)).text
            for text in ["27 Maret 1995", "28 Maret 1995", "Jalan Pahlawan 5", "Jalan Merdeka 7", PersonActTexts.proof]
            {
                #expect(shown.contains(text), "\(text)")
            }
            #expect(!shown.contains("Nama lengkap"), "only what differs is shown")
            #expect(try await world.decide(id, .approve, by: hasti).location == Paths.personProposal(id))

            let after = try await claim(of: person, world)
            #expect(after.birthDate == CivilDate("1995-03-28") && after.checks == before.checks + 1)
            let address = try await world.dependencies.database.read {
                try $0.applications.personalData(of: person, vault: world.dependencies.vault)?.address
            }
            #expect(address == "Jalan Merdeka 7")
            #expect(try await world.decision(of: siti) != .eligible, "decided again while the registry is asked")
            let letter = try #require(
                try await world.letters(to: siti.email).last { $0.subject.contains("dikoreksi") })
            #expect(letter.text.contains("tanggal lahir, alamat") && letter.text.contains(PersonActTexts.reason))
            #expect(letter.text.contains("Layanan bantuan") && !letter.text.contains(PersonActTexts.proof))
            try await world.open(person, by: hasti)
            let story = try await hasti.browser.get(Paths.person(person)).text
            #expect(story.contains("Koreksi data diusulkan") && story.contains("Data dikoreksi dua petugas"))
            let readings = try await world.dependencies.database.read {
                try $0.access.readings(of: person, before: nil, limit: 50)
            }
            #expect(readings.contains { $0.kind == .identity && $0.work == "person-proposal:\(id)" })
            #expect(try await world.unbound([.personProposals]) == [])
        }
    }

    @Test(
        "one officer alone changes nothing: neither in two roles nor about their own NIK, and each try is recorded",
        arguments: Engine.tested)
    func alone(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted()
            let person = try await world.id(of: siti)
            let both = try await world.officer([.helpdesk, .programmeManager], "dua-peran")
            try await world.open(person, by: both)
            let id = try world.proposal(try await world.propose(.correction, on: person, by: both, fields(siti)))
            let own = try await world.decide(id, .approve, by: both)
            #expect(own.status == .conflict && own.text.contains("usulan Anda sendiri"))

            let hasti = try await world.officer([.programmeManager], "hasti")
            let claim = try await claim(of: person, world)
            try await world.dependencies.database.transaction { tx in
                _ = try tx.officers.stateNIK(claim.nikLookup, of: hasti.id)
            }
            try await world.bindOfficer(hasti.id)
            #expect(try await world.decide(id, .approve, by: hasti).text.contains("menyangkut Anda sendiri"))
            #expect(try await world.decide(id, .refuse, by: hasti).text.contains("menyangkut Anda sendiri"))
            // A NIK belongs to one officer at a time.
            try await world.dependencies.database.transaction { tx in
                try tx.run("DELETE FROM officer_nik")
                try tx.run("UPDATE officer SET nik_lookup = NULL")
                _ = try tx.officers.stateNIK(claim.nikLookup, of: both.id)
            }
            for officer in [hasti.id, both.id] { try await world.bindOfficer(officer) }
            let again = try await world.propose(
                .suspension, on: person, by: both, [("sebab", PersonActCause.ownRequest.rawValue), ("mendesak", "ya")])
            #expect(again.status == .forbidden && again.text.contains("menyangkut Anda sendiri"))
            #expect(try await self.claim(of: person, world).birthDate == claim.birthDate)
            #expect(try await world.dependencies.database.read { try !$0.suspensions.isRunning(for: person) })
            #expect(try await world.auditedActions().count { $0 == "person-act.denied" } == 4)
        }
    }

    @Test(
        "of two second officers at once one decides; a refused or outdated correction changes nothing",
        arguments: Engine.tested)
    func atOnce(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted()
            let person = try await world.id(of: siti)
            let rini = try await world.officer([.helpdesk], "rini")
            let (hasti, dewi) = (
                try await world.officer([.programmeManager], "hasti"),
                try await world.officer([.programmeManager], "dewi")
            )
            try await world.open(person, by: rini)
            let refused = try world.proposal(
                try await world.propose(.correction, on: person, by: rini, fields(siti)))
            #expect(try await world.decide(refused, .refuse, by: hasti).location == Paths.personProposal(refused))
            #expect(try await world.decide(refused, .approve, by: dewi).text.contains("sudah diputuskan"))

            let id = try world.proposal(
                try await world.propose(.correction, on: person, by: rini, fields(siti, name: "Siti Nurhalizah")))
            async let first = world.decide(id, .approve, by: hasti)
            async let second = world.decide(id, .approve, by: dewi)
            let answers = try await [first, second]
            #expect(answers.count { $0.location == Paths.personProposal(id) } == 1)
            #expect(answers.count { $0.status == .conflict } == 1)
            let name = try await world.dependencies.database.read { [vault = world.dependencies.vault] tx in
                try tx.accounts.name(of: person, vault: vault)
            }
            #expect(name == "Siti Nurhalizah")
            let letters = try await world.letters(to: siti.email)
            #expect(letters.count { $0.subject.contains("dikoreksi") } == 1)

            let outdated = try world.proposal(
                try await world.propose(.correction, on: person, by: rini, fields(siti, name: "Siti N", day: 29)))
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try tx.applications.correct(
                    AnswerCorrection(occupation: .worker), of: person, on: dependencies)
            }
            let late = try await world.decide(outdated, .approve, by: hasti)
            #expect(late.status == .conflict && late.text.contains("Data berubah sejak usulan"))
            let vault = world.dependencies.vault
            let kept = try await world.dependencies.database.read { tx in
                try tx.accounts.name(of: person, vault: vault)
            }
            #expect(kept == name)
        }
    }
    @Test(
        "no officer begins a correction with data that SQL changed",
        .bug(
            id: "5.857",
            "The form of a correction, and the proposal, began with a claim and answers that nothing had compared."),
        arguments: Engine.tested)
    func changedData(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible()
            let person = try await world.id(of: siti)
            try await world.bindEarlier()
            let rini = try await world.officer([.helpdesk], "rini")
            try await world.open(person, by: rini)
            let path = Paths.personAct(person, .correction)
            let changes: [(change: SQL, back: SQL)] = [
                (
                    "UPDATE identity_claim SET birth_date = '1990-01-02'",
                    "UPDATE identity_claim SET birth_date = '1995-03-27'"
                ),
                (
                    "UPDATE personal_data SET address = 'Jalan Palsu 1'",
                    // The address itself is sealed.
                    "UPDATE personal_data SET address = ''"
                ),
            ]
            for (change, back) in changes {
                try await world.vandalise(change)
                let shown = try await rini.browser.get(path)
                #expect(shown.status == .conflict && !shown.text.contains("Palsu"), "\(shown.text)")
                try await world.vandalise(back)
                #expect(try await rini.browser.get(path).status == .ok, "\(back.text)")
            }
        }
    }
}
