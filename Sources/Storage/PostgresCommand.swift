/// How a transaction begins and ends. Prepared on every connection, because parsing costs more than executing.
enum PostgresCommand: String, CaseIterable {
    case beginWriting = "BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE"
    case beginReading = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
    /// Until the end of the transaction: a plan is made once, without the values, and looks each row of a list up by an
    /// index. The high price of a row keeps it from reading an index from end to end instead, which costs less as long
    /// as the table is small.
    case planForLists = """
        SELECT set_config('plan_cache_mode', 'force_generic_plan', TRUE), set_config('enable_seqscan', 'off', TRUE),
            set_config('enable_hashjoin', 'off', TRUE), set_config('enable_mergejoin', 'off', TRUE),
            set_config('cpu_tuple_cost', '1', TRUE)
        """
    case commit = "COMMIT"
    case rollback = "ROLLBACK"

    var name: String {
        switch self {
        case .planForLists: "plan-for-lists"
        case .beginWriting: "begin-writing"
        case .beginReading: "begin-reading"
        case .commit: "commit"
        case .rollback: "rollback"
        }
    }
}
