import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// What a copy of the database, or a stolen disk, shows of people: no name and no street.
@Suite("Names and addresses in the database", .timeLimit(.minutes(5)))
struct SealedNamesTests {
    @Test(
        "no column holds an applicant's name, street or village in clear text, and officers still find them by name",
        .bug(
            id: "5.885",
            """
            NIK, number and photos were encrypted, but names and streets were not: a copy of the database showed who \
            takes part and where they live.
            """),
        arguments: Engine.tested)
    func applicant(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible()
            let person = try await world.id(of: siti)
            let lia = try await world.counterOfficer()
            _ = try await world.assisted(lia)
            #expect(try await world.clearText(of: ["nurhaliza", "jalan pahlawan", "gamalama", "97721"]) == [])
            let label = try #require(try await world.counterCases(of: lia).first?.label)
            #expect(label.count > 2)
            #expect(try await world.clearText(of: [label.lowercased()]) == [])

            let data = try await world.personalData(of: person)
            #expect(data?.name.text == "Siti Nurhaliza" && data?.address == "Jalan Pahlawan 5")
            let card = data?.addresses.card
            #expect(card?.village == "Gamalama" && card?.postcode == "97721" && card?.rukunWarga == "002")
            let found = try await world.dependencies.database.read { [vault = world.dependencies.vault] tx in
                try tx.nameWords.people(named: NameWords.of("nurhaliza siti"), limit: 5, vault: vault)
            }
            #expect(found == [person])
        }
    }

    @Test(
        "no column holds the name on a certificate, or of the holder of an account, in clear text",
        arguments: Engine.tested)
    func money(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            #expect(try await market.certified(siti).training.name == "Siti Nurhaliza")
            #expect(try await market.world.clearText(of: ["nurhaliza", "jalan melati"]) == [])
        }
        try await World.with(engine) { world in
            _ = try await world.ready(1)
            let ali = try await world.beneficiary(2, name: "Muhammad Ali")
            try await world.open("0123456789", name: "M ALI")
            #expect(try await world.link("0123456789", of: ali, at: "bni").status == .unprocessableContent)
            #expect(try await world.clearText(of: ["nurhaliza", "muhammad"]) == [])
            let question = try await world.dependencies.database.read { [vault = world.dependencies.vault] tx in
                try tx.payeeQuestions.open(limit: 2, vault: vault).map(\.value)
            }
            #expect(question.map(\.registryName) == ["Muhammad Ali"] && question.map(\.holder) == ["M ALI"])
        }
    }

    @Test(
        "rows of before are sealed one after the other: after each the record is as its act left it, and reads the same",
        arguments: Engine.tested)
    func earlier(engine: Engine) async throws {
        try await World.with(engine) { world in
            var people: [ID<Account>] = []
            for number in 1...3 { people.append(try await world.id(of: try await world.eligible(number))) }
            try await world.bindEarlier()
            #expect(try await world.verifyRecords() == [])
            // As an earlier version left them.
            try await world.vandalise(
                """
                UPDATE personal_data
                SET name = 'Siti Nurhaliza', address = 'Jalan Pahlawan 5', sealed_name = NULL, sealed_address = NULL
                """,
                """
                UPDATE person_address
                SET village = 'Gamalama', rukun_tetangga = '004', rukun_warga = '002', postcode = '97721', sealed = NULL
                """)
            var steps = 0
            repeat {
                #expect(try await world.verifyRecords() == [], "after \(steps) steps")
                for person in people {
                    let data = try await world.personalData(of: person)
                    #expect(data?.name.text == "Siti Nurhaliza" && data?.addresses.card?.village == "Gamalama")
                }
                steps += 1
            } while try await SealNames.step(on: world.dependencies, limit: 1)
            #expect(steps == 7, "three people with an address each")
            #expect(try await world.clearText(of: ["nurhaliza", "jalan pahlawan", "gamalama"]) == [])
            _ = try await SealNames().run(on: world.dependencies)
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test(
        "the job seals certificates, completions and holders, whose records stay as they were", arguments: Engine.tested
    )
    func earlierMoney(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let certificate = try await market.certified(siti)
            try await world.bindEarlier()
            try await world.vandalise(
                "UPDATE certificate SET name = 'Siti Nurhaliza', sealed_name = NULL",
                "UPDATE completion SET participant_name = 'Siti Nurhaliza', sealed_participant_name = NULL")
            #expect(try await world.changedCertificates() == [])
            _ = try await SealNames().run(on: world.dependencies)
            #expect(try await world.changedCertificates() == [])
            #expect(try await world.clearText(of: ["nurhaliza"]) == [])
            #expect(try await market.certificate(of: siti) == certificate)
        }
        try await World.with(engine) { world in
            let siti = try await world.ready(1)
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            _ = try await world.payOut()
            try await world.bindEarlier()
            #expect(try await world.verifyRecords() == [])
            let holder = try await world.holder(of: siti.person)
            try await world.vandalise("UPDATE payee_account SET holder = \(holder), sealed_holder = NULL")
            #expect(try await world.verifyRecords() == [])
            _ = try await SealNames().run(on: world.dependencies)
            #expect(try await world.verifyRecords() == [])
            #expect(try await world.holder(of: siti.person) == holder)
            #expect(try await world.clearText(of: [holder.lowercased()]) == [])
        }
    }

    @Test("a database of before is migrated; its people are read before the job and after it", arguments: Engine.tested)
    func migrated(engine: Engine) async throws {
        try await World.with(
            engine,
            earlier: EarlierDatabase(step: "0522") { tx, edition in
                try tx.run("INSERT INTO account (id, status, created_at) VALUES (7, 'active', 0)")
                try tx.run(
                    """
                    INSERT INTO application (id, person_id, edition, state, begun_at, submitted_at)
                    VALUES (7, 7, \(edition.id), 'submitted', 0, 0)
                    """)
                try tx.run(
                    """
                    INSERT INTO personal_data (person_id, name, address, province, regency, citizen, education,
                        in_formal_education, occupation, wanted_training, saved_at)
                    VALUES (7, 'Rina Marasabessy', 'Jalan Merdeka 7', '82', '82.71', \(true), 'diploma', \(false),
                        'job-seeker', 'Mengelas', 0)
                    """)
                try tx.run(
                    """
                    INSERT INTO person_address (person_id, kind, street, province, regency, district, village, postcode)
                    VALUES (7, 'card', NULL, NULL, NULL, 'Moti', 'Takofi', NULL),
                        (7, 'home', 'Jalan Kelapa 3', '82', '82.71', 'Moti', 'Tafaga', '97751')
                    """)
            }
        ) { world in
            let person = ID<Account>(7)
            try await world.bindEarlier()
            let before = try await world.personalData(of: person)
            #expect(before?.name.text == "Rina Marasabessy" && before?.addresses.home?.street == "Jalan Kelapa 3")
            for _ in 1...2 { _ = try await SealNames().run(on: world.dependencies) }
            let after = try await world.personalData(of: person)
            #expect(after?.name.text == "Rina Marasabessy" && after?.address == "Jalan Merdeka 7")
            #expect(after?.addresses.card?.village == "Takofi" && after?.addresses.card?.postcode == nil)
            #expect(after?.addresses.home?.street == "Jalan Kelapa 3")
            #expect(after?.addresses.home?.detail.postcode == "97751")
            #expect(try await world.clearText(of: ["marasabessy", "jalan", "takofi", "tafaga"]) == [])
            #expect(try await world.verifyRecords().filter { $0.hasPrefix("answers of person") } == [])
        }
    }

    @Test(
        "two people's sealed names that SQL exchanged are found, and so is clear text beside one",
        arguments: Engine.tested)
    func exchanged(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.id(of: try await world.eligible(1))
            let rina = try await world.id(of: try await world.eligible(2) { $0.name = "Rina Marasabessy" })
            try await world.bindEarlier()
            #expect(try await world.verifyRecords() == [])
            try await world.exchangeNames(siti, rina)
            let found = try await world.verifyRecords()
            for person in [siti, rina] {
                #expect(found.contains { $0.hasPrefix("answers of person \(person) is not as") }, "\(found)")
                await #expect(throws: VaultFault.self) { try await world.personalData(of: person) }
            }
            // Back, with a name in clear text beside one of them.
            try await world.exchangeNames(siti, rina)
            #expect(try await world.verifyRecords() == [])
            try await world.vandalise("UPDATE personal_data SET name = 'Budi' WHERE person_id = \(siti)")
            let beside = try await world.verifyRecords()
            #expect(beside.contains { $0.hasPrefix("answers of person \(siti) is not as") }, "\(beside)")
        }
    }
}

extension World {
    fileprivate func personalData(of person: ID<Account>) async throws -> PersonalData? {
        try await dependencies.database.read { [vault = dependencies.vault] tx in
            try tx.applications.personalData(of: person, vault: vault)
        }
    }

    /// Gives each of two people the other's sealed name, by SQL.
    func exchangeNames(_ one: ID<Account>, _ other: ID<Account>) async throws {
        let people = [one, other]
        let names: [Data] = try await dependencies.database.read { tx in
            try people.map { person in
                try #require(try tx.row("SELECT sealed_name FROM personal_data WHERE person_id = \(person)"))[
                    "sealed_name"]
            }
        }
        for (person, name) in zip(people, names.reversed()) {
            try await vandalise("UPDATE personal_data SET sealed_name = \(name) WHERE person_id = \(person)")
        }
    }

    fileprivate func holder(of person: ID<Account>) async throws -> String {
        try await dependencies.database.read { [vault = dependencies.vault] tx in
            try #require(try tx.payees.linked(to: person)).holder(vault)
        }
    }

    /// Which columns hold one of these words in clear text, in capitals or not: every column of texts is read.
    func clearText(of words: [String]) async throws -> [String] {
        try await dependencies.database.read { tx in
            let columns: SQL =
                tx.engine == .postgres
                ? """
                SELECT CAST(table_name AS TEXT) AS holder, CAST(column_name AS TEXT) AS part
                FROM information_schema.columns
                WHERE table_schema = current_schema() AND data_type = 'text'
                """
                : """
                SELECT sqlite_master.name AS holder, part.name AS part
                FROM sqlite_master
                JOIN pragma_table_info(sqlite_master.name) AS part
                WHERE sqlite_master.type = 'table' AND part.type = 'TEXT'
                """
            let names: [(String, String)] = try tx.rows(columns).map { (try $0["holder"], try $0["part"]) }
            #expect(names.count > 200)
            return try names.flatMap { table, column in
                try words.filter { word in
                    let from = SQL(stringLiteral: "\"\(table)\"")
                    let part = SQL(stringLiteral: "\"\(column)\"")
                    let pattern = "%\(word)%"
                    return try tx.row(
                        "SELECT 1 AS found FROM \(from) WHERE LOWER(\(part)) LIKE \(pattern) LIMIT 1") != nil
                }.map { "\(table).\(column): \($0)" }
            }
        }
    }
}
