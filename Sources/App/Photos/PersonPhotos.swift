import Programme
import Storage

extension PersonSectionSource {
    /// All photos that were sent, with what officers found.
    static let photos = PersonSectionSource { tx, reading in
        let t = reading.t
        let photos = try tx.photos.all(of: reading.person)
        guard !photos.isEmpty else { return nil }
        let names = try tx.officers.names()
        let mayReview = reading.officer.may(.reviewPhotos)
        func row(_ photo: StoredPhoto) throws -> HTML {
            let reviewer = try tx.photos.reviewer(of: photo.id).flatMap { names[$0] }
            let name: HTML =
                mayReview && photo.state != .replaced
                ? "<a href=\"\(Paths.photoReview(photo.id))\">\(photo.kind.label(t))</a>" : "\(photo.kind.label(t))"
            let sent = [t.shortMoment(real: photo.uploadedAt), reviewer].compactMap(\.self).joined(separator: ", ")
            return "<li>\(name) \(photo.state.tag(t))<small>\(sent)</small></li>"
        }
        let rows = try photos.map(row)
        return PersonSection(
            title: Bilingual(id: "Foto", en: "Photos"), column: .identity,
            body: "<ul class=\"plain-list\">\(each: rows, { $0 })</ul>")
    }
}

extension IdentityPhoto.State {
    fileprivate func tag(_ t: Words) -> HTML {
        switch self {
        case .uploaded: Part.tag(t("Menunggu", "Waiting"), .waiting)
        case .accepted: Part.tag(t("Diterima", "Accepted"), .done)
        case .rejected: Part.tag(t("Ditolak", "Rejected"), .wrong)
        case .replaced: Part.tag(t("Diganti", "Replaced"), .blocked)
        }
    }
}

extension PersonWorkSource {
    static let photo = PersonWorkSource(kind: "photo", workers: [.reviewPhotos]) { tx, id in
        guard let photo = try tx.photos.photo(ID(id)), photo.state == .uploaded else { return [] }
        return [photo.person]
    }
}
