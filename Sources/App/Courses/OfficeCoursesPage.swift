import Programme

/// `/kantor/pelatihan`: all courses, by pages, with a search.
struct OfficeCoursesPage: Page {
    let t: Words
    let courses: [OfficeCourse]
    /// Of the page, from 1.
    let number: Int
    /// What is searched for; empty for all courses.
    let words: String
    /// Whose courses are shown; nil for all partners.
    let partner: PartnerRecord?
    let hasMore: Bool
    let officer: Officer

    static let wordsField = "cari"
    static let partnerField = "mitra"
    static let pageField = "halaman"

    var title: String {
        let name = partner.map { t("Pelatihan \($0.name)", "Courses of \($0.name)") } ?? t("Pelatihan", "Courses")
        return number == 1 ? name : t("\(name), halaman \(number)", "\(name), page \(number)")
    }
    var isWide: Bool { true }
    var crumbs: [Crumb] { partner.map { [Crumb($0.name, Paths.officePartner($0.id))] } ?? [] }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Pelatihan dijual setelah dua kurator menerimanya.", "A course is sold after two curators have accepted it."))</p>
        \(when: mayImport, "<p>\(Part.button(t("Impor dari berkas", "Import from a file"), to: Paths.uploadCourses, secondary: true))</p>")
        \(search)
        \(Part.table(
            caption: courses.contains(where: \.waits)
                ? t("Yang menunggu kurasi di atas", "Those that wait for curation first")
                : t("Tidak ada yang menunggu kurasi di halaman ini", "None on this page waits for curation"),
            [t("Pelatihan", "Course"), t("Lembaga", "Institution"), t("Status", "State"), t("Harga mulai", "From"), t(
                "Terjual", "Sold")],
            courses.map(row), empty: empty))
        \(turning)
        """
    }

    private var mayImport: Bool { officer.may(.managePartners) }

    private var empty: String {
        if !words.isEmpty {
            return t("Tidak ada yang cocok dengan “\(words)”.", "None matches “\(words)”.")
        }
        return mayImport && partner == nil
            ? t("Belum ada. Impor berkas yang pertama.", "None yet. Import the first file.")
            : t("Belum ada pelatihan.", "No courses yet.")
    }

    private var search: HTML {
        let form = FormState(csrf: "", values: [Self.wordsField: words])
        let whose: HTML = partner.map { Field.hidden(Self.partnerField, "\($0.id)") } ?? .empty
        let all: HTML =
            words.isEmpty && partner == nil
            ? .empty
            : Part.button(t("Semua pelatihan", "All courses"), to: Paths.officeCourses, secondary: true)
        return """
            <form method="get" action="\(Paths.officeCourses)" class="filter">\(whose)
            \(Field.text(
                form, Self.wordsField, t("Judul, kode, atau lembaga", "Title, code or institution"),
                autocomplete: "off", maxLength: 100))
            \(Part.submit(t("Cari pelatihan", "Find courses"), kind: "secondary"))\(all)</form>
            """
    }

    private var turning: HTML {
        func address(_ page: Int) -> String {
            let parts = [
                words.isEmpty ? nil : "\(Self.wordsField)=\(words.percentEncoded)",
                partner.map { "\(Self.partnerField)=\($0.id)" }, page > 1 ? "\(Self.pageField)=\(page)" : nil,
            ].compactMap(\.self)
            return parts.isEmpty ? Paths.officeCourses : "\(Paths.officeCourses)?\(parts.joined(separator: "&"))"
        }
        guard number > 1 || hasMore else { return .empty }
        return """
            <p>\(when: number > 1, Part.button(t("Sebelumnya", "Previous"), to: address(number - 1), secondary: true))\
            \(when: hasMore, Part.button(t("Berikutnya", "Next"), to: address(number + 1), secondary: true))</p>
            """
    }

    private func row(_ course: OfficeCourse) -> [HTML] {
        let state = course.state.label(t, sale: course.sale)
        let waits = course.waits && course.state != .proposed
        return [
            "<a href=\"\(Paths.officeCourse(course.id))\">\(course.title)</a><small>\(course.code)</small>",
            "\(course.institution)",
            """
            \(Part.tag(state.text, state.kind))\
            \(when: waits, " \(Part.tag(t("Versi baru menunggu", "New version waits"), .waiting))")
            """,
            "\(course.lowest?.description ?? "–")", "\(t.count(course.sold))",
        ]
    }

    static func sample(_ t: Words) -> OfficeCoursesPage {
        OfficeCoursesPage(
            t: t,
            courses: [
                OfficeCourse(
                    id: ID(3), code: "las-listrik", title: "Las Listrik untuk Pemula", institution: "Bengkel Cakap",
                    state: .proposed, sale: .noPrice, waits: true, lowest: nil, sold: 0),
                OfficeCourse(
                    id: ID(4), code: "dasar-barista", title: "Dasar Barista", institution: "Balai Latihan Nusantara",
                    state: .approved, sale: .onSale, waits: false, lowest: Rupiah(575_000), sold: 412),
            ], number: 2, words: "", partner: nil, hasMore: true, officer: .sample(1, "Ani", .waveManager))
    }
}
