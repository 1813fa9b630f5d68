import Connectors
import Foundation
import Hummingbird
import Logging
import Programme
import Testing

@Suite("Webhooks: where they are sent")
struct WebhookSenderTests {
    private static func sender(allowsLoopback: Bool) -> WebhookSender {
        WebhookSender(allowsLoopback: allowsLoopback, deadline: .seconds(3), logger: ExternalServices.logger)
    }

    @Test(
        "an address for special purposes is not public",
        arguments: [
            [0, 0, 0, 0], [10, 1, 2, 3], [100, 64, 0, 1], [127, 0, 0, 1], [169, 254, 169, 254], [172, 16, 0, 1],
            [172, 31, 255, 255], [192, 0, 0, 8], [192, 168, 1, 1], [198, 19, 0, 1], [203, 0, 113, 5], [224, 0, 0, 1],
            [255, 255, 255, 255],
        ] as [[UInt8]])
    func reserved(bytes: [UInt8]) {
        #expect(!HostAddress(bytes: bytes).isPublic)
        let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + bytes
        #expect(!HostAddress(bytes: mapped).isPublic, "the same as an address of IPv6")
    }

    @Test(
        "other addresses are public",
        arguments: [[8, 8, 8, 8], [100, 63, 255, 255], [172, 32, 0, 1], [192, 169, 0, 1], [223, 1, 1, 1]] as [[UInt8]])
    func open(bytes: [UInt8]) {
        #expect(HostAddress(bytes: bytes).isPublic)
    }

    @Test(
        "of IPv6 only what is given out is public",
        arguments: [
            ([0x26, 0x06, 0x47, 0x00], true), ([0x24, 0x04, 0x68, 0x00], true), ([0xFE, 0x80], false),
            ([0xFC, 0x00], false), ([0xFF, 0x02], false), ([0x20, 0x01, 0x0D, 0xB8], false), ([0x20, 0x02], false),
            ([0x20, 0x01, 0x00, 0x00], false), ([0x00, 0x64, 0xFF, 0x9B], false), ([0x3F, 0xFF, 0x00], false),
        ] as [([UInt8], Bool)])
    func six(start: [UInt8], isPublic: Bool) {
        let bytes = start + [UInt8](repeating: 0, count: 15 - start.count) + [1]
        #expect(HostAddress(bytes: bytes).isPublic == isPublic)
    }

    @Test("a host that leads to this machine is refused without a connection, unless the installation allows it")
    func loopback() async throws {
        try await LoopbackServer.run { _ in
            Response(status: .ok)
        } serving: { address in
            let refused = await Self.sender(allowsLoopback: false).send(Data(), [], to: address)
            #expect(refused.status == nil && refused.answer.contains("no public address"), "\(refused.answer)")
            let named = address.replacing("127.0.0.1", with: "localhost")
            let byName = await Self.sender(allowsLoopback: false).send(Data(), [], to: named)
            #expect(byName.status == nil && byName.answer.contains("no public address"), "\(byName.answer)")
            // The server answers GET only: 404 is an answer.
            let sent = await Self.sender(allowsLoopback: true).send(Data("{}".utf8), [], to: address)
            #expect(sent.status == 404 || sent.status == 405, "\(sent.answer)")
        }
    }

    @Test("an unknown host and an address without one have no answer, and the reason is kept")
    func unknown() async {
        let sender = Self.sender(allowsLoopback: true)
        let lost = await sender.send(Data(), [], to: "https://no-such-host.invalid/hook")
        #expect(lost.status == nil && lost.answer.contains("no address"), "\(lost.answer)")
        #expect(await sender.send(Data(), [], to: "hook").status == nil)
        #expect(await sender.send(Data(), [], to: "http://127.0.0.1:1/hook").status == nil)
    }
}
