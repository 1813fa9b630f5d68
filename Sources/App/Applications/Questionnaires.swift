import NIOConcurrencyHelpers
import Programme
import Storage

/// The tests of the installation's editions, decrypted once and cached in memory: as many as there are editions.
final class Questionnaires: Sendable {
    private let known = NIOLockedValueBox<[String: Questionnaire]>([:])

    func known(_ edition: String) -> Questionnaire? { known.withLockedValue { $0[edition] } }

    func keep(_ questionnaire: Questionnaire, of edition: String) {
        known.withLockedValue { $0[edition] = questionnaire }
    }
}

extension QuestionBankQueries {
    /// The test of an edition, also of a past one: each sitting is marked by the questions of its own edition.
    ///
    /// Throws `ApplicationRefusal.testNotReady` while the edition's bank has not been imported.
    /// Returns all questions of its bank; `questionnaire(of:StoredSitting)` returns those drawn for one person.
    func questionnaire(of edition: String, on dependencies: Dependencies) throws -> Questionnaire {
        if let known = dependencies.questionnaires.known(edition) { return known }
        let rules = dependencies.edition(edition).test
        let questionnaire = try Questionnaire(published: rules) ?? fromBank(rules, vault: dependencies.vault)
        dependencies.questionnaires.keep(questionnaire, of: edition)
        return questionnaire
    }
}

extension QuestionBankQueries {
    /// The questions of one sitting.
    func questionnaire(of sitting: StoredSitting, on dependencies: Dependencies) throws -> Questionnaire {
        let all = try questionnaire(of: sitting.edition, on: dependencies)
        guard let ids = sitting.questions else { return all }
        guard let drawn = all.only(ids) else { throw ApplicationRefusal.testNotReady }
        return drawn
    }
}

extension TestQueries {
    /// Starts a sitting with questions drawn for this person. A running sitting continues.
    ///
    /// Throws `ApplicationRefusal.noOtherSitting` where neither the edition nor the office allows another, and for one that
    /// was put in by other means than the office's act.
    ///
    /// - Parameter again: whether another sitting, with other questions, begins after one that is over. Without it a
    ///   form that was left open before the first sitting could use up the second.
    func start(_ person: ID<Account>, again: Bool = false, on dependencies: Dependencies) throws {
        let (now, edition) = (dependencies.realNow(), dependencies.edition)
        let last = try sitting(of: person)
        if let last {
            guard again, last.value.isOver(at: now) else { return }
            try finish(person, on: dependencies)
            guard
                try standing(of: person, at: now, edition: edition).mayBeginAgain(on: edition.waves.zone.date(of: now))
            else { throw ApplicationRefusal.noOtherSitting }
        }
        let grant = last == nil ? nil : try unusedGrant(of: person)
        if let grant {
            let held = try tx.records.hold(.testGrants, grant)
            guard try tx.records.isAsBound(held, vault: dependencies.vault) else {
                dependencies.reportChanged(.testGrants, grant)
                throw ApplicationRefusal.noOtherSitting
            }
        }
        let all = try tx.questionBanks.questionnaire(of: edition.id, on: dependencies)
        let id: ID<Sitting> = dependencies.ids.next()
        let key = dependencies.vault.lookup("\(id)", purpose: "test-draw")
        let questions = all.draw(edition.test.draw, key: key)
        let sitting = NewSitting(
            id: id, number: (last?.number ?? 0) + 1, questions: questions, asked: all.only(questions)?.marked ?? 0,
            grant: grant, time: all.time)
        try insert(sitting, of: person, at: now, edition: edition)
    }

    /// Ends the test and scores the answers given. Calling again changes nothing; after the time is up, the end of the
    /// time counts as the end of the test.
    func finish(_ person: ID<Account>, on dependencies: Dependencies) throws {
        guard let sitting = try sitting(of: person), sitting.value.finishedAt == nil else { return }
        let questionnaire = try tx.questionBanks.questionnaire(of: sitting, on: dependencies)
        try finish(sitting, score: questionnaire.score(try answers(in: sitting.id)), at: dependencies.realNow())
        try tx.records.bind(.sittings, sitting.id, at: dependencies.realNow(), ids: dependencies.ids)
    }

    /// Marks a sitting whose time ran out while its page was closed. Without a mark it would pass any threshold.
    func closeExpired(_ person: ID<Account>, on dependencies: Dependencies) throws {
        guard let sitting = try sitting(of: person), sitting.value.isOver(at: dependencies.realNow()) else { return }
        try finish(person, on: dependencies)
    }
}
