import Storage

/// The defaults of columns that the migrations leave behind, as `UnknownObjects` writes them. A migration that adds or
/// takes away a default changes this list; a test compares them. Any other default was put in by SQL: it would fill a
/// column that an act of ours leaves out, and be bound with that act.
enum KnownDefaults {
    static let all: Set = [
        "contact_case.evidence ''", "course.state 'approved'", "course_offer.curated_price 0",
        "course_version.audience ''", "course_version.certificate ''", "course_version.place ''",
        "course_version.tools ''", "draw_attempt.chain 1", "job.lost 0", "list_import.unread_contacts 0",
        "one_time_code.attempts 0", "session.keys_off false",
    ]
}

/// What the migrations of this version make: built once per process, when it is first needed.
enum KnownSchema {
    fileprivate static let made = Result { try Boot.migrations.expectedSchema() }
}

extension Database {
    /// From here on an object that the migrations of this version did not make as it is counts as unknown.
    ///
    /// - Throws: `MigrationFault`, `StorageFault` for migrations that cannot be read or carried out.
    func expectOwnSchema() throws {
        expect(defaults: KnownDefaults.all, schema: try KnownSchema.made.get())
    }
}
