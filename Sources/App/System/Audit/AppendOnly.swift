import Storage

/// The tables that prove what happened: their rows are added and never changed. On PostgreSQL the application's own user
/// gets no right to change them, where another user migrates (docs/decisions/0019).
enum AppendOnly {
    static let tables: Set = [
        "access_reading", "audit_event", "bound_record", "checkpoint", "journal_entry", "log_leaf", "posting",
        "sealed_entry", "training_report",
    ]

    static let privileges = TablePrivileges(appendOnly: tables)
}
