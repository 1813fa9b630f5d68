import Foundation
import Programme

/// `/kantor/daftar/{id}/perubahan/{difference}/{change}`: the lines that a version adds, removes or changes. A list
/// keeps no NIK, so a line has one only where a person with an account stated it.
struct ListLinesPage: Page {
    let t: Words
    let list: ListImport
    let stored: StoredDifference
    let change: ListDifference.Change
    let lines: [Line]
    let hasMore: Bool
    let mayReadPeople: Bool
    let csrf: String

    static let length = 50
    static let afterField = "sesudah"

    struct Line: Sendable {
        let lookup: Data
        let person: ID<Account>?
        let nik: String?
    }

    var title: String { "\(t(change.label)): \(EditionWords(t: t).list(list.kind))" }
    var isWide: Bool { true }
    var crumbs: [Crumb] { [Crumb("\(EditionWords(t: t).list(list.kind)), \(list.source)", Paths.officeList(list.id))] }

    var body: HTML {
        """
        <h1>\(t(change.label))</h1>
        <p class="lead">\(t(
            "Daftar tidak menyimpan NIK. NIK tampak sebagian, hanya untuk yang punya akun.",
            "Lists keep no NIK. It is shown in part, only for people with an account."))</p>
        \(Part.table(
            caption: t("\(t.count(total)) baris", "\(t.count(total)) lines"),
            [t("Kode baris", "Line's code"), "NIK", t("Akun", "Account")], lines.map(row),
            empty: t("Tidak ada baris lagi.", "No further lines.")))
        \(when: hasMore, more)
        """
    }

    private var total: Int {
        switch change {
        case .added: stored.counts.added
        case .removed: stored.counts.removed
        case .changed: stored.counts.changed
        }
    }

    private static let codeDigits = 12

    private func row(_ line: Line) -> [HTML] {
        let code = String(line.lookup.hex.prefix(Self.codeDigits))
        guard let person = line.person, let nik = line.nik else {
            return ["<code>\(code)</code>", "–", "\(t("Belum mendaftar", "Not registered"))"]
        }
        let account: HTML =
            mayReadPeople
            ? "<a href=\"\(Paths.person(person))\">\(page(of: person))</a>"
            : "\(t("Ada", "Yes"))"
        return ["<code>\(code)</code>", "\(nik)", account]
    }

    private func page(of person: ID<Account>) -> String {
        t("Halaman peserta \(t.short(person))", "Page of participant \(t.short(person))")
    }

    /// Posted, because the code of a line belongs in no address.
    private var more: HTML {
        Part.act(
            t("Baris berikutnya", "Next lines"), to: Paths.listChange(list.id, stored.id, change), csrf: csrf,
            kind: "secondary", fields: Field.hidden(Self.afterField, lines.last?.lookup.hex ?? ""))
    }

    static func sample(_ t: Words) -> ListLinesPage {
        ListLinesPage(
            t: t, list: StoredList.sample.value, stored: .sample, change: .added,
            lines: [
                Line(lookup: Data(repeating: 0x3A, count: 32), person: ID(7), nik: "•••• •••• •••• 0001"),
                Line(lookup: Data(repeating: 0x5B, count: 32), person: nil, nik: nil),
            ], hasMore: true, mayReadPeople: true, csrf: FormState.sample.csrf)
    }
}

/// `/kantor/daftar/{id}/dampak/{difference}/{standing}/{consequence}`: the people of one group.
struct ListTouchedPage: Page {
    let t: Words
    let list: ListImport
    let stored: StoredDifference
    let group: ListTouch
    let people: [(id: ID<Account>, name: String?, place: String)]
    let total: Int
    let hasMore: Bool
    let mayReadPeople: Bool

    var title: String { t(group.consequence.label) }
    var isWide: Bool { true }
    var crumbs: [Crumb] { [Crumb("\(EditionWords(t: t).list(list.kind)), \(list.source)", Paths.officeList(list.id))] }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(group.standing.label)): \(t.people(total)).</p>
        \(Part.table(
            caption: t("Menurut nomor peserta", "By participant number"),
            [t("Nama", "Name"), t("Tempat", "Place")], people.map(row), empty: t("Tidak ada lagi.", "No more people.")))
        \(when: hasMore, more)
        """
    }

    private func row(_ person: (id: ID<Account>, name: String?, place: String)) -> [HTML] {
        let name = person.name ?? t("Peserta \(t.short(person.id))", "Participant \(t.short(person.id))")
        let shown = Part.person(name)
        return [mayReadPeople ? "<a href=\"\(Paths.person(person.id))\">\(shown)</a>" : shown, "\(person.place)"]
    }

    private var more: HTML {
        let path = Paths.listTouched(list.id, stored.id, group.standing, group.consequence)
        let last = people.last?.id.description ?? "0"
        return "<p><a href=\"\(path)?sesudah=\(last)\">\(t("Berikutnya", "Next"))</a></p>"
    }

    static func sample(_ t: Words) -> ListTouchedPage {
        ListTouchedPage(
            t: t, list: StoredList.sample.value, stored: .sample,
            group: ListTouch(standing: .entered, consequence: .barred),
            people: [(id: ID(7), name: "Siti Nurhaliza", place: "Ternate, Maluku Utara")], total: 212, hasMore: true,
            mayReadPeople: true)
    }
}
