/// Which column of a list's file holds what. A header row says so by its words: `NO. NIK`, `NO HP`, `ALAMAT EMAIL`.
/// Without a header the NIK comes first, then telephone and e-mail.
package struct ListColumns: Sendable, Equatable {
    private let nik: Int
    private let phone: Int?
    private let email: Int?

    package static let usual = ListColumns(nik: 0, phone: 1, email: 2)

    private init(nik: Int, phone: Int?, email: Int?) {
        self.nik = nik
        self.phone = phone
        self.email = email
    }

    /// Nil when the row is not a header with a NIK column.
    package init?(headings row: [String]) {
        let names = row.map(Heading.init)
        // “NIK” alone before “NIK KTP” before “NO KTP”: a file may also have the NIK of a father or an employer.
        let places = Heading.ownNIK.compactMap { wanted in names.firstIndex { $0.words == wanted } }
        guard let nik = places.first ?? names.firstIndex(where: \.isNIK) else { return nil }
        self.init(nik: nik, phone: names.firstIndex(where: \.isPhone), email: names.firstIndex(where: \.isEmail))
    }

    /// Whether a row is a header without a NIK column: then the file cannot be read.
    package static func areHeadingsWithoutNIK(_ row: [String]) -> Bool {
        let names = row.map(Heading.init)
        return ListColumns(headings: row) == nil
            && names.count { $0.isPhone || $0.isEmail || $0.isFamilyCard || $0.words == ["nama"] } >= 2
    }

    private static let nikDigits = 16

    /// How many columns of a row have a known heading. A row split at the wrong separator has fewer.
    package static func namedColumns(_ row: [String]) -> Int {
        row.map(Heading.init).count {
            $0.isNIK || $0.isPhone || $0.isEmail || $0.isFamilyCard || $0.words.first == "nama"
        }
    }

    /// Whether a row of a file without a header has more than one number of 16 digits: a NIK and a family card number
    /// look alike, so only a header can distinguish them.
    package static func isAmbiguous(_ row: [String]) -> Bool {
        row.count { field in
            let digits = field.plainDigits.filter { !$0.isSeparatorOfDigits }
            return digits.count == nikDigits && digits.allSatisfy(\.isASCIIDigit)
        } > 1
    }

    /// Parses one row. Errors never contain the row's values, because a NIK must not get into a log.
    package func read(_ row: [String]) throws(ListRowError) -> ListLine {
        guard row.indices.contains(nik) else { throw .noNIK }
        let typed = row[nik].plainDigits.filter { !$0.isSeparatorOfDigits }
        guard !typed.isEmpty, typed.contains(where: { $0 != "0" }) else { throw .empty }
        guard !Self.isScientific(row[nik]) else { throw .scientific }
        let number: NIK
        do throws(NIKRefusal) {
            number = try NIK(typed)
        } catch {
            throw ListRowError(error)
        }
        let written = [phone, email].compactMap { $0 }.filter(row.indices.contains).map { row[$0] }
            .filter { field in field.contains { $0.isLetter || $0.isNumber } }
        let contacts = written.compactMap { Contact($0) }
        return ListLine(nik: number, contacts: contacts, unreadContacts: written.count - contacts.count)
    }

    /// `3,17101E+15`: a spreadsheet read the NIK as a number and kept six digits of it.
    private static func isScientific(_ field: String) -> Bool {
        // The expression is compiled at each use, which took half the time of reading a list.
        guard field.utf8.contains(where: { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }) else { return false }
        return field.trimmingWhitespace().wholeMatch(of: /'?[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{1,2}/) != nil
    }
}

/// A column's heading as words without punctuation: `NO. HP/WA` is `no hp wa`.
private struct Heading {
    let words: [String]

    init(_ text: String) {
        words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// Headings that name the NIK of the person on the row, the clearest first.
    static let ownNIK = [
        ["nik"], ["no", "nik"], ["nomor", "nik"], ["nik", "ktp"], ["nomor", "induk", "kependudukan"], ["no", "ktp"],
        ["nomor", "ktp"], ["ktp"],
    ]

    /// Words that name another person, whose NIK it is.
    private static let others: Set<String> = [
        "ayah", "ibu", "suami", "istri", "kepala", "keluarga", "kk", "wali", "pemilik", "petugas", "pimpinan", "orang",
    ]

    var isNIK: Bool { words.contains("nik") && others.isDisjoint(with: words) }

    var isFamilyCard: Bool { words.contains("kk") || words.starts(with: ["kartu", "keluarga"]) }

    var isPhone: Bool {
        let names: Set = [
            "hp", "handphone", "telepon", "telpon", "telp", "tlp", "ponsel", "phone", "wa", "whatsapp", "seluler",
            "mobile",
        ]
        return !names.isDisjoint(with: words) && others.isDisjoint(with: words)
    }

    var isEmail: Bool {
        (words.contains("email") || words.contains("surel")
            || zip(words, words.dropFirst()).contains { $0 == ("e", "mail") })
            && others.isDisjoint(with: words)
    }

    private var others: Set<String> { Self.others }
}

/// A person on a list, with contacts where the office that keeps the list gave them.
package struct ListLine: Sendable, Equatable {
    package let nik: NIK
    package let contacts: [Contact]
    /// How many telephone numbers and addresses of the row cannot be parsed.
    package let unreadContacts: Int

    package init(nik: NIK, contacts: [Contact], unreadContacts: Int = 0) {
        self.nik = nik
        self.contacts = contacts
        self.unreadContacts = unreadContacts
    }
}

/// Why a row cannot be read.
package enum ListRowError: String, Error, Sendable, CaseIterable {
    case noNIK = "no-nik"
    /// The NIK field has blanks, a dash or zeros only.
    case empty
    case notDigits = "not-digits"
    case length
    case impossible
    /// A spreadsheet wrote the NIK as `3,17101E+15`.
    case scientific
    case tooLong = "too-long"
    case openQuote = "open-quote"
    case notText = "not-text"
    /// The person is on the list, but no telephone number or address of the row can be parsed.
    case contact

    init(_ refusal: NIKRefusal) {
        switch refusal {
        case .notDigits: self = .notDigits
        case .length: self = .length
        default: self = .impossible
        }
    }
}
