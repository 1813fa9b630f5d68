/// A beneficiary's card: the right to spend the training balance on courses and to earn the incentive balance.
package struct Card: Sendable, Equatable {
    package let id: ID<Card>
    package let person: ID<Account>
    /// The id of the edition whose benefit it carries.
    package let edition: String
    /// The number of its wave in that edition.
    package let wave: Int
    package let status: Status
    /// The two balances as the decree granted them.
    package let training: Rupiah
    package let incentive: Rupiah
    package let lastFour: String
    package let issuedAt: Instant
    /// Without a first purchase the card lapses at this instant.
    package let firstUseBy: Instant
    package let firstUsedAt: Instant?
    /// How many trainings were bought and neither completed nor refunded.
    package let unfinished: Int

    package init(
        id: ID<Card>, person: ID<Account>, edition: String, wave: Int, status: Status, training: Rupiah,
        incentive: Rupiah, lastFour: String, issuedAt: Instant, firstUseBy: Instant, firstUsedAt: Instant?,
        unfinished: Int
    ) {
        self.id = id
        self.person = person
        self.edition = edition
        self.wave = wave
        self.status = status
        self.training = training
        self.incentive = incentive
        self.lastFour = lastFour
        self.issuedAt = issuedAt
        self.firstUseBy = firstUseBy
        self.firstUsedAt = firstUsedAt
        self.unfinished = unfinished
    }

    package enum Status: String, Sendable, CaseIterable {
        case active, suspended, expired, revoked, closed
    }

    /// Whether the card has lapsed because it was never used.
    package func hasLapsed(at now: Instant) -> Bool {
        firstUsedAt == nil && now >= firstUseBy
    }

    /// How much time is left for the first purchase; nil once there was one.
    package func timeLeft(at now: Instant) -> Span? {
        guard status == .active, firstUsedAt == nil else { return nil }
        return max(.zero, firstUseBy - now)
    }
}

extension Card {
    /// The full address of the wave it came from.
    package var waveAddress: WaveAddress { WaveAddress(edition: edition, number: wave) }
}

extension TrainingRules {
    /// When a card named by a decree at `decreedAt` lapses without a first purchase.
    package func firstUseBy(decreedAt: Instant) -> Instant {
        decreedAt + .days(firstUseDays)
    }

    /// The reminder that is due with this much time left, in days; nil before the first reminder.
    package func reminder(with left: Span) -> Int? {
        reminderDays.sorted().first { left <= .days($0) }
    }
}
