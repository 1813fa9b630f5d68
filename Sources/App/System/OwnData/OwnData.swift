import Programme
import Storage

/// What the parts of the file with a person's own data are read by.
struct OwnDataReading: Sendable {
    let person: ID<Account>
    /// Of the programme's clock.
    let now: Instant
    let t: Words
    let dependencies: Dependencies
}

/// One fact about the person: `label` and `meaning` are words in the reader's language, `key` and `value` are the same
/// in both languages, for programs that read the file.
struct OwnDataField: Sendable, Equatable, Encodable {
    let key: String
    let label: String
    let value: String
    /// The value in words, where it is a code or an instant.
    var meaning: String?

    fileprivate func worded(_ t: Words) -> OwnDataField {
        OwnDataField(key: key, label: label, value: UnreadableValues.worded(value, t), meaning: meaning)
    }
}

/// Facts that belong together: one contact, one purchase. Written as an array, in the order given.
struct OwnDataRecord: Sendable, Equatable, Encodable {
    let fields: [OwnDataField]

    /// Facts that are not known are left out.
    init(_ fields: [OwnDataField?]) {
        self.fields = fields.compactMap(\.self)
    }

    func encode(to encoder: any Encoder) throws {
        try fields.encode(to: encoder)
    }
}

/// A part of the file; each slice adds its own. It holds what the programme knows of this person, as the person may see
/// it at this moment: no key, hash or sealed column, no code that still opens anything, and nothing of another person.
struct OwnDataSource: Sendable {
    let key: String
    let title: Bilingual
    let read: @Sendable (Transaction, OwnDataReading) throws -> [OwnDataRecord]

    /// Most records of a part, the newest first; the file says where there are more.
    static let most = 500

    /// In the order of the file.
    static let all: [OwnDataSource] = [
        .account, .contacts, .application, .declarations, .identity, .listings, .photos, .tests, .decisions, .entries,
        .disqualifications, .card, .purchases, .instalments, .surveys, .payee, .payments, .messages, .cases,
        .suspensions, .counterCases, .consents, .readings, .devices,
    ]

    /// The part as it stands in the file.
    func part(_ reading: OwnDataReading, in tx: Transaction) throws -> OwnDataPart {
        let records = try read(tx, reading)
        return OwnDataPart(
            key: key, title: reading.t(title), complete: records.count <= Self.most,
            records: Array(records.prefix(Self.most)))
    }
}

struct OwnDataPart: Sendable, Equatable, Encodable {
    let key: String
    let title: String
    /// False where older records are left out.
    let complete: Bool
    let records: [OwnDataRecord]

    /// With words in the place of each value that cannot be read.
    func worded(_ t: Words) -> OwnDataPart {
        OwnDataPart(
            key: key, title: title, complete: complete,
            records: records.map { record in OwnDataRecord(record.fields.map { $0.worded(t) }) })
    }
}

// MARK: - Fields; nil where the value is

extension OwnDataReading {
    func text(_ key: String, _ label: String, _ value: String?, _ meaning: String? = nil) -> OwnDataField? {
        value.map { OwnDataField(key: key, label: label, value: $0, meaning: meaning) }
    }

    /// An instant of the programme's clock.
    func moment(_ key: String, _ label: String, _ instant: Instant?) -> OwnDataField? {
        instant.map { OwnDataField(key: key, label: label, value: $0.description, meaning: t.moment($0)) }
    }

    /// An instant of the real clock, written by the programme's as on all pages.
    func moment(_ key: String, _ label: String, real instant: Instant?) -> OwnDataField? {
        moment(key, label, instant.map(t.timeline.programme))
    }

    func day(_ key: String, _ label: String, _ date: CivilDate?) -> OwnDataField? {
        date.map { OwnDataField(key: key, label: label, value: $0.description, meaning: t.date($0)) }
    }

    func money(_ key: String, _ label: String, _ sum: Rupiah?) -> OwnDataField? {
        sum.map { OwnDataField(key: key, label: label, value: String($0.amount), meaning: $0.description) }
    }

    func count(_ key: String, _ label: String, _ number: Int?) -> OwnDataField? {
        number.map { OwnDataField(key: key, label: label, value: String($0)) }
    }

    func answer(_ key: String, _ label: String, _ isSo: Bool) -> OwnDataField? {
        OwnDataField(
            key: key, label: label, value: isSo ? "true" : "false", meaning: isSo ? t("Ya", "Yes") : t("Tidak", "No"))
    }
}
