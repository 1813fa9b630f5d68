extension Paths {
    /// At a partner's desk in a sandbox: its clock, test people and their messages.
    static let deskTrial = "/mitra/meja/uji"
}
