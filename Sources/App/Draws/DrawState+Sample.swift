import Foundation
import Programme

extension Wave {
    /// The same wave once it is announced, for previews.
    static let sampleAnnounced = Wave(
        id: sample.id, edition: sample.edition, number: sample.number, address: sample.address, quota: sample.quota,
        opensAt: sample.opensAt, closesAt: sample.closesAt, announcesAt: sample.announcesAt, state: .announced)
}

extension DrawState {
    /// Wave 1 of April 2020 with three witnesses, for previews.
    static func sample(_ wave: Wave) -> DrawState {
        let isSealed = wave.state > .open
        let witnesses = DrawRules.sample.witnesses.enumerated().map { place, witness in
            WitnessRecord(
                witness: witness.id, commitment: Data(repeating: UInt8(0x51 + place), count: 32),
                committedAt: wave.opensAt + .minutes(place),
                secret: isSealed ? DrawSecret(Data(repeating: UInt8(0x61 + place), count: 32)) : nil,
                revealedAt: isSealed ? wave.closesAt + .minutes(20 + place) : nil)
        }
        let hash = Data(repeating: 0x5a, count: 32)
        let draw = DrawRecord(
            openedAt: wave.opensAt, entries: isSealed ? Wave.sampleJoined : nil, root: isSealed ? hash : nil,
            seed: isSealed ? hash : nil, selected: isSealed ? 164_000 : nil)
        let attempt = AttemptRecord(
            number: 1, round: 310_441, begunAt: wave.closesAt + .minutes(2), statement: nil,
            statedAt: wave.closesAt + .minutes(30))
        let value = BeaconRecord(
            value: BeaconValue(round: 310_441, randomness: hash.hex, signature: hash.hex),
            fetchedAt: wave.closesAt + .hours(2))
        let waiting = 1_006
        let origin = DrawStatement.Origin(
            edition: hash, annex: hash, order: hash, joined: Wave.sampleJoined + 2_074, withdrawn: 1_900,
            removed: [.init(reason: "listed", entries: 174)],
            answers: .init(
                counts: [.registry: Wave.sampleJoined - waiting, .waiting: waiting],
                answered: .init(first: wave.opensAt + .minutes(1), last: wave.closesAt)), people: [])
        return DrawState(
            edition: "2020-3", rules: .sample, allRules: .sample, record: WaveRecord(sample: wave), draw: draw,
            witnesses: witnesses,
            attempts: isSealed ? [attempt] : [], current: isSealed ? attempt : nil, counts: [], lists: [],
            origin: isSealed ? origin : nil,
            beacon: isSealed ? value : nil,
            pools: ProvincePools(counts: [], strata: []))
    }
}

extension DrawRules {
    /// For previews.
    static let sample = DrawRules(
        witnesses: [
            Witness(id: "kantor", name: Bilingual(id: "Manajemen Pelaksana", en: "Programme office"), key: "kantor+…"),
            Witness(id: "auditor", name: Bilingual(id: "Auditor negara", en: "State auditor"), key: "auditor+…"),
            Witness(id: "universitas", name: Bilingual(id: "Universitas", en: "A university"), key: "universitas+…"),
        ],
        cosignatures: 2,
        beacon: Beacon(
            name: "drand", url: "https://api.drand.sh", genesis: Instant(milliseconds: 1_577_836_800_000),
            periodSeconds: 30, delayMinutes: 120))
}
