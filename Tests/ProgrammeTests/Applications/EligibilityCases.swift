import Programme

/// The table of cases, more than sixty.
extension EligibilityTableTests {
    static let ages: [Case] = [
        Case("everything in order", "yes"),
        Case("18 today", "yes") { $0.birthDate = Case.day("2002-08-10") },
        Case("18 tomorrow", "too-young") { $0.birthDate = Case.day("2002-08-11") },
        Case("17", "too-young") { $0.birthDate = Case.day("2003-01-01") },
        Case("a child", "too-young") { $0.birthDate = Case.day("2015-01-01") },
        Case("born on 29 February, 18 on 1 March", "yes", terms: Case.lenient, on: "2022-03-01") {
            $0.birthDate = Case.day("2004-02-29")
        },
        Case("born on 29 February, on 28 February", "too-young", terms: Case.lenient, on: "2022-02-28") {
            $0.birthDate = Case.day("2004-02-29")
        },
        Case("18 where one must be over 18", "too-young", terms: Case.over18) { $0.birthDate = Case.day("2002-08-10") },
        Case("the day before 19 where one must be over 18", "too-young", terms: Case.over18) {
            $0.birthDate = Case.day("2001-08-11")
        },
        Case("19 today where one must be over 18", "yes", terms: Case.over18) { $0.birthDate = Case.day("2001-08-10") },
        Case("64 where 64 is the highest", "yes", terms: Case.upTo64) { $0.birthDate = Case.day("1955-08-11") },
        Case("65 today where 64 is the highest", "too-old", terms: Case.upTo64) {
            $0.birthDate = Case.day("1955-08-10")
        },
        Case("90 where there is no highest age", "yes") { $0.birthDate = Case.day("1930-01-01") },
        Case("no birth date yet", "waits: identity-card") { $0.birthDate = nil },
    ]

    static let personalData: [Case] = [
        Case("not a citizen", "not-citizen") { $0.citizen = false },
        Case("not a citizen where anybody may", "yes", terms: Case.lenient) { $0.citizen = false },
        Case("citizenship not said", "waits: personal-data") { $0.citizen = nil },
        Case("citizenship not said where anybody may", "yes", terms: Case.lenient) { $0.citizen = nil },
        Case("at school", "in-formal-education") { $0.inFormalEducation = true },
        Case("at school where that is allowed", "yes", terms: Case.lenient) { $0.inFormalEducation = true },
        Case("schooling not said", "waits: personal-data") { $0.inFormalEducation = nil },
        Case("a civil servant", "excluded-occupation") { $0.occupation = .civilServant },
        Case("a soldier", "excluded-occupation") { $0.occupation = .military },
        Case("police", "excluded-occupation") { $0.occupation = .police },
        Case("a village official", "excluded-occupation") { $0.occupation = .villageOfficial },
        Case("a state official", "excluded-occupation") { $0.occupation = .stateOfficial },
        Case("a director of a state enterprise where that is not named", "yes") {
            $0.occupation = .stateEnterpriseDirector
        },
        Case("a civil servant where nobody is left out", "yes", terms: Case.over18) { $0.occupation = .civilServant },
        Case("laid off", "yes") { $0.occupation = .laidOff },
        Case("self-employed", "yes") { $0.occupation = .selfEmployed },
        Case("occupation not said", "waits: personal-data") { $0.occupation = nil },
    ]

    static let homes: [Case] = [
        Case("in a city in play", "yes") { $0.home = Home(province: "82", regency: "82.71") },
        Case("in another regency of that province", "region-not-in-play") {
            $0.home = Home(province: "82", regency: "82.01")
        },
        Case("anywhere in a province in play", "yes") { $0.home = Home(province: "32", regency: "32.18") },
        Case("in the pilot's city, in its time", "yes", on: "2020-07-31") {
            $0.home = Home(province: "32", regency: "32.73")
            $0.lists = [.education: Case.fresh(false, "2020-07-01")]
        },
        Case("in a region that comes later", "region-not-in-play", on: "2020-07-31") {
            $0.home = Home(province: "82", regency: "82.71")
        },
        Case("in a region whose time is over", "region-not-in-play", on: "2020-10-05") {
            $0.home = Home(province: "31", regency: "31.74")
        },
        Case("the regency not known, the province in play", "yes") { $0.home = Home(province: "31", regency: nil) },
        Case("the regency not known, only a city of it in play", "region-not-in-play") {
            $0.home = Home(province: "82", regency: nil)
        },
        Case("no address yet", "waits: personal-data") { $0.home = nil },
        Case("no address where every region is in play", "yes", terms: Case.over18) { $0.home = nil },
    ]

    static let lists: [Case] = [
        Case("on a fresh list of pupils", "listed.education") { $0.lists[.education] = Case.fresh(true) },
        Case("that list is too old, and one stands on it", "waits: list.education") {
            $0.lists[.education] = Case.stale(true)
        },
        Case("that list is too old, and one does not stand on it", "waits: list.education") {
            $0.lists[.education] = Case.stale(false)
        },
        Case("that list is missing", "waits: list.education") { $0.lists[.education] = Case.missing },
        Case("nothing is known of any list", "waits: list.education") { $0.lists = [:] },
        Case("recorded as dead", "listed.deaths") { $0.lists[.deaths] = Case.fresh(true) },
        Case("not recorded as dead", "yes") { $0.lists[.deaths] = Case.fresh(false) },
        Case("an optional list is too old, and one does not stand on it", "yes") {
            $0.lists[.deaths] = Case.stale(false)
        },
        Case("an optional list is too old, and one stands on it", "waits: list.deaths") {
            $0.lists[.deaths] = Case.stale(true)
        },
        Case("an optional list is missing", "yes") { $0.lists[.deaths] = Case.missing },
        Case("on a priority list", "yes") { $0.lists[.laidOff] = Case.fresh(true) },
        Case("a priority list is too old", "yes") { $0.lists[.laidOff] = Case.stale(true) },
        Case("two mandatory lists are missing", "waits: list.education list.deaths", terms: Case.twoLists) {
            $0.lists = [:]
        },
        Case("on the blacklist", "listed.blacklist", terms: Case.twoLists) {
            $0.lists[.deaths] = Case.fresh(false)
            $0.lists[.blacklist] = Case.fresh(true)
        },
        Case(
            "gets another aid, and is a soldier", "listed.aid-recipients listed.excluded-occupations",
            terms: Case.twoLists
        ) {
            $0.lists[.deaths] = Case.fresh(false)
            $0.lists[.aidRecipients] = Case.fresh(true)
            $0.lists[.excludedOccupations] = Case.fresh(true)
        },
        Case("a list the edition does not use excludes no applicant", "yes") {
            $0.lists[.blacklist] = Case.fresh(true)
        },
    ]

    static let pasts: [Case] = [
        Case("had a card before", "once-in-a-lifetime") { $0.past = .card },
        Case("had a card where one may again", "yes", terms: Case.lenient) { $0.past = .card },
        Case("let a card lapse", "card-lapsed") { $0.past = .lapsedCard },
        Case("let a card lapse where one may again", "yes", terms: Case.lenient) { $0.past = .lapsedCard },
        Case("one other of the family was selected", "yes") { $0.beneficiariesInFamily = 1 },
        Case("two others of the family were selected", "family-limit") { $0.beneficiariesInFamily = 2 },
        Case("three others were, before there was a limit", "family-limit") { $0.beneficiariesInFamily = 3 },
        Case("five others where families are not counted", "yes", terms: Case.over18) { $0.beneficiariesInFamily = 5 },
        Case("no family card where families are counted", "waits: family-card") { $0.hasFamilyCard = false },
        Case("no family card where they are not", "yes", terms: Case.over18) { $0.hasFamilyCard = false },
    ]

    static let proofs: [Case] = [
        Case("the registry says otherwise", "identity-mismatch") { $0.identity = .mismatch },
        Case("the registry has not answered", "waits: registry") { $0.identity = .waiting },
        Case("no identity card yet", "waits: identity-card") { $0.identity = .missing },
        Case("two people claim the NIK", "waits: dispute") { $0.identity = .contested },
        Case("no photos", "waits: photos") { $0.photos = .missing },
        Case("photos not looked at", "waits: photo-review") { $0.photos = .waiting },
        Case("a photo was refused", "waits: better-photo") { $0.photos = .rejected },
        Case("the phone is not proved", "waits: phone") { $0.phoneProved = false },
        Case("nothing declared", "waits: declarations") { $0.declared = false },
        Case("the test is not finished", "waits: test") { $0.test = TestStanding() },
        Case("a certain no weighs more than an open question", "not-citizen") {
            $0.citizen = false
            $0.identity = .waiting
        },
        Case("all reasons are told at once", "too-young not-citizen in-formal-education family-limit") {
            $0.birthDate = Case.day("2010-01-01")
            $0.citizen = false
            $0.inFormalEducation = true
            $0.beneficiariesInFamily = 2
        },
        Case("all waits are told at once", "waits: list.education phone registry photo-review test") {
            $0.lists = [:]
            $0.phoneProved = false
            $0.identity = .waiting
            $0.photos = .waiting
            $0.test = TestStanding()
        },
        Case(
            "without any facts, everything is awaited",
            "waits: identity-card personal-data list.education family-card phone photos declarations test"
        ) { $0 = Eligibility.Facts() },
    ]
}
