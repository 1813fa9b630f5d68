extension WaveRules {
    /// Entries in one list, at most: more than the country has people.
    package static let mostEntries = 1_000_000_000

    /// Every wave of the edition up to `total`: those in the calendar as they are, each of the others a week after the
    /// preceding one, or so many weeks that it opens in no pause.
    package func dates() -> [WaveDates] {
        let pauses = (pauses ?? []).sorted { $0.from < $1.from }
        let listed = Dictionary(calendar.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        var dates: [WaveDates] = []
        for number in 1...max(1, total) {
            if let wave = listed[number] {
                dates.append(wave)
            } else if let last = dates.last {
                dates.append(last.following(pauses, in: zone))
            }
        }
        return dates
    }

    /// Where a person must live to join this wave; nil for every admitted region.
    package func regions(of number: Int) -> [String]? {
        calendar.first { $0.number == number }?.regions
    }

    /// How many people this wave can select.
    package func quota(of dates: WaveDates) -> Int {
        dates.quota ?? quota
    }

    /// How many people all waves together can select; each wave counts with at most the largest possible list.
    package var totalQuota: Int {
        dates().reduce(0) { $0 + min(max(quota(of: $1), 0), Self.mostEntries) }
    }
}

extension Edition {
    /// The first instant at which no wave's outcome may be announced any more: the midnight after the edition's last
    /// day, or after the last day on which cards buy a training.
    package var announcementsEnd: Instant {
        waves.zone.instant(min(validity.to, training.buyBy).adding(days: 1))
    }
}

extension WaveDates {
    /// The next wave of the weekly rhythm, without this one's special quota, postponement and regions.
    ///
    /// - Parameter pauses: by their first day.
    fileprivate func following(_ pauses: [WavePause], in zone: Zone) -> WaveDates {
        var later = Span.days(7)
        for pause in pauses {
            let date = zone.date(of: opens + later)
            guard pause.contains(date) else { continue }
            let days = Int(pause.to.daysSinceEpoch - date.daysSinceEpoch)
            later = later + Span.days((days / 7 + 1) * 7)
        }
        return WaveDates(
            number: number + 1, opens: opens + later, closes: closes + later, announced: announced + later, quota: nil)
    }
}
