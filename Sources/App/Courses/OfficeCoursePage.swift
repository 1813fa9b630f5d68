import Programme

/// `/kantor/pelatihan/{id}`: one course in the office: what waits for curators, prices, versions and withdrawal.
struct OfficeCoursePage: Page {
    let t: Words
    let file: CourseRecord
    let officer: Officer
    let names: [ID<Officer>: String]
    let form: FormState

    var title: String { file.course.title }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    static func field(of check: CurationCheck) -> String { "periksa-\(check.rawValue)" }
    static var firstCheck: String { field(of: .competence) }
    static func reasonField(_ act: CourseAct) -> String { "\(ReasonField.name)-\(act.rawValue)" }

    private var course: Course { file.course }
    private var mayManage: Bool { officer.permissions.contains(.managePartners) }

    var body: HTML {
        let state = course.state.label(t, sale: file.sale)
        return """
            <h1>\(title) \(Part.tag(state.text, state.kind))</h1>
            \(Part.summary([
                SummaryRow(label: t("Kode", "Code"), value: "<code>\(course.code)</code>"),
                SummaryRow(
                    label: t("Lembaga", "Institution"),
                    value: "<a href=\"\(Paths.officePartner(course.institution))\">\(file.institution)</a>"),
                SummaryRow(label: t("Bidang", "Field"), value: "\(course.category)"),
                SummaryRow(label: t("Cara belajar", "Way of learning"), value: "\(course.mode.name(t))"),
                SummaryRow(label: t("Lama", "Length"), value: "\(course.hours) \(t("jam", "hours"))"),
            ]))
            \(when: course.state == .approved && !file.offers.isEmpty, onSale)
            \(file.waiting.map(curation))
            \(offers)
            \(prices)
            \(schedules)
            \(versions)
            \(when: mayManage && course.state == .approved, withdrawal)
            \(when: mayManage && course.state == .withdrawn && file.waiting == nil, proposal)
            \(when: mayManage && file.waiting?.isStopped == true, takingOver)
            """
    }

    private var onSale: HTML {
        let label = t("Halaman untuk peserta", "The page that people see")
        return "<p><a href=\"\(Paths.course(course.id))\">\(label)</a></p>"
    }

    // MARK: - Curation

    private func curation(_ waiting: CourseRecord.Waiting) -> HTML {
        let content = waiting.version.content
        func verdict(_ given: (verdict: CurationVerdict, at: Instant)) -> (when: String, what: HTML) {
            (
                t.shortMoment(real: given.at),
                "<strong>\(said(given.verdict))</strong><small>\(given.verdict.reason)</small>"
            )
        }
        return """
            <section><h2>\(t("Versi \(waiting.version.number) menunggu kurasi", "Version \(waiting.version.number) waits for curation"))</h2>
            \(Part.summary([
                SummaryRow(label: t("Judul", "Title"), value: "\(content.title)"),
                SummaryRow(label: t("Ringkasan", "Summary"), value: "\(content.summary)"),
                SummaryRow(label: t("Lama", "Length"), value: "\(content.hours) \(t("jam", "hours")), \(content.mode.name(t))"),
                SummaryRow(label: t("Kompetensi", "Competence"), value: "\(content.competence)"),
                SummaryRow(label: t("Penilaian", "Assessment"), value: "\(content.assessment)"),
                SummaryRow(label: t("Pengajar", "Trainer"), value: "\(content.trainer)"),
                SummaryRow(label: t("Aturan lulus", "Completion rule"), value: "\(content.completion)"),
                SummaryRow(label: t("Untuk siapa", "For whom"), value: "\(content.audience)"),
                SummaryRow(label: t("Alat", "Tools"), value: "\(content.tools)"),
                SummaryRow(label: t("Tempat", "Place"), value: "\(content.place)"),
                SummaryRow(label: t("Sertifikat", "Certificate"), value: "\(content.certificate)"),
                SummaryRow(
                    label: t("Diusulkan", "Proposed"),
                    value: "\(author(waiting.version)), \(t.shortMoment(real: waiting.version.proposedAt))"),
            ]))
            \(file.versions.first { $0.state == .approved }.map {
                CourseContentChange(t: t, now: $0.content, proposed: content).html
            })
            \(newPrices(waiting))
            \(Part.timeline(waiting.verdicts.map(verdict)))
            \(judging(waiting))</section>
            """
    }

    private func newPrices(_ waiting: CourseRecord.Waiting) -> HTML {
        func row(_ offer: CourseOffer) -> [HTML] {
            let now = file.offers.first { $0.offer.platform == offer.platform }?.offer.price.description ?? "–"
            return ["\(offer.platformName)", "\(now)", "<strong>\(offer.price.description)</strong>"]
        }
        func other(_ course: (title: String, hours: Int, price: Rupiah)) -> [HTML] {
            ["\(course.title)", "\(course.hours) \(t("jam", "hours"))", "\(course.price.description)"]
        }
        return """
            \(Part.table(
                caption: t("Harga yang ikut berlaku", "Prices that come into force with it"),
                [t("Platform", "Platform"), t("Sekarang", "Now"), t("Menjadi", "Becomes")], waiting.offers.map(row),
                empty: t("Tidak ada perubahan harga.", "No price changes.")))
            \(Part.table(
                caption: t("Pelatihan lain di bidang ini", "Other courses in this field"),
                [t("Pelatihan", "Course"), t("Lama", "Length"), t("Harga mulai", "From")],
                waiting.comparable.map(other),
                empty: t("Belum ada pembanding di bidang ini.", "No other course in this field yet.")))
            """
    }

    private func judging(_ waiting: CourseRecord.Waiting) -> HTML {
        guard officer.permissions.contains(.curateCourses) else {
            return "<p>\(t("Dua kurator menilainya.", "Two curators judge it."))</p>"
        }
        if waiting.version.importers(among: file.versions).contains(where: { officer.isSame(as: $0) }) {
            return "<p>\(CurationRefusal.ownImport.sentence(t))</p>"
        }
        if waiting.verdicts.contains(where: { officer.isSame(as: $0.verdict.curator) }) {
            return "<p>\(CurationRefusal.sameCurator.sentence(t))</p>"
        }
        let stopped: HTML =
            waiting.isStopped ? "\(Banner(.attention, FourEyesRefusal.authorSuspended.sentence(t)))" : .empty
        let isPriced = !waiting.offers.isEmpty || !file.offers.isEmpty
        let unpriced: HTML = isPriced ? .empty : "\(Banner(.attention, CurationRefusal.noPrice.sentence(t)))"
        func check(_ check: CurationCheck) -> HTML { Field.checkbox(form, Self.field(of: check), check.sentence(t)) }
        return """
            \(stopped)\(unpriced)
            <form method="post" action="\(Paths.officeCourseAct(course.id, .judge))">\(Field.token(form.csrf))
            \(Field.hidden("versi", waiting.version.id.description))
            <fieldset class="field"><legend>\(t("Yang saya periksa", "What I checked"))</legend>
            \(each: CurationCheck.allCases, check)</fieldset>
            \(ReasonField.area(
                form, t, hint: t("Apa yang Anda bandingkan dan temukan.", "What you compared and found."),
                name: Self.reasonField(.judge)))
            \(when: !waiting.isStopped && isPriced, Part.submit(t("Terima", "Accept"), name: "putusan", value: "terima"))
            \(Part.submit(t("Tolak", "Refuse"), name: "putusan", value: "tolak", kind: "danger"))</form>
            """
    }

    /// `Ani menerima`
    private func said(_ verdict: CurationVerdict) -> String {
        let said = verdict.isAccepted ? t("menerima", "accepted it") : t("menolak", "refused it")
        return "\(name(verdict.curator)) \(said)"
    }

    private func author(_ version: CourseVersion) -> String {
        version.proposedColleague == nil ? name(version.proposedBy) : t("orang mitra", "a person of the partner")
    }

    private func name(_ id: ID<Officer>?) -> String {
        id.map { names[$0] ?? t("Petugas \(t.short($0))", "Officer \(t.short($0))") }
            ?? t("baris perintah", "command line")
    }

    // MARK: - Prices, schedules, versions

    private var offers: HTML {
        func row(_ known: (offer: CourseOffer, curated: Rupiah)) -> [HTML] {
            [
                "\(known.offer.platformName)", "\(known.offer.price.description)", "\(known.curated.description)",
                sale(at: known.offer.platform),
            ]
        }
        return """
            <section><h2>\(t("Harga di tiap platform", "Price on each platform"))</h2>
            \(Part.table(
                caption: t(
                    "Kenaikan di atas 10% dari harga kurasi perlu kurator lagi",
                    "A rise of more than 10% over the curated price needs curators again"),
                [t("Platform", "Platform"), t("Harga", "Price"), t("Harga kurasi", "Curated price"), t(
                    "Penjualan", "Sale")],
                file.offers.map(row), empty: t("Belum ada harga yang berlaku.", "No price is in force yet.")))</section>
            """
    }

    private func sale(at platform: ID<Partner>) -> HTML {
        if let owner = file.blocked[platform] {
            return "\(Part.tag(t("Diblokir", "Blocked"), .wrong)) \(t("satu pemilik", "one owner")): \(owner)"
        }
        return file.stops[platform].map { Part.tag($0.notSold(t), .wrong) } ?? "\(t("Boleh dijual", "May be sold"))"
    }

    private var prices: HTML {
        guard !file.prices.isEmpty else { return .empty }
        func row(_ price: (platform: String, price: Rupiah, from: Instant)) -> [HTML] {
            ["\(t.shortMoment(price.from))", "\(price.platform)", "\(price.price.description)"]
        }
        return """
            <section><h2>\(t("Riwayat harga", "Price history"))</h2>
            \(Part.table(
                caption: t("Terbaru di atas", "Newest first"),
                [t("Sejak", "Since"), t("Platform", "Platform"), t("Harga", "Price")], file.prices.map(row),
                empty: ""))</section>
            """
    }

    private var schedules: HTML {
        func row(_ schedule: CourseSchedule) -> [HTML] {
            [
                "<code>\(schedule.code)</code>", "\(t.cellMoment(schedule.starts))",
                "\(t.cellEnd(schedule.ends))", "\(t.count(schedule.taken)) / \(t.count(schedule.quota))",
            ]
        }
        return """
            <section><h2>\(t("Jadwal", "Schedules"))</h2>
            \(Part.table(
                caption: t("Urut waktu", "In order of time"),
                [t("Kode", "Code"), t("Mulai", "Begins"), t("Selesai", "Ends"), t("Terisi", "Taken")],
                file.schedules.map(row), empty: t("Belum ada jadwal.", "No schedules yet.")))</section>
            """
    }

    private var versions: HTML {
        func row(_ version: CourseVersion) -> [HTML] {
            let state = version.state.label(t)
            let verdicts = file.verdicts[version.id] ?? []
            return [
                "\(version.number)", "\(version.content.title)", Part.tag(state.text, state.kind),
                "\(author(version))<small>\(t.shortMoment(real: version.proposedAt))</small>",
                verdicts.isEmpty ? "–" : "<ul class=\"plain-list\">\(each: verdicts, verdict)</ul>",
            ]
        }
        func verdict(_ given: (verdict: CurationVerdict, at: Instant)) -> HTML {
            "<li>\(said(given.verdict))<small>\(t.shortMoment(real: given.at))</small></li>"
        }
        return """
            <section><h2>\(t("Versi", "Versions"))</h2>
            \(Part.table(
                caption: t("Terbaru di atas", "Newest first"),
                [t("Nomor", "Number"), t("Judul", "Title"), t("Status", "State"), t("Diusulkan", "Proposed"), t(
                    "Kurator", "Curators")],
                file.versions.map(row), empty: ""))</section>
            """
    }

    // MARK: - Withdrawal

    private var withdrawal: HTML {
        form(
            .withdraw, t("Tarik dari penjualan", "Take off sale"),
            t(
                "Berlaku seketika untuk penjualan baru. Yang sudah membeli tetap dapat menyelesaikannya.",
                "At once, for new sales. People who bought it can still complete it."), kind: "danger")
    }

    private var proposal: HTML {
        form(
            .proposeAgain, t("Usulkan dijual lagi", "Propose to sell it again"),
            t("Dua kurator menilainya lagi.", "Two curators judge it again."), kind: "")
    }

    private var takingOver: HTML {
        form(
            .proposeAgain, t("Ajukan lagi versi ini", "Propose this version again"),
            t(
                "Pengusulnya ditangguhkan. Anda menjadi pengusulnya, dan dua kurator menilai dari awal.",
                "Its proposer is suspended. You become its proposer, and two curators judge it from the beginning."),
            kind: "")
    }

    private func form(_ act: CourseAct, _ label: String, _ consequence: String, kind: String) -> HTML {
        """
        <details\(flag: "open", form.values[Self.reasonField(act)] != nil && !form.errors.isEmpty)>\
        <summary>\(label)</summary><div><p>\(consequence)</p>
        <form method="post" action="\(Paths.officeCourseAct(course.id, act))">\(Field.token(form.csrf))
        \(ReasonField.area(
            form, t, hint: t("Tampil bagi petugas dan pemeriksa.", "Officers and auditors read it."),
            name: Self.reasonField(act)))
        \(Part.submit(label, kind: kind))</form></div></details>
        """
    }

    static func sample(_ t: Words) -> OfficeCoursePage {
        OfficeCoursePage(
            t: t, file: .sample, officer: .sample(1, "Hendra", .programmeManager),
            names: [ID(2): "Ratna Dewi"], form: .sample)
    }
}
