extension WaveRules {
    /// Every wave of the edition: the listed dates, then the last of them again each week until `total`.
    package func dates() -> [WaveDates] {
        let listed = calendar.sorted { $0.number < $1.number }
        guard let last = listed.last, last.number < total else { return Array(listed.prefix(total)) }
        let later = (last.number + 1...total).map { number in
            let shift = Span.days(7 * (number - last.number))
            return WaveDates(
                number: number, opens: last.opens + shift, closes: last.closes + shift,
                announced: last.announced + shift, quota: nil)
        }
        return listed + later
    }

    /// How many people this wave can take.
    package func quota(of dates: WaveDates) -> Int {
        dates.quota ?? quota
    }

    /// How many people all waves together can take.
    package var totalQuota: Int {
        dates().reduce(0) { $0 + quota(of: $1) }
    }
}
