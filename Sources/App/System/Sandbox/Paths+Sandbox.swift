extension Paths {
    /// At a partner's desk in a sandbox: its clock, test people and their messages.
    static let deskTrial = "/mitra/meja/uji"
    /// In a sandbox, without a session: the way into its desk, the authenticator's code, and the test people's messages.
    static let trial = "/mitra/uji"
    static let trialEntry = "/mitra/uji/masuk"
}
