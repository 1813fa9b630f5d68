/// The programme says no. Not a fault: the person or the partner can act on it, and is told how.
///
/// A refusal has a stable `code` for machines; the sentence for people is made in `App`, where both languages are.
package protocol Refusal: Error, Sendable, Equatable {
    /// Stable, lower case, dotted: `codes.wrong`, `waves.closed`.
    var code: String { get }
}
