import Foundation
import Testing

@testable import App

@Suite("Audit log in words")
struct AuditWordsTests {
    @Test("every audited act has a sentence")
    func acts() throws {
        let recorded = try sources().flatMap { text in
            text.matches(of: /AuditEvent\(\s*"([a-z-]+\.[a-z-]+)"/).map { String($0.1) }
        }
        #expect(recorded.count > 30)
        for act in Set(recorded).sorted() { #expect(AuditWords.acts[act] != nil, "\(act)") }
    }

    @Test("every kind of subject, and every item of work that opens a person's page, has a name")
    func subjects() throws {
        let recorded = try sources().flatMap { text in
            text.matches(of: /AuditEvent\([^)]*subject: "([a-z-]+)[:"]/).map { String($0.1) }
        }
        #expect(recorded.count > 30)
        for kind in Set(recorded + PersonWorkSource.known.map(\.kind)).sorted() {
            #expect(AuditWords.subjects[kind] != nil, "\(kind)")
        }
    }

    private func sources() throws -> [String] {
        let root = World.repository.appending(path: "Sources/App")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        return try (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
            .map { try String(contentsOf: $0, encoding: .utf8) }
    }
}
