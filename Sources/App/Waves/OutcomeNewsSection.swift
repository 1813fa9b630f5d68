import Programme

/// How far the outcome messages of an announced wave have gone, for the office.
struct OutcomeNewsSection: Sendable {
    let t: Words
    let progress: OutcomeProgress
    /// Real clock.
    let now: Instant

    var html: HTML {
        let (told, people) = (t.count(progress.told), t.people(progress.people))
        if let minutes = progress.minutesTaken {
            let text = t(
                "Pesan hasil sudah dibuat untuk \(people), dalam \(t.count(minutes)) menit.",
                "The outcome messages for \(people) were written within \(t.count(minutes)) minutes.")
            return Banner(.done, text, title: t("Pesan hasil", "Outcome messages")).html
        }
        guard let minutes = progress.minutesLeft(at: now) else {
            return Banner(
                .information, t("Pesan pertama sedang disiapkan.", "The first messages are being prepared."),
                title: t("Pesan hasil", "Outcome messages")
            ).html
        }
        let text = t(
            "\(told) dari \(people) sudah dikirimi. Sekitar \(t.count(minutes)) menit lagi sampai yang terakhir.",
            "\(told) of \(people) were sent theirs. About \(t.count(minutes)) minutes until the last one.")
        return Banner(.information, text, title: t("Pesan hasil", "Outcome messages")).html
    }
}
