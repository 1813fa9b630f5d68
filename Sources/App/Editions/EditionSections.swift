import Programme

/// An edition's values in words, grouped by topic. Each row knows the path it comes from.
struct EditionSections: Sendable {
    let t: Words
    let edition: Edition

    struct Section: Sendable {
        let title: String
        let rows: [Row]
    }

    struct Row: Sendable {
        let place: String
        let label: String
        let value: HTML
    }

    var all: [Section] { [scope] + phases + [people, money, waves, training, partners] }

    /// None in an edition that names no phases.
    private var phases: [Section] {
        guard let phases = edition.phases else { return [] }
        let words = EditionWords(t: t)
        return [
            Section(
                title: t("Tahapan program", "Phases of the programme"),
                rows: phases.enumerated().map { index, phase in
                    row("phases[\(index)]", t(phase.name), words.days(of: phase))
                })
        ]
    }

    private var scope: Section {
        Section(
            title: t("Ukuran dan waktu", "Size and time"),
            rows: [
                row("validity", t("Berlaku", "Valid"), "\(day(edition.validity.from)) – \(day(edition.validity.to))"),
                row(
                    "validity.registrationOpens", t("Pendaftaran dibuka", "Registration opens"),
                    t.moment(edition.validity.registrationOpens)),
                row("target.people", t("Sasaran", "Target"), persons(edition.target.people)),
            ]
                + (edition.target.range.map { [announced($0)] } ?? [])
                + [row("budget", t("Anggaran", "Budget"), edition.budget.description)]
                + edition.regions.enumerated().map { index, period in
                    row("regions[\(index)]", t(period.name), region(period))
                })
    }

    private var people: Section {
        let rules = edition.eligibility
        var rows = [
            row("eligibility.minimumAge", t("Umur", "Age"), EditionWords(t: t).age(rules)),
            row(
                "eligibility.citizensOnly", t("Kewarganegaraan", "Citizenship"),
                rules.citizensOnly ? t("WNI", "Indonesian") : t("Semua", "Any")),
            row(
                "eligibility.excludesFormalEducation", t("Pendidikan formal", "Formal education"),
                rules.excludesFormalEducation
                    ? t("Tidak sedang sekolah atau kuliah", "Not at school or university") : t("Boleh", "Allowed")),
            row(
                "eligibility.onceInALifetime", t("Berapa kali", "How often"),
                rules.onceInALifetime ? t("Sekali seumur hidup", "Once in a lifetime") : t("Boleh lagi", "Again")),
        ]
        if let limit = rules.beneficiariesPerFamilyCard {
            rows.append(
                row(
                    "eligibility.beneficiariesPerFamilyCard", t("Per Kartu Keluarga", "Per family card"),
                    t("Paling banyak \(limit) orang", "At most \(limit) people")))
        }
        if !rules.excludedOccupations.isEmpty {
            let names = rules.excludedOccupations.map { $0.label(t) }
            rows.append(
                Row(
                    place: "eligibility.excludedOccupations", label: t("Tidak boleh ikut", "Left out"),
                    value: lines(names)))
        }
        if !rules.lists.isEmpty {
            rows.append(
                Row(
                    place: "eligibility.lists", label: t("Dicocokkan dengan daftar", "Compared with lists"),
                    value: lines(rules.lists.map(list))))
        }
        rows.append(
            row(
                "eligibility.disputeDays", t("NIK yang diklaim dua orang", "A NIK claimed by two people"),
                t(
                    "Diputuskan dalam \(rules.daysToSettle) hari kerja",
                    "Settled within \(rules.daysToSettle) working days")))
        rows.append(row("eligibility.source", t("Sumber syarat", "Source of the conditions"), rules.source))
        let ways = edition.account.offeredWays.map(EditionWords(t: t).way).joined(separator: ", ")
        rows.append(row("account.ways", t("Email diverifikasi dengan", "An e-mail address is verified by"), ways))
        return Section(title: t("Siapa boleh ikut", "Who may join"), rows: rows)
    }

    private var money: Section {
        let benefits = edition.benefits
        var rows = [
            row("benefits.perPerson", t("Seluruhnya per orang", "In all per person"), benefits.perPerson.description),
            row("benefits.training", t("Biaya pelatihan", "Training"), benefits.training.description),
            instalments("benefits.incentive", t("Insentif", "Incentive"), benefits.incentive),
        ]
        if benefits.survey.count > 0 {
            rows.append(instalments("benefits.survey", t("Survei", "Survey"), benefits.survey))
        }
        let days = edition.account.daysPayeeIsHeld
        rows.append(
            row(
                "account.payeeHoldDays", t("Setelah kontak diganti", "After a contact was replaced"),
                t(
                    "rekening insentif tidak bisa diganti selama \(days) hari",
                    "the account for incentives cannot be changed for \(days) days")))
        return Section(title: t("Uang", "Money"), rows: rows)
    }

    private var waves: Section {
        let waves = edition.waves
        let words = EditionWords(t: t)
        var rows = [
            row("waves.total", t("Banyaknya gelombang", "Number of waves"), t.count(waves.total)),
            row("waves.quota", t("Tempat per gelombang", "Places per wave"), t.count(waves.quota)),
            row(
                "waves.strata", t("Urutan undian", "Order of the draw"),
                waves.strata.map(words.stratum).joined(separator: ", ")),
            Row(
                place: "waves.priority", label: t("Yang didahulukan", "Who comes first"),
                value: lines(
                    waves.priority.occupations.map { $0.label(t) }
                        + (waves.priority.impacts ?? []).map { $0.label(t) } + waves.priority.lists.map(words.list))),
            row("waves.rejoin", t("Yang belum terpilih", "People who are not selected"), words.rejoin(waves.rejoin)),
            row(
                "waves.contestDays", t("Menyanggah pembatalan", "Contesting a disqualification"),
                t("dalam \(waves.daysToContest) hari", "within \(waves.daysToContest) days")),
            row(
                "waves.sample", t("Diperlihatkan kepada auditor", "Shown to auditors"),
                t(
                    "orang di balik \(t.count(waves.sampleSize)) nomor",
                    "the people behind \(t.count(waves.sampleSize)) numbers")),
        ]
        if let first = waves.dates().first {
            rows.append(
                row(
                    "waves.calendar", t("Gelombang 1", "Wave 1"),
                    "\(t.shortMoment(first.opens)) – \(t.shortMoment(first.closes))"))
        }
        rows += (waves.names ?? []).enumerated().map { index, named in
            row("waves.names[\(index)]", t("Gelombang \(named.number)", "Wave \(named.number)"), t(named.name))
        }
        rows += (waves.pauses ?? []).enumerated().map { index, pause in
            row("waves.pauses[\(index)]", t("Jeda gelombang", "Pause between waves"), words.pause(pause))
        }
        return Section(title: t("Gelombang", "Waves"), rows: rows)
    }

    private var training: Section {
        let rules = edition.training
        let words = EditionWords(t: t)
        return Section(
            title: t("Pelatihan", "Training"),
            rows: [
                Row(
                    place: "training.deliveryModes", label: t("Cara belajar", "Ways of learning"),
                    value: lines(rules.deliveryModes.map(words.delivery))),
                row(
                    "training.firstUseDays", t("Pelatihan pertama dibeli", "First training bought"),
                    t("dalam \(rules.firstUseDays) hari", "within \(rules.firstUseDays) days")),
                row("training.lapse", t("Kalau terlambat", "If too late"), words.lapse(rules.lapse)),
                row("training.buyBy", t("Terakhir membeli", "Last day to buy"), day(rules.buyBy)),
                row("training.attendBy", t("Terakhir mengikuti", "Last day to attend"), day(rules.attendBy)),
                row(
                    "training.completion", t("Bukti selesai", "Proof of completion"),
                    words.completion(rules.completionProof)),
                row(
                    "training.reportDays", t("Hasil dilaporkan lembaga", "Results reported by the institution"),
                    t(
                        "paling lambat \(rules.daysToReport) hari sesudah jadwal",
                        "within \(rules.daysToReport) days of the schedule's end")),
                row(
                    "training.feeCapBasisPoints", t("Komisi mitra paling banyak", "Platforms' fee at most"),
                    "\(rules.feeCapBasisPoints / 100)%"),
            ] + (rules.completionReview.map { [checked($0)] } ?? []))
    }

    private func checked(_ review: CompletionReview) -> Row {
        let quick = t(
            "Dilaporkan selesai sebelum \(review.leastPercent)% lama pelatihan",
            "Reported complete before \(review.leastPercent)% of the training's hours")
        let many = t(
            "Lebih dari \(t.count(review.mostOfInstitution)) satu lembaga atau \(t.count(review.mostOfCourse)) satu pelatihan dalam \(review.windowMinutes) menit",
            "More than \(t.count(review.mostOfInstitution)) of one institution or \(t.count(review.mostOfCourse)) of one course within \(review.windowMinutes) minutes"
        )
        let end = t(
            "Berlaku otomatis kalau belum diputus dalam \(review.decideDays) hari",
            "Stands by itself when not decided within \(review.decideDays) days")
        return Row(
            place: "training.completionReview",
            label: t("Laporan selesai yang diperiksa dua petugas", "Reports of completion that two officers check"),
            value: lines((review.leastPercent > 0 ? [quick] : []) + [many, end]))
    }

    private var partners: Section {
        Section(
            title: t("Mitra", "Partners"),
            rows: [
                row(
                    "platforms", t("Tempat membeli", "Where to buy"),
                    edition.platforms.map(\.name).sorted().joined(separator: ", ")),
                row(
                    "payoutPartners", t("Tempat menerima insentif", "Where incentives are paid"),
                    edition.payoutPartners.map(\.name).joined(separator: ", ")),
            ])
    }

    private func announced(_ range: Target.Range) -> Row {
        row(
            "target.range", t("Sasaran yang diumumkan", "The announced target"),
            t("\(t.count(range.from)) sampai \(t.people(range.to))", "\(t.count(range.from)) to \(t.people(range.to))"))
    }

    private func instalments(_ place: String, _ label: String, _ rule: InstalmentRule) -> Row {
        let words = EditionWords(t: t)
        let days = t("setiap \(rule.intervalDays) hari", "every \(rule.intervalDays) days")
        let proofs = t("Bukti: ", "Proofs: ") + rule.proofs.map(words.proof).joined(separator: ", ")
        return Row(
            place: place, label: label,
            value: lines(["\(rule.count) × \(rule.amount), \(days)", proofs]))
    }

    private func list(_ rule: ListRule) -> String {
        let words = EditionWords(t: t)
        let age = t("paling lama \(rule.freshDays) hari", "at most \(rule.freshDays) days old")
        let duty = rule.mandatory ? t("wajib", "mandatory") : t("bila ada", "where there is one")
        return "\(words.list(rule.kind)): \(duty), \(age) – \(rule.source)"
    }

    private func region(_ period: RegionPeriod) -> String {
        let end = period.to.map { " – \(day($0))" } ?? ""
        let places = period.codes.map { ": " + $0.map(Regions.name).joined(separator: ", ") } ?? ""
        return t("mulai ", "from ") + day(period.from) + end + places
    }

    private func row(_ place: String, _ label: String, _ value: String) -> Row {
        Row(place: place, label: label, value: "\(value)")
    }

    private func lines(_ texts: [String]) -> HTML {
        func line(_ text: String) -> HTML { "<span class=\"line\">\(text)</span>" }
        return "\(each: texts, line)"
    }

    private func day(_ date: CivilDate) -> String { t.date(date) }
    private func persons(_ count: Int) -> String { t.people(count) }
}
