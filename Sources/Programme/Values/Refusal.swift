/// A refusal by the programme's rules. It is not a fault: the person or the partner can act on it, and the answer says
/// how.
///
/// A refusal has a stable `code` for machines; the sentence for people is written in `App`, in both languages.
package protocol Refusal: Error, Sendable, Equatable {
    /// Stable, lower case, dotted: `codes.wrong`, `waves.closed`.
    var code: String { get }
}
