import Testing

/// SQL is allowed in queries and migrations only, and each table has one slice that writes it.
enum SQLRule {
    /// The tables of each folder, which alone may write them.
    static let tables: [(room: String, tables: String)] = [
        ("App/Access", "access_reading"),
        ("App/Accounts", "account account_contact code_budget contact_case contact_change one_time_code"),
        (
            "App/Applications",
            """
            application declaration eligibility_basis eligibility_decision name_index person_address person_name_word
            person_work personal_data question_bank test_answer test_grant test_sitting
            """
        ),
        (
            "App/Cases",
            """
            case_batch case_batch_item case_correction case_entry case_figure case_message case_ruling case_template
            service_case
            """
        ),
        ("App/Certificates", "certificate certificate_due credential_key"),
        ("App/Cards", "card card_lapse card_number card_reminder"),
        (
            "App/Courses",
            """
            catalogue_version course course_import course_offer course_price course_schedule course_verdict
            course_version course_version_offer
            """
        ),
        ("App/Consents", "consent_grant consent_token site_consent"),
        ("App/Counter", "counter_case"),
        ("App/Decrees", "decree decree_number decree_signature"),
        ("App/Disqualifications", "disqualification"),
        ("App/Switches", "closed_door"),
        (
            "App/Draws",
            """
            draw draw_answer draw_attempt draw_beacon draw_change draw_count draw_list draw_page draw_people draw_pool
            draw_removal draw_signature draw_witness
            """
        ),
        ("App/Editions", "annex edition"),
        ("App/Entries", "entry entry_place entry_removal wave wave_before_codes wave_gate wave_postponement"),
        ("App/Exports", "export_download export_people export_piece export_request"),
        ("App/HeldCompletions", "completion_verdict held_completion"),
        ("App/HeldMatters", "held_matter"),
        ("App/HelpOffices", "help_office"),
        ("App/Rights", "account_deletion"),
        ("App/Identity", "identity_claim identity_dispute verified_nik"),
        ("App/Inbox", "delivery message recipient_language text_budget"),
        ("App/Incentives", "instalment"),
        ("App/Ledger", "hold journal_entry ledger_account posting sealed_entry"),
        (
            "App/Lists",
            """
            invitation invitation_batch invitation_message list_change list_contact list_difference list_entry
            list_import list_removal list_slip list_take_up list_touch list_touch_count list_withdrawal
            """
        ),
        ("App/Office", "officer_visit"),
        (
            "App/Officers",
            "office_role_file officer officer_failure officer_identity officer_nik officer_recovery officer_request officer_role "
                + "officer_setup"
        ),
        (
            "App/Partners",
            """
            partner partner_agreement partner_answer partner_call partner_key partner_key_link partner_key_use
            partner_owner partner_proposal partner_record unknown_number_count unknown_number_user
            """
        ),
        ("App/PartnerAPI", "partner_token"),
        (
            "App/PartnerDesk",
            """
            partner_course_file partner_person partner_person_recovery partner_person_request partner_person_setup
            partner_session
            """
        ),
        (
            "App/Payouts",
            """
            disbursement payee_account payee_inquiry payee_number payee_question payout_batch provider_statement
            provider_statement_line statement_finding
            """
        ),
        (
            "App/PersonActs",
            "account_suspension card_revocation message_repetition person_proposal revoked_instalment"
        ),
        ("App/People", "office_search person_opening person_search"),
        ("App/Photos", "identity_document photo_claim photo_measure photo_review photo_second_look photo_third_look"),
        ("App/Reports", "budget_figure daily_count figure_count"),
        ("App/Proofs", "checkpoint log_cosignature log_head log_leaf"),
        (
            "App/Purchases",
            """
            attendance attendance_request card_warning completion coursework participant_email platform_user purchase
            purchase_change test_code_step training_report
            """
        ),
        ("App/Regions", "region"),
        ("App/Reviews", "review"),
        ("App/Surveys", "survey_answer"),
        (
            "App/Webhooks",
            "webhook_attempt webhook_endpoint webhook_event webhook_object webhook_secret webhook_secret_link"
        ),
        ("App/Waves", "abandonment_proposal outcome_news postponement_proposal wave_news"),
        ("App/System/Audit", "audit_event bound_record"),
        ("App/System/Clock", "node programme_clock programme_lead"),
        ("App/System/Jobs", "job worker"),
        ("App/System/Sandbox", "installation"),
        ("App/System/Vault", "master_key"),
        ("App/System/Web", "session"),
    ]

    /// The folders that may write each table.
    static let writers: [String: [String]] = tables.reduce(into: [:]) { writers, line in
        for table in line.tables.split(whereSeparator: \.isWhitespace) {
            writers[String(table), default: []].append(line.room)
        }
    }

    /// The tables that the migrations leave behind, applied in order.
    static func tables(in migrations: [String]) -> Set<String> {
        let change = /CREATE TABLE (\w+)|DROP TABLE (\w+)|ALTER TABLE (\w+) RENAME TO (\w+)/
        return migrations.flatMap { $0.matches(of: change) }.reduce(into: []) { tables, match in
            if let made = match.1 { tables.insert(String(made)) }
            if let gone = match.2 ?? match.3 { tables.remove(String(gone)) }
            if let renamed = match.4 { tables.insert(String(renamed)) }
        }
    }

    static func findings(in source: Source) -> [Finding] {
        guard source.path.hasPrefix("Sources/"), !source.isIn("Storage") else { return [] }
        return source.literals.flatMap { literal -> [Finding] in
            guard isStatement(literal.text) else { return [] }
            var findings: [Finding] = []
            if !(source.isIn("App") && source.name.contains(/Queries(\+\w+)?\.swift$/)) {
                findings.append(
                    Finding(path: source.path, line: literal.line, message: "SQL stands in …Queries.swift only"))
            }
            for table in written(by: literal.text) {
                guard let rooms = writers[table], !rooms.contains(where: source.isIn) else { continue }
                let message = "only \(rooms.joined(separator: ", ")) writes \(table)"
                findings.append(Finding(path: source.path, line: literal.line, message: message))
            }
            return findings
        }
    }

    private static func isStatement(_ text: String) -> Bool {
        guard ["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE"].contains(where: { text.holds($0) }) else {
            return false
        }
        let change = /\b(INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\s|CREATE\s+(TABLE|INDEX))/
        return text.contains(/\bSELECT\s+\S+[\s\S]*\bFROM\b/) || text.contains(change)
    }

    private static func written(by text: String) -> [String] {
        text.matches(of: /\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+(\w+)/).map { String($0.1) }
    }
}

@Suite("Places of SQL")
struct SQLRuleTests {
    @Test("SQL: every file keeps to the rule")
    func house() {
        expectNothing(House.sources.flatMap(SQLRule.findings))
    }

    @Test("SQL: every table has a slice that writes it, and every table listed exists")
    func tables() {
        let folder = "Sources/App/Resources/Migrations"
        let tables = SQLRule.tables(in: House.files(under: folder, ending: ".sql").map(House.read))
        #expect(tables.count > 90)
        #expect(tables.subtracting(SQLRule.writers.keys).sorted() == [], "tables without a writer")
        #expect(Set(SQLRule.writers.keys).subtracting(tables).sorted() == [], "tables that do not exist")
    }

    @Test("SQL: a table that was renamed or dropped counts as the migrations leave it")
    func migrated() {
        let steps = ["CREATE TABLE a (id)\nCREATE TABLE b (id)", "DROP TABLE a;\nALTER TABLE b RENAME TO c;"]
        #expect(SQLRule.tables(in: steps) == ["c"])
    }

    @Test(
        "SQL: a statement in the wrong place is found",
        arguments: [
            ("Sources/App/Cards/CardPages.swift", "tx.rows(\"SELECT id FROM card\")"),
            (
                "Sources/App/Cards/CardPages.swift",
                "tx.run(\"\"\"\n    UPDATE card\n    SET state = \\(state)\n    \"\"\")"
            ),
            ("Sources/Programme/Cards/Card.swift", "let a = \"SELECT id FROM card\""),
            ("Sources/App/Cards/CardQueries.swift", "tx.run(\"INSERT INTO posting (id) VALUES (1)\")"),
            ("Sources/App/Cards/CardQueries.swift", "tx.run(\"UPDATE ledger_account SET posted = 1\")"),
            ("Sources/App/Ledger/LedgerQueries.swift", "tx.run(\"DELETE FROM job WHERE id = \\(id)\")"),
        ])
    func bad(path: String, text: String) {
        #expect(SQLRule.findings(in: Source(path: path, text: text)).count == 1)
    }

    @Test(
        "SQL: reading other slices' tables and English sentences are allowed",
        arguments: [
            ("Sources/App/Cards/CardQueries.swift", "tx.rows(\"SELECT posted FROM ledger_account\")"),
            ("Sources/App/Ledger/LedgerQueries.swift", "tx.run(\"INSERT INTO posting (id) VALUES (1)\")"),
            ("Sources/App/Cards/CardPages.swift", "t(\"Pilih\", \"Select a course from the list. Update it.\")"),
            ("Sources/App/Cards/CardPages.swift", "// SELECT id FROM card"),
        ])
    func good(path: String, text: String) {
        #expect(SQLRule.findings(in: Source(path: path, text: text)) == [])
    }
}
