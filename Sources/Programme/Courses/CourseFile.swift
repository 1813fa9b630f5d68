/// A file of courses as a whole: its rows, and what rows say about each other.
package struct CourseFile: Sendable {
    package let rows: [(line: Int, row: Result<CourseRow, CourseRowFaults>)]

    package init(rows: [(line: Int, row: Result<CourseRow, CourseRowFaults>)]) {
        self.rows = Self.comparing(rows)
    }

    package var good: [(line: Int, row: CourseRow)] {
        rows.compactMap { line, row in (try? row.get()).map { (line, $0) } }
    }

    package var faults: [(line: Int, fault: CourseRowFault)] {
        rows.flatMap { line, row -> [(line: Int, fault: CourseRowFault)] in
            if case .failure(let found) = row { found.faults.map { (line, $0) } } else { [] }
        }
    }

    /// Rows about the same course, price or schedule have to agree; a later one that does not is a fault.
    private static func comparing(
        _ rows: [(line: Int, row: Result<CourseRow, CourseRowFaults>)]
    ) -> [(line: Int, row: Result<CourseRow, CourseRowFaults>)] {
        var courses: [String: (line: Int, row: CourseRow)] = [:]
        var prices: [String: (line: Int, price: CoursePrice)] = [:]
        var schedules: [String: (line: Int, course: String, dates: CourseDates)] = [:]
        return rows.map { line, result in
            guard case .success(let row) = result else { return (line, result) }
            var faults: [CourseRowFault] = []
            if let first = courses[row.code] {
                if let column = difference(first.row, row) {
                    faults.append(CourseRowFault(column, .contradicts(row: first.line)))
                }
            }
            let sold = "\(row.code)\n\(row.price.platform)"
            if let first = prices[sold], first.price != row.price {
                let column: CourseColumn = first.price.price == row.price.price ? .url : .price
                faults.append(CourseRowFault(column, .contradicts(row: first.line)))
            }
            if let first = schedules[row.dates.code], first.course != row.code || first.dates != row.dates {
                faults.append(CourseRowFault(.schedule, .contradicts(row: first.line)))
            }
            guard faults.isEmpty else { return (line, .failure(CourseRowFaults(faults))) }
            if courses[row.code] == nil { courses[row.code] = (line, row) }
            if prices[sold] == nil { prices[sold] = (line, row.price) }
            if schedules[row.dates.code] == nil { schedules[row.dates.code] = (line, row.code, row.dates) }
            return (line, result)
        }
    }

    private static func difference(_ first: CourseRow, _ second: CourseRow) -> CourseColumn? {
        let (one, other) = (first.content, second.content)
        if first.institution != second.institution { return .institution }
        if one.title != other.title { return .title }
        if one.summary != other.summary { return .summary }
        if one.category != other.category { return .category }
        if one.mode != other.mode { return .mode }
        if one.hours != other.hours { return .hours }
        if one.competence != other.competence { return .competence }
        if one.assessment != other.assessment { return .assessment }
        if one.trainer != other.trainer { return .trainer }
        if one.completion != other.completion { return .completion }
        if one.audience != other.audience { return .audience }
        if one.tools != other.tools { return .tools }
        if one.certificate != other.certificate { return .certificate }
        return one.place != other.place ? .place : nil
    }
}

/// A change that an import makes, or would make.
package struct CourseChange: Sendable, Equatable {
    package let course: String
    package let what: What

    package init(_ course: String, _ what: What) {
        self.course = course
        self.what = what
    }

    package enum What: Sendable, Equatable {
        case new(title: String)
        /// Its content differs: curators decide on it, and what is on sale stays until then.
        case version(title: String)
        case offer(platform: String, price: Rupiah, needsCuration: Bool)
        case price(platform: String, was: Rupiah, becomes: Rupiah, needsCuration: Bool)
        /// The course's page at the platform.
        case page(platform: String)
        case schedule(code: String)
        case scheduleChanged(code: String)
    }
}
