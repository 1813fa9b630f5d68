extension Paths {
    static let previews = "/pratinjau"
    static let preview = Path<String>("/pratinjau/{name}")
    static let previewInLanguage = Path<String, Language>("/pratinjau/{name}/{language}")
}
