import Programme

/// Who may join under the edition, and who may not.
struct HomeWho: Sendable {
    let t: Words
    let edition: Edition
    let now: Instant

    var html: HTML {
        let rules = edition.eligibility
        let age =
            rules.minimumAgeInclusive
            ? t("Berusia \(rules.minimumAge) tahun ke atas", "Aged \(rules.minimumAge) or over")
            : t("Berusia di atas \(rules.minimumAge) tahun", "Aged over \(rules.minimumAge)")
        return """
            <div><h2>\(t("Siapa boleh ikut", "Who may join"))</h2>
            <ul class="ticks"><li>\(t("Warga negara Indonesia dengan KTP", "Indonesian citizens with an identity card"))</li><li>\(age)</li>
            \(when: isPartial, "<li>\(places)</li>")
            \(when: rules.excludesFormalEducation, "<li>\(t("Tidak sedang sekolah atau kuliah", "Not at school or university"))</li>")
            <li>\(t(
                "Pencari kerja, pekerja formal maupun informal, dan yang terkena PHK",
                "Job seekers, formal and informal workers, and people laid off"))</li>
            \(rules.beneficiariesPerFamilyCard.map(family))
            \(when: !rules.excludedOccupations.isEmpty, "<li class=\"not\">\(excluded)</li>")</ul>
            <p>\(t("Sasaran program: \(target).", "The programme is for \(target)."))</p>
            <p><a href="\(Paths.editions)">\(t("Semua aturan dan dasar hukumnya", "All rules and the law they stand on"))</a></p></div>
            """
    }

    /// The number of the edition, or the range that was announced.
    private var target: String {
        guard let range = edition.target.range else { return t.people(edition.target.people) }
        return t(
            "\(t.count(range.from)) sampai \(t.people(range.to))", "\(t.count(range.from)) to \(t.people(range.to))")
    }

    private func family(_ limit: Int) -> HTML {
        "<li>\(t("Paling banyak \(limit) penerima per Kartu Keluarga", "At most \(limit) of one family card"))</li>"
    }

    private var excluded: String {
        let names = edition.eligibility.excludedOccupations.map { $0.label(t) }.joined(separator: "; ")
        return t("Tidak dapat ikut: \(names)", "Left out: \(names)")
    }

    private var today: CivilDate { edition.waves.zone.date(of: now) }

    private var isPartial: Bool {
        !edition.regions.contains { $0.codes == nil && $0.contains(today) }
    }

    /// For editions that are not open to the whole country yet.
    private var places: String {
        let names = edition.regions.filter { $0.contains(today) }.flatMap { $0.codes ?? [] }.map(Regions.name)
        let list = names.joined(separator: ", ")
        return t("Untuk saat ini: tinggal di \(list)", "For now: living in \(list)")
    }
}
