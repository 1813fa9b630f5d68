import Testing

@testable import Programme

@Suite("Four eyes")
struct FourEyesTests {
    private static let ani = Signatory(officer: ID(1), duty: .waveManager)
    private static let bima = Signatory(officer: ID(2), duty: .waveManager)
    private static let citra = Signatory(officer: ID(3), duty: .programmeManager)
    private static let dodi = Signatory(officer: ID(4), duty: .programmeManager)

    @Test("four eyes: a proposal is decided by another officer of another duty")
    func confirming() throws {
        #expect(throws: FourEyesRefusal.ownRequest) { try FourEyes.confirm(Self.ani, by: Self.ani) }
        #expect(throws: FourEyesRefusal.sameDuty(.waveManager)) { try FourEyes.confirm(Self.ani, by: Self.bima) }
        try FourEyes.confirm(Self.ani, by: Self.citra)
        try FourEyes.confirm(Self.citra, by: Self.ani)
    }

    @Test("four eyes: a proposal of the command line is decided by a programme manager")
    func commandLine() throws {
        #expect(throws: FourEyesRefusal.approverNeeded) { try FourEyes.confirm(nil, by: Self.bima) }
        try FourEyes.confirm(nil, by: Self.citra)
    }

    @Test("four eyes: two officers of two duties sign, and no third")
    func signatures() throws {
        #expect(try FourEyes.sign(signed: [], by: Self.ani) == .partly)
        #expect(throws: FourEyesRefusal.sameSigner) { try FourEyes.sign(signed: [Self.ani], by: Self.ani) }
        #expect(throws: FourEyesRefusal.sameDuty(.waveManager)) {
            try FourEyes.sign(signed: [Self.ani], by: Self.bima)
        }
        #expect(try FourEyes.sign(signed: [Self.ani], by: Self.citra) == .complete)
        #expect(try FourEyes.sign(signed: [Self.citra], by: Self.ani) == .complete)
        #expect(throws: FourEyesRefusal.complete) {
            try FourEyes.sign(signed: [Self.ani, Self.citra], by: Self.dodi)
        }
    }

    @Test(
        "four eyes: what a suspended officer proposed is refused and not approved, and their signature does not count")
    func suspended() throws {
        let gone = Signatory(officer: ID(1), duty: .waveManager, isSuspended: true)
        #expect(throws: FourEyesRefusal.authorSuspended) { try FourEyes.confirm(gone, by: Self.citra) }
        try FourEyes.confirm(gone, by: Self.citra, approving: false)
        #expect(throws: FourEyesRefusal.sameDuty(.waveManager)) {
            try FourEyes.confirm(gone, by: Self.bima, approving: false)
        }
        #expect(try FourEyes.sign(signed: [gone], by: Self.citra) == .partly)
        #expect(try FourEyes.sign(signed: [gone, Self.citra], by: Self.ani) == .complete)
    }

    @Test("four eyes: further accounts of the same human are that human")
    func twins() {
        let twin = Signatory.of(ID(5), twins: [ID(1)])
        #expect(twin.isSame(as: Self.ani) && Self.ani.isSame(as: twin) && twin.isSame(as: ID(1)))
        #expect(!twin.isSame(as: Self.citra) && !twin.isSame(as: nil) && twin.accounts == [ID(5), ID(1)])
        #expect(throws: FourEyesRefusal.ownRequest) {
            try FourEyes.confirm(Self.ani, by: Signatory(officer: ID(5), duty: .programmeManager, twins: [ID(1)]))
        }
    }

    @Test(
        "office reason: a text without content is refused",
        arguments: [
            ("", OfficeReasonRefusal.missing), ("   ", .missing), ("x", .tooShort), ("salah orang", .tooShort),
            ("xxxxxxxxxxxxxxxxxxxxxxxx", .tooShort), ("aaaa aaaaa aaaaaa aaaaaaa", .placeholder),
            ("test testing coba percobaan", .placeholder), ("lorem ipsum dolor sit", .placeholder),
            ("..... ----- 12345 67890 .....", .tooShort),
            (String(repeating: "surat dari Kemnaker ", count: 16), .tooLong),
        ])
    func placeholders(text: String, refusal: OfficeReasonRefusal) {
        #expect(throws: refusal) { try OfficeReason(text) }
    }

    @Test("office reason: a real reason is accepted with its blanks normalised")
    func reason() throws {
        #expect(try OfficeReason("  Server Dukcapil mati\n sejak pagi. ").text == "Server Dukcapil mati sejak pagi.")
        _ = try OfficeReason("Uang kembali, rekening Budi sudah ditutup")
    }
}
