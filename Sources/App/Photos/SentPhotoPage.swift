import Programme

/// The screen of one photo after it was sent. It has no form, so nothing is lost when it loads itself again.
struct SentPhotoPage: Page {
    let t: Words
    let photo: StoredPhoto
    let sent: SentPhotos

    var title: String { StepTitle.title(.photos, heading, t) }

    var body: HTML {
        """
        \(StepTitle.caption(.photos, t))<h1>\(heading)</h1>
        <section class="photo">\(photo.kind.preview(photo, t))
        \(finding.html)
        <p class="go">\(buttons)</p></section>
        """
    }

    private var heading: String {
        switch photo.kind {
        case .card: t("Foto KTP sudah masuk", "We have the photo of your card")
        case .selfie: t("Swafoto sudah masuk", "We have the photo of you")
        }
    }

    private var finding: PhotoFinding { PhotoFinding(t: t, photo: photo, sent: sent) }

    private var buttons: HTML {
        let advises = finding.advisesAnother
        let onward = Part.button(
            advises ? t("Lanjut dengan foto ini", "Go on with this photo") : t("Lanjut", "Continue"),
            to: sent.after(photo.kind), secondary: advises)
        guard sent.mayReplace(photo) else { return onward }
        let again = Part.button(
            t("Ganti foto", "Replace the photo"), to: Paths.photoAgain(photo.kind), secondary: !advises)
        return advises ? again + onward : onward + again
    }

    static func sample(_ t: Words) -> SentPhotoPage {
        let photo = StoredPhoto.sample(.card, .uploaded)
        return SentPhotoPage(
            t: t, photo: photo,
            sent: SentPhotos(
                photos: [.card: photo], checks: [photo.id: PhotoCheck(hints: [.dark], difference: nil)],
                now: photo.uploadedAt))
    }

    static func sampleMeasuring(_ t: Words) -> SentPhotoPage {
        let photo = StoredPhoto.sample(.selfie, .uploaded)
        return SentPhotoPage(t: t, photo: photo, sent: SentPhotos(photos: [.selfie: photo], now: photo.uploadedAt))
    }
}
