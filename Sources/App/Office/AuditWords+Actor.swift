import Programme

extension AuditWords {
    /// Who did something, for a trail: an officer by name, everybody else by what they are.
    ///
    /// - Parameter names: of the officers.
    func actor(_ record: AuditRecord, names: [ID<Officer>: String]) -> String {
        guard let id = record.actorID else { return t("Sistem", "System") }
        switch record.actorKind {
        case "officer": return names[ID(id)] ?? t("Petugas \(id)", "Officer \(id)")
        case "partner": return t("Mitra \(id)", "Partner \(id)")
        default: return t("Peserta \(id)", "Participant \(id)")
        }
    }
}
