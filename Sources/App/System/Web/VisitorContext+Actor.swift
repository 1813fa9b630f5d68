import Programme

extension VisitorContext {
    /// Who handed in a witness's paper. No sign-in is needed for that, so the sender may be unknown (`system`).
    var actor: Actor {
        switch browser.session?.holder {
        case .officer(let officer): .officer(officer.id)
        case .person, .partner, nil: .system
        }
    }
}
