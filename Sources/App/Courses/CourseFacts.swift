import Programme
import Storage

/// What decides whether a course fits one's days, at a glance: length, way of learning and place, certificate, field.
struct CourseFacts {
    let t: Words
    let course: Course
    let content: CourseContent?

    var html: HTML {
        func row(_ fact: (icon: HTML, title: String, detail: String)) -> HTML {
            "<li>\(fact.icon)<strong>\(fact.title)</strong><span>\(fact.detail)</span></li>"
        }
        return "<ul class=\"course-facts\">\(each: facts, row)</ul>"
    }

    private var facts: [(icon: HTML, title: String, detail: String)] {
        let field = CourseField(course.category)
        return [
            (FactIcon.clock.html, t("\(course.hours) jam", "\(course.hours) hours"), t("lama belajar", "of learning")),
            (course.mode.icon.html, course.mode.name(t), mode),
            (FactIcon.certificate.html, t("Sertifikat", "Certificate"), t("setelah lulus", "once completed")),
            (field.icon, field.name(course.category, t), t("bidang", "field")),
        ]
    }

    private var mode: String {
        switch course.mode {
        case .selfPaced: t("kapan saja, di mana saja", "at any time and place")
        case .webinar: t("langsung, pada jadwalnya", "live, at its time")
        case .offline: content.map(\.place).flatMap { $0.isEmpty ? nil : $0 } ?? t("tanyakan tempatnya", "ask where")
        }
    }
}

/// Decoration beside a fact, 24 by 24, in lines: the word beside it says the same.
enum FactIcon {
    case clock, screen, place, certificate

    var html: HTML {
        "<svg class=\"icon\" viewBox=\"0 0 24 24\" width=\"24\" height=\"24\" aria-hidden=\"true\">\(lines)</svg>"
    }

    private var lines: HTML {
        switch self {
        case .clock: "<circle cx=\"12\" cy=\"12\" r=\"9\"/><path d=\"M12 7v5l3 3\"/>"
        case .screen: "<path d=\"M4 5h16v10H4zM9 19h6M12 15v4\"/>"
        case .place:
            "<path d=\"M12 21c-5-6-7-8-7-11a7 7 0 0 1 14 0c0 3-2 5-7 11z\"/><circle cx=\"12\" cy=\"10\" r=\"2\"/>"
        case .certificate: "<path d=\"M4 4h16v11H4zM8 8h8M8 11h4\"/><path d=\"m13 15 2 6 2-2 2 2-1-6\"/>"
        }
    }
}

extension DeliveryMode {
    fileprivate var icon: FactIcon { self == .offline ? .place : .screen }
}

/// Who gives the course, and what else they teach.
struct CourseGiver: Sendable {
    let id: ID<Partner>
    let name: String
    let website: String?
    /// Of accepted courses.
    let courses: Int

    func section(_ t: Words) -> HTML {
        """
        <section><h2>\(t("Lembaga", "Institution"))</h2><p><strong>\(name)</strong></p>
        \(website.map { site($0, t) })\(when: courses > 1, others(t))</section>
        """
    }

    private func site(_ address: String, _ t: Words) -> HTML {
        "<p><a href=\"\(address)\" rel=\"noopener\">\(t("Situs \(name)", "Site of \(name)"))</a></p>"
    }

    private func others(_ t: Words) -> HTML {
        """
        <p><a href="\(CatalogueQuery.path(institution: id))">\(t(
            "Semua pelatihan dari \(name)", "All courses by \(name)"))</a></p>
        """
    }
}

extension CourseGiver {
    init(_ id: ID<Partner>, in tx: Transaction) throws {
        let record = try tx.partners.record(id)
        self.init(
            id: id, name: try record?.name ?? tx.partners.find(id)?.name ?? "", website: record?.website,
            courses: try tx.courses.accepted(of: id))
    }
}
