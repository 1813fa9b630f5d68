import Programme
import Storage

extension Transaction {
    var caseTemplates: CaseTemplateQueries { CaseTemplateQueries(tx: self) }
}

/// Answers written in advance: the only writer of `case_template`.
struct CaseTemplateQueries {
    let tx: Transaction

    /// Templates in use, at most; an office with more cannot find the right one.
    static let most = 100

    func add(_ template: CaseTemplate, by officer: ID<Officer>, at now: Instant, ids: IDSource) throws -> ID<
        StoredTemplate
    > {
        let id: ID<StoredTemplate> = ids.next()
        try tx.run(
            """
            INSERT INTO case_template (id, title, text_id, text_en, written_by, written_at)
            VALUES (\(id), \(template.title), \(template.text.id), \(template.text.en), \(officer), \(now))
            """)
        return id
    }

    /// False when it is not in use any more.
    func end(_ id: ID<StoredTemplate>, at now: Instant) throws -> Bool {
        try tx.run("UPDATE case_template SET ended_at = \(now) WHERE id = \(id) AND ended_at IS NULL") == 1
    }

    /// Those in use, by title.
    func all() throws -> [StoredTemplate] {
        try tx.rows(
            """
            SELECT id, title, text_id, text_en, written_by
            FROM case_template
            WHERE ended_at IS NULL
            ORDER BY title, id
            LIMIT \(Self.most)
            """
        ).map(StoredTemplate.init)
    }

    /// Also one that is no longer in use.
    func find(_ id: ID<StoredTemplate>) throws -> StoredTemplate? {
        try tx.row("SELECT id, title, text_id, text_en, written_by FROM case_template WHERE id = \(id)")
            .map(StoredTemplate.init)
    }
}

struct StoredTemplate: Sendable {
    let id: ID<StoredTemplate>
    let value: CaseTemplate
    let author: ID<Officer>

    init(id: ID<StoredTemplate>, value: CaseTemplate, author: ID<Officer>) {
        (self.id, self.value, self.author) = (id, value, author)
    }

    init(_ row: Row) throws {
        id = try row["id"]
        author = try row["written_by"]
        value = try CaseTemplate(title: row["title"], text: Bilingual(id: row["text_id"], en: row["text_en"]))
    }
}
