import Foundation
import FuzzRunner
import Programme

/// Text entered as telephone number, e-mail address or card number: a parsed value parses again to the same.
@main
enum FuzzPhone {
    static func main() {
        Fuzzer.run { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            if let phone = PhoneNumber(text) {
                demand(phone.e164.hasPrefix("+62") && phone.e164.dropFirst().allSatisfy(\.isASCIIDigit), phone.e164)
                demand(PhoneNumber(phone.e164) == phone && PhoneNumber(phone.display) == phone, "does not read back")
                _ = phone.masked
            }
            if let address = EmailAddress(text) {
                demand(EmailAddress(address.address) == address, "address")
                demand(!address.address.unicodeScalars.contains { $0.value < 32 }, "a line of its own in a mail's head")
                _ = (address.folded, address.masked)
            }
            if let contact = Contact(text) { demand(Contact(contact.canonical)?.kind == contact.kind, "contact") }
            if let card = try? CardNumber(text) { demand((try? CardNumber(card.grouped)) == card, "card") }
        }
    }
}
