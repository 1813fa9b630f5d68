import Testing

@testable import Programme

@Suite("One-time codes")
struct CodePolicyTests {
    let policy = CodePolicy(validity: .minutes(10), tries: 5, resends: 3)
    let noon = Instant(milliseconds: 1_586_916_000_000)

    @Test("one-time code: the right digits in time prove consent, up to the fifth try")
    func right() throws {
        for tries in 1...5 { try policy.judge(code(tries: tries), matches: true, at: noon) }
    }

    @Test("one-time code: a sixth try is refused even with the right digits")
    func sixth() {
        #expect(throws: CodeRefusal.exhausted) { try policy.judge(code(tries: 6), matches: true, at: noon) }
    }

    @Test("one-time code: a wrong answer returns the tries left; the fifth leaves none")
    func wrong() {
        #expect(throws: CodeRefusal.wrong(triesLeft: 4)) { try policy.judge(code(tries: 1), matches: false, at: noon) }
        #expect(throws: CodeRefusal.wrong(triesLeft: 1)) { try policy.judge(code(tries: 4), matches: false, at: noon) }
        #expect(throws: CodeRefusal.exhausted) { try policy.judge(code(tries: 5), matches: false, at: noon) }
    }

    @Test("one-time code: validity runs from the gateway's hand-over, to the millisecond")
    func expiry() throws {
        let handedOver = noon + .hours(2)
        let late = code(tries: 1, handedOver: handedOver)
        try policy.judge(late, matches: true, at: handedOver + .minutes(10) - Span(milliseconds: 1))
        #expect(throws: CodeRefusal.expired) { try policy.judge(late, matches: true, at: handedOver + .minutes(10)) }
    }

    @Test("one-time code: in our own queue it does not expire, but for 24 hours at most")
    func queued() throws {
        let queued = code(tries: 1, handedOver: nil)
        try policy.judge(queued, matches: true, at: noon + .hours(23))
        #expect(throws: CodeRefusal.expired) { try policy.judge(queued, matches: true, at: noon + .hours(24)) }
    }

    @Test("one-time code: a used or replaced code is refused", arguments: [OneTimeCode.State.used, .replaced])
    func closed(state: OneTimeCode.State) {
        let closed = OneTimeCode(state: state, tries: 1, resend: 0, issuedAt: noon, handedOverAt: noon)
        #expect(throws: CodeRefusal.noCode) { try policy.judge(closed, matches: true, at: noon) }
    }

    @Test("one-time code: each resend has a longer wait, and the fourth is refused")
    func resends() throws {
        #expect(try policy.resend(after: nil, at: noon) == 0)
        for (number, wait) in [Span.seconds(30), .minutes(1), .minutes(3)].enumerated() {
            let before = code(tries: 0, resend: number)
            #expect(throws: CodeRefusal.tooSoon(until: noon + wait)) {
                try policy.resend(after: before, at: noon + wait - Span(milliseconds: 1))
            }
            #expect(try policy.resend(after: before, at: noon + wait) == number + 1)
        }
        #expect(throws: CodeRefusal.noResendsLeft) {
            try policy.resend(after: code(tries: 0, resend: 3), at: noon + .minutes(30))
        }
    }

    @Test("one-time code: after an hour, or after a code was used, the resends start again")
    func chain() throws {
        #expect(try policy.resend(after: code(tries: 0, resend: 3), at: noon + .hours(1)) == 0)
        let used = OneTimeCode(state: .used, tries: 1, resend: 2, issuedAt: noon, handedOverAt: noon)
        #expect(try policy.resend(after: used, at: noon) == 0)
    }

    @Test(
        "one-time code: pasted spaces and dashes are removed",
        arguments: ["274910", "274 910", " 27-49-10 ", "2 7 4 9 1 0"])
    func pasted(typed: String) {
        #expect(CodePolicy.digits(typed) == "274910")
    }

    @Test(
        "one-time code: the digits are found within text, and invisible characters are removed",
        arguments: [
            "Kode: 274910", "kode 274 910", "\u{200E}274910\u{200F}", "\u{FEFF}274\u{200B}910", "274\u{2013}910",
            "274910 adalah kode Prakerja Anda, berlaku 10 menit.", "274910 beli Las Rp250.000 di Toko. Kode: 274910",
        ])
    func amongWords(typed: String) {
        #expect(CodePolicy.digits(typed) == "274910")
    }

    @Test(
        "one-time code: two different codes, or one beyond the limit of the text, are refused",
        arguments: ["274910 atau 111111", String(repeating: " ", count: CodePolicy.longestTyped) + "274910"])
    func ambiguous(typed: String) {
        #expect(CodePolicy.digits(typed) == nil)
    }

    @Test("one-time code: anything but six digits is refused", arguments: ["", "27491", "2749100", "27491O", "٢٧٤٩١٠"])
    func malformed(typed: String) {
        #expect(CodePolicy.digits(typed) == nil)
    }

    private func code(tries: Int, resend: Int = 0) -> OneTimeCode {
        code(tries: tries, resend: resend, handedOver: noon)
    }

    private func code(tries: Int, resend: Int = 0, handedOver: Instant?) -> OneTimeCode {
        OneTimeCode(state: .open, tries: tries, resend: resend, issuedAt: noon, handedOverAt: handedOver)
    }
}
