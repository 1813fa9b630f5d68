extension Officer {
    /// The officer's roles taken together.
    package var role: Officer { self }
}

/// The duties of officers from before roles were a file, by their former names.
extension Role {
    package static let verifier = Role.identityReviewer
    package static let operations = Role.waveManager
    package static let approver = Role.programmeManager
}
