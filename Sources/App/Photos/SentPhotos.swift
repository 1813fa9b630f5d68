import Programme

/// The photos a person has sent, with what was measured and what may still be done with them.
struct SentPhotos: Sendable {
    var photos: [IdentityPhoto.Kind: StoredPhoto] = [:]
    var checks: [ID<StoredPhoto>: PhotoCheck] = [:]
    /// Whether photos can be sent now; after the application is submitted only rejected ones can be replaced.
    var mayEdit = true
    var isSubmitted = false
    /// Whether the typed NIK can be corrected now.
    var mayCorrectNIK = false
    /// Where the step of the photos leads when both are there.
    var onward = Paths.application
    /// By the real clock.
    let now: Instant

    /// The photo to take next; nil when both are there, or none can be sent now.
    var toTake: IdentityPhoto.Kind? {
        mayEdit ? IdentityPhoto.toTake(photos.mapValues(\.state)) : nil
    }

    var areAccepted: Bool { IdentityPhoto.Kind.allCases.allSatisfy { photos[$0]?.state == .accepted } }

    func mayReplace(_ photo: StoredPhoto) -> Bool { mayEdit && photo.state != .accepted }

    func check(of photo: StoredPhoto) -> PhotoCheck? {
        mayReplace(photo) && photo.state == .uploaded ? checks[photo.id] : nil
    }

    /// Whether the photo can still be replaced, and its measure may come soon.
    func isMeasuring(_ photo: StoredPhoto) -> Bool {
        isUnmeasured(photo) && now < photo.uploadedAt + PhotoMeasure.patience
    }

    /// Whether the page with these photos loads itself again.
    func reloads(_ shown: some Collection<StoredPhoto>) -> Bool {
        shown.contains { isUnmeasured($0) && now < $0.uploadedAt + PhotoMeasure.reloading }
    }

    /// Where the page of one sent photo leads.
    func after(_ kind: IdentityPhoto.Kind) -> String {
        guard let toTake, toTake != kind else { return Paths.photos }
        return Paths.photo(toTake)
    }

    private func isUnmeasured(_ photo: StoredPhoto) -> Bool {
        mayReplace(photo) && photo.state == .uploaded && checks[photo.id] == nil
    }
}
