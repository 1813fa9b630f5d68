import Programme
import Testing

@Suite("Progress of outcome messages")
struct OutcomeProgressTests {
    private static let begun = Instant(milliseconds: 1_587_110_400_000)

    @Test(
        "the minutes until the last message follow from the speed so far",
        arguments: [
            (told: 0, after: Span.minutes(5), left: nil), (told: 500_000, after: .minutes(10), left: 32),
            (told: 2_078_025, after: .minutes(10), left: 1), (told: 2_078_026, after: .minutes(10), left: nil),
            (told: 1_000, after: .minutes(0), left: nil),
        ] as [(told: Int, after: Span, left: Int?)])
    func left(told: Int, after: Span, left: Int?) {
        let progress = OutcomeProgress(people: 2_078_026, told: told, begunAt: Self.begun, endedAt: nil)
        #expect(progress.minutesLeft(at: Self.begun + after) == left)
        #expect(progress.minutesTaken == nil)
    }

    @Test("once the last one is sent, it is told how long it took")
    func taken() {
        let progress = OutcomeProgress(
            people: 10, told: 10, begunAt: Self.begun, endedAt: Self.begun + .minutes(41) + .seconds(2))
        #expect(progress.minutesTaken == 42 && progress.minutesLeft(at: Self.begun + .days(1)) == nil)
    }
}
