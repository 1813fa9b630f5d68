import Foundation
import Programme

/// Verifying one round of public randomness on one core: against py_ecc, which verifies the same round in the same run,
/// and against the time that is allowed.
enum BeaconBenchmark: Benchmark {
    static let name = "beacon"

    /// Milliseconds.
    private static let allowed = 50.0
    private static let rounds = 101

    static func run() async throws -> [Measure] {
        var measures: [Measure] = []
        for scheme in BeaconScheme.allCases {
            let round = try Round(scheme)
            let ours = try time(round)
            let peer = try Peer.time(round)
            measures.append(
                Measure(name: "beacon-\(round.chain)", ours: ours, peer: peer, unit: "ms", goal: "<=0.2"))
            measures.append(
                Measure(name: "beacon-\(round.chain)-limit", ours: ours, peer: allowed, unit: "ms", goal: "<=1"))
        }
        return measures
    }

    private static func time(_ round: Round) throws -> Double {
        let key = try BeaconKey(round.key, scheme: round.scheme)
        return try median(
            (0..<rounds).map { _ in
                try seconds {
                    try key.verify(round: round.number, signature: round.signature, previous: round.previous)
                } * 1_000
            })
    }

    /// A round that the chain published; both sides verify it with a key that was read before.
    private struct Round {
        let scheme: BeaconScheme
        let chain: String
        let number: Int
        let key: Data
        let signature: Data
        let previous: Data?

        init(_ scheme: BeaconScheme) throws {
            self.scheme = scheme
            let texts: [String]
            switch scheme {
            case .unchained:
                (chain, number) = ("quicknet", 1_000)
                texts = [
                    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
                        + "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
                    "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
                ]
            case .chained:
                (chain, number) = ("default", 72_785)
                texts = [
                    "868f005eb8e6e4ca0a47c8a77ceaa5309a47978a7c71bc5cce96366b5d7a569937c529eeda66c7293784a9402801af31",
                    "82f5d3d2de4db19d40a6980e8aa37842a0e55d1df06bd68bddc8d60002e8e959eb9cfa368b3c1b77d18f02a54fe047b8"
                        + "0f0989315f83b12a74fd8679c4f12aae86eaf6ab5690b34f1fddd50ee3cc6f6cdf59e95526d5a5d82aaa84fa6f181e42",
                    "a609e19a03c2fcc559e8dae14900aaefe517cb55c840f6e69bc8e4f66c8d18e8a609685d9917efbfb0c37f058c2de88f"
                        + "13d297c7e19e0ab24813079efe57a182554ff054c7638153f9b26a60e7111f71a0ff63d9571704905d3ca6df0b031747",
                ]
            }
            let bytes = texts.compactMap { Data(hex: $0) }
            (key, signature, previous) = (bytes[0], bytes[1], bytes.dropFirst(2).first)
        }
    }

    /// The verification of Tests/Proofs/peer.py, by py_ecc in the Python environment of the tests.
    private enum Peer {
        static func time(_ round: Round) throws -> Double {
            let process = Process()
            process.executableURL = URL(filePath: ".venv/bin/python")
            process.arguments = [
                "Tests/Proofs/peer.py", round.scheme.rawValue, round.key.hex, "\(round.number)", round.signature.hex,
                round.previous?.hex ?? "",
            ]
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            guard process.terminationStatus == 0, let milliseconds = Double(said.split(separator: "\n").first ?? "")
            else {
                throw CocoaError(
                    .fileReadUnknown, userInfo: [NSLocalizedDescriptionKey: "py_ecc did not verify the round: \(said)"])
            }
            return milliseconds
        }
    }
}
