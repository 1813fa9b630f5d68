import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Sums in messages")
struct MessageSumsTests {
    @Test(
        "every message writes sums with commas in English and with full stops in Indonesian",
        .bug(id: "1.328", "English e-mails and text messages wrote Rp600.000, and the pages Rp600,000."))
    func templates() async throws {
        try await World.with(.sqlite, development: true) { world in
            let edition = world.dependencies.edition
            var sums = 0
            for preview in allPreviews where preview.kind == .notice {
                for language in Language.allCases {
                    let mail = try await world.visitor().get(Paths.previewInLanguage(preview.name, language)).text
                    let render = try #require(preview.text)
                    let short = render(Words(language: language), edition)
                    for text in [mail, short] {
                        let (commas, stops) = (
                            text.matches(of: /Rp\d{1,3},\d{3}/), text.matches(of: /Rp\d{1,3}\.\d{3}/)
                        )
                        let (right, wrong) = language == .english ? (commas, stops) : (stops, commas)
                        #expect(wrong.isEmpty, "\(preview.name) in \(language): \(wrong.map { String($0.0) })")
                        sums += right.count
                    }
                }
            }
            #expect(sums > 20, "the messages name sums: \(sums)")
        }
    }

    @Test("a message is sent with the sums of its reader's language")
    func sent() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.person("081234567890")
            try await world.tell(siti, SampleNotice())
            try await world.settle()
            #expect(try await world.received(channel: "sms").last?.text.contains("Rp600.000") == true)
        }
        let both = BilingualMessageText(SampleNotice(), zone: .wib)
        #expect(both.en.text.contains("Rp600,000") && both.en.body.contains("Rp600,000"))
        #expect(both.id.text.contains("Rp600.000") && both.id.body.contains("Rp600.000"))
        #expect(
            "Rp1.250.000 and Rp10.65 million, 10.000".withEnglishSums() == "Rp1,250,000 and Rp10.65 million, 10.000")
    }
}
