import Programme

/// Which part of a kind is asked for, as it is stored with the request.
enum ExportPart: Sendable, Equatable {
    case wave(ID<Wave>)
    case batch(ID<PayoutBatch>)
    /// Both days included, in WIB.
    case days(CivilDate, CivilDate)
    /// Acts of these days, those that the filter lets through; its own days are empty.
    case acts(CivilDate, CivilDate, AuditFilter)
    case all

    static let first = DateField("dari", Bilingual(id: "Tanggal pertama", en: "First day"), example: "1 5 2020")
    static let last = DateField("sampai", Bilingual(id: "Tanggal terakhir", en: "Last day"), example: "31 5 2020")

    var stored: String {
        switch self {
        case .wave(let id): id.description
        case .batch(let id): id.description
        case .days(let first, let last): "\(first)/\(last)"
        case .acts(let first, let last, let filter):
            "\(first)/\(last)\(filter.isEmpty ? "" : "?\(filter.query)")"
        case .all: ""
        }
    }

    init?(_ kind: ExportKind, stored: String) {
        let found: ExportPart? =
            switch kind {
            case .selected: ID(stored).map(ExportPart.wave)
            case .batch: ID(stored).map(ExportPart.batch)
            case .entries: Self.days(stored)
            case .audit: Self.acts(stored)
            case .figures, .cases: .all
            }
        guard let found else { return nil }
        self = found
    }

    private static func days(_ stored: String) -> ExportPart? {
        let days = stored.split(separator: "/").compactMap { CivilDate(String($0)) }
        return days.count == 2 ? .days(days[0], days[1]) : nil
    }

    /// The days, and after a question mark the filter.
    private static func acts(_ stored: String) -> ExportPart? {
        let sides = stored.split(separator: "?", maxSplits: 1).map(String.init)
        guard let days = sides.first.flatMap(Self.days), case .days(let first, let last) = days,
            let filter = AuditFilter(query: sides.count == 2 ? sides[1] : "")
        else { return nil }
        return .acts(first, last, filter)
    }

    /// Reads the form; the errors say what to fill in.
    static func read(_ form: Form, _ kind: ExportKind, _ t: Words) -> (part: ExportPart?, errors: [FieldError]) {
        func error(_ field: String, _ id: String, _ en: String) -> (ExportPart?, [FieldError]) {
            (nil, [FieldError(field: field, message: t(id, en))])
        }
        switch kind {
        case .figures, .cases: return (.all, [])
        case .selected:
            guard let wave = ID<Wave>(form["gelombang"]) else {
                return error("gelombang", "Pilih gelombang yang sudah diumumkan.", "Choose a wave that is announced.")
            }
            return (.wave(wave), [])
        case .batch:
            guard let batch = ID<PayoutBatch>(form["kelompok"]) else {
                return error("kelompok", "Pilih kelompok penyaluran.", "Choose a payout batch.")
            }
            return (.batch(batch), [])
        case .entries, .audit:
            let (first, wrongStart) = Self.first.read(form, t)
            let (last, wrongEnd) = Self.last.read(form, t)
            guard let first, let last else { return (nil, [wrongStart, wrongEnd].compactMap(\.self)) }
            guard last >= first else {
                return error(
                    Self.last.name, "Tanggal terakhir: tulis tanggal yang tidak sebelum yang pertama.",
                    "Last day: write a day that is not before the first.")
            }
            guard last.daysSinceEpoch - first.daysSinceEpoch < ExportRequest.mostDays else {
                return error(
                    Self.last.name, "Paling banyak \(ExportRequest.mostDays) hari. Minta sisanya sebagai ekspor lain.",
                    "At most \(ExportRequest.mostDays) days. Ask for the rest as another export.")
            }
            guard kind == .audit else { return (.days(first, last), []) }
            guard let filter = AuditFilter(query: form[AuditFilter.exportField]) else {
                return error(
                    Self.first.name, "Saringannya tidak terbaca. Mulai lagi dari riwayat tindakan.",
                    "The filter cannot be read. Begin again from the acts.")
            }
            return (.acts(first, last, filter), [])
        }
    }
}
