import Programme

/// A person whose one-time code begins a session.
struct ProvedSignIn: Sendable {
    let person: ID<Account>
    /// Whether the account was opened in this transaction: no session of it can have ended.
    let isNew: Bool
    let proof: ProvedCode
    let device: Device
    /// The case at a counter for which it begins; nil for a session of the person's own.
    var assistance: ID<CounterCase>?
}
