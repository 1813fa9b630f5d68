import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Programme

/// A chain of public randomness in drand's HTTP format, with a round every `beaconPeriodSeconds` since its genesis.
///
/// It signs with a key pair of its own, in the scheme of drand's `quicknet`. The key is fixed, so the values are the same
/// after a restart and not secret. In mode `slow` its rounds are late; in mode `wrong` another key signs them.
struct BeaconSimulator: Sendable {
    private let settings: SimulatorSettings
    private let misbehaviour = Misbehaviour()

    init(settings: SimulatorSettings) {
        self.settings = settings
    }

    func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("info") { _, _ in try info() }
        router.get("public/:round") { _, context in try round(context.parameters.get("round") ?? "") }
        misbehaviour.addControl(to: router)
        return router
    }

    private func info() throws -> Response {
        if misbehaviour.mode == .down { return .text("down", .serviceUnavailable) }
        return try .json(
            ChainInfo(
                publicKey: Self.key.publicKey.hex, period: settings.beaconPeriodSeconds,
                genesisTime: settings.beaconGenesis.milliseconds / 1_000, hash: hash.hex, groupHash: Self.group.hex,
                schemeID: BeaconScheme.unchained.rawValue, metadata: .init(beaconID: Self.name)))
    }

    /// As drand computes the name of a chain.
    private var hash: Data {
        var bytes = Data()
        bytes.append(bigEndian: UInt32(settings.beaconPeriodSeconds))
        bytes.append(bigEndian: settings.beaconGenesis.milliseconds / 1_000)
        bytes.append(Self.key.publicKey)
        bytes.append(Self.group)
        bytes.append(contentsOf: Self.name.utf8)
        return Data(SHA256.hash(data: bytes))
    }

    private func round(_ asked: String) throws -> Response {
        if misbehaviour.mode == .down { return .text("down", .serviceUnavailable) }
        let latest = Int((realNow() - settings.beaconGenesis).seconds) / settings.beaconPeriodSeconds + 1
        let number = asked == "latest" ? latest : Int(asked, in: 1...1_000_000_000_000) ?? 0
        guard number >= 1 else { return .text("a round is a number from 1", .badRequest) }
        guard number <= latest, misbehaviour.mode != .slow else {
            return .text("not yet", HTTPResponse.Status(code: 425))
        }
        let key = misbehaviour.mode == .wrong ? Self.otherKey : Self.key
        let signature = key.signature(of: BeaconScheme.unchained.message(round: number, previous: nil))
        return try .json(
            ChainRound(
                round: number, randomness: BeaconKey.randomness(of: signature).hex, signature: signature.hex))
    }

    private static let name = "simulasi"
    private static let key = signer("prakerja/simulator/beacon")
    private static let otherKey = signer("prakerja/simulator/beacon/other")
    private static let group = Data(SHA256.hash(data: Data("prakerja/simulator/beacon/group".utf8)))

    private static func signer(_ seed: String) -> BLS12381.SigningKey {
        BLS12381.SigningKey(seed: Data(seed.utf8), suite: .shortSignatures)
    }
}

private struct ChainInfo: Encodable {
    let publicKey: String
    let period: Int
    let genesisTime: Int64
    let hash: String
    let groupHash: String
    let schemeID: String
    let metadata: Metadata

    struct Metadata: Encodable {
        let beaconID: String
    }

    enum CodingKeys: String, CodingKey {
        case publicKey = "public_key"
        case genesisTime = "genesis_time"
        case period, hash, groupHash, schemeID, metadata
    }
}

private struct ChainRound: Encodable {
    let round: Int
    let randomness: String
    let signature: String
}
