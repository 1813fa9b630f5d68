import Foundation
import Testing

@testable import Programme

@Suite("Cases at a counter")
struct CounterCaseTests {
    @Test(
        "case number: it is read as printed, typed or said; anything else is none",
        arguments: [
            ("L-123-456-7890", "1234567890"), ("l 123 456 7890", "1234567890"), ("1234567890", "1234567890"),
            ("123-456-789", nil), ("L-123-456-789x", nil), ("", nil), ("12345678901", nil),
            ("١٢٣٤٥٦٧٨٩٠", nil), (String(repeating: "1", count: 5_000), nil),
        ] as [(String, String?)])
    func number(typed: String, digits: String?) {
        #expect(CounterNumber(typed)?.digits == digits)
        if let digits { #expect(CounterNumber(digits)?.description == "L-123-456-7890") }
    }

    @Test("limits: the last one allowed passes, the next is refused with the limit")
    func limits() throws {
        let limits = CounterLimits(casesPerDay: 40, peoplePerHousehold: 5)
        try limits.checkDay(helped: 39)
        #expect(throws: CounterRefusal.dayFull(most: 40)) { try limits.checkDay(helped: 40) }
        try limits.checkHousehold(registered: 4)
        #expect(throws: CounterRefusal.householdFull(most: 5)) { try limits.checkHousehold(registered: 5) }
    }

    @Test("a case is open for half an hour from its session on, and not after its end")
    func open() {
        let begun = Instant(milliseconds: 1_586_916_000_000)
        func one(_ state: CounterCase.State, assisted: Instant?) -> CounterCase {
            CounterCase(
                id: ID(1), number: .example, officer: ID(2), region: "82", place: "Disnaker", label: "Ibu", way: .own,
                consent: .spoken, words: "Ya", relation: nil, earlier: nil, person: assisted.map { _ in ID(3) },
                state: state, begunAt: begun, assistedAt: assisted, endedAt: nil)
        }
        #expect(one(.begun, assisted: nil).isOpen(at: begun + .minutes(29)))
        #expect(!one(.begun, assisted: nil).isOpen(at: begun + .minutes(30)))
        let assisted = begun + .minutes(8)
        #expect(one(.assisted, assisted: assisted).isOpen(at: begun + .minutes(37)))
        #expect(!one(.assisted, assisted: assisted).isOpen(at: begun + .minutes(38)))
        #expect(!one(.ended, assisted: assisted).isOpen(at: begun + .minutes(9)))
    }

    @Test(
        "role file: limits of the counter outside their range are refused, and a file without them has the usual ones",
        arguments: ["casesPerDay: 0", "casesPerDay: 201", "peoplePerHousehold: 0", "peoplePerHousehold: 21"])
    func roleFile(wrong: String) throws {
        let url = EditionFiles.repository.appending(path: "Editions/office.yaml")
        let yaml = try String(contentsOf: url, encoding: .utf8)
        #expect(try OfficeRoles(yaml: yaml).counter == .usual)
        let key = String(wrong.prefix { $0 != ":" })
        let changed = yaml.replacing(key == "casesPerDay" ? "casesPerDay: 40" : "peoplePerHousehold: 5", with: wrong)
        #expect(OfficeRolesReview(yaml: changed).lines.contains { $0.contains("counter.\(key)") })
        let without = yaml.replacing("counter: { casesPerDay: 40, peoplePerHousehold: 5 }", with: "")
        #expect(try OfficeRoles(yaml: without).counter == .usual)
    }
}
