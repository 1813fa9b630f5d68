import Foundation
import Programme
import Storage

extension Transaction {
    var cases: CaseQueries { CaseQueries(tx: self) }
}

/// Complaints and appeals: the only writer of `service_case` and the tables that belong to it. Its times are the
/// programme clock's.
struct CaseQueries {
    let tx: Transaction

    // MARK: - Beginning

    /// False when the number is taken, or an appeal against the same decision is running.
    func begin(_ new: ServiceCase, guest: CaseGuest?, vault: Vault) throws -> Bool {
        func seal(_ text: String?, _ column: String) throws -> Data? {
            try text.map { try vault.seal($0, table: "service_case", column: column, row: new.id.rawValue) }
        }
        let contested = new.contested
        return try tx.run(
            """
            INSERT INTO service_case (id, number, person_id, name, contact, category, channel, state, stake, begun_at,
                running_since, due_at, reopened, entered_by, contested, subject_id, result, made_by)
            VALUES (\(new.id), \(new.number.digits), \(new.person), \(try seal(guest?.name, "name")),
                \(try seal(guest?.contact.written, "contact")), \(new.category), \(new.channel), 'open',
                \(new.category.stake), \(new.begunAt), \(new.runningSince), \(new.dueAt), 0, \(new.enteredBy),
                \(contested?.kind), \(contested?.subject), \(contested?.result), \(contested?.madeBy))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    func write(
        _ text: String, as kind: CaseMessage.Kind, by officer: ID<Officer>?, into id: ID<ServiceCase>, at now: Instant,
        ids: IDSource, vault: Vault
    ) throws {
        let message: ID<CaseMessage> = ids.next()
        let body = try vault.seal(text, table: "case_message", column: "body", row: message.rawValue)
        try tx.run(
            """
            INSERT INTO case_message (id, case_id, kind, officer_id, body, written_at)
            VALUES (\(message), \(id), \(kind), \(officer), \(body), \(now))
            """)
    }

    // MARK: - Work

    /// False when another officer took it first, or it is not open.
    func assign(_ id: ID<ServiceCase>, from: ID<Officer>?, to officer: ID<Officer>?) throws -> Bool {
        try tx.run(
            """
            UPDATE service_case
            SET assigned_to = \(officer)
            WHERE id = \(id) AND state IN ('open', 'proposed')
                AND COALESCE(assigned_to, 0) = \(from ?? ID(0))
            """) == 1
    }

    /// An answer waits for a second officer. False when it is not open any more.
    func propose(_ outcome: ServiceCase.Outcome, for id: ID<ServiceCase>, by officer: Signatory) throws -> Bool {
        try tx.run(
            """
            UPDATE service_case
            SET state = 'proposed', outcome = \(outcome), proposed_by = \(officer.officer),
                proposed_duty = \(officer.duty), assigned_to = \(officer.officer)
            WHERE id = \(id) AND state = 'open'
            """) == 1
    }

    /// The second officer returns the answer to work. False when it does not wait any more.
    func sendBack(_ id: ID<ServiceCase>) throws -> Bool {
        let changed = try tx.run(
            """
            UPDATE service_case
            SET state = 'open', outcome = NULL, proposed_by = NULL, proposed_duty = NULL
            WHERE id = \(id) AND state = 'proposed'
            """)
        guard changed == 1 else { return false }
        try tx.run("UPDATE case_message SET kind = 'internal' WHERE case_id = \(id) AND kind = 'draft'")
        return true
    }

    /// The answer is given, and the case counted once: from its receipt to this answer, in place of an earlier one. It is
    /// in time while none of its answers was late. False when another officer was first.
    ///
    /// - Parameter days: the working days since its receipt.
    func answer(
        _ stored: ServiceCase, _ outcome: ServiceCase.Outcome, by officer: ID<Officer>, days: Int, month: String,
        at now: Instant
    ) throws -> Bool {
        let changed = try tx.run(
            """
            UPDATE service_case
            SET state = 'answered', outcome = \(outcome), answered_by = \(officer), answered_at = \(now)
            WHERE id = \(stored.id) AND state = \(stored.state)
            """)
        guard changed == 1 else { return false }
        try tx.run("UPDATE case_message SET kind = 'answer' WHERE case_id = \(stored.id) AND kind = 'draft'")
        let days = min(days, AnswerTimes.longest)
        let wasInTime = try uncount(stored)
        let inTime = wasInTime && now < stored.dueAt ? 1 : 0
        try tx.run(
            """
            UPDATE service_case
            SET figure_month = \(month), figure_days = \(days), figure_in_time = \(inTime)
            WHERE id = \(stored.id)
            """)
        try tx.run(
            """
            INSERT INTO case_figure (month, category, days, answers, in_time)
            VALUES (\(month), \(stored.category), \(days), 1, \(inTime))
            ON CONFLICT (month, category, days) DO UPDATE
            SET answers = case_figure.answers + 1, in_time = case_figure.in_time + excluded.in_time
            """)
        return true
    }

    /// Takes the case's earlier answer out of the figures.
    ///
    /// - Returns: whether that one was in time; true where there was none.
    private func uncount(_ stored: ServiceCase) throws -> Bool {
        let row = try tx.row(
            "SELECT figure_month, figure_days, figure_in_time FROM service_case WHERE id = \(stored.id)")
        let month: String? = try row?["figure_month"]
        guard let row, let month else { return true }
        let (days, inTime): (Int, Int) = (try row["figure_days"], try row["figure_in_time"])
        try tx.run(
            """
            DELETE FROM case_figure
            WHERE month = \(month) AND category = \(stored.category) AND days = \(days) AND answers = 1
            """)
        try tx.run(
            """
            UPDATE case_figure
            SET answers = answers - 1, in_time = in_time - \(inTime)
            WHERE month = \(month) AND category = \(stored.category) AND days = \(days) AND answers > 1
            """)
        return inTime == 1
    }

    /// Who gave the answer, or confirmed the one that another proposed; nil before.
    func answerer(of id: ID<ServiceCase>) throws -> ID<Officer>? {
        try tx.row("SELECT answered_by FROM service_case WHERE id = \(id)")?["answered_by"]
    }

    /// False when it is not answered any more.
    ///
    /// - Parameter officer: who opens it for the person; nil where the person does.
    func reopen(_ stored: ServiceCase, by officer: ID<Officer>?, dueAt: Instant, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE service_case
            SET state = 'open', outcome = NULL, proposed_by = NULL, proposed_duty = NULL, answered_by = NULL,
                answered_at = NULL, late_at = NULL, assigned_to = NULL, reopened_by = \(officer),
                running_since = \(now), due_at = \(dueAt), reopened = reopened + 1
            WHERE id = \(stored.id) AND state = 'answered' AND reopened = \(stored.reopened)
            """) == 1
    }

    /// The person takes it back. False when it is answered already.
    func withdraw(_ id: ID<ServiceCase>) throws -> Bool {
        let changed = try tx.run(
            """
            UPDATE service_case
            SET state = 'withdrawn', outcome = NULL, proposed_by = NULL, proposed_duty = NULL
            WHERE id = \(id) AND state IN ('open', 'proposed')
            """)
        guard changed == 1 else { return false }
        try tx.run("UPDATE case_message SET kind = 'internal' WHERE case_id = \(id) AND kind = 'draft'")
        return true
    }

    /// Marks a case whose person is notified now that the answer is late. False when that was done before.
    func markLate(_ id: ID<ServiceCase>, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE service_case
            SET late_at = \(now)
            WHERE id = \(id) AND late_at IS NULL AND state IN ('open', 'proposed')
            """) == 1
    }

    // MARK: - One case

    func find(_ id: ID<ServiceCase>) throws -> ServiceCase? {
        try some("id = \(id)").first
    }

    func find(_ number: CaseNumber) throws -> ServiceCase? {
        try some("number = \(number.digits)").first
    }

    func find(_ number: CaseNumber, of person: ID<Account>) throws -> ServiceCase? {
        try some("number = \(number.digits) AND person_id = \(person)").first
    }

    /// The running appeal against a decision.
    func running(against kind: ContestedDecision.Kind, _ subject: Int64) throws -> ServiceCase? {
        try some(
            "contested = \(kind) AND subject_id = \(subject) AND state IN ('open', 'proposed')"
        ).first
    }

    /// Cases that this officer wrote down, or that this person began alone, newest first.
    func begunLately(
        by officer: ID<Officer>?, for person: ID<Account>?, since: Instant, limit: Int
    ) throws -> [ServiceCase] {
        let condition: SQL
        switch (officer, person) {
        case (let officer?, _): condition = "entered_by = \(officer)"
        case (nil, let person?): condition = "person_id = \(person) AND entered_by IS NULL"
        case (nil, nil): return []
        }
        return try some(
            "id >= \(IDSource.lowest(at: since)) AND \(condition) ORDER BY id DESC LIMIT \(limit)")
    }

    private func some(_ condition: SQL) throws -> [ServiceCase] {
        try tx.rows(
            """
            SELECT \(ServiceCase.columns)
            FROM service_case
            WHERE \(condition)
            """
        ).map { try ServiceCase($0, tx) }
    }

    /// What was written, oldest first.
    func messages(of id: ID<ServiceCase>, vault: Vault) throws -> [CaseMessage] {
        try tx.rows(
            """
            SELECT id, kind, officer_id, body, written_at
            FROM case_message
            WHERE case_id = \(id)
            ORDER BY id
            """
        ).map { row in
            let message: ID<CaseMessage> = try row["id"]
            return try CaseMessage(
                kind: row["kind"], officer: row["officer_id"],
                text: vault.openText(row["body"], table: "case_message", column: "body", row: message.rawValue),
                at: row["written_at"])
        }
    }

    /// Name and contact of a person without an account.
    func guest(of id: ID<ServiceCase>, vault: Vault) throws -> CaseGuest? {
        let row = try tx.row("SELECT name, contact FROM service_case WHERE id = \(id)")
        guard let row, let name: Data = try row["name"], let sealed: Data = try row["contact"] else { return nil }
        func open(_ sealed: Data, _ column: String) throws -> String {
            try vault.openText(sealed, table: "service_case", column: column, row: id.rawValue)
        }
        guard let contact = Contact(try open(sealed, "contact")) else {
            throw Inconsistency("a stored contact reads back")
        }
        return CaseGuest(name: try open(name, "name"), contact: contact)
    }
}
