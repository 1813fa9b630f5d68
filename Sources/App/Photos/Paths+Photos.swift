import Programme

extension Paths {
    static let photos = "/pendaftaran/foto"
    static let photo = Path<IdentityPhoto.Kind>("/pendaftaran/foto/{kind}")
    static let photoAgain = Path<IdentityPhoto.Kind>("/pendaftaran/foto/{kind}/ganti")
    static let photoImage = Path<IdentityPhoto.Kind>("/pendaftaran/foto/{kind}/gambar")

    static let photoOffice = "/kantor/foto"
    static let photoReview = Path<ID<StoredPhoto>>("/kantor/foto/{id}")
    static let photoReviewImage = Path<ID<StoredPhoto>>("/kantor/foto/{id}/gambar")
    static let photoAcceptance = Path<ID<StoredPhoto>>("/kantor/foto/{id}/terima")
    static let photoRejection = Path<ID<StoredPhoto>>("/kantor/foto/{id}/tolak")
    static let photoUndo = "/kantor/foto-urungkan"
    static let photoAgreement = "/kantor/foto-kesepakatan"
    static let secondLooks = "/kantor/foto-kedua"
    static let secondLook = Path<ID<SecondLook>>("/kantor/foto-kedua/{id}")
    static let thirdLooks = "/kantor/foto-ketiga"
    static let thirdLook = Path<ID<SecondLook>>("/kantor/foto-ketiga/{id}")
    static let thirdLookRejection = Path<ID<SecondLook>, IdentityPhoto.Kind>("/kantor/foto-ketiga/{id}/{kind}")
}

extension IdentityPhoto.Kind: PathValue {
    var pathText: String { slug }
}
