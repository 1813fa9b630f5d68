import Programme

/// Seals and draws a wave that is too large to process within an officer's request (more than `DrawActions.atOnce`
/// entries).
struct DrawWave: Job {
    static let name = "wave.draw"

    let wave: Int
    let officer: ID<Officer>

    var uniqueKey: String? { "\(wave)" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        do {
            try await DrawActions(dependencies: dependencies).draw(wave, by: .officer(officer))
        } catch WaveRefusal.wrongState {
            // Another officer or worker has drawn the wave.
            return .done
        }
        return .done
    }
}
