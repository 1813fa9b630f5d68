import Programme

/// Both photos once they are there, each with its state and what was measured. It has no form, so nothing is lost when
/// it loads itself again.
struct BothPhotosPage: Page {
    let t: Words
    let sent: SentPhotos

    var title: String { StepTitle.title(.photos, t) }

    var body: HTML {
        """
        \(StepTitle.caption(.photos, t))<h1>\(StepTitle.of(.photos, t))</h1>
        \(when: sent.isSubmitted, state)
        \(each: IdentityPhoto.Kind.allCases.compactMap { sent.photos[$0] }, part)
        <p class="go">\(Part.button(t("Lanjut", "Continue"), to: sent.onward))</p>
        """
    }

    private var state: HTML {
        Banner(
            .done,
            sent.areAccepted
                ? t("Kedua foto sudah diterima.", "Both photos were accepted.")
                : t(
                    "Kedua foto sudah masuk. Petugas memeriksanya; hasilnya tampil di halaman akun Anda.",
                    "Both photos are in. An officer looks at them; the result shows on your account page.")
        ).html
    }

    private func part(_ photo: StoredPhoto) -> HTML {
        """
        <section class="card photo sent"><h2>\(photo.kind.label(t))</h2>
        \(photo.kind.preview(photo, t))
        <div>\(PhotoFinding(t: t, photo: photo, sent: sent).html)
        \(when: sent.mayReplace(photo), again(photo.kind))</div></section>
        """
    }

    private func again(_ kind: IdentityPhoto.Kind) -> HTML {
        """
        <p><a class="button secondary" href="\(Paths.photoAgain(kind))">\(t("Ganti foto", "Replace the photo"))\
        <span class="hidden">: \(kind.label(t))</span></a></p>
        """
    }

    static func sample(_ t: Words) -> BothPhotosPage {
        let photos = [StoredPhoto.sample(.card, .accepted), .sample(.selfie, .uploaded)]
        return BothPhotosPage(
            t: t,
            sent: SentPhotos(
                photos: Dictionary(uniqueKeysWithValues: photos.map { ($0.kind, $0) }),
                checks: [photos[1].id: PhotoCheck(hints: [], difference: nil)], now: photos[1].uploadedAt))
    }
}
