import Foundation

extension Edition {
    /// Every contradiction within the document, errors first. Whether the rules are sensible cannot be checked here.
    package func check() -> [Finding] {
        // The checks below loop over all waves, and the number of waves is outside input.
        guard Wave.numbers.contains(waves.total) else {
            return [.error("waves.total", "must be 1 to \(Wave.numbers.upperBound)")]
        }
        let findings =
            checkName() + checkMoney() + checkTarget() + checkCalendar() + checkValidity() + checkTraining()
            + checkPartners()
            + checkQuestions() + checkLimits() + checkRegions() + checkDisputes() + checkLists() + checkProofs()
            + checkNames() + (waves.rule?.check() ?? [])
        return findings.filter { $0.severity == .error } + findings.filter { $0.severity == .warning }
    }

    private func checkName() -> [Finding] {
        guard !WaveAddress.isEditionName(id) else { return [] }
        let most = WaveAddress.editionLength.upperBound
        return [.error("id", "stands in addresses: take 1 to \(most) letters, digits, dots and dashes, such as 2020-3")]
    }

    private func checkMoney() -> [Finding] {
        var findings: [Finding] = []
        let sum = benefits.training + benefits.incentive.total + benefits.survey.total
        if sum != benefits.perPerson {
            findings.append(.error("benefits.perPerson", "is \(benefits.perPerson), but its parts add up to \(sum)"))
        }
        let parts = [
            ("benefits.training", benefits.training), ("benefits.incentive.amount", benefits.incentive.amount),
            ("benefits.survey.amount", benefits.survey.amount), ("budget", budget),
        ]
        for (place, amount) in parts where amount <= .zero {
            findings.append(.error(place, "must be more than nothing"))
        }
        return findings
    }

    private func checkTarget() -> [Finding] {
        var findings: [Finding] = []
        let (needed, overflow) = Int64(target.people).multipliedReportingOverflow(by: benefits.perPerson.amount)
        if overflow || Rupiah(needed) > budget {
            let cost = overflow ? "more than can be counted" : Rupiah(needed).description
            findings.append(.error("budget", "is \(budget); \(grouped(target.people)) people cost \(cost)"))
        }
        let places = waves.totalQuota
        if places < target.people {
            findings.append(
                .warning(
                    "waves.quota",
                    "\(waves.total) waves have \(grouped(places)) places, "
                        + "the target is \(grouped(target.people)) people"))
        }
        return findings
    }

    private func checkValidity() -> [Finding] {
        guard validity.from <= validity.to else { return [.error("validity", "ends before it begins")] }
        var findings: [Finding] = []
        let period = validity.from...validity.to
        func inside(_ place: String, _ date: CivilDate) {
            if !period.contains(date) { findings.append(.error(place, "\(date) is outside the edition's validity")) }
        }
        inside("validity.registrationOpens", waves.zone.date(of: validity.registrationOpens))
        for wave in waves.dates() {
            inside("waves.calendar[\(wave.number)].opens", waves.zone.date(of: wave.opens))
            inside("waves.calendar[\(wave.number)].announced", waves.zone.date(of: wave.announced))
            if let put = wave.postponed {
                inside("waves.calendar[\(wave.number)].postponed.announced", waves.zone.date(of: put.announced))
            }
        }
        inside("training.buyBy", training.buyBy)
        inside("training.attendBy", training.attendBy)
        inside("benefits.incentive.earnBy", benefits.incentive.earnBy)
        inside("benefits.survey.earnBy", benefits.survey.earnBy)
        // What was earned in time is paid after the year's end, so only the payment date may be later.
        for (place, rule) in [("incentive", benefits.incentive), ("survey", benefits.survey)]
        where rule.payBy < rule.earnBy {
            findings.append(.error("benefits.\(place).payBy", "is before the last day of earning"))
        }
        return findings
    }

    private func checkTraining() -> [Finding] {
        var findings: [Finding] = []
        let shares = training.milestones.reduce(0) { $0 + $1.basisPoints }
        if shares != 10_000 {
            findings.append(.error("training.milestones", "add up to \(shares) of 10,000"))
        }
        if training.milestones.contains(where: { $0.basisPoints < 0 }) {
            findings.append(.error("training.milestones", "cannot be less than nothing"))
        }
        if !training.milestones.contains(where: { $0.milestone == .completion && $0.basisPoints > 0 }) {
            findings.append(.error("training.milestones", "leave nothing to be paid at completion"))
        }
        if let days = training.reportDays, !(1...TrainingRules.longestReportDays).contains(days) {
            findings.append(
                .error("training.reportDays", "must be between 1 and \(TrainingRules.longestReportDays)"))
        }
        findings += training.completionReview?.check() ?? []
        if !(0...10_000).contains(training.feeCapBasisPoints) {
            findings.append(.error("training.feeCapBasisPoints", "must be between 0 and 10,000"))
        }
        if training.attendBy < training.buyBy {
            findings.append(.error("training.attendBy", "is before the last day of buying"))
        }
        if let law = training.lawBuyBy, training.buyBy > law {
            findings.append(
                .warning(
                    "training.buyBy", "what is left may be used until \(training.buyBy), the law says until \(law)"))
        }
        if training.deliveryModes.isEmpty { findings.append(.error("training.deliveryModes", "is empty")) }
        for period in training.deliveryModes where (period.from ?? validity.from) > (period.to ?? validity.to) {
            findings.append(.error("training.deliveryModes[\(period.mode.rawValue)]", "ends before it begins"))
        }
        return findings
    }

    private func checkPartners() -> [Finding] {
        var findings: [Finding] = []
        findings += repeated(platforms.map(\.slug), at: "platforms")
        findings += repeated(payoutPartners.map(\.slug), at: "payoutPartners")
        if platforms.isEmpty { findings.append(.error("platforms", "is empty: nobody could buy a training")) }
        if payoutPartners.isEmpty { findings.append(.error("payoutPartners", "is empty: nobody could be paid")) }
        for partner in payoutPartners where partner.connector == nil {
            findings.append(
                .error("payoutPartners[\(partner.slug)]", "is a bank and needs its bankCode of three digits"))
        }
        return findings
    }

    private func checkQuestions() -> [Finding] {
        var findings: [Finding] = []
        findings += repeated(declarations.map(\.id), at: "declarations")
        if test.namesQuestions {
            findings.append(
                .error(
                    "test",
                    "holds the questions, and everybody reads an edition: put them into a bank and name its digest "
                        + "(prakerja questions digest FILE)"))
        }
        guard let bank = test.bank else { return findings + [.error("test.bank", "is missing")] }
        if Data(hex: bank.digest)?.count != QuestionBank.digestBytes || bank.digest != bank.digest.lowercased() {
            findings.append(.error("test.bank.digest", "is not 64 lower-case hexadecimal digits"))
        }
        for (kind, count) in [("motivation", bank.motivation), ("ability", bank.ability)]
        where !QuestionBank.counts.contains(count) {
            findings.append(
                .error("test.bank.\(kind)", "must be 0 to \(QuestionBank.counts.upperBound) questions"))
        }
        return findings + checkDraw(from: bank) + checkThreshold(bank)
    }

    private func checkDraw(from bank: BankRule) -> [Finding] {
        guard let draw = test.draw else {
            guard bank.strata != nil else { return [] }
            return [.warning("test.draw", "is missing: everybody is asked all questions of the bank")]
        }
        guard let strata = bank.strata, QuestionBank.counts.contains(strata), strata > 0 else {
            return [.error("test.bank.strata", "must be the number of strata that questions are drawn from")]
        }
        var findings: [Finding] = []
        if !(0...bank.motivation).contains(draw.motivation) {
            findings.append(.error("test.draw.motivation", "must be 0 to \(bank.motivation), as many as the bank has"))
        }
        let most = bank.ability / strata
        if draw.perStratum < 1 || draw.perStratum > most {
            findings.append(.error("test.draw.perStratum", "must be 1 to \(most), as many as each stratum can have"))
        } else if draw.perStratum > most / 2 {
            findings.append(
                .warning("test.draw.perStratum", "asks most questions of a stratum: two people get much the same test"))
        }
        return findings
    }

    private func checkThreshold(_ bank: BankRule) -> [Finding] {
        guard let threshold = test.threshold else { return [] }
        var (asked, isTooMuch) = (bank.ability, false)
        if let draw = test.draw {
            let product = draw.perStratum.multipliedReportingOverflow(by: bank.strata ?? 0)
            (asked, isTooMuch) = (product.partialValue, product.overflow)
        }
        var findings: [Finding] = []
        if isTooMuch || threshold.right < 1 || threshold.right > asked {
            findings.append(
                .error(
                    "test.threshold.right", "must be 1 to \(isTooMuch ? 0 : asked), as many as are asked about ability")
            )
        }
        if !TestThreshold.sittingCounts.contains(threshold.sittings) {
            findings.append(
                .error("test.threshold.sittings", "must be 1 to \(TestThreshold.sittingCounts.upperBound)"))
        }
        if !TestThreshold.waits.contains(threshold.waitDays) {
            findings.append(.error("test.threshold.waitDays", "must be 0 to \(TestThreshold.waits.upperBound)"))
        }
        return findings
    }

    /// The finding on the demo's bank, whose answers are public; nil for a programme's own bank.
    package func checkBank() -> Finding? {
        guard let digest = test.bank?.digest, QuestionBank.published.contains(digest) else { return nil }
        return .warning(
            "test.bank.digest",
            "is the demo's bank, whose answers everybody has, and a production server refuses it: write one of your own "
                + "(prakerja questions digest FILE)")
    }

    private func checkLimits() -> [Finding] {
        let limits = [
            ("target.people", target.people), ("waves.total", waves.total),
            ("account.codeValidMinutes", account.codeValidMinutes), ("account.codeTries", account.codeTries),
            ("photos.acceptedBytes", photos.acceptedBytes), ("photos.acceptedPixels", photos.acceptedPixels),
            ("photos.keptBytes", photos.keptBytes), ("test.minutes", test.minutes),
            ("training.firstUseDays", training.firstUseDays), ("training.otpValidMinutes", training.otpValidMinutes),
            ("benefits.incentive.count", benefits.incentive.count),
        ]
        var findings = limits.filter { $0.1 <= 0 }.map { Finding.error($0.0, "must be more than nothing") }
        if benefits.survey.count < 0 { findings.append(.error("benefits.survey.count", "cannot be less than nothing")) }
        if let days = account.payeeHoldDays, !(1...AccountRules.longestPayeeHoldDays).contains(days) {
            findings.append(
                .error("account.payeeHoldDays", "must be between 1 and \(AccountRules.longestPayeeHoldDays)"))
        }
        if let years = account.keptYears, !AccountRules.possibleKeptYears.contains(years) {
            let (least, most) = (AccountRules.possibleKeptYears.lowerBound, AccountRules.possibleKeptYears.upperBound)
            findings.append(.error("account.keptYears", "must be between \(least) and \(most)"))
        }
        if account.identifiers.isEmpty {
            findings.append(.error("account.identifiers", "is empty: nobody could sign up"))
        }
        if account.ways?.isEmpty ?? false {
            findings.append(.error("account.ways", "is empty: no e-mail address could be verified"))
        }
        findings += repeated((account.ways ?? []).map(\.rawValue), at: "account.ways")
        if let oldest = eligibility.maximumAge, oldest < eligibility.minimumAge {
            findings.append(.error("eligibility.maximumAge", "is below the minimum age"))
        }
        return findings
    }

    func repeated(_ names: [String], at place: String) -> [Finding] {
        let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
        return counts.filter { $0.value > 1 }.keys.sorted().map { .error(place, "“\($0)” is there more than once") }
    }
}

extension PayoutPartner {
    /// The kind of payment rail for this partner; nil when a bank has no valid code.
    package var connector: PayoutConnector? {
        switch kind {
        case .wallet: .walletTopUp
        case .bank: isBankCode ? .bankTransfer : nil
        }
    }

    private var isBankCode: Bool {
        guard let bankCode else { return false }
        return bankCode.count == 3 && bankCode.allSatisfy(\.isASCIIDigit)
    }
}

/// The two kinds of payment rail.
package enum PayoutConnector: String, Sendable {
    case bankTransfer = "bank-transfer"
    case walletTopUp = "wallet-top-up"
}
