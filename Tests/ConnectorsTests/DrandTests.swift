import Connectors
import Foundation
import Programme
import Simulators
import Testing

@Suite("drand client")
struct DrandTests {
    static let chain = DrawRules.Beacon(
        name: "simulated", url: "", genesis: Instant(milliseconds: 1_577_836_800_000), periodSeconds: 30,
        delayMinutes: 30)

    @Test("drand: a round's value is the hash of its signature, and a repeated request returns the same value")
    func value() async throws {
        try await ExternalServices.run { outside in
            let value = try await outside.beacon.value(of: 310_441, on: Self.chain)
            #expect(value.round == 310_441)
            #expect(value.value != nil)
            #expect(try await outside.beacon.value(of: 310_441, on: Self.chain) == value)
            #expect(try await outside.beacon.value(of: 310_442, on: Self.chain) != value)
        }
    }

    @Test("drand: a future or late round is requested again one period later")
    func early() async throws {
        try await ExternalServices.run { outside in
            await #expect(throws: BeaconFault.notYet(after: .seconds(30))) {
                try await outside.beacon.value(of: 1_000_000_000, on: Self.chain)
            }
            try await outside.set(.slow, at: outside.addresses[.beacon])
            await #expect(throws: BeaconFault.notYet(after: .seconds(30))) {
                try await outside.beacon.value(of: 310_441, on: Self.chain)
            }
        }
    }

    @Test(
        "drand: a value that does not fit its signature is rejected, and an unavailable beacon is retried",
        arguments: [Mode.wrong, .down])
    func wrong(mode: Mode) async throws {
        try await ExternalServices.run { outside in
            try await outside.set(mode, at: outside.addresses[.beacon])
            do throws(BeaconFault) {
                _ = try await outside.beacon.value(of: 310_441, on: Self.chain)
                Issue.record("it was taken")
            } catch {
                if case .retry(let span, _) = error { #expect(span > .zero) } else { Issue.record("\(error)") }
            }
        }
    }

    @Test("drand: a chain that is not the edition's is rejected")
    func otherChain() async throws {
        try await ExternalServices.run { outside in
            let other = DrawRules.Beacon(
                name: "other", url: "", genesis: Instant(milliseconds: 1_595_431_050_000), periodSeconds: 30,
                delayMinutes: 30)
            await #expect(throws: BeaconFault.self) { try await outside.beacon.value(of: 310_441, on: other) }
        }
    }
}
