import Foundation
import Programme

@testable import App

/// Identifiers of the machine in the text that a reader sees of an office page: names of acts, tables and jobs
/// (`photo.accepted`, `contact_change`), subjects (`wave:1`) and raw values (`other-document`).
enum MachineCodes {
    /// What stands in `code` or was typed into a field is left out, and so are addresses, e-mail and names of files.
    static func found(in page: Answer) -> [String] { found(in: page.body) }

    static func found(in body: String) -> [String] {
        let main = body.firstMatch(of: /<main.*<\/main>/.dotMatchesNewlines()).map { String($0.0) } ?? body
        let text = main.replacing(/<code>.*?<\/code>/.dotMatchesNewlines(), with: "")
            .replacing(
                /<(blockquote|textarea|p class="words").*?<\/(blockquote|textarea|p)>/.dotMatchesNewlines(), with: ""
            )
            .replacing(/<[^>]*>/, with: " ")
            .replacing(/\S+@\S+/, with: " ").replacing(/https?:\/\/\S+/, with: " ")
            .replacing(/[\w-]+(\.[\w-]+)*\.(example|id|com|org|csv|yaml|json|py)\b/, with: " ")
        let identifiers = text.matches(of: /\b[a-z]+(?:-[a-z]+)*(?:[._][a-z]+(?:-[a-z]+)*)+\b/).map { String($0.0) }
            // The partner's engineer writes this one.
            .filter { $0 != "client_code" }
        let subjects = text.matches(of: /\b([a-z]+(?:-[a-z]+)*):[a-z0-9-]+\b/)
            .filter { AuditWords.subjects[String($0.1)] != nil }.map { String($0.0) }
        let words = text.matches(of: /\b[a-z]+(?:-[a-z]+)+\b/).map { String($0.0) }.filter(raw.contains)
        return identifiers + subjects + words
    }

    /// Raw values with a hyphen: words without one are words of a language as well.
    private static let raw: Set<String> = {
        let words = [AuditWords.values, AuditWords.partnerValues, AuditWords.records, AuditWords.subjects]
        var raw = Set(words.flatMap { Array($0.keys) })
        raw.formUnion(ListKind.allCases.map(\.rawValue))
        raw.formUnion(CaseCategory.allCases.map(\.rawValue))
        raw.formUnion(World.officeRoles.roles.map(\.slug.rawValue))
        return raw.filter { $0.contains("-") }
    }()
}
