import Programme

/// The civil registry: compares a person's claim with its records.
package protocol IdentityRegistry: Sendable {
    /// The request has no effect at the registry, so it may be repeated freely.
    func check(_ claim: IdentityClaim) async throws(RegistryFault) -> IdentityAnswer
}

/// There is no usable answer. A reason never contains personal data.
package enum RegistryFault: Error, Sendable, Equatable {
    /// Down, slow, overloaded or unintelligible: the claim waits and is sent again.
    case retry(after: Span, because: String)
    /// The registry rejects our request as wrong: a retry cannot help, an operator has to look.
    case never(because: String)
}
