import Programme

/// The way of a partner that is not active: what is done and by whom, what is next and by which officer, and the one act
/// that belongs to the next step.
extension PartnerPage {
    enum NextStep {
        /// It has no agreement that is in force or planned.
        case agreement
        case activate
        /// A second officer decides on the agreement or on the activation.
        case decide(PartnerProposal)
    }

    /// Nil for a partner that sells, and for one that has ended.
    var next: NextStep? {
        guard record.state == .invited || record.state == .suspended else { return nil }
        if lacksAgreement { return file.waiting(.agreement).map(NextStep.decide) ?? .agreement }
        return file.waiting(.activate).map(NextStep.decide) ?? .activate
    }

    /// An invited or suspended partner is refused its activation for this only.
    private var lacksAgreement: Bool { (try? record.checkActivation(on: file.today)) == nil }

    var steps: HTML {
        guard let next else { return .empty }
        let heading =
            record.state == .invited
            ? t("Langkah sampai boleh menjual", "Steps until it may sell")
            : t("Langkah sampai boleh menjual lagi", "Steps until it may sell again")
        let rows = [first, agreement(next), key, proposal(next), decision(next), last].compactMap(\.self)
        return Part.panel(heading, "\(Part.taskList(rows))\(when: mayAct, act(next))")
    }

    // MARK: - Rows

    private var done: String { t("Selesai", "Done") }
    private var comesNext: String { t("Berikutnya", "Next") }
    private var notYet: String { t("Belum", "Not yet") }
    private var waits: String { t("Menunggu petugas kedua", "Waits for a second officer") }

    private var first: TaskRow {
        guard record.state == .invited else {
            return TaskRow(
                name: t("Penjualan dihentikan", "Sales stopped"), status: t("Ditangguhkan", "Suspended"), kind: .wrong,
                hint: t.shortMoment(real: record.stateAt))
        }
        let invited = file.acts.first { $0.action == "partner.invited" }
        let who = invited.map { AuditWords(t: t).actor($0, names: names) + ", " } ?? ""
        return TaskRow(
            name: t("Diundang", "Invited"), status: done, kind: .done, hint: who + t.shortMoment(record.recordedAt))
    }

    private func agreement(_ next: NextStep) -> TaskRow? {
        guard record.kind.api != nil else { return nil }
        let name = t("Perjanjian tercatat", "Agreement recorded")
        guard lacksAgreement else {
            let last = record.agreements.max { $0.to < $1.to }
            let hint = last.map { t("\($0.number), sampai \(t.date($0.to))", "\($0.number), until \(t.date($0.to))") }
            return TaskRow(name: name, status: done, kind: .done, hint: hint)
        }
        if let waiting = file.waiting(.agreement) {
            return TaskRow(
                name: name, status: waits, kind: .waiting, path: Paths.partnerProposal(waiting.id),
                hint: proposed(waiting))
        }
        return TaskRow(name: name, status: comesNext, kind: .todo, hint: anyOfficer)
    }

    /// The partner's own step, which the office does not wait for.
    private var key: TaskRow? {
        guard file.caller != nil, record.state == .invited else { return nil }
        let name = t("Kunci diambil mitra", "Key fetched by the partner")
        if let fetched = file.keys.compactMap(\.shownAt).max() {
            return TaskRow(name: name, status: done, kind: .done, hint: t.shortMoment(real: fetched))
        }
        return TaskRow(
            name: name, status: t("Menunggu mitra", "Waits for the partner"), kind: .waiting,
            hint: t(
                "Oleh mitra, lewat tautan di emailnya. Pengaktifan tidak menunggunya.",
                "By the partner, by the link in its mail. The activation does not wait for it."))
    }

    private func proposal(_ next: NextStep) -> TaskRow {
        let name = t("Pengaktifan diusulkan", "Activation proposed")
        if let waiting = file.waiting(.activate) {
            return TaskRow(
                name: name, status: done, kind: .done, path: Paths.partnerProposal(waiting.id), hint: proposed(waiting))
        }
        guard case .activate = next else { return TaskRow(name: name, status: notYet, kind: .blocked) }
        return TaskRow(name: name, status: comesNext, kind: .todo, hint: anyOfficer)
    }

    private func decision(_ next: NextStep) -> TaskRow {
        let name = t("Disetujui petugas kedua", "Approved by a second officer")
        guard case .decide(let waiting) = next, waiting.change == .activate else {
            return TaskRow(
                name: name, status: notYet, kind: .blocked,
                hint: t(
                    "Petugas lain, dengan peran lain.", "Another officer, of another duty."))
        }
        let isMine = mayAct && seconds[waiting.id]?.mayApprove == true
        return TaskRow(
            name: name, status: isMine ? t("Menunggu Anda", "Waits for you") : waits, kind: .waiting,
            hint: t(
                "Petugas lain, dengan peran: \(others(than: waiting)).",
                "Another officer, with the duty: \(others(than: waiting))."))
    }

    private var last: TaskRow {
        TaskRow(name: t("Aktif, boleh menjual", "Active, may sell"), status: notYet, kind: .blocked)
    }

    private func proposed(_ proposal: PartnerProposal) -> String {
        let author =
            proposal.proposedColleague == nil
            ? name(proposal.proposedBy) : t("orang mitra", "a person of the partner")
        return "\(author), \(t.shortMoment(real: proposal.proposedAt))"
    }

    private var anyOfficer: String {
        let roles = RoleNames.holders(of: .managePartners).map { t($0) }.joined(separator: ", ")
        return t("Petugas dengan peran: \(roles).", "An officer with the duty: \(roles).")
    }

    /// The roles of which the second officer acts under one. For a proposal of the command line only one decides.
    private func others(than proposal: PartnerProposal) -> String {
        guard let duty = proposal.duty else {
            return proposal.proposedBy == nil && proposal.proposedColleague == nil
                ? t(Role.programmeManager.title)
                : RoleNames.holders(of: .managePartners).map { t($0) }.joined(separator: ", ")
        }
        return RoleNames.holders(of: .managePartners).filter { $0 != duty.title }.map { t($0) }
            .joined(separator: ", ")
    }

    // MARK: - The act of the next step

    private func act(_ next: NextStep) -> HTML {
        switch next {
        case .agreement:
            return proposalForm(
                .agreement, t("Usulkan perjanjian baru", "Propose a new agreement"), agreementFields, kind: "")
        case .activate:
            return proposalForm(.activate, t("Usulkan pengaktifan", "Propose to activate"), .empty, kind: "")
        case .decide(let proposal):
            guard let second = seconds[proposal.id] else { return .empty }
            let (label, path) = (proposal.change.title(t), Paths.partnerProposal(proposal.id))
            let decide = t("Periksa dan putuskan: \(label)", "Look and decide: \(label)")
            guard let obstacle = second.obstacle else { return Part.button(decide, to: path) }
            let see = t("Lihat usulan: \(label)", "See the proposal: \(label)")
            return """
                <p>\(obstacle.sentence(t))</p>
                \(second.mayRefuse ? Part.button(decide, to: path) : Part.button(see, to: path, secondary: true))
                """
        }
    }
}
