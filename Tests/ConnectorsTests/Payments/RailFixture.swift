import AsyncHTTPClient
import Foundation
import Logging
import NIOCore
import NIOHTTP1
@testable import Programme
import Simulators
import Synchronization

@testable import Connectors

/// The connector and a running simulator, with a shared client key.
struct RailFixture: Sendable {
    let rail: SNAP
    let address: String

    static let gopay = PayoutPartner(slug: "gopay", name: "GoPay", kind: .wallet, bankCode: nil, helpline: nil)
    static let bni = PayoutPartner(
        slug: "bni", name: "Bank Negara Indonesia", kind: .bank, bankCode: "009", helpline: nil)

    /// - Parameter secret: the client's signing secret; the simulator expects `secret`.
    static func run(
        secret: String = "secret", profile: SNAP.Profile = SNAP.Profile(),
        clock: @escaping @Sendable () -> Instant = RailFixture.realNow,
        _ body: @escaping @Sendable (RailFixture) async throws -> Void
    ) async throws {
        var settings = SimulatorSettings(ports: .ephemeral)
        settings.railClientSecret = "secret"
        settings.railSilence = .seconds(8)
        try await withSimulators(settings) { addresses in
            let client = OutboundHTTP.makeClient()
            do {
                let access = try SNAP.Access(
                    address: addresses[.rail], clientKey: "prakerja", clientSecret: secret,
                    privateKeyPEM: RailKey.shared.privatePEM, partnerID: "prakerja", channelID: "95221",
                    sourceAccount: "1234567890", profile: profile)
                let call = OutboundHTTP(client: client, deadline: .seconds(3), logger: Logger(label: "rail"))
                let numbers = Atomic<Int64>(1)
                let rail = SNAP(access, call: call, now: clock) {
                    String(numbers.add(1, ordering: .relaxed).oldValue)
                }
                try await body(RailFixture(rail: rail, address: addresses[.rail]))
            } catch {
                try await client.shutdown()
                throw error
            }
            try await client.shutdown()
        }
    }

    static func realNow() -> Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }

    func payee(_ number: String, name: String = "Siti Aminah", at partner: PayoutPartner = gopay) throws -> Payee {
        Payee(partner: partner, number: try AccountNumber(number, at: partner.kind), name: name)
    }

    func instruction(
        _ reference: Int64, to number: String, name: String = "Siti Aminah", at partner: PayoutPartner = gopay,
        amount: Int64 = 600_000, date: Instant = RailFixture.realNow()
    ) throws -> PaymentInstruction {
        PaymentInstruction(
            reference: ID(reference), payee: try payee(number, name: name, at: partner), amount: Rupiah(amount),
            note: "Kartu Prakerja: Insentif ke-1", date: date)
    }

    func books() async throws -> RailStatement {
        let (data, _) = try await get("/_books")
        return try JSONDecoder().decode(RailStatement.self, from: data)
    }

    func setVariant(_ variant: RailVariant) async throws {
        _ = try await post("/_variant", #"{"variant":"\#(variant.rawValue)"}"#)
    }

    func setMode(_ mode: String) async throws {
        _ = try await post("/_control", #"{"mode":"\#(mode)"}"#)
    }

    func post(_ path: String, _ body: String, headers: [(String, String)] = []) async throws -> (Data, Int) {
        var request = HTTPClientRequest(url: address + path)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(string: body))
        return try await send(request)
    }

    private func get(_ path: String) async throws -> (Data, Int) {
        try await send(HTTPClientRequest(url: address + path))
    }

    private func send(_ request: HTTPClientRequest) async throws -> (Data, Int) {
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
        let body = try await response.body.collect(upTo: 1 << 20)
        return (Data(body.readableBytesView), Int(response.status.code))
    }
}
