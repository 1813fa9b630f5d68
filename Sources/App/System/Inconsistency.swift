/// An invariant of the programme does not hold: a bug of ours, or a database that was changed by hand. The request or
/// job that detects it fails, its transaction rolls back and the text is logged; other requests are not affected. A
/// `precondition` would end the process, and a job that hit it would end it again after every start.
struct Inconsistency: Error, CustomStringConvertible {
    /// What should have held, as a sentence.
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
