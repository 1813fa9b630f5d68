import Programme

/// Who the case is about, who works on it, and who answered it.
extension OfficeCasePage {
    var facts: [SummaryRow] {
        var rows = [
            SummaryRow(label: t("Orang", "Person"), value: person),
            SummaryRow(label: t("Kontak", "Contacts"), value: contactsShown),
            SummaryRow(label: t("Tentang", "About"), value: "\(t(stored.category.label))"),
            SummaryRow(
                label: t("Diterima", "Came in"), value: "\(t.shortMoment(stored.begunAt)), \(t(stored.channel.label))"),
        ]
        if let deadline = stored.deadline(t) {
            rows.append(SummaryRow(label: t("Dijawab paling lambat", "Answer by"), value: "\(deadline)"))
        }
        if stored.reopened > 0 {
            rows.append(
                SummaryRow(
                    label: t("Dibuka lagi", "Reopened"),
                    value: "\(t("\(stored.reopened) kali", "\(stored.reopened) times"))"))
        }
        if let by = stored.reopenedBy {
            rows.append(SummaryRow(label: t("Dibuka lagi oleh", "Reopened by"), value: "\(names[by] ?? "–")"))
        }
        if let by = stored.enteredBy {
            rows.append(SummaryRow(label: t("Dicatat", "Entered by"), value: "\(names[by] ?? "–")"))
        }
        let assignee = stored.assignee.map { names[$0] ?? "–" } ?? t("Belum diambil", "Not taken")
        rows.append(SummaryRow(label: t("Petugas", "Officer"), value: "\(assignee)"))
        if let proposer = stored.proposer {
            rows.append(
                SummaryRow(
                    label: t("Jawaban diusulkan", "Answer proposed by"), value: "\(names[proposer.officer] ?? "–")"))
        }
        if let answerer {
            rows.append(
                SummaryRow(
                    label: stored.proposer == nil
                        ? t("Dijawab", "Answered by") : t("Jawaban disetujui", "Answer confirmed by"),
                    value: "\(names[answerer] ?? "–")"))
        }
        return rows
    }

    private var contactsShown: HTML {
        let all = contacts.map { $0.unbroken($0.masked) }
        guard let first = all.first else { return "\(t("Belum ada kontak", "No contact yet"))" }
        return all.dropFirst().reduce(first) { $0 + ", " + $1 }
    }

    /// People without an account have no page.
    private var person: HTML {
        guard let id = stored.person else { return Part.person(name) }
        return PersonLink(t: t, officer: officer, csrf: form.csrf).name(name, to: id, from: "case:\(stored.id)")
    }
}
