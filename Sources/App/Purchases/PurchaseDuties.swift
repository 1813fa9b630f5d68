import Programme
import Storage

extension DutySource {
    /// For how long the office is shown that a platform tried many unknown card numbers.
    private static let lookBack = Span.hours(24)

    /// Platforms whose accounts try many unknown card numbers, which may be guessing.
    static let unknownNumbers = DutySource(permission: .readAudit) { tx, _, dependencies in
        try tx.partners.manyUnknownNumbers(
            from: dependencies.realNow() - lookBack, least: AskPurchase.unknownNumbersAlarm
        ).map { partner in
            let label = Bilingual(
                id: "Nomor kartu tak dikenal dicoba di \(partner.name) dalam satu jam. Tanyakan kepada platform itu",
                en: "Unknown card numbers tried at \(partner.name) within one hour. Ask that platform about it")
            return Duty(
                label: label, count: partner.tried, path: "\(Paths.officeAudit)?perihal=partner:\(partner.id)")
        }
    }

    /// Institutions whose reports of completions are implausible: they are paid for each.
    static let hastyCompletions = DutySource(permission: .managePartners) { tx, _, dependencies in
        let from = dependencies.clock.now() - CompletionPace.lookBack
        return try tx.purchases.hasty(from: from).map { institution in
            let (quick, most) = (institution.quick, institution.mostInAnHour)
            return Duty(
                label: Bilingual(
                    id: "Pelatihan di \(institution.name) selesai terlalu cepat atau terlalu banyak sekaligus",
                    en: "Trainings at \(institution.name) completed too soon, or too many at once"),
                count: institution.inDoubt, path: Paths.hastyCompletions(institution.id), people: institution.inDoubt,
                amount: institution.amount, oldest: institution.first,
                detail: Bilingual(
                    id:
                        "\(quick) selesai terlalu cepat; paling banyak \(most) dalam satu jam. Tanyakan kepada lembaganya.",
                    en: "\(quick) ended too soon; at most \(most) in one hour. Ask the institution about it."),
                verb: Bilingual(id: "Periksa", en: "Examine"))
        }
    }
}
