import Programme

/// What the office and the programme did with the wave, the newest first.
extension OfficeWavePage {
    var history: HTML {
        guard !trail.isEmpty else {
            let text = t(
                "Belum ada. Yang pertama tercatat saat gelombang dibuka.",
                "None yet. The first is recorded when the wave opens.")
            return "<p>\(text)</p>"
        }
        return "<ol class=\"happened\">\(each: trail, event)</ol>"
    }

    private func event(_ record: AuditRecord) -> HTML {
        let words = AuditWords(t: t)
        let parts = [
            words.actor(record, names: names), t.near(record.programmeAt, at: now), words.detail(record),
        ]
        let detail = parts.filter { !$0.isEmpty }.joined(separator: " · ")
        return "<li><strong>\(words.act(record.action))</strong><small>\(detail)</small></li>"
    }
}
