import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// Triggers and defaults that the tables' owner puts in to have our own transactions write what no officer decided.
@Suite("Triggers that forge an act", .timeLimit(.minutes(2)))
struct ForgingTriggerTests {
    @Test(
        "an approval that a trigger or a default forges is not bound, the office is refused, and each is named",
        .bug(
            id: "5.430",
            """
            A trigger or a default that SQL put in wrote within our own transactions: an approval that it forged was \
            bound as our own act's.
            """),
        arguments: Engine.tested)
    func approval(engine: Engine) async throws {
        try await World.with(engine) { world in
            let database = world.dependencies.database
            database.expect(defaults: KnownDefaults.all)
            #expect(try await database.checkSchema() == [])
            let siti = try await world.eligible()
            let person = try await world.id(of: siti)
            let (rini, hasti) = (
                try await world.officer([.helpdesk], "rini"), try await world.officer([.programmeManager], "hasti")
            )
            try await world.open(person, by: rini)
            let cause = [("sebab", PersonActCause.paymentInDoubt.rawValue)]
            for forgery in Self.forgeries(engine, by: hasti.id) {
                try await database.upkeep { tx in for statement in forgery.make { try tx.run(statement) } }
                let answer = try await world.propose(.suspension, on: person, by: rini, cause)
                #expect(answer.status == .serviceUnavailable, "\(forgery.name): \(answer.status)")
                let (proposals, bound) = try await database.read { tx in
                    (
                        try tx.rows("SELECT id FROM person_proposal").count,
                        try tx.rows("SELECT id FROM bound_record WHERE kind = 'person-proposal'").count
                    )
                }
                #expect(proposals == 0 && bound == 0, "\(forgery.name)")
                let findings = try await world.verifyRecords()
                #expect(findings.contains { $0.hasPrefix(forgery.name) }, "\(findings)")

                let log = RecordedLog()
                let watch = SchemaWatch(dependencies: world.dependencies.logging(to: log))
                let found = await watch.look()
                #expect(found == [forgery.name])
                #expect(log.lines.count == 1 && log.lines[0].contains(forgery.name), "\(log.lines)")
                let ready = try await world.visitor().get(Paths.healthReady).body
                #expect(ready.contains("nothing is written") && ready.contains(forgery.name), "\(ready)")
                #expect(
                    try await rini.browser.get(Paths.person(person)).status == .serviceUnavailable, "no unread look")
                try await world.sealEverything()

                try await database.upkeep { tx in for statement in forgery.drop { try tx.run(statement) } }
                #expect(await watch.look(found) == [])
            }
            let id = try world.proposal(try await world.propose(.suspension, on: person, by: rini, cause))
            #expect(try await world.decide(id, .approve, by: hasti).location == Paths.personProposal(id))
            let seen = try await world.verifyRecords()
            #expect(seen.allSatisfy { $0.contains("it was seen within seconds before audit event") }, "\(seen)")
        }
    }

    @Test(
        "an object that stood for a moment only is recorded, and audit verify names it afterwards",
        .bug(
            id: "5.628",
            "A trigger that stood for a second was refused, and once it was gone nothing said that it had been there."),
        arguments: Engine.tested)
    func moment(engine: Engine) async throws {
        try await World.with(engine) { world in
            let database = world.dependencies.database
            database.expect(defaults: KnownDefaults.all)
            let log = RecordedLog()
            let watch = SchemaWatch(dependencies: world.dependencies.logging(to: log))
            #expect(await watch.look() == [])
            let siti = try await world.eligible()
            let hasti = try await world.officer([.programmeManager], "hasti")
            let forgeries = Self.forgeries(engine, by: hasti.id)
            let cause = [("sebab", PersonActCause.paymentInDoubt.rawValue)]
            let rini = try await world.officer([.helpdesk], "rini")
            let person = try await world.id(of: siti)
            try await world.open(person, by: rini)
            for forgery in forgeries {
                try await database.upkeep { tx in for statement in forgery.make { try tx.run(statement) } }
                let answer = try await world.propose(.suspension, on: person, by: rini, cause)
                #expect(answer.status == .serviceUnavailable, "\(forgery.name)")
                try await database.upkeep { tx in for statement in forgery.drop { try tx.run(statement) } }
                #expect(await watch.look() == [])
                #expect(log.lines.contains { $0.contains("the database had objects") && $0.contains(forgery.name) })
            }
            let found = try await world.verifyRecords().filter { $0.contains("it was seen within seconds") }
            #expect(found.count == forgeries.count, "\(found)")
            for forgery in forgeries { #expect(found.contains { $0.hasPrefix(forgery.name) }, "\(found)") }
            #expect(await watch.look() == [])
            #expect(try await world.auditedActions().filter { $0 == "log.unknown-objects" }.count == forgeries.count)
        }
    }

    private struct Forgery: Sendable {
        let name: String
        let make: [SQL]
        let drop: [SQL]
    }

    private static func forgeries(_ engine: Engine, by officer: ID<Officer>) -> [Forgery] {
        let act = """
            state = 'approved', decided_by = \(officer), decided_duty = 'approver', decided_at = proposed_at,
                answer = reason
            """
        let name = "trigger forge on person_proposal"
        switch engine {
        case .sqlite:
            let make = """
                CREATE TRIGGER forge AFTER INSERT ON person_proposal BEGIN
                    UPDATE person_proposal SET \(act) WHERE id = new.id;
                END
                """
            return [Forgery(name: name, make: [SQL(stringLiteral: make)], drop: ["DROP TRIGGER forge"])]
        case .postgres:
            let forge = """
                CREATE FUNCTION evil.forge() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
                    $$BEGIN UPDATE public.person_proposal SET \(act) WHERE id = new.id; RETURN NULL; END$$
                """
            let hang = """
                CREATE TRIGGER forge AFTER INSERT ON person_proposal FOR EACH ROW EXECUTE FUNCTION evil.forge()
                """
            let byDefault = "ALTER TABLE account_suspension ALTER COLUMN ended_at SET DEFAULT 1"
            return [
                Forgery(
                    name: name,
                    make: ["CREATE SCHEMA evil", SQL(stringLiteral: forge), SQL(stringLiteral: hang)],
                    drop: ["DROP SCHEMA evil CASCADE"]),
                Forgery(
                    name: "default of account_suspension.ended_at", make: [SQL(stringLiteral: byDefault)],
                    drop: ["ALTER TABLE account_suspension ALTER COLUMN ended_at DROP DEFAULT"]),
            ]
        }
    }

    @Test("the list of known defaults is that of the migrations, each of them", arguments: Engine.tested)
    func defaults(engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            database.expect(defaults: KnownDefaults.all)
            let unknown = try await database.checkSchema()
            #expect(unknown == [])
            for name in KnownDefaults.all.sorted() {
                database.expect(defaults: KnownDefaults.all.subtracting([name]))
                let column = name.prefix { $0 != " " }
                let found = try await database.checkSchema()
                #expect(found == ["default of \(column)"])
            }
        }
    }

    @Test(
        "a server does not start beside a trigger, and says which one it is",
        .enabled(if: Engine.tested.contains(.sqlite)))
    func start() async throws {
        try await Shipped.inDirectory { directory in
            let environment = Shipped.development(in: directory)
            #expect(try await Shipped.run(["migrate"], environment: environment).status == 0)
            let database = try Database.sqlite(path: directory.appending(path: "prakerja.sqlite").path)
            try await database.transaction { tx in
                _ = try tx.run(
                    "CREATE TRIGGER forge AFTER INSERT ON audit_event BEGIN DELETE FROM audit_event WHERE id = new.id; END"
                )
            }
            await database.close()
            let started = try await Shipped.run(["serve", "--port", "0"], environment: environment)
            #expect(started.status != 0 && started.errors.contains("trigger forge on audit_event"), "\(started.errors)")
        }
    }
}
