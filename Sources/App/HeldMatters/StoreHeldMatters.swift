import Logging
import Programme
import ServiceLifecycle
import Storage

/// Stores what this process held back, for the office: the transaction that met the row was rolled back, or read only.
/// In every process that serves or works: only its own memory has the notes.
struct StoreHeldMatters: Service {
    let dependencies: Dependencies

    static let interval = Duration.seconds(2)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await storeAndLog()
                try? await Task.sleep(for: Self.interval)
            }
        }
        await Task { await storeAndLog() }.value
    }

    private func storeAndLog() async {
        do {
            try await store()
        } catch {
            dependencies.logger.warning("what is held back cannot be stored", metadata: ["error": "\(error)"])
        }
    }

    func store() async throws {
        let notes = dependencies.heldNotes.take()
        guard !notes.isEmpty else { return }
        do {
            try await dependencies.database.transaction { [dependencies] tx in
                for note in notes {
                    try tx.heldMatters.store(
                        note, try tx.heldMatters.subject(of: note), at: dependencies.realNow(), ids: dependencies.ids)
                }
            }
        } catch {
            for note in notes { dependencies.heldNotes.note(note) }
            throw error
        }
    }
}
