import Programme
import Storage

/// One way to every act, for the office and the scheduled job.
extension WaveActions {
    /// Throws the act's refusal, such as `WaveRefusal` or `FourEyesRefusal`.
    func perform(_ act: WaveAction, on number: Int, by actor: Actor) async throws {
        switch act {
        case .open: try await open(number, by: actor)
        case .close: try await close(number, by: actor)
        case .draw: try await DrawActions(dependencies: dependencies).drawOrEnqueue(number, by: officer(actor))
        case .tryAgain: try await DrawActions(dependencies: dependencies).tryAgain(number, by: actor)
        case .draft: try await DecreeActions(dependencies: dependencies).draft(number, by: officer(actor))
        case .sign: try await DecreeActions(dependencies: dependencies).sign(number, by: officer(actor))
        case .announce: try await announce(number, by: actor)
        }
    }

    private func officer(_ actor: Actor) throws -> ID<Officer> {
        guard case .officer(let officer) = actor else { throw Inconsistency("only officers draw and sign") }
        return officer
    }

    /// The number of a wave that can still be acted on, that is one of the edition in force. Throws
    /// `WaveRefusal.earlierEdition` for any other.
    func number(at address: WaveAddress) async throws -> Int {
        let wave = try await dependencies.database.read { try $0.waves.require(address).wave }
        guard wave.edition == dependencies.edition.id else { throw WaveRefusal.earlierEdition(wave.edition) }
        return wave.number
    }
}
