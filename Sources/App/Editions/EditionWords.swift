import Programme

/// Labels of an edition's enumerated values.
struct EditionWords: Sendable {
    let t: Words

    func age(_ rules: EligibilityRules) -> String {
        let youngest =
            rules.minimumAgeInclusive
            ? t("\(rules.minimumAge) tahun ke atas", "\(rules.minimumAge) and over")
            : t("di atas \(rules.minimumAge) tahun", "over \(rules.minimumAge)")
        guard let oldest = rules.maximumAge else { return youngest }
        return t("\(youngest), paling tua \(oldest) tahun", "\(youngest), at most \(oldest)")
    }

    func stratum(_ stratum: WaveRules.Stratum) -> String {
        switch stratum {
        case .priority: t("yang didahulukan", "those who come first")
        case .province: t("kuota provinsi", "the provinces' quotas")
        case .everyone: t("semua yang tersisa", "everybody left")
        }
    }

    func rejoin(_ rejoin: WaveRules.Rejoin) -> String {
        switch rejoin {
        case .manual: t("ikut lagi dengan sekali ketuk", "joins again with one tap")
        case .automatic: t("otomatis ikut gelombang berikutnya", "is carried over to the next wave")
        }
    }

    func way(_ way: VerificationWay) -> String {
        switch way {
        case .code: t("kode 6 angka", "a 6-digit code")
        case .link: t("tautan", "a link")
        }
    }

    func days(of phase: Phase) -> String {
        guard let to = phase.to else { return t("mulai \(t.date(phase.from))", "from \(t.date(phase.from))") }
        return "\(t.date(phase.from)) – \(t.date(to))"
    }

    func pause(_ pause: WavePause) -> String {
        "\(t.date(pause.from)) – \(t.date(pause.to)): \(t(pause.why))"
    }

    func delivery(_ period: DeliveryPeriod) -> String {
        let from = period.from.map { t(" mulai \(t.date($0))", " from \(t.date($0))") } ?? ""
        let to = period.to.map { t(" sampai \(t.date($0))", " until \(t.date($0))") } ?? ""
        return mode(period.mode) + from + to
    }

    func mode(_ mode: DeliveryMode) -> String {
        switch mode {
        case .selfPaced: t("daring, waktu bebas", "online, at one's own pace")
        case .webinar: t("daring, bersama pengajar", "online, with a teacher")
        case .offline: t("tatap muka", "in a classroom")
        }
    }

    func lapse(_ lapse: TrainingRules.Lapse) -> String {
        switch lapse {
        case .mayJoinAgain: t("kartu hangus, boleh ikut lagi", "the card lapses, one may join again")
        case .barred: t("kartu hangus, tidak boleh ikut lagi", "the card lapses, one may not join again")
        }
    }

    func completion(_ proof: CompletionProof) -> String {
        switch proof {
        case .postTest: t("tes akhir yang dinilai lembaga", "the final test, graded by the institution")
        case .attendance:
            t("tes akhir yang dinilai, atau hadir di semua pertemuan", "the graded final test, or every meeting")
        }
    }

    func proof(_ proof: InstalmentRule.Proof) -> String {
        switch proof {
        case .completion: t("pelatihan selesai", "training completed")
        case .review: t("ulasan", "review")
        case .payee: t("rekening sendiri", "one's own account")
        case .survey: t("survei dijawab", "survey answered")
        }
    }

    /// The list's name inside a sentence, including its noun: `daftar kematian`, and `daftar hitam program` with the
    /// noun once.
    func namedList(_ kind: ListKind) -> String {
        kind == .blacklist
            ? t("daftar hitam program", "the programme's blacklist")
            : t("daftar \(list(kind).loweringFirst)", "the list of \(list(kind).loweringFirst)")
    }

    /// A sealed list's name as a heading or in a table. A second one of its kind has its number, as in the statement.
    func list(_ kind: ListKind, sealedAs name: String) -> String {
        numbered(list(kind), DrawStatement.List.kind(of: name)?.number)
    }

    /// The same within a sentence.
    func namedList(_ kind: ListKind, sealedAs name: String) -> String {
        numbered(namedList(kind), DrawStatement.List.kind(of: name)?.number)
    }

    /// - Parameter number: among the lists of its kind.
    func numbered(_ name: String, _ number: Int?) -> String {
        guard let number, number > 1 else { return name }
        return t("\(name) (ke-\(number))", "\(name) (number \(number))")
    }

    /// A list's name as a heading or in a table.
    func list(_ kind: ListKind) -> String {
        switch kind {
        case .education: t("Pelajar dan mahasiswa", "Pupils and students")
        case .excludedOccupations: t("Pekerjaan yang dikecualikan", "Excluded occupations")
        case .aidRecipients: t("Penerima bantuan lain", "Recipients of other aid")
        case .deaths: t("Kematian", "Deaths")
        case .blacklist: t("Daftar hitam program", "The programme's blacklist")
        case .laidOff: t("Pekerja yang terkena PHK", "Laid-off workers")
        case .furloughed: t("Pekerja yang dirumahkan", "Furloughed workers")
        case .smallBusiness: t("Pelaku usaha mikro dan kecil", "Owners of small businesses")
        case .migrantWorkers: t("Pekerja migran yang pulang", "Returned migrant workers")
        }
    }
}

extension String {
    /// For a name in the middle of a sentence: abbreviations such as PHK stay as they are.
    var loweringFirst: String { prefix(1).lowercased() + dropFirst() }

    /// For a phrase at the beginning of a sentence.
    var raisingFirst: String { prefix(1).uppercased() + dropFirst() }
}
