import Connectors
import Foundation
import Testing

@Suite("Delivery status notices")
struct MailReceiptParsingTests {
    private func receipt(_ text: String) -> MailReceipt? { MailReceipt(Data(text.utf8)) }

    @Test("mail: a notice is read with any case, line ends and folded headers")
    func forms() throws {
        let whole = "ACTION: Failed\r\nstatus: 5.1.1\r\nMessage-Id:\r\n <pesan.12.ab@a.example>\r\n"
        let read = try #require(receipt(whole))
        #expect(read.outcome == .failed && read.status == "5.1.1" && read.messages == ["pesan.12.ab"])
        #expect(receipt("Action: delivered\nMessage-ID: <x@y>\n")?.outcome == .delivered)
        #expect(receipt("Action: delivered\n")?.messages == [])
    }

    @Test(
        "mail: a notice of a delay, other mail and a body above the limit are no receipts",
        arguments: ["Action: delayed\n", "Action: relayed\n", "Halo", "", "X-Action: failed\n"])
    func others(text: String) {
        #expect(receipt(text) == nil)
        #expect(receipt("Action: failed\n" + String(repeating: "x", count: MailReceipt.mostBytes)) == nil)
    }
}
