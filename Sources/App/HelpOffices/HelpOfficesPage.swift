import Foundation
import Programme

/// The directory: the choice of a province, then its offices with hours, telephone and computers.
struct HelpOfficesPage: Page {
    let t: Words
    let contact: ContactBlock
    let now: Instant
    var query = HelpOfficeQuery()
    /// All of the chosen province; empty while none is chosen.
    var offices: [HelpOffice] = []
    var holidays = OfficeHolidays()

    var title: String {
        guard let province = query.province else { return t("Kantor bantuan", "Help offices") }
        return t("Kantor bantuan di \(province.name)", "Help offices in \(province.name)")
    }

    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Di sini petugas membantu Anda mendaftar, dengan komputer kantor. Gratis. Bawa KTP dan ponsel, kalau ada.",
            "Staff here help you sign up, at a computer of the office. Free of charge. Bring your identity card, and a phone if you have one."))</p>
        \(choice)
        \(results)
        <h2>\(t("Tidak bisa datang?", "Cannot come?"))</h2>
        \(CallCentre(contact: contact).sentence(at: now, t: t))
        """
    }

    private var form: FormState { FormState(csrf: "", values: query.values) }

    private var choice: HTML {
        """
        <form method="get" action="\(t.path(.helpOffices))" class="filter">
        \(Field.select(
            form, "provinsi", t("Provinsi", "Province"), options: Province.all.map { ($0.code, $0.name) },
            prompt: t("Pilih provinsi", "Choose a province")))
        \(when: !regencies.isEmpty, regencyField)
        \(Field.select(
            form, "jenis", t("Jenis kantor", "Kind of office"),
            options: HelpOffice.Kind.allCases.map { ($0.slug, $0.name(t)) }, prompt: t("Semua jenis", "All kinds")))
        \(Part.submit(t("Tampilkan kantor", "Show offices")))
        </form>
        """
    }

    /// The regencies and cities of the province that have an office, and the chosen one, so that it can be left.
    private var regencies: [Regency] {
        let known = Set(offices.map(\.regency)).union(query.regency.map { [$0] } ?? [])
        return known.sorted { $0.code < $1.code }
    }

    private var regencyField: HTML {
        Field.select(
            form, "kabupaten", t("Kabupaten atau kota", "Regency or city"),
            options: regencies.map { ($0.code, $0.name) }, prompt: t("Semua", "All"))
    }

    private var results: HTML {
        guard query.province != nil else { return .empty }
        let found = offices.filter(query.fits)
        guard !found.isEmpty else { return nothing }
        let page = min(query.page, (found.count - 1) / HelpOfficeQuery.pageSize)
        let shown = found.dropFirst(page * HelpOfficeQuery.pageSize).prefix(HelpOfficeQuery.pageSize)
        let number = t.count(found.count)
        return """
            <h2>\(t("\(number) kantor", found.count == 1 ? "1 office" : "\(number) offices"))</h2>
            <ul class="cards">\(each: shown, card)</ul>\(turns(from: page, of: found.count))
            """
    }

    private func card(_ office: HelpOffice) -> HTML {
        let hours = HelpOfficeHours(t: t, office: office, now: now, holidays: holidays)
        return """
            <li class="card"><h3>\(office.name)</h3>
            <p class="soft">\(office.kind.name(t)) · \(office.regency.name)</p>
            <p>\(hours.state)<br>\(hours.hoursToday)</p>
            <p>\(office.address)</p>
            <p>\(office.phone.map(call))\(computers(office.computers))</p>
            \(Part.details(t("Jam buka seminggu", "Hours of the week"), hours.week))</li>
            """
    }

    private func call(_ phone: OfficePhone) -> HTML {
        "\(t("Telepon", "Telephone")) <a href=\"tel:\(phone.e164)\">\(phone.display)</a><br>"
    }

    private func computers(_ number: Int) -> String {
        guard number > 0 else { return t("Tidak ada komputer untuk pengunjung", "No computer for visitors") }
        return t(
            "\(number) komputer untuk pengunjung",
            number == 1 ? "1 computer for visitors" : "\(number) computers for visitors")
    }

    /// No office: what to do now.
    private var nothing: HTML {
        guard let province = query.province else { return .empty }
        let all = HelpOfficeQuery(province: province).path(page: 0, t)
        let others =
            offices.isEmpty
            ? HTML.empty
            : "<p>\(Part.button(t("Lihat semua kantor di \(province.name)", "See all offices in \(province.name)"), to: all, secondary: true))</p>"
        return """
            <div class="empty"><h2>\(t("Belum ada kantor di daftar ini", "No office is listed here yet"))</h2>
            <p>\(t(
                "Telepon pusat bantuan \(contact.callCentre): petugas membantu Anda lewat telepon. Anda juga boleh datang ke kantor di daerah lain.",
                "Phone the call centre \(contact.callCentre): its staff help you by phone. You may also go to an office of another region."))</p>
            \(others)</div>
            """
    }

    private func turns(from page: Int, of count: Int) -> HTML {
        let last = (count - 1) / HelpOfficeQuery.pageSize
        guard last > 0 else { return .empty }
        func turn(_ label: String, to page: Int) -> HTML {
            Part.button(label, to: query.path(page: page, t), secondary: true)
        }
        let here = t("Halaman \(page + 1) dari \(last + 1)", "Page \(page + 1) of \(last + 1)")
        return """
            <p class="pages">\(when: page > 0, turn(t("Sebelumnya", "Previous"), to: page - 1))\
            <span>\(here)</span>\(when: page < last, turn(t("Berikutnya", "Next"), to: page + 1))</p>
            """
    }

    static func sample(_ t: Words, _ edition: Edition) -> HelpOfficesPage {
        let now = Instant(milliseconds: 1_587_000_000_000)
        var page = HelpOfficesPage(t: t, contact: edition.contact, now: now)
        page.query = HelpOfficeQuery(province: Province(code: "32"))
        page.offices = HelpOffice.samples
        return page
    }
}

extension HelpOffice {
    /// An office with a pause at noon, and one without telephone and computers.
    static var samples: [HelpOffice] {
        let file = """
            \(HelpOfficeFile.headings)
            tenaga-kerja,32.73,Dinas Tenaga Kerja,"Jalan Contoh 12, Bandung",(022) 0000123,6,"08.00-12.00, 13.00-16.00",,,,,,
            koperasi-ukm,32.04,Dinas Koperasi dan UKM,"Jalan Contoh 4, Soreang",,0,,,,,,09.00-12.00,
            """
        return (try? HelpOfficeFile(Data(file.utf8)))?.offices ?? []
    }
}
