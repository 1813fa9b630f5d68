/// One thing that was looked at.
package struct Diagnosis: Sendable, Equatable {
    package let what: String
    /// What is wrong and how it is mended; nil when it is well.
    package let trouble: String?

    init(_ what: String, _ trouble: String? = nil) {
        (self.what, self.trouble) = (what, trouble)
    }
}
