import Foundation
import Programme

/// `catalogue.json` of the product: the demo's platforms, institutions and courses, with invented institutions and texts
/// of our own.
struct DemoGoods: Decodable, Sendable {
    /// Fees in hundredths of a percent, by the platform's client code.
    let platforms: [String: Int]
    /// Names, by the institution's client code.
    let institutions: [String: String]
    /// Partners that do not call the API.
    let others: [Other]
    /// What the people of the demo's stories buy comes first.
    let courses: [Offer]

    struct Other: Decodable, Sendable {
        let kind: PartnerRecord.Kind
        let name: String
        let website: String
    }

    struct Offer: Decodable, Sendable {
        let code: String
        let title: String
        let summary: String
        let category: String
        let institution: String
        let mode: DeliveryMode
        let hours: Int
        /// Nil for a course that is taught online.
        let place: String?
        /// In rupiah, by the platform's client code.
        let prices: [String: Int64]
        let competence: [String]
        let audience: [String]
        let tools: [String]
        let trainer: String
        let assessment: [String]
        let completion: String
        let certificate: [String]

        var content: CourseContent {
            CourseContent(
                title: title, summary: summary, category: category, mode: mode, hours: hours,
                competence: CourseText.joined(competence), assessment: CourseText.joined(assessment), trainer: trainer,
                completion: completion, audience: CourseText.joined(audience), tools: CourseText.joined(tools),
                certificate: CourseText.joined(certificate), place: place ?? "")
        }
    }

    /// The file inside the product, read once in a process.
    static let shipped = Result {
        let file = Bundle.module.bundleURL.appending(path: "Demo/catalogue.json")
        return try JSONDecoder().decode(DemoGoods.self, from: Data(contentsOf: file))
    }
}
