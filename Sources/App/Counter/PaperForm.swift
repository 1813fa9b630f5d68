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

/// The fields of the online form in the same order, in both languages, for A4 in black on white. The test is taken at
/// the counter, alone.
struct PaperFormPage: Page {
    let t: Words
    let edition: Edition

    var title: String { t("Formulir kertas", "Paper form") }

    var body: HTML {
        """
        <p class="screen">\(t(
            "Cetak atau minta di kantor bantuan. Isi dengan huruf balok, lalu bawa dengan KTP asli.",
            "Print it or ask for it at a help office. Fill in block letters, and bring it with your original card."))
        <a href="\(t.path(.helpOffices))">\(t("Cari kantor", "Find an office"))</a></p>
        <article class="paper">
        <header><h1>Formulir Pendaftaran Prakerja / Prakerja Application Form</h1>
        <p>\(edition.site) · \(edition.contact.callCentre)</p></header>
        \(each: sections, section)
        <footer><p>Diisi petugas / For the officer: nomor kasus / case number ____________________
        kantor / office ____________________ tanggal / date ____________</p></footer>
        </article>
        """
    }

    private struct Row {
        let name: Bilingual
        var choices: [Bilingual] = []
    }

    private struct Section {
        let title: Bilingual
        var text: Bilingual?
        var rows: [Row] = []
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
                        choices: CounterCase.Relation.allCases.map(\.label)),
                    Row(name: Bilingual(id: "Nomor anggota keluarga itu", en: "The household member's number")),
                    Row(name: Bilingual(id: "Tanda tangan pemilik nomor", en: "Signature of the number's owner")),
                ]),
            Section(
                title: Bilingual(id: "KTP", en: "Identity card"),
                rows: [
                    Row(name: Bilingual(id: "NIK (16 angka)", en: "NIK (16 digits)")),
                    Row(name: Bilingual(id: "Nomor Kartu Keluarga (16 angka)", en: "Family card number (16 digits)")),
                    Row(name: Bilingual(id: "Tanggal lahir", en: "Date of birth")),
                ]),
            personal,
            Section(
                title: Bilingual(id: "Foto", en: "Photos"),
                text: Bilingual(
                    id: "Foto KTP dan wajah diambil di loket, dan tidak disimpan di perangkat loket.",
                    en: "Photos of card and face are taken at the counter, and stay on no device there.")),
            Section(
                title: Bilingual(id: "Pernyataan", en: "Declarations"),
                rows: edition.declarations.map { Row(name: $0.text, choices: [Bilingual(id: "Ya", en: "Yes")]) }),
            Section(
                title: Bilingual(id: "Tes", en: "Test"),
                text: Bilingual(
                    id: "Tes dikerjakan sendiri di layar. Jawaban di kertas tidak diterima.",
                    en: "The test is taken alone on the screen. Answers on paper are not accepted.")),
        ]
    }

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
                Row(name: Bilingual(id: "RT, RW, dan kode pos, bila ada", en: "RT, RW and postcode, where there are")),
                Row(
                    name: Bilingual(id: "Tinggal di alamat KTP?", en: "Living at the card's address?"), choices: yesNo),
                Row(name: Bilingual(id: "Bila tidak: alamat tempat tinggal", en: "If not: address where you live")),
                Row(
                    name: Bilingual(id: "Kewarganegaraan", en: "Citizenship"),
                    choices: [Bilingual(id: "WNI", en: "Indonesian"), Bilingual(id: "WNA", en: "Other")]),
                Row(
                    name: Bilingual(id: "Pendidikan terakhir", en: "Last schooling finished"),
                    choices: Education.allCases.map { one in inBoth { one.label($0) } }),
                Row(
                    name: Bilingual(id: "Sedang sekolah atau kuliah?", en: "At school or university now?"),
                    choices: yesNo),
                Row(
                    name: Bilingual(id: "Pekerjaan sekarang", en: "What you do now"),
                    choices: Occupation.allCases.map { one in inBoth { one.label($0) } }),
                Row(name: Bilingual(id: "Pelatihan yang diinginkan", en: "Training you would like")),
            ])
    }

    static func sample(_ t: Words, _ edition: Edition) -> PaperFormPage { PaperFormPage(t: t, edition: edition) }

    private func section(_ section: Section) -> HTML {
        """
        <h2>\(section.title.id) / \(section.title.en)</h2>
        \(section.text.map(both))
        \(when: !section.rows.isEmpty, Part.summary(section.rows.map(row)))
        """
    }

    private func both(_ text: Bilingual) -> HTML {
        """
        <p lang="id">\(text.id)</p><p lang="en">\(text.en)</p>
        """
    }

    /// A line to write on, or boxes to tick.
    private func row(_ row: Row) -> SummaryRow {
        func box(_ choice: Bilingual) -> HTML { "☐ \(choice.id) / \(choice.en)<br>" }
        let value: HTML = row.choices.isEmpty ? "______________________________" : "\(each: row.choices, box)"
        return SummaryRow(label: "\(row.name.id) / \(row.name.en)", value: value)
    }
}
