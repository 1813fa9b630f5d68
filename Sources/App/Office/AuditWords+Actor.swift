import Programme

extension AuditWords {
    /// The actor of a record: an officer or a partner by name, a person by the last digits of their id, or as "the
    /// person" on a page about them.
    ///
    /// - Parameter names: of the officers.
    func actor(_ record: AuditRecord, names: [ID<Officer>: String]) -> String {
        guard let id = record.actorID else { return t("Sistem", "System") }
        switch record.actorKind {
        case "officer": return names[ID(id)] ?? t("Petugas \(t.short(id))", "Officer \(t.short(id))")
        case "partner": return subject("partner:\(id)")
        default:
            guard person != ID(id) else { return t("Peserta", "The participant") }
            return t("Peserta \(t.short(id))", "Participant \(t.short(id))")
        }
    }
}
