import Programme
import Storage

extension OwnDataSource {
    /// What the person wrote in the application.
    static let application = OwnDataSource(
        key: "application", title: Bilingual(id: "Data pendaftaran", en: "Application")
    ) { tx, own in
        let t = own.t
        let sent = try tx.applications.of(own.person)?.submittedAt
        guard let data = try tx.applications.personalData(of: own.person, vault: own.dependencies.shownVault) else {
            return sent.map { [OwnDataRecord([own.moment("sent_at", t("Dikirim", "Sent"), $0)])] } ?? []
        }
        let sealed = [data.name.text, data.address, data.wantedTraining]
        guard !sealed.contains(where: { $0.contains(UnreadableValues.marker) }) else {
            // The row cannot be compared: only what is sealed for this person is in the file.
            return [
                OwnDataRecord([
                    own.moment("sent_at", t("Dikirim", "Sent"), sent),
                    own.text("name", t("Nama lengkap", "Full name"), data.name.text),
                    own.text("address", t("Alamat", "Address"), data.address),
                ])
            ]
        }
        try own.dependencies.requireOwn(.declared, due: [], free: [own.person], or: .applicantChanged, in: tx)
        let address: [OwnDataField?] = [
            own.moment("sent_at", t("Dikirim", "Sent"), sent),
            own.text("name", t("Nama lengkap", "Full name"), data.name.text),
            own.text("address", t("Alamat", "Address"), data.address),
            own.text("province", t("Provinsi", "Province"), data.province.code, data.province.name),
            own.text("regency", t("Kabupaten atau kota", "Regency or city"), data.regency.code, data.regency.name),
        ]
        let answers: [OwnDataField?] = [
            own.answer("citizen", t("Warga negara Indonesia", "Indonesian citizen"), data.citizen),
            own.text(
                "education", t("Pendidikan terakhir", "Last schooling finished"), data.education.rawValue,
                data.education.label(t)),
            own.answer(
                "in_formal_education", t("Sedang sekolah atau kuliah", "At school or university"),
                data.inFormalEducation),
            own.text(
                "occupation", t("Pekerjaan sekarang", "Present occupation"), data.occupation.rawValue,
                data.occupation.label(t)),
            own.text(
                "work_form", t("Formal atau informal", "Formal or informal"), data.work.form?.rawValue,
                data.work.form?.label(t)),
            own.text(
                "pandemic_impact", t("Dampak pandemi", "Hit by the pandemic"), data.work.impact?.rawValue,
                data.work.impact?.label(t)),
            own.text("wanted_training", t("Pelatihan yang diinginkan", "Training wanted"), data.wantedTraining),
        ]
        let places = own.detail("", data.addresses.card) + own.home(data.addresses.home)
        return [OwnDataRecord(address + places + answers)]
    }

    static let declarations = OwnDataSource(
        key: "declarations", title: Bilingual(id: "Pernyataan yang disetujui", en: "Declarations agreed to")
    ) { tx, own in
        let (t, edition) = (own.t, own.dependencies.edition)
        return try tx.applications.declarations(of: own.person, limit: OwnDataSource.most + 1).map { one in
            let text = one.edition == edition.id ? edition.declarations.first { $0.id == one.name }?.text : nil
            return OwnDataRecord([
                own.text("declaration", t("Pernyataan", "Declaration"), one.name, text.map { t($0) }),
                own.text("edition", t("Edisi aturan", "Edition of the rules"), one.edition),
                own.moment("agreed_at", t("Disetujui", "Agreed"), real: one.declaredAt),
            ])
        }
    }

    /// Results without questions and answers: a file that has both would pass on the bank of questions.
    static let tests = OwnDataSource(key: "tests", title: Bilingual(id: "Tes", en: "Tests")) { tx, own in
        let t = own.t
        return try tx.tests.sittings(of: own.person).map { sitting in
            OwnDataRecord([
                own.count("number", t("Tes ke", "Test number"), sitting.number),
                own.text("edition", t("Edisi aturan", "Edition of the rules"), sitting.edition),
                own.moment("started_at", t("Dimulai", "Started"), real: sitting.value.startedAt),
                own.moment("finished_at", t("Selesai", "Finished"), real: sitting.value.finishedAt),
                own.count("asked", t("Jumlah soal", "Questions"), sitting.asked),
                own.count("right", t("Jawaban benar", "Right answers"), sitting.score),
            ])
        }
    }

    /// Every decision whether the person may join, with what each rule answered.
    static let decisions = OwnDataSource(
        key: "decisions", title: Bilingual(id: "Keputusan kelayakan", en: "Decisions on eligibility")
    ) { tx, own in
        let t = own.t
        let words = PersonEligibility(t: t)
        return try tx.applications.decisions(of: own.person, limit: OwnDataSource.most + 1).map { one in
            let rules = one.findings.map { finding in
                own.text(
                    "rule.\(finding.rule)", words.rule(finding.rule),
                    [finding.verdict, finding.code].compactMap(\.self).joined(separator: ": "),
                    words.answered(finding.verdict))
            }
            return OwnDataRecord(
                [
                    own.moment("decided_at", t("Diputuskan", "Decided"), one.decidedAt),
                    own.text("outcome", t("Keputusan", "Decision"), one.outcome, words.outcome(one.outcome)),
                    own.text("edition", t("Edisi aturan", "Edition of the rules"), one.edition),
                ] + rules)
        }
    }
}

extension OwnDataReading {
    /// The parts of an address that have fields of their own; none for one that was written before.
    fileprivate func detail(_ prefix: String, _ detail: AddressDetail?) -> [OwnDataField?] {
        [
            text("\(prefix)district", t("Kecamatan", "District"), detail?.district, detail?.districtCode),
            text("\(prefix)village", t("Kelurahan atau desa", "Village"), detail?.village),
            text("\(prefix)rt", "RT", detail?.rukunTetangga), text("\(prefix)rw", "RW", detail?.rukunWarga),
            text("\(prefix)postcode", t("Kode pos", "Postcode"), detail?.postcode),
        ]
    }

    /// Where the person lives, if not at the card's address.
    fileprivate func home(_ home: Residence?) -> [OwnDataField?] {
        guard let home else { return [] }
        return [
            text("home_address", t("Alamat tempat tinggal", "Address where you live"), home.street),
            text(
                "home_province", t("Provinsi tempat tinggal", "Province where you live"), home.province.code,
                home.province.name),
            text(
                "home_regency", t("Kabupaten atau kota tempat tinggal", "Regency or city where you live"),
                home.regency.code, home.regency.name),
        ] + detail("home_", home.detail)
    }
}
