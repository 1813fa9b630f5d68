import Foundation

/// The witnesses and the beacon of an edition's draws: how many sign and how long a draw waits by the edition, who they
/// are and which chain it is by the installation's annex. Their keys stand outside any bundle: a bundle with its own
/// witnesses would prove nothing.
package struct DrawRules: Sendable, Codable, Equatable {
    /// In the order in which their secrets are mixed.
    package let witnesses: [Witness]
    /// How many of them must sign the sealed list.
    package let cosignatures: Int
    /// Public randomness of a round that is still to come when the list is sealed. Without it the last witness to
    /// reveal a secret could choose between two outcomes.
    package let beacon: Beacon
    /// The chain for when the first is silent; nil where the annex names one chain only, and in an edition that names the
    /// keys itself.
    private(set) var second: Beacon?

    enum CodingKeys: String, CodingKey { case witnesses, cosignatures, beacon }

    /// For how many days a round must be overdue before an attempt may wait for one of the second chain.
    package static let silentDays = 3

    package init(witnesses: [Witness], cosignatures: Int, beacon: Beacon, second: Beacon? = nil) {
        self.witnesses = witnesses
        self.cosignatures = cosignatures
        self.beacon = beacon
        self.second = second
    }

    package var hasSecondChain: Bool { second != nil }

    /// The rules of an attempt on the first or the second chain; nil where there is no such chain.
    package func on(chain: Int) -> DrawRules? {
        switch chain {
        case 1: self
        case 2: second.map { DrawRules(witnesses: witnesses, cosignatures: cosignatures, beacon: $0) }
        default: nil
        }
    }

    package struct Witness: Sendable, Codable, Equatable {
        /// Lower-case letters, digits and hyphens.
        package let id: String
        package let name: Bilingual
        /// The public key, as `NoteVerifier` prints it; its name is the witness's id.
        package let key: String

        package init(id: String, name: Bilingual, key: String) {
            self.id = id
            self.name = name
            self.key = key
        }
    }

    /// A drand chain: one random number every `periodSeconds`, unknown before its time.
    package struct Beacon: Sendable, Codable, Equatable {
        package let name: String
        package let url: String
        /// The time of round 1.
        package let genesis: Instant
        package let periodSeconds: Int
        /// The time from the closing to the round, in minutes: the first half is for sealing and revealing secrets, the
        /// second for signing.
        package let delayMinutes: Int
        /// What its rounds are verified with. Without it a value could be invented, so a draw counts as not checked.
        package let chain: BeaconChain?

        package init(
            name: String, url: String, genesis: Instant, periodSeconds: Int, delayMinutes: Int,
            chain: BeaconChain? = nil
        ) {
            self.name = name
            self.url = url
            self.genesis = genesis
            self.periodSeconds = periodSeconds
            self.delayMinutes = delayMinutes
            self.chain = chain
        }

        /// The first round at or after `attempt` times the delay, so that it cannot be chosen.
        package func round(closing: Instant, attempt: Int = 1) -> Int {
            let due = (closing + Span.minutes(delayMinutes) * attempt) - genesis
            let period = max(1, Span.seconds(periodSeconds).milliseconds)
            return Int((max(due.milliseconds, 0) + period - 1) / period) + 1
        }

        /// Where the chain's own server shows a round.
        package func address(of round: Int) -> String { "\(url)/public/\(round)" }

        package func time(of round: Int) -> Instant {
            genesis + Span.seconds(periodSeconds) * max(0, round - 1)
        }
    }

    /// Rules under which nothing can be signed or drawn: those of an edition whose annex is not known.
    static func withoutAnnex(_ rule: DrawRule) -> DrawRules {
        DrawRules(
            witnesses: [], cosignatures: max(1, rule.cosignatures),
            beacon: Beacon(
                name: "–", url: "", genesis: Instant(milliseconds: 0), periodSeconds: 1,
                delayMinutes: rule.delayMinutes))
    }

    func check() -> [Finding] {
        var findings: [Finding] = []
        let place = "waves.draw"
        for witness in witnesses where (try? NoteVerifier(witness.key))?.name != witness.id {
            findings.append(.error(place + ".witnesses", "the key of \(witness.id) is not one in this name"))
        }
        if Set(witnesses.map(\.id)).count != witnesses.count || witnesses.isEmpty {
            findings.append(.error(place + ".witnesses", "must name witnesses, each once"))
        }
        let keys = witnesses.compactMap { try? NoteVerifier($0.key).bytes }
        if Set(keys).count != keys.count {
            findings.append(.error(place + ".witnesses", "two have one key, so one person signs for both"))
        }
        if !(1...max(1, witnesses.count)).contains(cosignatures) {
            findings.append(.error(place + ".cosignatures", "must be 1 to the number of witnesses"))
        }
        for witness in witnesses where !DrawRules.isName(witness.id) {
            findings.append(
                .error(place + ".witnesses", "“\(witness.id)” is not lower-case letters, digits and hyphens"))
        }
        if beacon.periodSeconds < 1 || beacon.delayMinutes < 1 {
            findings.append(.error(place + ".beacon", "needs a period and a delay"))
        } else if Span.minutes(beacon.delayMinutes) < Span.seconds(beacon.periodSeconds) * 4 {
            findings.append(.error(place + ".beacon.delayMinutes", "leaves the witnesses less than two rounds each"))
        }
        return findings + (beacon.chain?.check(place + ".beacon.chain") ?? [Self.unchecked])
    }

    private static let unchecked = Finding.warning(
        "waves.draw.beacon",
        "names no chain, so its public randomness cannot be verified: add hash, scheme and publicKey")

    /// Lower-case letters, digits and hyphens, which need no quoting in a line of the statement.
    static func isName(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }
}
