import Programme

extension AuditWords {
    /// The actor of a record: an officer by name, other actors by kind and id.
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
