import Programme

/// On `/akun`, while the office decides whose NIK it is: what continues, what waits, and until when.
struct DisputeBanner: Sendable {
    let t: Words
    let person: ID<Account>
    let running: [StoredDispute]

    /// Nil when no dispute of this person is running.
    var html: HTML? {
        guard let dispute = running.first, let until = dispute.value.decideBy else { return nil }
        let what: DisputeNotice.What =
            dispute.older == person
            ? .openedForOlder(until: until, moneyWaits: running.contains { $0.moneyWaits && $0.older == person })
            : .openedForNewer(until: until)
        let notice = DisputeNotice(what: what)
        func paragraph(_ text: Substring) -> HTML { "<p>\(String(text))</p>" }
        return Banner(
            .attention, markup: "\(each: notice.body(t).split(separator: "\n\n"), paragraph)",
            title: notice.subject(t)
        ).html
    }
}
