extension Paths {
    /// What is held back because a row was changed by other means than an act.
    static let heldMatters = "/kantor/ditahan"
}
