/// Limits and sizes of both engines.
enum Limits {
    /// How many times a transaction is attempted in all when it meets serialisation failures or deadlocks.
    static let attempts = 8
    /// How many times a transaction is attempted in all when a row's key is taken. The second attempt finds the row of
    /// a caller who wrote at the same moment; a key that was taken long before stays a fault.
    static let attemptsForKey = 2
    /// How many callers may wait for a connection; further ones get `StorageFault.overloaded`.
    static let waiting = 10_000
    /// How long a statement may run on PostgreSQL, in seconds; then the server ends it with `StorageFault.timedOut`.
    /// Also how long a transaction may stay open between two statements.
    static let statementSeconds = 30
    /// Pages of 4 kB in the write-ahead log at which SQLite checkpoints it into the database file. A page that changes
    /// in every commit is then copied once per checkpoint.
    static let logPages = 8_192
    /// Page cache of SQLite's writer, in kilobytes. About twenty indexes are written at random positions; a page that
    /// is not in the cache is read from the file before each such write.
    static let writerCacheKilobytes = 65_536
    /// How many transactions share one durable commit on SQLite, at most. The first of them waits for the last.
    static let batch = 256
    /// How many statements a PostgreSQL connection keeps prepared; for each further one it drops one, which is prepared
    /// again at its next use.
    static let prepared = 512
    /// How many statements a PostgreSQL connection knows to be followed by another in the same read.
    static let followedStatements = 10_000
    /// How many statements a PostgreSQL connection sends before it reads their results. While neither side reads, both
    /// could block on full socket buffers.
    static let unread = 256
    /// The pause before a retry, in seconds: random, between zero and twice this after the first conflict. The upper
    /// bound doubles with each further one, so that the transactions in conflict do not meet again.
    static let pauseSeconds = 0.002
}
