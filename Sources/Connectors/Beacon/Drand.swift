import Foundation
import Programme

/// A client of a chain of public randomness, over drand's HTTP interface: `GET /info` and `GET /public/{round}`.
///
/// A value is accepted only if the chain is the edition's, the round is the requested one, the value is the hash of its
/// signature, and the chain's key, if the edition names it, made the signature. There is no fallback.
package struct Drand: Sendable {
    /// An answer that cannot be parsed is rarely better a second later.
    private static let pauseAfterNonsense = Span.minutes(1)
    /// An operator has to correct a wrong address; the draw waits.
    private static let pauseAfterWrongChain = Span.minutes(5)

    private let address: String
    private let call: OutboundHTTP

    /// - Parameter address: without a trailing slash; drand's public servers have the chain's hash as last part.
    package init(address: String, call: OutboundHTTP) {
        self.address = address
        self.call = call
    }

    /// The value of one round. The request has no effect on the server, so it may be repeated freely.
    package func value(of round: Int, on chain: DrawRules.Beacon) async throws(BeaconFault) -> BeaconValue {
        try await check(chain)
        let answer = try await ask("/public/\(round)")
        if answer.status == 404 || answer.status == 425 { throw .notYet(after: .seconds(chain.periodSeconds)) }
        guard answer.isSuccess else { throw Self.fault(of: answer) }
        guard let body = try? answer.decode(RoundBody.self) else { throw Self.nonsense("no round") }
        guard body.round == round else { throw Self.nonsense("round \(body.round) instead of \(round)") }
        // Some servers send an empty text where the scheme has no signature of the round before.
        let previous = chain.chain?.scheme == .chained ? body.previousSignature?.lowercased() : nil
        let value = BeaconValue(
            round: round, randomness: body.randomness.lowercased(), signature: body.signature.lowercased(),
            previousSignature: previous)
        guard value.value != nil else { throw Self.nonsense("a value that is not the hash of its signature") }
        do throws(BeaconSignatureFault) {
            if let chain = chain.chain { try value.verify(chain) }
        } catch {
            throw Self.nonsense("a round that its chain did not sign: \(error)")
        }
        return value
    }

    /// Rounds of another chain have the same numbers and other values.
    private func check(_ chain: DrawRules.Beacon) async throws(BeaconFault) {
        let answer = try await ask("/info")
        guard answer.isSuccess else { throw Self.fault(of: answer) }
        guard let body = try? answer.decode(ChainBody.self) else { throw Self.nonsense("no description of a chain") }
        let named = address.split(separator: "/").last.map(String.init) ?? ""
        let isNamed = Data(hex: named)?.count == 32
        guard body.period == chain.periodSeconds, body.genesisTime == chain.genesis.milliseconds / 1_000,
            !isNamed || body.hash == named, chain.chain.map({ $0.hash == body.hash }) ?? true
        else {
            throw .retry(
                after: Self.pauseAfterWrongChain, because: "the chain that answers is not the one the edition names")
        }
    }

    private func ask(_ path: String) async throws(BeaconFault) -> OutboundResponse {
        do {
            return try await call.get(address + path)
        } catch {
            throw .retry(after: OutboundHTTP.Limits.pause, because: error.reason)
        }
    }

    private static func fault(of answer: OutboundResponse) -> BeaconFault {
        let reason = "the beacon answered \(answer.status)"
        switch answer.retry {
        case .after(let span): return .retry(after: span, because: reason)
        case .never: return .retry(after: pauseAfterWrongChain, because: reason)
        }
    }

    private static func nonsense(_ what: String) -> BeaconFault {
        .retry(after: pauseAfterNonsense, because: "the beacon answered with \(what)")
    }
}

/// There is no usable value, and the draw has to wait for it.
package enum BeaconFault: Error, Sendable, Equatable {
    /// The round has not come yet, or is late.
    case notYet(after: Span)
    case retry(after: Span, because: String)
}

private struct RoundBody: Decodable {
    let round: Int
    let randomness: String
    let signature: String
    let previousSignature: String?

    enum CodingKeys: String, CodingKey {
        case round, randomness, signature
        case previousSignature = "previous_signature"
    }
}

private struct ChainBody: Decodable {
    let period: Int
    let genesisTime: Int64
    let hash: String?

    enum CodingKeys: String, CodingKey {
        case genesisTime = "genesis_time"
        case period, hash
    }
}
