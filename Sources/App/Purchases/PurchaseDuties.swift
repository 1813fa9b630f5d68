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
}
