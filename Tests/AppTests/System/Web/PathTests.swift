import Programme
import Testing

@testable import App

@Suite("Addresses with parameters")
struct PathTests {
    private static let compared = Path<String, Int>("/aturan/{id}/dibanding/{number}")

    @Test("an address is its pattern with each value in the place of its parameter")
    func printed() {
        #expect(Self.compared("2020-3.a_b~c", 12) == "/aturan/2020-3.a_b~c/dibanding/12")
        #expect(Paths.myEntry(WaveAddress(edition: "2020-4", number: 1)) == "/gelombang/2020-4.1/saya")
        #expect(Paths.photo(.selfie) == "/pendaftaran/foto/swafoto")
        #expect(Paths.answerPostponement(1, .approve) == "/kantor/gelombang/1/pengumuman/setuju")
    }

    @Test("a text in an address is one component: slashes, question marks and spaces are encoded")
    func encoded() {
        #expect(Self.compared("a/b?c=d e", 1) == "/aturan/a%2Fb%3Fc%3Dd%20e/dibanding/1")
    }
}
