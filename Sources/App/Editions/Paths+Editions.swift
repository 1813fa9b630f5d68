extension Paths {
    static let editions = "/aturan"
    static let editionSchema = "/aturan/edition.schema.json"
    static let edition = Path<String>("/aturan/{id}")
    static let editionFile = Path<String>("/aturan/{id}/edisi.yaml")
    /// The text whose digest the statements of draws bind.
    static let editionCanonical = Path<String>("/aturan/{id}/edisi-kanonik.txt")
    /// The later edition, then the one it is compared with.
    static let editionDifference = Path<String, String>("/aturan/{id}/dibanding/{earlier}")
    /// The file of the edition in force.
    static let currentEditionFile = "/edisi.yaml"
    /// The annex of the installation, signed.
    static let annex = "/lampiran.txt"
}
