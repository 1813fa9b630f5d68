extension Edition {
    func checkCalendar() -> [Finding] {
        var findings: [Finding] = []
        let numbers = waves.calendar.map(\.number)
        if numbers.first != 1 || zip(numbers, numbers.dropFirst()).contains(where: { $0 >= $1 }) {
            return [.error("waves.calendar", "must begin with wave 1 and name each wave once, in ascending order")]
        }
        for number in numbers where number > waves.total {
            findings.append(.error("waves.calendar[\(number)]", "comes after the last wave, \(waves.total)"))
        }
        let dates = waves.dates()
        for wave in dates {
            let place = "waves.calendar[\(wave.number)]"
            if !(wave.opens < wave.closes && wave.closes < wave.announced) {
                findings.append(.error(place, "must open, close and be announced in that order"))
            }
            if let put = wave.postponed, put.announced <= wave.announced {
                findings.append(.error(place + ".postponed", "is not later than the first date"))
            }
            findings += checkCodes(wave.regions ?? [], at: place + ".regions")
            if waves.quota(of: wave) <= 0 { findings.append(.error(place, "has no places")) }
        }
        for (wave, next) in zip(dates, dates.dropFirst()) where next.opens < wave.closes {
            findings.append(.error("waves.calendar[\(next.number)]", "opens before wave \(wave.number) closes"))
        }
        findings += checkPauses(dates)
        if !(1...WaveRules.mostContestDays).contains(waves.daysToContest) {
            findings.append(
                .error(
                    "waves.contestDays",
                    "is \(waves.daysToContest); give people 1 to \(WaveRules.mostContestDays) days to contest"))
        }
        if !(1...WaveRules.mostSample).contains(waves.sample ?? 1) {
            findings.append(
                .error("waves.sample", "must be 1 to \(WaveRules.mostSample) tickets, or left out for the usual number")
            )
        }
        if waves.strata.last != .everyone {
            findings.append(.error("waves.strata", "must end with everyone, or places could stay empty"))
        }
        let weights = waves.provinceWeights ?? [:]
        if waves.strata.contains(.province), weights.values.allSatisfy({ $0 <= 0 }) {
            findings.append(.error("waves.provinceWeights", "is needed where places are shared among provinces"))
        }
        for code in weights.keys.sorted() where Int(code, in: 11...97) == nil {
            findings.append(.error("waves.provinceWeights", "“\(code)” is not the number of a province"))
        }
        return findings
    }

    private func checkPauses(_ dates: [WaveDates]) -> [Finding] {
        var findings: [Finding] = []
        for (index, pause) in (waves.pauses ?? []).enumerated() {
            let place = "waves.pauses[\(index)]"
            if pause.to < pause.from { findings.append(.error(place, "ends before it begins")) }
            if let wave = dates.first(where: { pause.contains(waves.zone.date(of: $0.opens)) }) {
                findings.append(.error(place, "wave \(wave.number) opens in it"))
            }
        }
        // Two weeks without a wave look like a mistake to the public, unless a pause says why.
        for (wave, next) in zip(dates, dates.dropFirst()) where next.opens >= wave.opens + .days(14) {
            let (last, first) = (waves.zone.date(of: wave.opens), waves.zone.date(of: next.opens))
            guard !(waves.pauses ?? []).contains(where: { $0.to > last && $0.from < first }) else { continue }
            findings.append(
                .warning(
                    "waves.calendar[\(next.number)].opens",
                    "leaves a week without a wave after wave \(wave.number): say why in waves.pauses"))
        }
        return findings
    }

    func checkRegions() -> [Finding] {
        var findings: [Finding] = []
        if regions.isEmpty { findings.append(.error("regions", "is empty: nobody could join")) }
        for (index, period) in regions.enumerated() {
            let place = "regions[\(index)]"
            if let to = period.to, to < period.from { findings.append(.error(place, "ends before it begins")) }
            if period.codes?.isEmpty ?? false { findings.append(.error(place + ".codes", "is empty")) }
            findings += checkCodes(period.codes ?? [], at: place + ".codes")
        }
        if let first = regions.map(\.from).min(), let wave = waves.dates().first,
            first > waves.zone.date(of: wave.closes)
        {
            findings.append(.error("regions", "begin on \(first), after the first wave has closed"))
        }
        return findings
    }

    private func checkCodes(_ codes: [String], at place: String) -> [Finding] {
        codes.filter { !Regions.isKnown($0) }.map { code in
            .error(place, "“\(code)” is the code of no province, regency or city of 2020")
        } + repeated(codes, at: place)
    }

    func checkDisputes() -> [Finding] {
        let days = eligibility.daysToSettle
        guard !(1...EligibilityRules.mostDisputeDays).contains(days) else { return [] }
        return [
            .error(
                "eligibility.disputeDays",
                "is \(days); give the office 1 to \(EligibilityRules.mostDisputeDays) working days to settle a NIK")
        ]
    }

    func checkLists() -> [Finding] {
        let lists = eligibility.lists
        var findings = repeated(lists.map(\.kind.rawValue), at: "eligibility.lists")
        for list in lists where list.freshDays <= 0 {
            findings.append(.error("eligibility.lists[\(list.kind.rawValue)].freshDays", "must be more than nothing"))
        }
        if waves.priority.impacts?.contains(.notHit) == true {
            findings.append(
                .error("waves.priority.impacts", "“not-hit” is no reason to come first; leave it out"))
        }
        for kind in waves.priority.lists {
            let place = "waves.priority.lists"
            if kind.effect != .prefers {
                findings.append(.error(place, "“\(kind.rawValue)” keeps people out and cannot prefer them"))
            } else if !lists.contains(where: { $0.kind == kind }) {
                findings.append(.error(place, "“\(kind.rawValue)” is not among eligibility.lists"))
            }
        }
        return findings
    }

    /// Without proof there is no payment: no edition may leave out these two proofs.
    func checkProofs() -> [Finding] {
        var findings: [Finding] = []
        for (place, rule) in [("incentive", benefits.incentive), ("survey", benefits.survey)] {
            let path = "benefits.\(place).proofs"
            findings += repeated(rule.proofs.map(\.rawValue), at: path)
            for needed in [InstalmentRule.Proof.completion, .payee] where !rule.proofs.contains(needed) {
                findings.append(.error(path, "lacks “\(needed.rawValue)”: money would leave without it"))
            }
        }
        if benefits.incentive.proofs.contains(.survey) {
            findings.append(.error("benefits.incentive.proofs", "an incentive has no survey of its own"))
        }
        if benefits.survey.count > 0, !benefits.survey.proofs.contains(.survey) {
            findings.append(.error("benefits.survey.proofs", "lacks “survey”: what would it be paid for"))
        }
        return findings
    }
}
