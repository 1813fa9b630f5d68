import Programme

/// `/kantor/usul-mitra/{id}`: what one officer proposes about a partner, and another's decision.
struct PartnerProposalPage: Page {
    let t: Words
    let proposal: PartnerProposal
    let file: PartnerFile
    let officer: Officer
    let second: SecondOfficer
    let names: [ID<Officer>: String]
    /// People of the partner.
    var colleagues: [ID<PartnerPerson>: String] = [:]
    let form: FormState
    let refusal: (any UserFacingRefusal)?

    private var record: PartnerRecord { file.record }
    private var contents: PartnerProposalContents { PartnerProposalContents(t: t, proposal: proposal, file: file) }

    var title: String { "\(proposal.change.title(t)): \(record.name)" }
    var errors: [FieldError] { form.errors }
    var isWide: Bool { true }
    var crumbs: [Crumb] { [Crumb(record.name, Paths.officePartner(record.id))] }

    var body: HTML {
        """
        <h1>\(title) \(Part.tag(state.text, state.kind))</h1>
        \(refusal.map { Banner(.wrong, $0.sentence(t)).html })
        \(Part.columns(
            """
            <p class="lead">\(proposal.change.consequence(t))</p>
            \(contents.change)
            \(Part.summary(rows))
            """, acts: "\(when: proposal.state == .proposed, decision)\(contents.partner)"))
        """
    }

    private var state: (text: String, kind: Tag) {
        switch proposal.state {
        case .proposed: (t("Menunggu", "Waits"), .waiting)
        case .approved: (t("Disetujui", "Approved"), .done)
        case .refused: (t("Ditolak", "Refused"), .wrong)
        }
    }

    private var rows: [SummaryRow] {
        var rows = [
            SummaryRow(
                label: t("Diusulkan", "Proposed"),
                value:
                    "\(name(proposal.proposedBy, proposal.proposedColleague)), \(t.shortMoment(real: proposal.proposedAt))"
            ),
            SummaryRow(label: t("Alasan", "Reason"), value: "\(proposal.reason)"),
        ]
        if let at = proposal.decidedAt {
            rows.append(
                SummaryRow(
                    label: t("Diputuskan", "Decided"),
                    value: "\(name(proposal.decidedBy, proposal.decidedColleague)), \(t.shortMoment(real: at))"))
        }
        if let because = proposal.decidedBecause {
            rows.append(SummaryRow(label: t("Alasan putusan", "Reason of the decision"), value: "\(because)"))
        }
        return rows
    }

    private func name(_ id: ID<Officer>?, _ colleague: ID<PartnerPerson>?) -> String {
        if let colleague {
            let name = colleagues[colleague] ?? t.short(colleague)
            return t("\(name), dari mitra", "\(name), of the partner")
        }
        return id.map { names[$0] ?? t("Petugas \(t.short($0))", "Officer \(t.short($0))") }
            ?? t("baris perintah", "command line")
    }

    private var decision: HTML {
        Part.panel(
            t("Putusan petugas kedua", "The second officer's decision"),
            second.html(t, acts))
    }

    private func acts(_ mayApprove: Bool) -> HTML {
        guard officer.may(.managePartners) else { return .empty }
        return """
            <form method="post" action="\(Paths.partnerProposalAnswer(proposal.id, .approve))">\(Field.token(form.csrf))
            \(ReasonField.area(form, t, hint: t(
            "Misalnya apa yang Anda cocokkan dengan surat mitra.",
            "Such as what you compared with the partner's letter.")))
            \(when: mayApprove, Part.submit(t("Setujui", "Approve")))
            <button class="button danger" type="submit" formaction="\(Paths.partnerProposalAnswer(proposal.id, .refuse))">\(t(
            "Tolak", "Refuse"))</button></form>
            """
    }

    static func sample(_ t: Words) -> PartnerProposalPage {
        PartnerProposalPage(
            t: t, proposal: .sample, file: .sample, officer: .sample(1, "Hendra", .programmeManager),
            second: SecondOfficer(
                Signatory(officer: ID(2), duty: .partnerManager),
                by: Officer.sample(1, "Hendra", .programmeManager).signatory(for: .managePartners)),
            names: [ID(2): "Ratna Dewi"], form: .sample, refusal: nil)
    }
}
