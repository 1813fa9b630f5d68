/// What is wrong with a field of a row, by its column.
package struct CourseRowFault: Error, Sendable, Equatable {
    /// Nil where the whole row is meant.
    package let column: CourseColumn?
    package let what: What

    package init(_ column: CourseColumn?, _ what: What) {
        self.column = column
        self.what = what
    }

    package enum What: Sendable, Equatable {
        /// A quote is open for as many lines as a row may have, or to the end of the file.
        case openQuote(lines: Int)
        case empty
        case tooLong(Int)
        case code
        case mode
        case hours
        case price
        case url
        case date
        case endsBeforeStart
        case quota
        /// Another row of the file says otherwise about the same course, price or schedule.
        case contradicts(row: Int)
        case unknownInstitution
        case unknownPlatform
        case partnerEnded
        case otherInstitution
        case otherCourse
        case sameOwner(String)
        /// The page is not on the platform's site.
        case foreignPage(site: String)
        case placesTaken(Int)
        case datesSold
        case refusedBefore
        /// A partner brings in its own rows only.
        case otherPartner
        /// A platform brings in prices; courses, contents and schedules are the institution's.
        case institutionOnly
    }
}

extension CourseColumn {
    /// Most letters of a field.
    package var longest: Int {
        switch self {
        case .code, .institution, .platform, .schedule: 60
        case .title, .category, .place: 120
        case .summary, .competence, .assessment, .trainer, .completion, .audience, .tools, .certificate: 600
        case .url: PartnerAddress.longest
        case .mode, .hours, .price, .starts, .ends, .quota: 40
        }
    }
}

extension CourseRow {
    package static let hours: ClosedRange<Int> = 1...2_000
    package static let quotas: ClosedRange<Int> = 1...10_000_000

    /// Reads a row; every wrong field is named, not only the first.
    package static func read(
        _ fields: [String], _ columns: CourseColumns, zone: Zone, isPage: (String) -> Bool
    ) -> Result<CourseRow, CourseRowFaults> {
        var reader = FieldReader(fields: fields, columns: columns)
        let code = reader.code(.code)
        let institution = reader.text(.institution).lowercased()
        let content = CourseContent(
            title: reader.text(.title), summary: reader.text(.summary), category: reader.text(.category),
            mode: reader.mode(), hours: reader.number(.hours, hours, .hours), competence: reader.text(.competence),
            assessment: reader.text(.assessment), trainer: reader.text(.trainer),
            completion: reader.text(.completion), audience: reader.text(.audience), tools: reader.text(.tools),
            certificate: reader.text(.certificate), place: reader.text(.place))
        let price = CoursePrice(
            platform: reader.text(.platform).lowercased(), price: reader.price(), url: reader.url(isPage))
        let (starts, ends) = reader.dates(zone)
        let dates = CourseDates(
            code: reader.code(.schedule), starts: starts, ends: ends, quota: reader.number(.quota, quotas, .quota))
        guard reader.faults.isEmpty else { return .failure(CourseRowFaults(reader.faults)) }
        return .success(
            CourseRow(code: code, institution: institution, content: content, price: price, dates: dates))
    }
}

/// All faults of one row.
package struct CourseRowFaults: Error, Sendable, Equatable {
    package let faults: [CourseRowFault]

    package init(_ faults: [CourseRowFault]) {
        self.faults = faults
    }
}

private struct FieldReader {
    let fields: [String]
    let columns: CourseColumns
    var faults: [CourseRowFault] = []

    mutating func text(_ column: CourseColumn) -> String {
        let text = columns.text(column, in: fields)
        if text.isEmpty, !column.isOptional { faults.append(CourseRowFault(column, .empty)) }
        if text.count > column.longest { faults.append(CourseRowFault(column, .tooLong(column.longest))) }
        return text
    }

    /// Letters, digits, hyphens, dots and underscores: partners' programs send it back.
    mutating func code(_ column: CourseColumn) -> String {
        let code = text(column)
        if !code.isEmpty, code.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]*/) == nil {
            faults.append(CourseRowFault(column, .code))
        }
        return code
    }

    mutating func number(_ column: CourseColumn, _ range: ClosedRange<Int>, _ fault: CourseRowFault.What) -> Int {
        guard let number = Int(columns.text(column, in: fields), in: range) else {
            faults.append(CourseRowFault(column, fault))
            return range.lowerBound
        }
        return number
    }

    mutating func mode() -> DeliveryMode {
        switch columns.text(.mode, in: fields).lowercased().replacing("-", with: " ") {
        case "mandiri", "belajar mandiri", "self paced": return .selfPaced
        case "webinar": return .webinar
        case "tatap muka", "luring", "offline": return .offline
        default:
            faults.append(CourseRowFault(.mode, .mode))
            return .selfPaced
        }
    }

    /// `575000`, `575.000` or `Rp 575.000`.
    mutating func price() -> Rupiah {
        var text = columns.text(.price, in: fields)
        if text.lowercased().hasPrefix("rp") { text = String(text.dropFirst(2)).trimmingWhitespace() }
        if text.wholeMatch(of: /[0-9]{1,3}(\.[0-9]{3})+/) != nil { text = text.replacing(".", with: "") }
        guard let amount = Int64(text, in: Rupiah.written) else {
            faults.append(CourseRowFault(.price, .price))
            return Rupiah(Rupiah.written.lowerBound)
        }
        return Rupiah(amount)
    }

    mutating func url(_ isPage: (String) -> Bool) -> String {
        let text = columns.text(.url, in: fields)
        if text.count > CourseColumn.url.longest {
            faults.append(CourseRowFault(.url, .tooLong(CourseColumn.url.longest)))
        } else if !isPage(text) {
            faults.append(CourseRowFault(.url, .url))
        }
        return text
    }

    /// `2020-05-01`, `2020-05-01 08:00`, `01/05/2020` or `01/05/2020 08:00`. A last day without a time is included.
    mutating func dates(_ zone: Zone) -> (starts: Instant, ends: Instant) {
        let (starts, ends) = (instant(.starts, zone, isEnd: false), instant(.ends, zone, isEnd: true))
        guard let starts, let ends else { return (Instant(milliseconds: 0), Instant(milliseconds: 1)) }
        if ends <= starts { faults.append(CourseRowFault(.ends, .endsBeforeStart)) }
        return (starts, ends)
    }

    private mutating func instant(_ column: CourseColumn, _ zone: Zone, isEnd: Bool) -> Instant? {
        let parts = columns.text(column, in: fields).replacing("T", with: " ").split(separator: " ").map(String.init)
        guard let first = parts.first, parts.count <= 2, let date = Self.date(first) else {
            faults.append(CourseRowFault(column, .date))
            return nil
        }
        guard parts.count == 2 else { return zone.instant(isEnd ? date.adding(days: 1) : date) }
        guard let time = TimeOfDay(parts[1].replacing(".", with: ":")) else {
            faults.append(CourseRowFault(column, .date))
            return nil
        }
        return zone.instant(date, time)
    }

    private static func date(_ text: String) -> CivilDate? {
        if let date = CivilDate(text) { return date }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, let day = Int(parts[0], in: 1...31), let month = Int(parts[1], in: 1...12),
            let year = Int(parts[2], in: 2000...2100)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }
}
