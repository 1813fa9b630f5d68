import Programme
import Storage

/// An officer's verdict on a pair of photos, and its undoing.
struct JudgePhotos: Sendable {
    let dependencies: Dependencies

    /// Accepts the waiting photos of the pair, or asks for a better one in place of `photo`.
    func judge(
        _ photo: StoredPhoto, _ fault: IdentityPhoto.Fault?, note: String, by officer: ID<Officer>, _ tx: Transaction
    ) throws {
        try tx.officers.checkIsAnother(officer, than: photo.person)
        try claim(photo, for: officer, tx)
        let waiting = try waiting(of: photo.person, tx)
        for judged in fault == nil ? waiting : [photo] {
            guard
                try tx.photos.review(
                    judged.id, fault: fault, note: note, by: officer, at: dependencies.moment(), ids: dependencies.ids,
                    vault: dependencies.vault)
            else { throw StorageFault.contended }
        }
        for photo in waiting { try tx.photos.release(photo.id) }
        try tx.applications.decide(photo.person, on: dependencies)
        if let fault {
            try tx.photos.announce(fault, note: note, of: photo, on: dependencies)
        } else if let lot = Int(dependencies.random.digits(2), in: 0...99), PhotoWork.asksSecondLook(lot) {
            try tx.photos.askSecondLook(
                at: photo.person, after: officer, now: dependencies.realNow(), ids: dependencies.ids)
        }
    }

    /// Claims the pair for five minutes and returns until when. Throws `PhotoReviewRefusal` when another officer has
    /// claimed it or recorded a finding. A rule on who may not judge this person belongs here: every view and every
    /// verdict passes.
    @discardableResult
    func claim(_ photo: StoredPhoto, for officer: ID<Officer>, _ tx: Transaction) throws -> Instant {
        let now = dependencies.realNow()
        switch photo.state {
        case .replaced: throw PhotoReviewRefusal.replaced
        case .accepted, .rejected:
            let name = try tx.photos.reviewer(of: photo.id).flatMap { try tx.officers.names()[$0] } ?? "–"
            throw PhotoReviewRefusal.alreadyFound(name: name, photo.state)
        case .uploaded:
            for photo in try waiting(of: photo.person, tx) {
                let claim = try tx.photos.claim(photo.id, for: officer, at: now)
                guard claim.officer == officer else {
                    throw PhotoReviewRefusal.otherOfficer(
                        name: try tx.officers.names()[claim.officer] ?? "–", until: claim.until)
                }
            }
            return now + PhotoWork.claim
        }
    }

    /// Takes back the officer's last verdict and claims the pair again. The person, who has been asked for a new photo,
    /// hears that the request no longer holds.
    func undo(by officer: ID<Officer>, _ tx: Transaction) throws -> ID<StoredPhoto> {
        let now = dependencies.realNow()
        let photos = try tx.photos.lastVerdict(of: officer, since: now - PhotoWork.undo)
        guard let first = photos.first else { throw PhotoReviewRefusal.nothingToUndo }
        for photo in photos {
            guard try tx.photos.reopen(photo.id, at: now, ids: dependencies.ids) else { throw StorageFault.contended }
            try tx.audit.record(
                AuditEvent("photo.verdict-undone", subject: "photo:\(photo.id)"), by: .officer(officer),
                at: dependencies.moment(), ids: dependencies.ids)
            if photo.state == .rejected {
                try tx.inbox.send(PhotoCheckedAgainNotice(kind: photo.kind), to: photo.person, on: dependencies)
            }
            _ = try tx.photos.claim(photo.id, for: officer, at: now)
        }
        try tx.photos.withdrawLooks(at: first.person, now: now, ids: dependencies.ids)
        try tx.applications.decide(first.person, on: dependencies)
        return first.id
    }

    /// The second reviewer's answer. False when another officer was first. Throws `RecordRefusal.applicantChanged` where
    /// SQL changed the verdicts, or asked for the look: its first officer gave none of them.
    func answer(
        _ look: SecondLook, fault: IdentityPhoto.Fault?, by officer: ID<Officer>, _ tx: Transaction
    ) throws -> Bool {
        let photos = [look.card, look.selfie]
        for photo in photos { _ = try tx.records.hold(.photos, photo) }
        let reviewers = try photos.compactMap { try tx.photos.reviewer(of: $0) }
        let asLeft = try tx.records.asBound(.photos, of: photos, vault: dependencies.vault)
        guard reviewers.contains(look.firstOfficer), photos.allSatisfy({ asLeft.contains($0) }) else {
            dependencies.reportChanged(.photoLooks, look.id)
            throw RecordRefusal.applicantChanged
        }
        return try tx.photos.answer(
            look, fault: fault, by: officer, at: dependencies.moment(), ids: dependencies.ids)
    }

    /// The third reviewer's decision on a pair on which two differ: it stays accepted, or the person is asked for a
    /// better photo. Throws `RecordRefusal.applicantChanged` for a difference that no act left as it is.
    func settle(_ look: ThirdLook, better: BetterPhoto?, by officer: Officer, _ tx: Transaction) throws {
        let held = try tx.records.hold(.photoLooks, look.id)
        guard let look = try tx.photos.thirdLook(look.id), !look.isDecided else {
            throw PhotoDisagreementRefusal.decidedAlready
        }
        guard try tx.records.isAsBound(held, vault: dependencies.vault) else {
            dependencies.reportChanged(.photoLooks, look.id)
            throw RecordRefusal.applicantChanged
        }
        try tx.officers.checkIsAnother(officer.id, than: look.person)
        try look.disagreement.checkDecision(by: officer.signatory(for: .reviewPhotos))
        let (moment, ids) = (dependencies.moment(), dependencies.ids)
        guard try tx.photos.settle(look, better: better, by: officer.id, at: moment, ids: ids) else {
            throw PhotoDisagreementRefusal.decidedAlready
        }
        guard let better else { return }
        guard let photo = try tx.photos.photo(look.photo(better.kind)),
            try tx.photos.reopen(photo.id, at: moment.real, ids: ids),
            try tx.photos.review(
                photo.id, fault: better.fault, note: better.note, by: officer.id, at: moment, ids: ids,
                vault: dependencies.vault)
        else { throw StorageFault.contended }
        try tx.applications.decide(look.person, on: dependencies)
        try tx.photos.announce(better.fault, note: better.note, of: photo, on: dependencies)
    }

    private func waiting(of person: ID<Account>, _ tx: Transaction) throws -> [StoredPhoto] {
        try tx.photos.current(of: person).values.filter { $0.state == .uploaded }
            .sorted { $0.id.rawValue < $1.id.rawValue }
    }
}
