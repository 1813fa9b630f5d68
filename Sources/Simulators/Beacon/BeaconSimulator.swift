import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Programme

/// A chain of public randomness in drand's HTTP format, with a round every `beaconPeriodSeconds` since its genesis.
///
/// Its values come from a fixed key, so they are the same after a restart and not secret; only the wire format is real.
/// In mode `slow` its rounds are late; in mode `wrong` its values do not fit their signatures.
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
                period: settings.beaconPeriodSeconds, genesisTime: settings.beaconGenesis.milliseconds / 1_000,
                hash: Data(SHA256.hash(data: Self.key)).hex, schemeID: "simulator"))
    }

    private func round(_ asked: String) throws -> Response {
        if misbehaviour.mode == .down { return .text("down", .serviceUnavailable) }
        let latest = Int((realNow() - settings.beaconGenesis).seconds) / settings.beaconPeriodSeconds + 1
        let number = asked == "latest" ? latest : Int(asked, in: 1...1_000_000_000_000) ?? 0
        guard number >= 1 else { return .text("a round is a number from 1", .badRequest) }
        guard number <= latest, misbehaviour.mode != .slow else {
            return .text("not yet", HTTPResponse.Status(code: 425))
        }
        var message = Self.key
        message.append(bigEndian: UInt64(number))
        let signature = Data(SHA512.hash(data: message))
        let randomness = Data(SHA256.hash(data: misbehaviour.mode == .wrong ? message : signature))
        return try .json(ChainRound(round: number, randomness: randomness.hex, signature: signature.hex))
    }

    private static let key = Data("simulated public randomness".utf8)
}

private struct ChainInfo: Encodable {
    let period: Int
    let genesisTime: Int64
    let hash: String
    let schemeID: String

    enum CodingKeys: String, CodingKey {
        case genesisTime = "genesis_time"
        case period, hash, schemeID
    }
}

private struct ChainRound: Encodable {
    let round: Int
    let randomness: String
    let signature: String
}
