import Foundation

/// The columns of a file of offices. The raw value is the Indonesian heading.
package enum HelpOfficeColumn: String, Sendable, CaseIterable {
    case kind = "jenis"
    case region = "kode_daerah"
    case name = "nama"
    case address = "alamat"
    case phone = "telepon"
    case computers = "komputer"
    case monday = "senin"
    case tuesday = "selasa"
    case wednesday = "rabu"
    case thursday = "kamis"
    case friday = "jumat"
    case saturday = "sabtu"
    case sunday = "minggu"

    /// The English heading.
    package var english: String {
        switch self {
        case .kind: "kind"
        case .region: "region"
        case .name: "name"
        case .address: "address"
        case .phone: "telephone"
        case .computers: "computers"
        case .monday: "monday"
        case .tuesday: "tuesday"
        case .wednesday: "wednesday"
        case .thursday: "thursday"
        case .friday: "friday"
        case .saturday: "saturday"
        case .sunday: "sunday"
        }
    }

    /// From Monday on.
    static let days: [HelpOfficeColumn] = [.monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday]

    /// Most characters of a field, accents and marks counted.
    package var longest: Int {
        switch self {
        case .name: 120
        case .address: 300
        case .kind, .region, .phone, .computers: 40
        case .monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday: 60
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
package struct HelpOfficeColumns: Sendable, Equatable {
    private let places: [HelpOfficeColumn: Int]

    /// Nil unless at least three headings are known, so that a title above the headings is not taken for them.
    package init?(headings: [String]) {
        var places: [HelpOfficeColumn: Int] = [:]
        for (place, heading) in headings.enumerated() {
            guard let column = HelpOfficeColumn(heading: heading), places[column] == nil else { continue }
            places[column] = place
        }
        guard places.count >= 3 else { return nil }
        self.places = places
    }

    /// The columns that the file lacks.
    package var missing: [HelpOfficeColumn] { HelpOfficeColumn.allCases.filter { places[$0] == nil } }

    package var known: Int { places.count }

    /// The field's text in composed letters, without invisible characters and without blanks that say nothing.
    func text(_ column: HelpOfficeColumn, in fields: [String]) -> String {
        guard let place = places[column], place < fields.count else { return "" }
        return TypedText.visible(fields[place]).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            .precomposedStringWithCanonicalMapping
    }
}
