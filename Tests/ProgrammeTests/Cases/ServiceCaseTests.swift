import Testing

@testable import Programme

@Suite("Rules of complaints and appeals")
struct ServiceCaseTests {
    private static let now = Instant(milliseconds: 1_586_916_000_000)
    private static let (rini, dewi) = (ID<Officer>(1), ID<Officer>(2))

    private func one(
        _ state: ServiceCase.State = .open, category: CaseCategory = .incentive, enteredBy: ID<Officer>? = nil,
        assignee: ID<Officer>? = nil, reopened: Int = 0, contested: ContestedDecision? = nil
    ) -> ServiceCase {
        ServiceCase(
            id: ID(1), number: CaseNumber(drawn: 20_418_763), person: ID(1), category: category, channel: .site,
            state: state, begunAt: Self.now, runningSince: Self.now, dueAt: Self.now + .days(7), reopened: reopened,
            enteredBy: enteredBy, assignee: assignee, outcome: state == .proposed ? .settled : nil,
            proposer: state == .proposed ? Signatory(officer: Self.rini, duty: .helpdesk) : nil,
            answeredAt: state == .answered ? Self.now : nil, contested: contested)
    }

    @Test("case: it is late from its deadline on, to the millisecond, while it is running")
    func late() {
        let due = Self.now + .days(7)
        let running = ServiceCase.State.allCases.filter { one($0).isLate(at: due) }
        #expect(running == [.open, .proposed])
        #expect(!one().isLate(at: due - Span(milliseconds: 1)))
    }

    @Test("case: an officer answers neither what they entered nor what contests their decision nor another's work")
    func own() throws {
        try one().checkAnswer(.explained, by: .of(Self.rini), now: nil)
        #expect(throws: CaseRefusal.ownEntry) {
            try one(enteredBy: Self.rini).checkAnswer(.explained, by: .of(Self.rini), now: nil)
        }
        #expect(throws: CaseRefusal.ownEntry) {
            try one(enteredBy: Self.rini).checkAnswer(.explained, by: .of(Self.dewi, twins: [Self.rini]), now: nil)
        }
        let mine = ContestedDecision(kind: .photo, subject: 5, result: "rejected", madeBy: Self.rini)
        #expect(throws: CaseRefusal.ownDecision) {
            try one(category: .appeal, contested: mine).checkAnswer(.dismissed, by: .of(Self.rini), now: "rejected")
        }
        try one(category: .appeal, contested: mine).checkAnswer(.dismissed, by: .of(Self.dewi), now: "rejected")
        #expect(throws: CaseRefusal.takenByOther) {
            try one(assignee: Self.dewi).checkAnswer(.explained, by: .of(Self.rini), now: nil)
        }
        for state in ServiceCase.State.allCases where state != .open {
            #expect(throws: CaseRefusal.notOpen) {
                try one(state).checkAnswer(.explained, by: .of(Self.dewi), now: nil)
            }
        }
    }

    @Test("appeal: it is granted only when the contested decision has changed, and a complaint never")
    func granted() throws {
        let contested = ContestedDecision(kind: .eligibility, subject: 5, result: "ineligible")
        let appeal = one(category: .appeal, contested: contested)
        for outcome in [ServiceCase.Outcome.granted, .settled] {
            #expect(throws: CaseRefusal.decisionUnchanged) {
                try appeal.checkAnswer(outcome, by: .of(Self.dewi), now: "ineligible")
            }
        }
        try appeal.checkAnswer(.granted, by: .of(Self.dewi), now: "eligible")
        #expect(throws: CaseRefusal.notAnAppeal) { try one().checkAnswer(.granted, by: .of(Self.dewi), now: nil) }
    }

    @Test("case: a favourable answer that costs money waits for a second officer of another duty")
    func second() throws {
        let rules = ServiceRules.usual
        #expect(one().needsSecondOfficer(.settled, rules))
        #expect(!one().needsSecondOfficer(.dismissed, rules) && !one().needsSecondOfficer(.explained, rules))
        #expect(!one(category: .photos).needsSecondOfficer(.settled, rules))
        try one(.proposed).checkConfirmation(by: Signatory(officer: Self.dewi, duty: .programmeManager))
        #expect(throws: CaseRefusal.fourEyes(.ownRequest)) {
            try one(.proposed).checkConfirmation(by: Signatory(officer: Self.rini, duty: .helpdesk))
        }
        #expect(throws: CaseRefusal.fourEyes(.sameDuty(.helpdesk))) {
            try one(.proposed).checkConfirmation(by: Signatory(officer: Self.dewi, duty: .helpdesk))
        }
        #expect(throws: CaseRefusal.ownEntry) {
            try one(.proposed, enteredBy: Self.dewi)
                .checkConfirmation(by: Signatory(officer: Self.dewi, duty: .programmeManager))
        }
    }

    @Test("case of a missing entry: it is put right only once the entry counts, and two officers give any answer")
    func missingEntry() throws {
        let missing = one(category: .missingEntry)
        for standing in EntryStanding.allCases where standing != .counts {
            #expect(throws: CaseRefusal.entryMissing, "\(standing)") {
                try missing.checkAnswer(.settled, by: .of(Self.dewi), now: standing.rawValue)
            }
        }
        #expect(throws: CaseRefusal.entryMissing) { try missing.checkAnswer(.settled, by: .of(Self.dewi), now: nil) }
        try missing.checkAnswer(.settled, by: .of(Self.dewi), now: EntryStanding.counts.rawValue)
        try missing.checkAnswer(.explained, by: .of(Self.dewi), now: EntryStanding.missing.rawValue)
        #expect(throws: CaseRefusal.notAnAppeal) { try missing.checkAnswer(.granted, by: .of(Self.dewi), now: nil) }
        for outcome in [ServiceCase.Outcome.settled, .explained, .dismissed] {
            #expect(missing.needsSecondOfficer(outcome, .usual))
        }
        #expect(!CaseCategory.complaints.contains(.missingEntry))
    }

    @Test("case: it can be reopened until the end of the last day, three times at most")
    func reopening() throws {
        let rules = ServiceRules.usual
        let until = try #require(one(.answered).reopenUntil(rules, in: .wib))
        // Wednesday 15 April 2020 and fourteen days are Wednesday 29 April, which ends at midnight.
        #expect(until == Instant("2020-04-30T00:00:00+07:00"))
        try one(.answered).checkReopening(at: until - Span(milliseconds: 1), rules, in: .wib)
        #expect(throws: CaseRefusal.notReopenable) { try one(.answered).checkReopening(at: until, rules, in: .wib) }
        #expect(throws: CaseRefusal.notReopenable) {
            try one(.answered, reopened: 3).checkReopening(at: Self.now, rules, in: .wib)
        }
        #expect(throws: CaseRefusal.notReopenable) { try one().checkReopening(at: Self.now, rules, in: .wib) }
    }

    @Test("case number: as typed, spoken and printed it is one; a wrong digit or two exchanged ones are found")
    func number() throws {
        let number = CaseNumber(drawn: 20_418_763)
        #expect(number.description.hasPrefix("S-204-187-63"))
        for typed in [number.description, number.digits, "s \(number.digits)", " \(number) "] {
            #expect(CaseNumber(typed) == number, "\(typed)")
        }
        for bad in ["", "S-204", "\(number.digits)0", "x\(number.digits)", "S-204-187-6é5"] {
            #expect(CaseNumber(bad) == nil, "\(bad)")
        }
        let digits = Array(number.digits)
        for place in digits.indices {
            for digit in "0123456789" where digit != digits[place] {
                var wrong = digits
                wrong[place] = digit
                #expect(CaseNumber(String(wrong)) == nil)
            }
            guard place > 0, digits[place] != digits[place - 1] else { continue }
            var wrong = digits
            wrong.swapAt(place, place - 1)
            #expect(CaseNumber(String(wrong)) == nil)
        }
    }

    @Test("answer times: median, ninth tenth and share in time, and no figure below five answers")
    func times() {
        let few = AnswerTimes(counts: [1: 2, 3: 2], inTime: 4)
        #expect(few.median == nil && few.percentile(90) == nil && few.percentInTime == nil)
        let five = few + AnswerTimes(counts: [9: 1], inTime: 0)
        #expect(five.median == 3 && five.percentile(90) == 9 && five.percentInTime == 80)
        let many = AnswerTimes(counts: [0: 50, 2: 40, 7: 10], inTime: 99)
        #expect(many.median == 0 && many.percentile(90) == 2 && many.percentile(91) == 7 && many.percentInTime == 99)
    }

    @Test("template: an unknown place, a missing language and a short title are refused; the known places are filled")
    func template() throws {
        let text = "Halo {nama}, keluhan {nomor} dari {tanggal} sedang kami kerjakan."
        let template = try CaseTemplate(title: "Sedang dikerjakan", text: Bilingual(id: text, en: text))
        #expect(
            CaseTemplate.fill(template.text.id, [.name: "Siti", .number: "S-1", .date: "15 April 2020"])
                == "Halo Siti, keluhan S-1 dari 15 April 2020 sedang kami kerjakan.")
        #expect(throws: CaseTemplateRefusal.placeholder) {
            try CaseTemplate(title: "Salah", text: Bilingual(id: "\(text) {nik}", en: text))
        }
        #expect(throws: CaseTemplateRefusal.english) {
            try CaseTemplate(title: "Salah", text: Bilingual(id: text, en: ""))
        }
        #expect(throws: CaseTemplateRefusal.title) { try CaseTemplate(title: "", text: template.text) }
    }

    @Test("text of a case: invisible signs do not count, and too little or too much is refused")
    func text() throws {
        #expect(try CaseText("Insentif saya belum masuk").text == "Insentif saya belum masuk")
        #expect(throws: CaseRefusal.textTooShort) { try CaseText("tolong \u{200B}\u{200B}\u{200B}\u{200B}\u{200B}") }
        #expect(throws: CaseRefusal.textTooLong) { try CaseText(String(repeating: "panjang ", count: 300)) }
    }
}
