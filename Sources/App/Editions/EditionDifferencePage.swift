import Programme

/// `/aturan/{id}/dibanding/{earlier}`: the differences between two editions, from when they apply, and by which law.
struct EditionDifferencePage: Page {
    let t: Words
    let earlier: Edition
    let later: Edition
    let differences: [EditionText.Difference]

    /// Most differences listed; of the others only the number is shown.
    static let most = 120

    var title: String { t("Apa yang berubah", "What changed") }

    var body: HTML {
        """
        <p class="caption"><a href="\(Paths.editions)">\(t("Aturan program", "The programme's rules"))</a></p>
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Dari edisi \(earlier.id) ke edisi \(later.id).", "From edition \(earlier.id) to edition \(later.id)."))</p>
        \(Part.summary([
            SummaryRow(label: t("Berlaku mulai", "In force from"), value: "\(t.fullDate(later.validity.from))"),
            SummaryRow(label: t("Menurut", "By"), value: laws),
        ]))
        <p>\(t(
            "Yang sudah menerima kartu tetap di bawah edisi kartunya.",
            "A person who has a card stays under the edition it was given with."))</p>
        \(Part.table(
            caption: t("\(groups.count) hal berbeda", "\(groups.count) things differ"),
            [t("Aturan", "Rule"), t("Edisi \(earlier.id)", "Edition \(earlier.id)"), t(
                "Edisi \(later.id)", "Edition \(later.id)")],
            groups.prefix(Self.most).map(row), empty: t("Tidak ada yang berbeda.", "Nothing differs.")))
        """
    }

    /// Leaves out the test's questions and answers, which applicants must not see beforehand.
    private var shown: [EditionText.Difference] {
        differences.filter { difference in
            let path = difference.path
            return !path.hasPrefix("test.") && path != "id" && !path.hasPrefix("assumed") && !isOtherLanguage(path)
                // The name beside it says the same to people.
                && !path.hasSuffix(".slug") && !(path.hasPrefix("waves.names[") && path.hasSuffix(".number"))
        }
    }

    /// The file has texts in both languages; the reader's is enough.
    private func isOtherLanguage(_ path: String) -> Bool {
        let texts = ["title", "purpose", "text", "name", "why"]
        let other = t.language == .indonesian ? "en" : "id"
        return texts.contains { path.hasSuffix("\($0).\(other)") }
    }

    /// Differences of one rule share a row, in the order of the file.
    private var groups: [Group] {
        let labels = EditionLabels(t: t)
        return shown.reduce(into: []) { groups, difference in
            let label = labels.label(difference.path)
            if groups.last?.label != label { groups.append(Group(label: label)) }
            let (old, new) = (
                difference.old.map { named($0, at: difference.path) },
                difference.new.map { named($0, at: difference.path) }
            )
            groups[groups.count - 1].old += old.map { [$0] } ?? []
            groups[groups.count - 1].new += new.map { [$0] } ?? []
        }
    }

    private struct Group {
        let label: String
        var old: [String] = []
        var new: [String] = []
    }

    /// The laws that the earlier edition was not based on; all of them when there is no new one.
    private var laws: HTML {
        let known = Set(earlier.legalBasis.map(\.title))
        let new = later.legalBasis.filter { !known.contains($0.title) }
        func law(_ law: LegalBasis) -> HTML { "<span class=\"line\">\(law.title), \(t.date(law.dated))</span>" }
        return "<div>\(each: new.isEmpty ? later.legalBasis : new, law)</div>"
    }

    private func row(_ group: Group) -> [HTML] {
        ["\(group.label)", side(group.old), side(group.new)]
    }

    private func side(_ values: [String]) -> HTML {
        func line(_ value: String) -> HTML { "<span class=\"line\">\(value)</span>" }
        return values.isEmpty ? "–" : "<div>\(each: values, line)</div>"
    }

    private func named(_ text: String, at path: String) -> String {
        let value = value(text, at: path)
        return EditionLabels(t: t).part(path).map { "\($0): \(value)" } ?? value
    }

    private func value(_ text: String, at path: String) -> String {
        if path.hasPrefix("regions"), Regions.isKnown(text) { return Regions.name(of: text) }
        if let number = Int64(text, in: Rupiah.range), EditionLabels.isMoney(path) { return Rupiah(number).description }
        if let number = Int(text, in: 1_000...Int.max), !path.hasSuffix("bankCode") { return t.count(number) }
        if let date = CivilDate(text) { return t.date(date) }
        if let instant = Instant(text) { return t.shortMoment(instant) }
        switch text {
        case "true": return t("ya", "yes")
        case "false": return t("tidak", "no")
        case "email": return t("email", "e-mail")
        case "phone": return t("nomor HP", "mobile number")
        case "bank": return t("bank", "bank")
        case "wallet": return t("dompet digital", "e-wallet")
        default: return word(text) ?? text
        }
    }

    /// The label of an enumerated value.
    private func word(_ text: String) -> String? {
        let words = EditionWords(t: t)
        if let occupation = Occupation(rawValue: text) { return occupation.label(t) }
        if let impact = PandemicImpact(rawValue: text) { return impact.label(t) }
        if let kind = ListKind(rawValue: text) { return words.list(kind) }
        if let mode = DeliveryMode(rawValue: text) { return words.delivery(DeliveryPeriod(mode: mode)) }
        if let proof = InstalmentRule.Proof(rawValue: text) { return words.proof(proof) }
        if let stratum = WaveRules.Stratum(rawValue: text) { return words.stratum(stratum) }
        if let way = VerificationWay(rawValue: text) { return words.way(way) }
        if let lapse = TrainingRules.Lapse(rawValue: text) { return words.lapse(lapse) }
        return nil
    }

    static func sample(_ t: Words, _ edition: Edition) -> EditionDifferencePage {
        EditionDifferencePage(
            t: t, earlier: edition, later: edition,
            differences: [
                EditionText.Difference(path: "budget", old: "10000000000000", new: "20000000000000"),
                EditionText.Difference(path: "eligibility.beneficiariesPerFamilyCard", old: nil, new: "2"),
            ])
    }
}
