import HTTPTypes
import Hummingbird
import Programme

/// `/bantuan/formulir`: the application on paper, to be printed and keyed in at a counter later.
struct PaperFormPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.paperForm) { [dependencies] _, context in
            context.page(PaperFormPage(t: context.t, edition: dependencies.edition))
        }
        return routes
    }
}

/// The fields of the online form in the same order, in the reader's language, for two sheets of A4 in black on white. The
/// test is taken at the counter, alone.
struct PaperFormPage: Page {
    let t: Words
    let edition: Edition

    var title: String { t("Formulir kertas", "Paper form") }

    var body: HTML {
        """
        <p class="screen">\(t(
            "Cetak atau minta di kantor bantuan. Isi dengan huruf balok, lalu bawa dengan KTP asli.",
            "Print it or ask for it at a help office. Fill in block letters, and bring it with your original card."))
        <a href="\(t.path(.helpOffices))">\(t("Cari kantor", "Find an office"))</a> · \(otherLanguage)</p>
        <article class="paper blanks">
        <header><h1>\(t("Formulir Pendaftaran Prakerja", "Prakerja Application Form"))</h1>
        <p>\(edition.site) · \(edition.contact.callCentre)</p></header>
        \(each: sections, section)
        </article>
        """
    }

    private var otherLanguage: HTML {
        let other: Language = t.language == .indonesian ? .english : .indonesian
        let label = other == .english ? "This form in English" : "Formulir ini dalam bahasa Indonesia"
        let path = "\(Paths.language(other))?kembali=\(Paths.paperForm.percentEncoded)"
        return "<a href=\"\(path)\" lang=\"\(other.rawValue)\" hreflang=\"\(other.rawValue)\">\(label)</a>"
    }

    /// What is written beside a label.
    private enum Answer {
        case line
        /// Boxes for digits, in groups.
        case digits([Int])
        case choices([Bilingual])
    }

    private struct Row {
        let name: Bilingual
        var answer = Answer.line
    }

    private struct Section {
        let title: Bilingual
        var text: Bilingual?
        var rows: [Row] = []
        /// Sentences to tick.
        var ticks: [Bilingual] = []
    }

    private var sections: [Section] {
        [
            Section(
                title: Bilingual(id: "Persetujuan dibantu", en: "Consent to be helped"), text: CounterWords.consent,
                rows: [
                    Row(name: Bilingual(id: "Jawaban saya, dan tanda tangan", en: "My answer, and signature"))
                ]),
            Section(
                title: Bilingual(id: "Nomor HP", en: "Mobile number"),
                rows: [
                    Row(name: Bilingual(id: "Nomor HP sendiri", en: "Own mobile number")),
                    Row(
                        name: Bilingual(
                            id: "Atau nomor anggota keluarga: hubungannya", en: "Or a household member's: relation"),
                        answer: .choices(CounterCase.Relation.allCases.map(\.label))),
                    Row(name: Bilingual(id: "Nomor anggota keluarga itu", en: "The household member's number")),
                    Row(name: Bilingual(id: "Tanda tangan pemilik nomor", en: "Signature of the number's owner")),
                ]),
            Section(
                title: Bilingual(id: "KTP", en: "Identity card"),
                rows: [
                    Row(name: Bilingual(id: "NIK", en: "NIK"), answer: Self.number),
                    Row(name: Bilingual(id: "Nomor Kartu Keluarga", en: "Family card number"), answer: Self.number),
                    Row(
                        name: Bilingual(id: "Lahir: tanggal, bulan, tahun", en: "Born: day, month, year"),
                        answer: .digits([2, 2, 4])),
                ]),
            personal,
            Section(
                title: Bilingual(id: "Foto", en: "Photos"),
                text: Bilingual(
                    id: "Foto KTP dan wajah diambil di loket, dan tidak disimpan di perangkat loket.",
                    en: "Photos of card and face are taken at the counter, and stay on no device there.")),
            Section(
                title: Bilingual(id: "Pernyataan", en: "Declarations"),
                ticks: edition.declarations.map(\.text)),
            Section(
                title: Bilingual(id: "Tes", en: "Test"),
                text: Bilingual(
                    id: "Tes dikerjakan sendiri di layar. Jawaban di kertas tidak diterima.",
                    en: "The test is taken alone on the screen. Answers on paper are not accepted.")),
            Section(
                title: Bilingual(id: "Diisi petugas", en: "For the officer"),
                rows: [
                    Row(name: Bilingual(id: "Nomor kasus", en: "Case number"), answer: .digits([3, 3, 4])),
                    Row(name: Bilingual(id: "Kantor dan tanggal", en: "Office and date")),
                ]),
        ]
    }

    private static let number = Answer.digits([4, 4, 4, 4])

    private var personal: Section {
        let yesNo = [Bilingual(id: "Ya", en: "Yes"), Bilingual(id: "Tidak", en: "No")]
        func inBoth(_ label: (Words) -> String) -> Bilingual {
            Bilingual(id: label(Words(language: .indonesian)), en: label(Words(language: .english)))
        }
        return Section(
            title: Bilingual(id: "Data diri, seperti di KTP", en: "Personal data, as on the card"),
            rows: [
                Row(name: Bilingual(id: "Nama lengkap", en: "Full name")),
                Row(name: Bilingual(id: "Alamat", en: "Address")),
                Row(name: Bilingual(id: "Provinsi", en: "Province")),
                Row(name: Bilingual(id: "Kabupaten atau kota", en: "Regency or city")),
                Row(name: Bilingual(id: "Kecamatan", en: "District")),
                Row(name: Bilingual(id: "Kelurahan atau desa", en: "Village")),
                Row(
                    name: Bilingual(id: "RT, RW, kode pos (bila ada)", en: "RT, RW, postcode (if any)"),
                    answer: .digits([3, 3, 5])),
                Row(
                    name: Bilingual(id: "Tinggal di alamat KTP?", en: "Living at the card's address?"),
                    answer: .choices(yesNo)),
                Row(name: Bilingual(id: "Bila tidak: alamat tempat tinggal", en: "If not: address where you live")),
                Row(
                    name: Bilingual(id: "Kewarganegaraan", en: "Citizenship"),
                    answer: .choices([Bilingual(id: "WNI", en: "Indonesian"), Bilingual(id: "WNA", en: "Other")])),
                Row(
                    name: Bilingual(id: "Pendidikan terakhir", en: "Last schooling finished"),
                    answer: .choices(Education.allCases.map { one in inBoth { one.label($0) } })),
                Row(
                    name: Bilingual(id: "Sedang sekolah atau kuliah?", en: "At school or university now?"),
                    answer: .choices(yesNo)),
                Row(
                    name: Bilingual(id: "Pekerjaan sekarang", en: "What you do now"),
                    answer: .choices(Occupation.allCases.map { one in inBoth { one.label($0) } })),
                Row(
                    name: Bilingual(id: "Bila bekerja: formal atau informal?", en: "If you work: formal or informal?"),
                    answer: .choices(WorkForm.allCases.map { one in inBoth { one.label($0) } })),
                Row(
                    name: Bilingual(id: "Dampak pandemi pada pekerjaan", en: "What the pandemic did to the work"),
                    answer: .choices(PandemicImpact.allCases.map { one in inBoth { one.label($0) } })),
                Row(name: Bilingual(id: "Pelatihan yang diinginkan", en: "Training you would like")),
            ])
    }

    static func sample(_ t: Words, _ edition: Edition) -> PaperFormPage { PaperFormPage(t: t, edition: edition) }

    private func section(_ section: Section) -> HTML {
        func tick(_ text: Bilingual) -> HTML { "<li>☐ \(t(text))</li>" }
        return """
            <section><h2>\(t(section.title))</h2>
            \(section.text.map { "<p>\(t($0))</p>" as HTML })
            \(each: section.rows, row)
            \(when: !section.ticks.isEmpty, "<ul class=\"plain\">\(each: section.ticks, tick)</ul>")</section>
            """
    }

    private func row(_ row: Row) -> HTML {
        "<div class=\"blank\"><span>\(t(row.name))</span>\(answer(row.answer))</div>"
    }

    private func answer(_ answer: Answer) -> HTML {
        func choice(_ choice: Bilingual) -> HTML { "<span>☐ \(t(choice))</span>" }
        func group(_ digits: Int) -> HTML {
            "<span>\(each: 0..<digits, { _ in "<i></i>" })</span>"
        }
        switch answer {
        case .line: return "<span class=\"rule\"></span>"
        case .digits(let groups): return "<span class=\"cells\" aria-hidden=\"true\">\(each: groups, group)</span>"
        case .choices(let choices): return "<span class=\"ticks\">\(each: choices, choice)</span>"
        }
    }
}
