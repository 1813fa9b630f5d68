import Testing

@testable import Programme

@Suite("A reported completion")
struct CompletionTests {
    @Test(
        "a certificate's number has no invisible characters, and one of these alone is refused",
        .bug(
            id: "5.791",
            """
            An institution's number that began with a mark for right-to-left writing was printed backwards on the \
            certificate, and one of invisible characters alone was printed as nothing.
            """),
        arguments: [
            ("\u{202E}BLN/2020/1", "BLN/2020/1"), (" BLN\u{200B}/1\u{0}", "BLN/1"), ("\u{200B}\u{2060}", nil),
            ("BLN\n1", nil), (String(repeating: "1", count: 61), nil),
        ] as [(String, String?)])
    func number(typed: String, number: String?) {
        let completion = try? Completion(score: 86, certificateNumber: typed, at: Instant(milliseconds: 0))
        #expect(completion?.certificateNumber == number)
    }
}
