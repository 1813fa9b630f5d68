import Crypto
import Foundation
import Programme
import Storage

/// Somebody joins a wave, or leaves it again: one short transaction that touches their own rows and one leaf of the
/// door.
struct JoinWave: Sendable {
    let platform: Platform

    /// - Parameter arrivedAt: when the request came in, by the programme's clock: what the closing instant judges.
    func join(_ number: Int, _ person: ID<Account>, arrivedAt: Instant) async throws {
        let shard = Int(platform.random.bytes(1)[0]) % WaveQueries.shards
        try await platform.database.transaction { [platform] tx in
            let wave = try tx.waves.require(number, of: platform.edition.id).wave
            try wave.admit(arrivedAt: arrivedAt)
            guard let standing = try tx.applications.standing(of: person), standing.decision == .eligible else {
                throw WaveRefusal.notEligible
            }
            try checkOtherWaves(of: person, than: wave, in: tx)
            let joining = Joining(
                wave: wave.id, person: person, application: standing.application, arrivedAt: arrivedAt, shard: shard,
                priority: standing.priority, province: Int(standing.province) ?? 0, household: standing.household)
            // A second tap finds the first one's entry, and is answered with it.
            guard let entry = try tx.entries.join(joining, ids: platform.ids) else { return }
            guard try tx.waves.count(1, at: shard, of: wave.id) else { throw WaveRefusal.closed(wave.closesAt) }
            try tx.audit.record(
                AuditEvent("entry.joined", subject: "entry:\(entry)", detail: ["wave": "\(number)"]),
                by: .person(person), on: platform)
        }
    }

    func withdraw(_ number: Int, _ person: ID<Account>, arrivedAt: Instant) async throws {
        try await platform.database.transaction { [platform] tx in
            let wave = try tx.waves.require(number, of: platform.edition.id).wave
            try wave.release(at: arrivedAt)
            guard let shard = try tx.entries.withdraw(person, from: wave.id) else { return }
            guard try tx.waves.count(-1, at: shard, of: wave.id) else { throw WaveRefusal.closed(wave.closesAt) }
            try tx.audit.record(
                AuditEvent("entry.withdrawn", subject: wave.subject), by: .person(person), on: platform)
        }
    }

    /// What keeps somebody from joining; nil when nothing does.
    func obstacle(_ wave: Wave, _ person: ID<Account>, arrivedAt: Instant, in tx: Transaction) throws -> WaveRefusal? {
        do {
            try wave.admit(arrivedAt: arrivedAt)
            try checkOtherWaves(of: person, than: wave, in: tx)
            let eligible = try tx.applications.standing(of: person)?.decision == .eligible
            return eligible ? nil : .notEligible
        } catch let refusal as WaveRefusal {
            return refusal
        }
    }

    /// One outcome at a time; and whoever was selected once is not selected again, where the edition says so.
    private func checkOtherWaves(of person: ID<Account>, than wave: Wave, in tx: Transaction) throws {
        for other in try tx.entries.others(of: person, than: wave.id) {
            guard other.waveState == .announced else { throw WaveRefusal.outcomePending(wave: other.wave) }
            if other.state == .selected, platform.edition.eligibility.onceInALifetime {
                throw WaveRefusal.alreadySelected
            }
        }
    }
}

/// What somebody keeps to show that they joined, and when: a keyed hash that only we can have made.
struct JoinReceipt: Sendable, Equatable {
    let number: String

    init(_ entry: PersonEntry, wave: Wave, vault: Vault) {
        let content = Data("\(wave.subject)|\(entry.id)|\(entry.arrivedAt)".utf8)
        let mac = Data(HMAC<SHA256>.authenticationCode(for: content, using: vault.key("receipt"))).prefix(8).hex
        number = stride(from: 0, to: 16, by: 4)
            .map { mac.uppercased().dropFirst($0).prefix(4) }.joined(separator: "-")
    }

    /// For previews.
    static let sample = JoinReceipt(number: "5F20-91AC-07BE-D3C4")

    private init(number: String) {
        self.number = number
    }
}
