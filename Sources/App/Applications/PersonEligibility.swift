import Programme
import Storage

extension PersonSectionSource {
    /// Every decision on the person, the one in force opened: each rule's answer and how fresh what it rests on was.
    static let eligibility = PersonSectionSource { tx, reading in
        let t = reading.t
        let history = try tx.applications.decisions(of: reading.person, limit: PersonEligibility.most)
        guard let latest = history.first else { return nil }
        let words = PersonEligibility(t: t)
        let passed = latest.findings.count { $0.verdict == "pass" }
        let earlier = history.dropFirst()
        let application = try reading.officer.may(.readReports) ? tx.applications.of(reading.person)?.id : nil
        func older(_ one: KeptDecision) -> HTML { Part.details(words.head(one), words.table(one)) }
        return PersonSection(
            title: Bilingual(id: "Kelayakan", en: "Eligibility"), column: .identity,
            body: """
                <p>\(words.tag(latest)) <strong>\(t(
                    "\(passed) dari \(latest.findings.count) aturan terpenuhi",
                    "\(passed) of \(latest.findings.count) rules met"))</strong></p>
                <p><small>\(t(
                    "Dihitung \(t.shortMoment(latest.decidedAt)) menurut edisi \(latest.edition).",
                    "Decided \(t.shortMoment(latest.decidedAt)) under edition \(latest.edition)."))</small></p>
                \(application.map(words.follow))
                \(Part.details(t("Semua jawaban aturan", "Every rule's answer"), words.table(latest)))
                \(each: earlier, older)
                """, tags: [words.tag(latest)])
    }
}

/// Decisions and rules in words.
struct PersonEligibility {
    let t: Words

    /// The latest decisions shown.
    static let most = 10

    /// To everything that the decision rests on.
    func follow(_ application: ID<Application>) -> HTML {
        let label = t("Ikuti keputusan ini", "Follow this decision")
        return "<p><a href=\"\(Paths.decisionTrail(application))\">\(label)</a></p>"
    }

    func tag(_ one: KeptDecision) -> HTML {
        switch one.outcome {
        case "eligible": Part.tag(t("Memenuhi syarat", "Qualifies"), .done)
        case "ineligible": Part.tag(t("Belum memenuhi syarat", "Does not qualify"), .wrong)
        default: Part.tag(t("Menunggu", "Waiting"), .waiting)
        }
    }

    func head(_ one: KeptDecision) -> String { "\(t.shortMoment(one.decidedAt)): \(outcome(one.outcome))" }

    func outcome(_ outcome: String) -> String {
        switch outcome {
        case "eligible": t("memenuhi syarat", "qualifies")
        case "ineligible": t("belum memenuhi syarat", "does not qualify")
        default: t("menunggu", "waiting")
        }
    }

    func table(_ one: KeptDecision) -> HTML {
        func row(_ finding: StoredFinding) -> HTML {
            let age: HTML = finding.asOf.map { "<small>\(t("data per", "data as of")) \(date($0))</small>" } ?? .empty
            return "<li>\(answer(finding.verdict)) \(rule(finding.rule))\(age)</li>"
        }
        return "<ul class=\"plain-list\">\(each: one.findings, row)</ul>"
    }

    private func date(_ text: String) -> String { CivilDate(text).map(t.date) ?? text }

    private func answer(_ verdict: String) -> HTML {
        switch verdict {
        case "pass": Part.tag(answered(verdict), .done)
        case "fail": Part.tag(answered(verdict), .wrong)
        default: Part.tag(answered(verdict), .waiting)
        }
    }

    /// What a rule answered.
    func answered(_ verdict: String) -> String {
        switch verdict {
        case "pass": t("Ya", "Yes")
        case "fail": t("Tidak", "No")
        default: t("Belum ada", "Missing")
        }
    }

    func rule(_ code: String) -> String {
        if let name = Self.rules[code] { return t(name) }
        let kind = code.hasPrefix("list.") ? ListKind(rawValue: String(code.dropFirst("list.".count))) : nil
        let list = kind.map { EditionWords(t: t).list($0) } ?? code
        return t("Tidak tercatat di daftar: \(list)", "Not on the list: \(list)")
    }

    private static let rules: [String: Bilingual] = [
        "age": Bilingual(id: "Usia", en: "Age"),
        "citizenship": Bilingual(id: "Warga negara Indonesia", en: "Indonesian citizen"),
        "education": Bilingual(id: "Tidak sedang sekolah", en: "Not at school"),
        "occupation": Bilingual(id: "Pekerjaan yang boleh ikut", en: "Occupation that may join"),
        "region": Bilingual(id: "Daerah sudah ikut program", en: "Region takes part"),
        "onceInALifetime": Bilingual(id: "Belum pernah menerima kartu", en: "Never had a card"),
        "once-in-a-lifetime": Bilingual(id: "Belum pernah menerima kartu", en: "Never had a card"),
        "lapse": Bilingual(id: "Tidak pernah membiarkan kartu hangus", en: "Never let a card lapse"),
        "family-card": Bilingual(id: "Batas penerima satu KK", en: "Limit of one family card"),
        "phone": Bilingual(id: "Nomor HP terverifikasi", en: "Mobile number verified"),
        "identity": Bilingual(id: "Cocok dengan Dukcapil", en: "Matches the registry"),
        "one-application-per-nik": Bilingual(id: "Satu pendaftaran untuk satu NIK", en: "One application for a NIK"),
        "photos": Bilingual(id: "Foto diterima", en: "Photos accepted"),
        "declarations": Bilingual(id: "Pernyataan disetujui", en: "Declarations agreed to"),
        "test": Bilingual(id: "Tes selesai, hasilnya cukup", en: "Test finished, result enough"),
    ]
}

extension SearchSource {
    /// By words of the name.
    static let names = SearchSource { tx, sought, scope in
        guard case .name(let words) = sought else { return [] }
        let vault = scope.dependencies.vault
        guard let found = try tx.nameWords.people(named: words, limit: SearchScope.most + 1, vault: vault) else {
            return [
                .tooMany(
                    Bilingual(
                        id: "Nama itu terlalu umum. Tambah kata lain dari namanya, atau cari dengan NIK atau nomor HP.",
                        en: "That name is too common. Add another word of it, or search by NIK or mobile number."))
            ]
        }
        let hits = found.prefix(SearchScope.most).map {
            SearchHit.person($0, by: Bilingual(id: "nama", en: "name"))
        }
        guard found.count > SearchScope.most else { return hits }
        return hits + [
            .tooMany(
                Bilingual(
                    id: "Masih ada yang lain. Tambah kata dari namanya supaya hasilnya lebih sedikit.",
                    en: "There are more. Add a word of the name for fewer hits."))
        ]
    }
}
