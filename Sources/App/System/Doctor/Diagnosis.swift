/// The result of one check.
package struct Diagnosis: Sendable, Equatable {
    package let what: String
    /// What is wrong and how to fix it; nil when it is in order.
    package let trouble: String?

    init(_ what: String, _ trouble: String? = nil) {
        (self.what, self.trouble) = (what, trouble)
    }
}
