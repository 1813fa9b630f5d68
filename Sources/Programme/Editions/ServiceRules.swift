import Yams

/// How soon the office answers: the holidays, and the working days each category of cases may take. Kept beside the
/// editions, because a published edition never changes and joint decrees on holidays do.
package struct ServiceRules: Sendable, Equatable {
    package let holidays: [Holiday]
    /// Days after an answer in which the person may reopen the case.
    package let reopenDays: Int
    private let promises: [CaseCategory: Promise]

    /// The file's name in the directory of an edition's file.
    package static let fileName = "service.yaml"
    /// The valid number of working days for a category.
    package static let days = 1...60
    /// The valid number of days for reopening.
    package static let reopening = 1...90
    /// Most holidays in one file: some decades of them.
    package static let mostHolidays = 2_000

    package struct Holiday: Sendable, Codable, Equatable {
        package let date: CivilDate
        package let kind: Kind
        package let name: Bilingual

        package enum Kind: String, Sendable, Codable {
            case `public`
            /// Leave that a joint decree of ministers gives to all offices on one day.
            case jointLeave = "joint-leave"
        }
    }

    /// What the office promises for one category.
    package struct Promise: Sendable, Codable, Equatable {
        package let category: CaseCategory
        /// Working days to an answer.
        package let days: Int
        /// Whether a favourable answer costs money or a place, so that a second officer confirms it.
        package let twoOfficers: Bool
    }

    /// Without a file: only weekends are known, and each category has the usual time.
    package static let usual = ServiceRules(
        holidays: [], reopenDays: 14,
        categories: CaseCategory.allCases.map { category in
            Promise(category: category, days: category.usualDays, twoOfficers: category.stake > 2)
        })

    private init(holidays: [Holiday], reopenDays: Int, categories: [Promise]) {
        self.holidays = holidays
        self.reopenDays = reopenDays
        promises = Dictionary(categories.map { ($0.category, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private struct File: Decodable {
        let holidays: [Holiday]
        let cases: Cases

        struct Cases: Decodable {
            let reopenDays: Int
            let categories: [Promise]
        }
    }

    /// Parses the file. Throws `ServiceRulesFault` with the reason.
    package init(yaml: String) throws {
        let file: File
        do {
            file = try YAMLDecoder().decode(File.self, from: yaml)
        } catch {
            throw ServiceRulesFault(reason: Self.said(error))
        }
        let dates = file.holidays.map(\.date)
        guard dates.count <= Self.mostHolidays, Set(dates).count == dates.count else {
            throw ServiceRulesFault(reason: "holidays: a date is there twice, or there are too many")
        }
        guard Self.reopening.contains(file.cases.reopenDays) else {
            throw ServiceRulesFault(reason: "cases.reopenDays must be 1 to \(Self.reopening.upperBound)")
        }
        let named = file.cases.categories.map(\.category)
        guard named.count == Set(named).count, CaseCategory.required.isSubset(of: named) else {
            throw ServiceRulesFault(reason: "cases.categories must name every category once")
        }
        guard file.cases.categories.allSatisfy({ Self.days.contains($0.days) }) else {
            throw ServiceRulesFault(reason: "cases.categories: days must be 1 to \(Self.days.upperBound)")
        }
        self.init(
            holidays: file.holidays, reopenDays: file.cases.reopenDays, categories: file.cases.categories)
    }

    /// Where a value is missing or of another kind, and which.
    private static func said(_ error: any Error) -> String {
        let context: DecodingError.Context
        switch error {
        case DecodingError.dataCorrupted(let found), DecodingError.typeMismatch(_, let found),
            DecodingError.valueNotFound(_, let found):
            context = found
        case DecodingError.keyNotFound(let key, let found):
            return "\(place(found.codingPath + [key])) is missing"
        default: return "\(error)"
        }
        return "\(place(context.codingPath)): \(context.debugDescription)"
    }

    private static func place(_ path: [any CodingKey]) -> String {
        path.map { key in key.intValue.map { "[\($0)]" } ?? key.stringValue }.joined(separator: ".")
    }

    package func promise(for category: CaseCategory) -> Promise {
        promises[category] ?? Promise(category: category, days: category.usualDays, twoOfficers: true)
    }

    /// The end of the last day on which a case that was answered then can be reopened.
    package func reopenUntil(_ answeredAt: Instant, in zone: Zone) -> Instant {
        zone.instant(zone.date(of: answeredAt).adding(days: reopenDays + 1))
    }

    /// The working days of the office under an edition, which may list holidays too.
    package func workingDays(with edition: Edition) -> WorkingDays {
        WorkingDays(holidays: holidays.map(\.date) + (edition.holidays ?? []))
    }
}

/// Why a text is not a file of service rules.
package struct ServiceRulesFault: Error, CustomStringConvertible {
    package let reason: String

    package var description: String { "\(ServiceRules.fileName): \(reason)" }
}
