import Programme

extension Paths {
    static let photoOffice = "/kantor/foto"

    static func photoReview(_ photo: ID<StoredPhoto>) -> String { "\(photoOffice)/\(photo)" }
    static func photoReviewImage(_ photo: ID<StoredPhoto>) -> String { "\(photoOffice)/\(photo)/gambar" }
    static func photoAcceptance(_ photo: ID<StoredPhoto>) -> String { "\(photoOffice)/\(photo)/terima" }
    static func photoRejection(_ photo: ID<StoredPhoto>) -> String { "\(photoOffice)/\(photo)/tolak" }
}
