import Programme

extension DrawState {
    /// What the site has received from a witness; nil for a name that is no witness of this draw.
    func receipt(of id: String) -> WitnessReceipt? {
        guard let rules, rules.witnesses.contains(where: { $0.id == id }) else { return nil }
        var papers: [WitnessReceipt.Paper] = []
        if let known = witness(id) {
            papers.append(.init(.commitment, value: known.commitment, at: known.committedAt))
            if let secret = known.secret, let at = known.revealedAt {
                papers.append(.init(.secret, value: secret.bytes, at: at))
            }
        }
        for attempt in attempts.reversed() {
            guard let text = attempt.statement, let signature = attempt.signatures.first(where: { $0.witness == id })
            else { continue }
            papers.append(
                .init(
                    .signature, attempt: attempt.number, value: WitnessReceipt.digest(of: text), at: signature.signedAt)
            )
        }
        return WitnessReceipt(edition: edition, wave: wave.number, witness: id, papers: papers)
    }
}
