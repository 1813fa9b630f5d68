/// An address of a partner's server that is told of events, with secrets and types of events of its own.
package enum PartnerEndpoint: Sendable {
    /// That one partner may have at once; those that have ended do not count.
    package static let most = 5
}
