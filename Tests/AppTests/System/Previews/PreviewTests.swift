import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Programme
import Storage
import Testing

@testable import App

@Suite("Page previews")
struct PreviewTests {
    /// Pages shown without any data, or part of the previews themselves.
    static let unneeded: Set = ["HomePage", "HelpPage", "PreviewPage", "PreviewIndexPage"]

    @Test("every page and every notice has a preview")
    func complete() throws {
        let shown = Set(allPreviews.map(\.name))
        #expect(shown.count == allPreviews.count)
        for (file, text) in try sources() {
            let names = text.matches(of: /struct (\w+): (Page|Notice)\b/).map { String($0.1) }
            for name in names where !Self.unneeded.contains(name) {
                #expect(shown.contains(name), "\(name) in \(file) has no line in allPreviews")
            }
        }
    }

    @Test("every preview fits a slow phone's size limit, in both languages")
    func render() async throws {
        try await World.with(.sqlite, development: true) { world in
            #expect(try await world.visitor().get(Paths.previews).status == .ok)
            for preview in allPreviews {
                let both = try await world.visitor().get(Paths.preview(preview.name))
                #expect(both.status == .ok && !both.body.contains("&lt;"), "\(preview.name)")
                var bodies: [String] = []
                for language in Language.allCases {
                    let path = Paths.previewInLanguage(preview.name, language)
                    let answer = try await world.visitor().get(path)
                    #expect(answer.status.code < 500, "\(path)")
                    // A page of the office comes with its frame. The second limit is of what goes over the wire.
                    #expect(answer.bytes.count < (preview.kind == .office ? 50_000 : 35_000), "\(path)")
                    let packed = try #require(Gzip.compressed(answer.bytes, level: .once))
                    #expect(packed.count < 12_000, "\(path)")
                    #expect(answer.body.contains("<html lang=\"\(language.rawValue)\""), "\(path)")
                    #expect(!answer.body.contains("Optional("), "\(path)")
                    bodies.append(answer.text)
                }
                #expect(bodies[0] != bodies[1], "\(preview.name) says the same in both languages")
            }
        }
    }

    @Test(
        "the limit below each long text field is worded in the page's language, and the field is described by it",
        arguments: Language.allCases)
    func limits(language: Language) async throws {
        try await World.with(.sqlite, development: true) { world in
            let worded = language == .indonesian ? /Paling banyak [\d.]+ huruf\./ : /[\d,]+ characters at most\./
            var fields = 0
            for preview in allPreviews where preview.kind != .notice {
                let page = try await world.visitor().get(Paths.previewInLanguage(preview.name, language)).body
                let area = /<textarea id="([^"]*)"([^>]*)>[^<]*<\/textarea>(<p class="hint most"[^>]*>[^<]*)?/
                for field in page.matches(of: area) {
                    let (name, attributes) = (field.1, field.2)
                    guard let limit = field.3 else { continue }
                    fields += 1
                    let words = limit.split(separator: ">").last.map(String.init) ?? ""
                    #expect(words.wholeMatch(of: worded) != nil, "\(preview.name), \(name): \(words)")
                    #expect(limit.contains("id=\"\(name)-most\""))
                    #expect(attributes.contains(/aria-describedby="[^"]*-most"/), "\(preview.name), \(name)")
                }
            }
            #expect(fields > 20)
        }
    }

    @Test("the script counts in both languages, in words as the limit has them")
    func counts() throws {
        let script = try String(
            contentsOf: World.repository.appending(path: "Sources/App/Resources/Public/app.js"), encoding: .utf8)
        for words in [
            "${number(used)} dari ${number(most)} huruf", "${number(used)} of ${number(most)} characters",
            "Lebih ${number(used - most)} huruf: paling banyak ${number(most)} huruf.",
            "${number(used - most)} too many: ${number(most)} characters at most.",
        ] {
            #expect(script.contains("`\(words)`"), "\(words)")
        }
    }

    @Test("production has no previews")
    func absent() async throws {
        try await World.with(.sqlite) { world in
            for path in [Paths.previews, Paths.demoMailbox, Paths.demo] {
                let answer = try await world.visitor().get(path)
                #expect(answer.status == .notFound)
            }
        }
    }

    private func sources() throws -> [(String, String)] {
        let root = World.repository.appending(path: "Sources/App")
        let files = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".swift") }
        return try files.map { ($0, try String(contentsOf: root.appending(path: $0), encoding: .utf8)) }
    }
}
