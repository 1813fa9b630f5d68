import Foundation
import Programme

/// The files of the product that the catalogue reads.
enum CatalogueFiles {
    static let synonyms =
        (try? String(contentsOf: file("Courses/synonyms.txt"), encoding: .utf8)) ?? "cannot be read"

    /// The demo's sixty courses, as the catalogue searches them.
    static let texts: [CourseIndex.Text] =
        (try? JSONDecoder().decode(Goods.self, from: Data(contentsOf: file("Demo/catalogue.json"))))?.courses.map {
            CourseIndex.Text(
                title: $0.title, category: $0.category, institution: $0.institution,
                content: "\($0.summary) \($0.competence.joined(separator: " "))")
        } ?? []

    private static func file(_ path: String) -> URL {
        EditionFiles.repository.appending(path: "Sources/App/Resources/\(path)")
    }

    private struct Goods: Decodable {
        let courses: [Course]

        struct Course: Decodable {
            let title: String
            let category: String
            let institution: String
            let summary: String
            let competence: [String]
        }
    }
}

extension SearchSynonyms {
    /// Those of the product.
    static let ofProduct = (try? SearchSynonyms(text: CatalogueFiles.synonyms)) ?? SearchSynonyms([])
}
