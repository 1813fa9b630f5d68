import Programme

/// The drawing beside a course: its field's, where that is true of the course. A field such as `Teknik` holds courses
/// of very different work, and a welder's mask beside the washing of an air conditioner is untrue. Decoration: the
/// title says what the course is.
struct CourseCover: Sendable {
    let course: ID<Course>
    let category: String
    let title: String

    init(_ course: ID<Course>, _ category: String, _ title: String) {
        (self.course, self.category, self.title) = (course, category, title)
    }

    /// On how many grounds each drawing is made, so that courses of one field beside each other are told apart.
    private static let grounds: UInt64 = 3

    /// - Parameter isOnNila: it lies in a box of that colour, in which a picture with the same ground has no edge.
    func html(isLazy: Bool = true, isOnNila: Bool = false) -> HTML {
        let ground = (course.rawValue ^ course.rawValue >> 12).magnitude % Self.grounds
        let chosen = isOnNila && drawing.nilaGround == ground ? (ground + 1) % Self.grounds : ground
        let file = "bidang-\(drawing.name)\(chosen == 0 ? "" : "-\(chosen + 1)").svg"
        return """
            <img class="cover" src="\(PublicFiles.shared.path(of: file))" alt="" width="320" height="168"\
            \(attribute: "loading", isLazy ? "lazy" : nil)>
            """
    }

    private struct Drawing {
        let name: String
        /// Which of its grounds is nila, from 0; nil where none is.
        var nilaGround: UInt64?
    }

    private var drawing: Drawing {
        let field = CourseField(category)
        return switch field {
        case .technical where !says([" las ", "mengelas", "pengelas"]): Drawing(name: "bengkel", nilaGround: 1)
        case .cooking where !says(["barista", "kopi", "minum", " teh "]): Drawing(name: "dapur", nilaGround: 2)
        case .care where says(["kebersihan", "bersih", "kamar", "laundry"]): Drawing(name: "kebersihan")
        case .farming where says(["lele", "ikan", "nila", "udang"]): Drawing(name: "ikan")
        case .farming where says(["ternak", "ayam", "bebek", "telur"]): Drawing(name: "ternak")
        case .vehicles where says(["mobil", "wisata", "truk"]): Drawing(name: "bengkel", nilaGround: 1)
        default: Drawing(name: field.rawValue, nilaGround: field.nilaGround)
        }
    }

    private func says(_ words: [String]) -> Bool {
        let title = " \(title.lowercased()) "
        return words.contains { title.contains($0) }
    }
}
