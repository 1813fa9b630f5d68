/// Which column of a list's file holds what. A first line of headings says so; without one the NIK comes first, then
/// telephone and e-mail.
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

    /// Nil when the line is no line of headings.
    package init?(headings line: Substring) {
        let names = Self.fields(of: line).map { $0.lowercased() }
        guard let nik = names.firstIndex(of: "nik") else { return nil }
        self.init(
            nik: nik, phone: names.firstIndex { ["hp", "telepon", "ponsel", "phone"].contains($0) },
            email: names.firstIndex { ["email", "surel", "e-mail"].contains($0) })
    }

    /// One person of the list. What the line says is never part of an error: a NIK must not end in a log.
    package func read(_ line: Substring) throws(ListSlip) -> ListLine {
        let fields = Self.fields(of: line)
        guard fields.indices.contains(nik) else { throw .noNIK }
        let number: NIK
        do throws(NIKRefusal) {
            number = try NIK(String(fields[nik]))
        } catch {
            throw ListSlip(error)
        }
        return ListLine(nik: number, contacts: [phone, email].compactMap { contact($0, in: fields) })
    }

    /// A contact that cannot be read is left out: the person is on the list all the same.
    private func contact(_ column: Int?, in fields: [Substring]) -> Contact? {
        guard let column, fields.indices.contains(column) else { return nil }
        return Contact(String(fields[column]))
    }

    /// Between commas, semicolons or tabs, without the quotes around a field.
    private static func fields(of line: Substring) -> [Substring] {
        line.split(omittingEmptySubsequences: false) { ",;\t".contains($0) }.map { field in
            let kept = field.drop { $0 == " " || $0 == "\"" }
            guard let end = kept.lastIndex(where: { $0 != " " && $0 != "\"" && $0 != "\r" }) else {
                return kept.prefix(0)
            }
            return kept[...end]
        }
    }
}

/// Somebody on a list, and how they can be reached where the office that keeps it said so.
package struct ListLine: Sendable, Equatable {
    package let nik: NIK
    package let contacts: [Contact]

    package init(nik: NIK, contacts: [Contact]) {
        self.nik = nik
        self.contacts = contacts
    }
}

/// What is wrong with a line.
package enum ListSlip: String, Error, Sendable, CaseIterable {
    case noNIK = "no-nik"
    case notDigits = "not-digits"
    case length
    case impossible
    case tooLong = "too-long"
    case notText = "not-text"

    init(_ refusal: NIKRefusal) {
        switch refusal {
        case .notDigits: self = .notDigits
        case .length: self = .length
        case .impossibleDate, .impossibleSerial: self = .impossible
        }
    }
}
