import Programme

/// `/kantor/mitra`: every partner with its state, agreement and sales, and what waits for a second officer.
struct PartnersPage: Page {
    let t: Words
    let records: [PartnerRecord]
    let sales: [ID<Partner>: PartnerSales]
    let waiting: [PartnerProposal]
    let today: CivilDate
    let officer: Officer

    /// Days before its end from which an agreement is marked.
    private static let noticeDays = 30

    var title: String { t("Mitra", "Partners") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Setiap perubahan yang membuka penjualan atau akses perlu dua petugas dengan peran berbeda.",
            "Every change that opens sales or access takes two officers of different roles."))</p>
        \(when: mayInvite, "<p>\(newButton)</p>")
        \(when: !waiting.isEmpty, proposals)
        \(each: PartnerRecord.Kind.allCases, group)
        """
    }

    private var mayInvite: Bool { officer.may(.managePartners) }

    private var newButton: HTML { Part.button(t("Undang mitra baru", "Invite a new partner"), to: Paths.newPartner) }

    private var proposals: HTML {
        func row(_ proposal: PartnerProposal) -> TaskRow {
            let name = records.first { $0.id == proposal.partner }?.name ?? ""
            return TaskRow(
                name: "\(name): \(proposal.change.title(t))",
                status: t("Menunggu petugas kedua", "Waits for a second officer"),
                kind: .waiting, path: Paths.partnerProposal(proposal.id),
                hint: t.shortMoment(real: proposal.proposedAt))
        }
        return """
            <h2>\(t("Usulan yang menunggu", "Waiting proposals"))</h2>
            \(Part.taskList(waiting.map(row)))
            """
    }

    private func group(_ kind: PartnerRecord.Kind) -> HTML {
        let found = records.filter { $0.kind == kind }
        guard !found.isEmpty || kind.api != nil else { return .empty }
        let columns = [
            t("Nama", "Name"), t("Status", "State"), t("Perjanjian sampai", "Agreement until"),
            t("Terjual", "Sold"), t("Nilai", "Amount"),
        ]
        return """
            <section><h2>\(kind.name(t))</h2>
            \(Part.table(
                caption: t("Urut nama, tanpa diutamakan", "By name, without preference"),
                kind.api == nil ? Array(columns.prefix(3)) : columns, found.map(row),
                empty: mayInvite
                    ? t("Belum ada. Undang yang pertama.", "None yet. Invite the first.") : t("Belum ada mitra jenis ini.", "No partner of this kind yet.")))</section>
            """
    }

    private func row(_ record: PartnerRecord) -> [HTML] {
        let state = record.state.label(t)
        let cells: [HTML] = [
            "<a href=\"\(Paths.officePartner(record.id))\">\(record.name)</a>", Part.tag(state.text, state.kind),
            until(record),
        ]
        guard record.kind.api != nil else { return cells }
        let sold = sales[record.id]
        return cells + ["\(t.count(sold?.sold ?? 0))", "\((sold?.amount ?? .zero).description)"]
    }

    private func until(_ record: PartnerRecord) -> HTML {
        guard let last = record.agreements.map(\.to).max() else {
            return record.kind.api == nil ? "–" : Part.tag(t("Belum dicatat", "Not recorded"), .todo)
        }
        guard let until = record.coveredUntil(from: today) else {
            return Part.tag(last < today ? t.date(last) : t("Belum berlaku", "Not in force yet"), .wrong)
        }
        return until < today.adding(days: Self.noticeDays) ? Part.tag(t.date(until), .waiting) : "\(t.date(until))"
    }

    static func sample(_ t: Words) -> PartnersPage {
        PartnersPage(
            t: t, records: [.sample, .association],
            sales: [ID(5): PartnerSales(sold: 1_204, amount: Rupiah(692_300_000), completed: 988)],
            waiting: [.sample], today: CivilDate(daysSinceEpoch: 18_370),
            officer: .sample(1, "Ani", .waveManager))
    }
}

extension PartnerRecord {
    static let sample = PartnerRecord(
        id: ID(5), kind: .platform, name: "Pijarmahir", website: "https://pijarmahir.example",
        contact: "integrasi@pijarmahir.example", state: .active, stateReason: nil,
        stateAt: Instant(milliseconds: 1_586_606_400_000),
        recordedAt: Instant(milliseconds: 1_586_606_400_000),
        agreements: [
            Agreement(
                number: "PKS-19/2021", from: CivilDate(daysSinceEpoch: 18_627), to: CivilDate(daysSinceEpoch: 18_991),
                feeBasisPoints: 900),
            Agreement(
                number: "PKS-12/2020", from: CivilDate(daysSinceEpoch: 18_350), to: CivilDate(daysSinceEpoch: 18_626),
                feeBasisPoints: 1_000),
        ])

    static let association = PartnerRecord(
        id: ID(6), kind: .association, name: "Kadin Indonesia", website: "https://kadin.example", state: .active,
        stateReason: nil, stateAt: Instant(milliseconds: 1_586_606_400_000),
        recordedAt: Instant(milliseconds: 1_586_606_400_000))
}

extension PartnerProposal {
    static let sample = PartnerProposal(
        id: ID(9), partner: ID(5), change: .rotateKey(overlapDays: 7),
        reason: "Kunci lama dikirim lewat email biasa oleh mitra", proposedBy: ID(2),
        duty: nil, proposedAt: Instant(milliseconds: 1_587_000_000_000), state: .proposed, decidedBy: nil,
        decidedAt: nil, decidedBecause: nil)
}
