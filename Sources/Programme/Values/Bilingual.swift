/// A text in the two languages of the site.
package struct Bilingual: Sendable, Codable, Equatable {
    package let id: String
    package let en: String

    package init(id: String, en: String) {
        self.id = id
        self.en = en
    }
}
