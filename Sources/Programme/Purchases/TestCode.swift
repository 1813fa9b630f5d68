/// A redeem code with which an institution tries its program in a sandbox: `PRAT-` and 6 to 12 capital letters or digits.
/// Four of them are the contract's positive test cases; any other is the code of a webinar.
package struct TestCode: Hashable, Sendable {
    package let text: String

    private static let prefix = "PRAT-"
    private static let lengths = 6...12

    /// Small letters make no difference. Nil for any other code.
    package init?(_ typed: String) {
        guard typed.utf8.count <= Self.prefix.count + Self.lengths.upperBound else { return nil }
        let text = typed.uppercased()
        let name = text.utf8.dropFirst(Self.prefix.utf8.count)
        guard text.hasPrefix(Self.prefix), Self.lengths.contains(name.count),
            name.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) || Self.digits.contains($0) })
        else { return nil }
        self.text = text
    }

    private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

    /// TC1 is a self-paced course.
    package var mode: DeliveryMode { text.hasPrefix("PRAT-TC1") ? .selfPaced : .webinar }

    /// Whether the first attendance is verified from the beginning: TC1-999-200 and TC2-999-200 try the post-test.
    package var isAttended: Bool { text == "PRAT-TC1999" || text == "PRAT-TC2999" }

    /// What an institution did with a code.
    package enum Step: String, Sendable, CaseIterable { case use, attendance, submission, feedback }
}
