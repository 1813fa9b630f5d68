import Programme

extension Paths {
    /// Reported completions that wait for two officers.
    static let heldCompletions = "/kantor/laporan-selesai"
    static let heldCompletion = Path<ID<HeldCompletion>>("/kantor/laporan-selesai/{id}")
    static let heldCompletionDecision = Path<ID<HeldCompletion>>("/kantor/laporan-selesai/{id}/putusan")
}
