import HTTPTypes
import Programme

/// Which look at a pair a reviewer's page is for: it decides what the page says first and where its forms lead.
enum ReviewLook: Sendable {
    case first
    /// Blind: the first verdict is not shown.
    case second(ID<SecondLook>)
    /// After two reviewers differed; both findings are shown.
    case third(ID<SecondLook>, PhotoDisagreement)

    var isFirst: Bool { if case .first = self { true } else { false } }
    /// Only the second look's answer says nothing to the person.
    var takesNote: Bool { if case .second = self { false } else { true } }

    /// Where the pair is accepted.
    ///
    /// - Parameter photo: of the page's address.
    func acceptance(of photo: StoredPhoto) -> String {
        switch self {
        case .first: Paths.photoAcceptance(photo.id)
        case .second(let id): Paths.secondLook(id)
        case .third(let id, _): Paths.thirdLook(id)
        }
    }

    /// Where a better photo is asked for.
    func rejection(of photo: StoredPhoto) -> String {
        switch self {
        case .first: Paths.photoRejection(photo.id)
        case .second(let id): Paths.secondLook(id)
        case .third(let id, _): Paths.thirdLookRejection(id, photo.kind)
        }
    }

    /// Of the page.
    func page(of photo: StoredPhoto) -> String { isFirst ? Paths.photoReview(photo.id) : acceptance(of: photo) }

    /// What is said after the pair was accepted; also where a script shows the next one.
    var accepted: DoneNotice {
        switch self {
        case .first: .photosAccepted
        case .second: .secondLookTaken
        case .third: .thirdLookKept
        }
    }

    /// What is said after a better photo was asked for.
    var rejected: DoneNotice {
        switch self {
        case .first: .photosRejected
        case .second: .secondLookDiffers
        case .third: .thirdLookRejected
        }
    }

    /// Before the person's name in the page's heading; empty for the first look.
    func heading(_ t: Words) -> String {
        switch self {
        case .first: ""
        case .second: t("Pemeriksaan kedua: ", "Second look: ")
        case .third: t("Pemeriksaan ketiga: ", "Third look: ")
        }
    }

    func accepting(_ t: Words) -> String {
        if case .third = self { t("Tetap terima", "Keep accepted") } else { t("Terima", "Accept") }
    }

    /// What the reviewer knows before they look; nil for the first look.
    func introduction(_ t: Words) -> Banner? {
        switch self {
        case .first: nil
        case .second:
            Banner(
                .information,
                t(
                    "Ini pemeriksaan kedua. Putusan pertama tidak ditampilkan. Bila Anda tidak setuju, pemeriksa ketiga "
                        + "yang memutuskan.",
                    "This is a second look. The first finding is not shown. If you do not agree, a third reviewer "
                        + "decides."))
        case .third(_, let disagreement):
            Banner(
                .attention,
                t(
                    "Yang pertama menerima. Yang kedua meminta foto baru: \(disagreement.fault.short(t)). "
                        + "Sampai Anda memutuskan, foto tetap diterima.",
                    "The first accepted them. The second would ask for a new photo: \(disagreement.fault.short(t)). "
                        + "Until you decide the photos stay accepted."),
                title: t("Dua pemeriksa berbeda pendapat", "Two reviewers differ"))
        }
    }
}

extension PhotoDisagreementRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .involved:
            t(
                "Salah satu dari dua putusan itu milik Anda. Pemeriksa lain yang memutuskan.",
                "One of the two findings is yours. Another reviewer decides.")
        case .decidedAlready:
            t(
                "Foto ini sudah diputuskan, atau sudah diganti. Putusan Anda tidak disimpan.",
                "These photos were decided on already, or replaced. Your decision was not kept.")
        }
    }

    var status: HTTPResponse.Status { self == .involved ? .forbidden : .conflict }

    func way(_ t: Words) -> (label: String, path: String)? {
        (t("Foto menunggu", "Photos waiting"), Paths.photoOffice)
    }
}
