import Foundation

/// A kind of data that a partner may read of a person who has agreed, as the contract names it.
package enum SignInScope: String, Sendable, CaseIterable {
    case name
    case email
    /// The card's number.
    case card = "prakerjaid"
    /// The mobile number.
    case phone = "notelp"

    /// Bytes of a list at most.
    package static let longest = 200

    /// Each once, in the order of the cases. Blanks separate them.
    ///
    /// - Throws: `.scope` for an empty list, and for one with a word that is no scope.
    package static func read(_ text: String) throws(SignInRefusal) -> [SignInScope] {
        guard text.utf8.count <= longest else { throw .scope }
        var found: Set<SignInScope> = []
        for word in text.split(separator: " ") {
            guard let scope = SignInScope(rawValue: String(word)) else { throw .scope }
            found.insert(scope)
        }
        guard !found.isEmpty else { throw .scope }
        return allCases.filter(found.contains)
    }

    package static func written(_ scopes: [SignInScope]) -> String {
        allCases.filter(scopes.contains).map(\.rawValue).joined(separator: " ")
    }
}
