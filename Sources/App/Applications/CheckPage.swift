import Programme

/// Shows all answers before they are submitted, each with a link to change it.
struct CheckPage: Page {
    let t: Words
    let contacts: [Contact]
    let nik: String
    let birthDate: CivilDate
    let personal: PersonalData
    let warnings: [NIKWarning]
    let form: FormState

    var title: String { t("Periksa jawaban Anda", "Check your answers") }

    var body: HTML {
        """
        \(StepTitle.caption(.check, t))<h1>\(title)</h1>
        \(each: warnings, warning)
        <h2>\(StepTitle.of(.identity, t))</h2>
        \(Part.summary([
            row(t("NIK", "NIK"), nik, .identity), row(t(
                "Tanggal lahir",
                "Date of birth"), t.date(birthDate), .identity),
        ]))
        <h2>\(StepTitle.of(.personal, t))</h2>
        \(Part.summary([
            SummaryRow(
                label: t("Nama", "Name"), value: Part.person(personal.name.text),
                change: (t("Ubah", "Change"), Paths.personal)),
            row(t("Alamat di KTP", "Address on the card"), personal.cardAddress, .personal),
            row(
                t("Tempat tinggal", "Where you live"),
                personal.homeAddress ?? t("Sama dengan alamat KTP", "At the card's address"), .personal),
            row(t(
                "Kewarganegaraan",
                "Citizenship"), personal.citizen ? t("WNI", "Indonesian") : t("WNA", "Other"), .personal),
            row(t("Pendidikan terakhir", "Last schooling"), personal.education.label(t), .personal),
            row(t(
                "Sedang sekolah atau kuliah",
                "At school or university"), personal.inFormalEducation ? t("Ya", "Yes") : t("Tidak", "No"), .personal),
            row(t("Pekerjaan", "Occupation"), personal.occupation.label(t), .personal),
            row(t("Formal atau informal", "Formal or informal"), personal.work.form?.label(t) ?? "–", .personal),
            row(t("Dampak pandemi", "Hit by the pandemic"), personal.work.impact?.label(t) ?? "–", .personal),
            row(t(
                "Pelatihan yang diinginkan",
                "Training wanted"), personal.wantedTraining.isEmpty ? "–" : personal.wantedTraining, .personal),
        ]))
        <h2>\(t("Kontak", "Contact"))</h2>
        \(Part.summary(contacts.map(contact)))
        <h2>\(t("Foto, pernyataan, dan tes", "Photos, declarations and test"))</h2>
        \(Part.summary([
            row(t("Foto KTP dan swafoto", "Photos of your card and you"), t("Sudah dikirim", "Sent"), .photos),
            SummaryRow(label: t("Pernyataan", "Declarations"), value: "\(t("Disetujui", "Agreed"))"),
            SummaryRow(
                label: t("Tes", "Test"), value: "\(t("Selesai", "Finished"))",
                change: (t("Lihat hasil", "See the result"), Paths.testResult)),
        ]))
        <h2>\(t("Kirim sekarang?", "Send it now?"))</h2>
        <p>\(t(
            "Setelah dikirim, yang bisa diubah hanya yang perlu diperbaiki.",
            "Once sent, only what needs fixing can be changed."))
        \(t(
            "Kalau data saya palsu, kepesertaan saya dapat dibatalkan dan saya dapat dituntut.",
            "If my data is false, my place can be taken away and I can be prosecuted."))</p>
        \(Part.act(t("Kirim pendaftaran", "Send my application"), to: Paths.check, csrf: form.csrf))
        """
    }

    private func warning(_ warning: NIKWarning) -> HTML { Banner(.attention, warning.sentence(t)).html }

    private func row(_ label: String, _ value: String, _ step: Journey.Step) -> SummaryRow {
        SummaryRow(label: label, value: "\(value)", change: (t("Ubah", "Change"), StepTitle.path(step)))
    }

    private func contact(_ contact: Contact) -> SummaryRow {
        SummaryRow(
            label: contact.kind == .email ? t("Email", "E-mail") : t("Nomor HP", "Mobile number"),
            value: contact.unbroken(contact.readable))
    }

    static func sample(_ t: Words) -> CheckPage {
        guard let name = PersonName("Siti Nurhaliza"), let province = Province(code: "82"),
            let regency = Regency(code: "82.71"),
            let birthDate = CivilDate(year: 1995, month: 3, day: 27)
        else { preconditionFailure("the sample reads") }
        return CheckPage(
            t: t, contacts: [PendingCode.sample(Instant(milliseconds: 0)).destination], nik: "•••• •••• •••• 0001",
            birthDate: birthDate,
            personal: PersonalData(
                name: name, address: "Jalan Pahlawan 5", province: province, regency: regency, citizen: true,
                education: .seniorSecondary, inFormalEducation: false, occupation: .selfEmployed,
                wantedTraining: "Mengelas",
                addresses: PersonalAddresses(
                    card: AddressDetail(
                        district: "Ternate Tengah", village: "Gamalama", rukunTetangga: "004", rukunWarga: "002",
                        postcode: "97721")), work: WorkSituation(form: .informal, impact: .lostIncome)),
            warnings: [.otherBirthDate], form: .sample)
    }
}

extension NIKWarning {
    /// Unusual but possibly correct: the person compares again, and the registry decides.
    func sentence(_ t: Words) -> String {
        switch self {
        case .unknownRegion:
            t(
                "Empat angka pertama NIK bukan kode daerah yang kami kenal. Cocokkan sekali lagi dengan KTP. "
                    + "Kalau memang begitu di KTP, lanjutkan saja.",
                "The first four digits of the NIK are no region we know. Compare them with the card once more. "
                    + "If the card says so, just go on.")
        case .otherBirthDate:
            t(
                "Tanggal lahir di dalam NIK berbeda dari yang Anda tulis. Cocokkan sekali lagi dengan KTP. "
                    + "Kalau tanggal lahir pernah diperbaiki di Dukcapil, itu wajar.",
                "The birth date inside the NIK differs from the one you wrote. Compare with the card once more. "
                    + "After a correction by the civil registry that is normal.")
        case .otherProvince:
            t(
                "Dua angka pertama NIK menunjuk provinsi lain daripada alamat KTP. Pernah pindah? Itu wajar. "
                    + "Kalau tidak, cocokkan NIK dan alamat dengan KTP.",
                "The first two digits of the NIK name another province than the card's address. After a move that is "
                    + "normal. Otherwise compare NIK and address with the card.")
        }
    }
}
