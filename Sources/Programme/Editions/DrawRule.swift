/// What an edition requires of the witnesses of its draws. Whose keys these are is not the edition's to say: they
/// stand in the annex of the installation, because an edition is older than a chain's key, and one file serves many
/// installations.
package struct DrawRule: Sendable, Equatable {
    /// How many witnesses the annex must name.
    package let witnesses: Int
    /// How many of them must sign the sealed list.
    package let cosignatures: Int
    /// The time from the closing to the round, in minutes: the first half is for sealing and revealing secrets, the
    /// second for signing.
    package let delayMinutes: Int
    /// The witnesses and the beacon of an edition that named them itself, as all did before there were annexes.
    package let named: DrawRules?

    package init(witnesses: Int, cosignatures: Int, delayMinutes: Int) {
        (self.witnesses, self.cosignatures, self.delayMinutes) = (witnesses, cosignatures, delayMinutes)
        named = nil
    }

    /// More witnesses than any draw has.
    static let mostWitnesses = 20

    /// The fewest signatures that the office and one other witness cannot give alone.
    static let safeQuorum = 3

    func check() -> [Finding] {
        let place = "waves.draw"
        if let named {
            let finding = Finding.error(
                place,
                "names keys, and those stand in the annex of the installation: write witnesses as a number, "
                    + "cosignatures and delayMinutes")
            return [finding] + named.check()
        }
        var findings: [Finding] = []
        if !(1...Self.mostWitnesses).contains(witnesses) {
            findings.append(.error(place + ".witnesses", "must be 1 to \(Self.mostWitnesses)"))
        }
        if !(1...max(1, witnesses)).contains(cosignatures) {
            findings.append(.error(place + ".cosignatures", "must be 1 to the number of witnesses"))
        }
        if cosignatures < Self.safeQuorum {
            findings.append(
                .warning(
                    place + ".cosignatures",
                    "is \(cosignatures): if one witness is the office's own, it needs "
                        + (cosignatures < 2 ? "no other" : "ONE other to sign whatever it likes")
                        + ". Ask for \(Self.safeQuorum) or more"))
        }
        if witnesses > 1, cosignatures == witnesses {
            findings.append(
                .warning(
                    place + ".cosignatures",
                    "is the number of witnesses: one lost key stops every draw until the next wave. Ask for fewer"))
        }
        if delayMinutes < 1 { findings.append(.error(place + ".delayMinutes", "must be more than nothing")) }
        return findings
    }
}

extension DrawRule: Codable {
    enum CodingKeys: String, CodingKey { case witnesses, cosignatures, delayMinutes, beacon }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        // Only the earlier form has a beacon.
        guard !container.allKeys.contains(.beacon) else {
            let rules = try DrawRules(from: decoder)
            (witnesses, cosignatures) = (rules.witnesses.count, rules.cosignatures)
            delayMinutes = rules.beacon.delayMinutes
            named = rules
            return
        }
        witnesses = try container.decode(Int.self, forKey: .witnesses)
        cosignatures = try container.decode(Int.self, forKey: .cosignatures)
        delayMinutes = try container.decode(Int.self, forKey: .delayMinutes)
        named = nil
    }

    package func encode(to encoder: any Encoder) throws {
        if let named { return try named.encode(to: encoder) }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(witnesses, forKey: .witnesses)
        try container.encode(cosignatures, forKey: .cosignatures)
        try container.encode(delayMinutes, forKey: .delayMinutes)
    }
}
