import Foundation
import Programme
import Storage

/// Joins people to a new wave automatically who still qualify: those of a wave that ended without a draw and, where the
/// edition has `rejoin: automatic`, those not selected in an earlier wave. Runs when the wave opens, and again when an
/// earlier wave is announced or ends without a draw while it is open. A person who left a later wave is not carried over
/// until they join one themselves.
struct CarryOver: Job {
    static let name = "wave.carry-over"
    /// People joined in one transaction.
    static let chunk = 100

    let wave: ID<Wave>
    let after: ID<Entry>?

    var uniqueKey: String? { "\(wave)/\(after?.rawValue ?? 0)" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let now = dependencies.clock.now()
        let shard = Int(dependencies.random.bytes(1)[0]) % WaveQueries.shards
        try await dependencies.database.transaction { tx in
            let wave = try tx.waves.require(wave).wave
            guard wave.isJoinable(at: now) else { return }
            let joining = JoinWave(dependencies: dependencies)
            let edition = dependencies.edition
            let waiting = try tx.entries.carriable(
                edition: edition.waves.rejoin == .automatic ? edition.id : nil, after: after, limit: Self.chunk)
            for entry in waiting {
                guard let eligibility = try joining.eligibility(of: entry.person, for: wave, arrivedAt: now, in: tx),
                    try joining.enter(
                        wave, entry.person, eligibility, arrivedAt: now, shard: shard, by: .system, in: tx)
                else {
                    continue
                }
                let notice = CarriedOverNotice(
                    wave: wave.number, address: wave.address, closesAt: wave.closesAt, undrawn: entry.undrawn)
                try tx.inbox.send(notice, to: entry.person, on: dependencies)
            }
            if let last = waiting.last {
                try tx.jobs.enqueue(CarryOver(wave: wave.id, after: last.entry), on: dependencies)
            }
        }
        return .done
    }
}
