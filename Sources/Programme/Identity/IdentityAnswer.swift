/// The civil registry's answer to a claim.
package enum IdentityAnswer: Hashable, Sendable {
    /// It has no such NIK. Local registry offices sometimes deliver late, so this can change.
    case notFound
    /// It has the NIK, of a person who died.
    case deceased
    /// It has the NIK and compared each requested field: *Sesuai* is true, *Tidak Sesuai* is false.
    case found([IdentityField: Bool])
}
