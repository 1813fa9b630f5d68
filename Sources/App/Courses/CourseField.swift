import Programme

/// A field of training as the catalogue draws it. Institutions name their fields in their own words: what is not known
/// here has the drawing of all others.
enum CourseField: String, CaseIterable {
    case language = "bahasa"
    case clothing = "busana"
    case design = "desain"
    case beauty = "kecantikan"
    case computer = "komputer"
    case craft = "kriya"
    case cooking = "kuliner"
    case vehicles = "otomotif"
    case care = "perawatan"
    case office = "perkantoran"
    case farming = "pertanian"
    case technical = "teknik"
    case business = "usaha"
    case other = "lain"

    init(_ category: String) {
        self = CourseField(rawValue: category.lowercased()) ?? .other
    }

    /// The field's name: an institution's own words are shown as they are.
    func name(_ category: String, _ t: Words) -> String {
        t(category, english ?? category)
    }

    private var english: String? {
        switch self {
        case .language: "Languages"
        case .clothing: "Clothing"
        case .design: "Design"
        case .beauty: "Beauty"
        case .computer: "Computing"
        case .craft: "Crafts"
        case .cooking: "Cooking"
        case .vehicles: "Vehicles"
        case .care: "Care"
        case .office: "Office work"
        case .farming: "Farming"
        case .technical: "Technical"
        case .business: "Business"
        case .other: nil
        }
    }

    /// Which of its drawing's grounds is nila, from 0; nil where none is.
    var nilaGround: UInt64? {
        switch self {
        case .technical: 0
        case .other: 1
        case .cooking: 2
        default: nil
        }
    }

    /// 24 by 24, in lines.
    var icon: HTML {
        "<svg class=\"icon\" viewBox=\"0 0 24 24\" width=\"24\" height=\"24\" aria-hidden=\"true\">\(lines)</svg>"
    }

    private var lines: HTML {
        switch self {
        case .language: "<path d=\"M4 5h11v8H9l-4 3v-3H4z\"/><path d=\"M18 9h2v8h-1v3l-4-3h-4\"/>"
        case .clothing: "<path d=\"M9 4 4 7l2 4 2-1v10h8V10l2 1 2-4-5-3c-1 3-5 3-6 0z\"/>"
        case .design: "<path d=\"m5 19 1-5L16 4l4 4L10 18z\"/><path d=\"m13 7 4 4\"/>"
        case .beauty:
            "<circle cx=\"6\" cy=\"18\" r=\"3\"/><circle cx=\"18\" cy=\"18\" r=\"3\"/><path d=\"m8 16 8-12M16 16 8 4\"/>"
        case .computer: "<path d=\"M5 5h14v10H5zM2 19h20\"/>"
        case .craft: "<path d=\"M12 3 21 12 12 21 3 12z\"/><path d=\"m12 8 4 4-4 4-4-4z\"/>"
        case .cooking:
            "<path d=\"M4 10h13v5a5 5 0 0 1-5 5H9a5 5 0 0 1-5-5z\"/><path d=\"M17 11h2a2 2 0 0 1 0 5h-2M8 6V3m4 3V3\"/>"
        case .vehicles:
            "<circle cx=\"6\" cy=\"16\" r=\"4\"/><circle cx=\"18\" cy=\"16\" r=\"4\"/><path d=\"M6 16h7l3-8h-3m3 0 2 8\"/>"
        case .care: "<path d=\"M12 20 4 12a5 5 0 0 1 8-6 5 5 0 0 1 8 6z\"/>"
        case .office: "<path d=\"M4 8h16v11H4zM9 8V5h6v3M4 13h16\"/>"
        case .farming: "<path d=\"M12 21v-9c0-5 4-7 8-7 0 5-3 8-8 8M12 15c0-4-3-6-7-6 0 4 3 7 7 7\"/>"
        case .technical: "<path d=\"M13 3 5 14h6l-1 7 8-11h-6z\"/>"
        case .business: "<path d=\"M5 8h14l1 12H4zM9 10V7a3 3 0 0 1 6 0v3\"/>"
        case .other: "<path d=\"M12 6C9 4 6 4 3 5v14c3-1 6-1 9 1 3-2 6-2 9-1V5c-3-1-6-1-9 1zm0 0v14\"/>"
        }
    }
}
