import Programme

extension MyEntryPage {
    static func sample(_ t: Words) -> MyEntryPage {
        MyEntryPage(
            t: t, now: Wave.sample.opensAt + .days(2), known: .sample(.sample),
            entry: PersonEntry(
                id: ID(1), state: .joined, arrivedAt: Wave.sample.opensAt + .days(1), ticket: nil, line: nil),
            rules: EligibilityRules(minimumAge: 18, minimumAgeInclusive: true, source: "Perpres 36/2020"),
            receipt: .sample, receiptText: JoinReceipt.sampleText, next: nil, csrf: FormState.sample.csrf)
    }
}
