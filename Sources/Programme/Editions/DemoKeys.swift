/// The public keys of the demo's witnesses and of its simulated chain. Their private halves follow from names in this
/// product's published code, so a draw under them can be steered by any reader of it.
enum DemoKeys {
    static let all: Set = [
        "kantor+b4ed63eb+BLT2q89feDg9p/Dk5jSQSv70iW5uG7ORHplY5TCfhmKt",
        "auditor+3b20a6c1+BIIRRcrPddrfSStTgTEW0137+1lqAU3xDHeD89uevmRb",
        "universitas+acd2ab44+BO3z/q00ZzFaJRnwtlhx4ufq1+AfECsu2TPZCr3EaOMv",
        "8d33b567def507860f8717cec7e832d8c1e7cf60fdcabe88328bcc29271d4f6c63d75544e8bee32b0b87e2984c681db3"
            + "0f3fa7b6da331e8275e19718f809334406b33c66fab70cb01172d964a7d74e83a470c91d317cfd5f7ab72ed658ade74b",
    ]

    /// A witness's key counts under any name.
    private static func isDemo(_ key: String) -> Bool {
        guard let raw = (try? NoteVerifier(key))?.bytes else { return all.contains(key) }
        return all.contains { (try? NoteVerifier($0))?.bytes == raw }
    }

    static func findings(_ keys: [(place: String, key: String)]) -> [Finding] {
        keys.filter { isDemo($0.key) }.map { place, _ in
            .error(
                place, "is the demo's, and everybody has its private half: name one that was generated for this draw")
        }
    }
}

extension Edition {
    /// One error for each key of the draw that is the demo's, in the annex or in the edition itself. A public
    /// installation must not start with one.
    package func checkKeys() -> [Finding] {
        if let annex { return annex.checkKeys() }
        guard let draw = waves.draw else { return [] }
        let witnesses = draw.witnesses.map { ("waves.draw.witnesses[\($0.id)].key", $0.key) }
        let chain = draw.beacon.chain.map { ("waves.draw.beacon.chain.publicKey", $0.publicKey.lowercased()) }
        return DemoKeys.findings(witnesses + (chain.map { [$0] } ?? []))
    }
}
