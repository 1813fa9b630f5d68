/// What the programme itself must have made sure of does not hold: a mistake of ours, or a database that was changed by
/// hand. The request or job that met it fails, its transaction rolls back and the text is logged; the process goes on
/// for everybody else. A `precondition` would end it, and a job that met it would end it again after every start.
struct Inconsistency: Error, CustomStringConvertible {
    /// What should have held, as a sentence.
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
