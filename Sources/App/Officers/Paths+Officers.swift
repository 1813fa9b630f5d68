import Programme

extension Paths {
    static let officerSetUp = Path<String>("/kantor/siapkan/{token}")
    static let officerSetUpStart = Path<String>("/kantor/siapkan/{token}/mulai")
}
