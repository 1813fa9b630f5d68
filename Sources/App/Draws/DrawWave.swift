import Programme
import Storage

/// Seals and draws a wave that is too large to process within an officer's request (more than `DrawActions.atOnce`
/// entries). Only where the log says that the officer asked for it: by a row of the table of jobs alone SQL would have a
/// wave sealed in an officer's name.
struct DrawWave: Job {
    static let name = "wave.draw"
    /// The event of the officer's act.
    static let asked = "wave.draw-asked"

    let wave: Int
    let officer: ID<Officer>

    var uniqueKey: String? { "\(wave)" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let isAsked = try await dependencies.database.read { [wave, officer] tx in
            let subject = try tx.waves.require(wave, of: dependencies.edition.id).wave.subject
            return try tx.audit.wasDone(
                Self.asked, subject: subject, by: .officer(officer), vault: dependencies.vault)
        }
        guard isAsked else { return .giveUp("officer \(officer) did not ask for the draw of wave \(wave)") }
        do {
            try await DrawActions(dependencies: dependencies).draw(wave, by: .officer(officer))
        } catch WaveRefusal.wrongState {
            // Another officer or worker has drawn the wave.
            return .done
        }
        return .done
    }
}
