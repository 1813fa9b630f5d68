import Programme

/// The civil registry, asked whether what somebody says about themselves agrees with what it has.
package protocol IdentityRegistry: Sendable {
    /// Asking changes nothing over there, so it may be repeated freely.
    func check(_ claim: IdentityClaim) async throws(RegistryFault) -> IdentityAnswer
}

/// No usable answer. A reason never holds personal data.
package enum RegistryFault: Error, Sendable, Equatable {
    /// Down, slow, overloaded or talking nonsense: the claim waits and is asked again.
    case retry(after: Span, because: String)
    /// The registry calls our question wrong: repeating it cannot help, an operator must look.
    case never(because: String)
}
