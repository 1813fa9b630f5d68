import Programme

extension Paths {
    static let disputes = "/kantor/sengketa"

    static func dispute(_ id: ID<StoredClaim>) -> String { "\(disputes)/\(id)" }
    static func disputePhoto(_ id: ID<StoredClaim>, _ photo: ID<StoredPhoto>) -> String {
        "\(dispute(id))/foto/\(photo)"
    }
    static func disputeProposal(_ id: ID<StoredClaim>) -> String { "\(dispute(id))/usulan" }
    static func disputeAnswer(_ id: ID<StoredClaim>, _ answer: DisputeAnswer) -> String {
        "\(dispute(id))/\(answer.rawValue)"
    }
}

/// The second officer's answer; the raw value is the last part of the path.
enum DisputeAnswer: String, Sendable {
    case agree = "setuju"
    case reject = "tolak"
}
