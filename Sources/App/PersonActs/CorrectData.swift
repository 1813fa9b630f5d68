import Programme
import Storage

/// Carries out a correction that two officers agreed on, by the same way as the person's own change: the registry is
/// asked where name or birth date changed, photos are looked at again, the rules decide, and an entry of a running wave
/// is checked again before the draw.
struct CorrectData: Sendable {
    let dependencies: Dependencies

    func carryOut(_ stored: StoredPersonProposal, in tx: Transaction) throws {
        let person = stored.value.person
        guard let correction = stored.text.correction,
            let now = try ProposePersonAct.data(of: person, in: tx, vault: dependencies.vault),
            let data = try tx.applications.personalData(of: person, vault: dependencies.vault)
        else { throw PersonActRefusal.noData }
        try correction.check(against: now)
        guard let personal = correction.after.personal(keepingWishOf: data) else {
            throw PersonActRefusal.changedMeanwhile
        }
        let isAnotherBirth = correction.changes.contains(.birthDate)
        try tx.applications.amend(
            personal, birthDate: isAnotherBirth ? correction.after.birthDate : nil, of: person, on: dependencies)
        try tx.applications.decide(person, on: dependencies)
        try tx.inbox.send(
            DataCorrectedNotice(
                items: correction.changes, reason: stored.text.reason, office: stored.value.proposedBy.duty,
                callCentre: dependencies.edition.contact.callCentre),
            to: person, on: dependencies)
    }
}
