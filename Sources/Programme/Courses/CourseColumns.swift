/// The columns of a file of courses. The raw value is the Indonesian heading.
package enum CourseColumn: String, Sendable, CaseIterable {
    case code = "kode_pelatihan"
    case institution = "lembaga"
    case title = "judul"
    case summary = "ringkasan"
    case category = "bidang"
    case mode = "cara"
    case hours = "jam"
    case competence = "kompetensi"
    case assessment = "penilaian"
    case trainer = "pengajar"
    case completion = "aturan_lulus"
    case platform = "platform"
    case price = "harga"
    case url = "tautan"
    case schedule = "kode_jadwal"
    case starts = "mulai"
    case ends = "selesai"
    case quota = "kuota"
    case audience = "untuk_siapa"
    case tools = "alat"
    case certificate = "sertifikat"
    case place = "tempat"

    /// What a file may leave out: files from before these columns are still read.
    package var isOptional: Bool {
        switch self {
        case .audience, .tools, .certificate, .place: true
        default: false
        }
    }

    /// The English heading.
    package var english: String {
        switch self {
        case .code: "course_code"
        case .institution: "institution"
        case .title: "title"
        case .summary: "summary"
        case .category: "category"
        case .mode: "mode"
        case .hours: "hours"
        case .competence: "competence"
        case .assessment: "assessment"
        case .trainer: "trainer"
        case .completion: "completion_rule"
        case .platform: "platform"
        case .price: "price"
        case .url: "url"
        case .schedule: "schedule_code"
        case .starts: "starts"
        case .ends: "ends"
        case .quota: "quota"
        case .audience: "audience"
        case .tools: "tools"
        case .certificate: "certificate"
        case .place: "place"
        }
    }

    /// By either heading, in any case, with blanks or hyphens for underscores.
    init?(heading: String) {
        let plain = TypedText.visible(heading).trimmingWhitespace().lowercased()
            .replacing(" ", with: "_").replacing("-", with: "_")
        guard let found = Self.allCases.first(where: { $0.rawValue == plain || $0.english == plain }) else {
            return nil
        }
        self = found
    }
}

/// Which field of a row is in which place.
package struct CourseColumns: Sendable, Equatable {
    private let places: [CourseColumn: Int]
    /// Those whose heading stands twice, in either language: which of the two is meant is not known.
    package let repeated: [CourseColumn]

    /// Nil unless at least three headings are known, so that a title above the headings is not taken for them.
    package init?(headings: [String]) {
        var places: [CourseColumn: Int] = [:]
        var repeated: Set<CourseColumn> = []
        for (place, heading) in headings.enumerated() {
            guard let column = CourseColumn(heading: heading) else { continue }
            if places[column] == nil { places[column] = place } else { repeated.insert(column) }
        }
        guard places.count >= 3 else { return nil }
        self.places = places
        self.repeated = CourseColumn.allCases.filter(repeated.contains)
    }

    /// The columns that the file needs and lacks.
    package var missing: [CourseColumn] { CourseColumn.allCases.filter { places[$0] == nil && !$0.isOptional } }

    package var known: Int { places.count }

    /// Which field is in this place of a row; nil for one that is not read.
    package func column(at place: Int) -> CourseColumn? { places.first { $0.value == place }?.key }

    /// The field's text without blanks at its ends and doubled blanks.
    func text(_ column: CourseColumn, in fields: [String]) -> String {
        guard let place = places[column], place < fields.count else { return "" }
        return TypedText.visible(fields[place]).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
