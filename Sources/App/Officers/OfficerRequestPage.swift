import Programme

/// `/kantor/usul-petugas/{id}`: a proposal about an officer, and the second administrator's decision.
struct OfficerRequestPage: Page {
    let t: Words
    let request: StoredOfficerRequest
    let names: [ID<Officer>: String]
    /// The officer as they are now; nil before the invitation.
    let subject: RosterEntry?
    /// What the reader may answer; nil for one whose roles do not permit it.
    let second: SecondOfficer?
    let form: FormState
    /// Why the second officer decided as they did; nil while it waits.
    var decision: String?

    var title: String { words.kind(request.value.kind) }
    var errors: [FieldError] { form.errors }
    var isWide: Bool { true }

    private var words: OfficerRequestWords { OfficerRequestWords(t: t) }

    var body: HTML {
        """
        <h1>\(title) \(words.tag(request.value.state))</h1>
        \(Part.columns(Part.summary(rows), acts: request.value.state == .proposed ? deciding : .empty))
        """
    }

    private var rows: [SummaryRow] {
        var rows = [SummaryRow(label: t("Petugas", "Officer"), value: link)]
        if let signIn = request.signIn {
            rows.append(SummaryRow(label: t("Email kantor", "E-mail"), value: "\(signIn)"))
        }
        if request.value.kind == .roles {
            rows.append(
                SummaryRow(label: t("Peran sekarang", "Roles now"), value: "\(words.roles(subject?.ownRoles ?? []))"))
        }
        if !request.roles.isEmpty {
            rows.append(
                SummaryRow(label: t("Peran yang diusulkan", "Proposed roles"), value: "\(words.roles(request.roles))"))
        }
        if let subject {
            rows.append(
                SummaryRow(
                    label: t("NIK petugas", "Officer's NIK"),
                    value: OfficerIdentityWords(t: t).tag(subject.identity, hasNIK: subject.hasNIK)))
        }
        if let post = request.post { rows.append(SummaryRow(label: t("Kantor", "Office"), value: "\(post.written)")) }
        if let absent = request.heldFor, let days = request.days {
            rows.append(SummaryRow(label: t("Menggantikan", "Stands in for"), value: "\(names[absent] ?? "–")"))
            rows.append(SummaryRow(label: t("Hari", "Days"), value: "\(words.days(days))"))
        }
        rows.append(SummaryRow(label: t("Alasan", "Reason"), value: "\(request.reason)"))
        rows.append(
            SummaryRow(
                label: t("Diusulkan", "Proposed"),
                value: "\(names[request.value.proposedBy] ?? "–"), \(t.moment(real: request.proposedAt))"))
        if let decided = request.decided {
            rows.append(
                SummaryRow(
                    label: words.state(request.value.state),
                    value: "\(names[decided.by] ?? "–"), \(t.moment(real: decided.at))"))
        }
        if let decision {
            rows.append(SummaryRow(label: t("Alasan putusan", "Reason of the decision"), value: "\(decision)"))
        }
        return rows
    }

    private var link: HTML {
        guard let id = request.value.officer else { return "\(request.name ?? "–")" }
        return "<a href=\"\(Paths.officer(id))\">\(names[id] ?? "–")</a>"
    }

    private var deciding: HTML {
        guard let second else {
            return Banner(
                .information,
                t(
                    "Administrator atau manajer program yang memutuskan.",
                    "An administrator or the programme manager decides.")
            ).html
        }
        return second.html(t, answers)
    }

    private func answers(_ mayApprove: Bool) -> HTML {
        Part.panel(
            t("Putusan Anda", "Your decision"),
            """
            <form method="post" action="\(Paths.officerRequest(request.id))" novalidate>\(Field.token(form.csrf))
            \(ReasonField.area(
                form, t, hint: t("Apa yang Anda periksa.", "What you checked.")))
            \(when: mayApprove, Part.submit(t("Setujui", "Approve"), name: "putusan", value: "setuju"))
            \(Part.submit(t("Tolak", "Refuse"), name: "putusan", value: "tolak", kind: "secondary"))
            </form>
            """)
    }

    static func sample(_ t: Words) -> OfficerRequestPage {
        OfficerRequestPage(
            t: t, request: .sample, names: [ID(1): "Ratna Dewi", ID(2): "Agus Pranoto"], subject: .sample, second: nil,
            form: .sample)
    }
}
