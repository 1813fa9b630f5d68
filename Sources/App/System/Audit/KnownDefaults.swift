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
