extension Paths {
    static let editions = "/aturan"
    static let editionSchema = "/aturan/edition.schema.json"

    static func editionFile(_ id: String) -> String { "\(edition(id))/edisi.yaml" }
    static func edition(_ id: String) -> String { "\(editions)/\(id)" }
    static func editionDifference(_ later: String, from earlier: String) -> String {
        "\(editions)/\(later)/dibanding/\(earlier)"
    }
}
