extension RequirementSection {
    /// Requirements 35 to 49.
    static let benefit = [
        Requirement(
            35, "earlier: Rp500.000 over two months of training",
            "Edition 1 pays two instalments of Rp250.000 and has no survey.",
            at: ["/aturan/{id}", "benefits.incentive.amount", "benefits.incentive.count"],
            by: ["WholeWayTests.wholeWay", "EditionCheckTests.others"],
            notYet: "no source gives the training money of that edition; the page marks it as assumed"),
        Requirement(
            36, "then Rp650.000, with Rp150.000 after the evaluation survey",
            "Edition 2 adds one survey of Rp150.000.",
            at: ["/aturan/{id}/dibanding/{earlier}", "benefits.survey.amount", "benefits.survey.count"],
            by: ["WholeWayTests.wholeWay", "EditionStoreTests.pages"]),
        Requirement(
            37, "never cash in hand: LinkAja, OVO, Bank Negara Indonesia",
            "Money leaves only by transfer to an account at a partner of the edition; editions 1 and 2 name these three.",
            at: ["/akun/rekening", "payoutPartners"],
            by: ["PayeeTests.unknownNumber", "SNAPTests.wallet", "SNAPTests.bank"]),
        Requirement(
            38, "18 and over, or over 18",
            "A number and a switch of the edition: 18 itself is enough in editions 3 and 4, and not in 1 and 2.",
            at: ["/", "eligibility.minimumAge", "eligibility.minimumAgeInclusive"],
            by: ["EligibilityTests.birthday", "EligibilityTests.exclusive"]),
        Requirement(
            39, "help with learning, not a wage",
            "The start page says so beside the sums.", at: ["/"], by: ["HomeTests.notAWage"]),
        Requirement(
            40, "job seekers who are not in formal education",
            "The form asks for both; the answer about school excludes, and a list of the ministries is compared.",
            at: ["/pendaftaran/data-diri", "eligibility.excludesFormalEducation", "eligibility.lists"],
            by: ["EligibilityTableTests.person", "EligibilityTableTests.list"]),
        Requirement(
            41, "people laid off, changing job or in need of skills",
            "The form offers laid off, employed, self-employed and changing work; all may join.",
            at: ["/pendaftaran/data-diri", "waves.priority.occupations"],
            by: ["EligibilityTableTests.person", "DrawTests.priority", "WorkSituationTests.changing"]),
        Requirement(
            42, "3 to 7 million people; Rp10 trillion",
            "Edition 1 holds the range beside the number its budget is planned for; the check warns that the budget pays for fewer.",
            at: ["/", "/aturan/{id}", "prakerja programme check", "budget", "target.range"],
            by: ["PhaseTests.range", "EditionNamesTests.target"]),
        Requirement(
            43, "training money is a purse of its own",
            "A card has two accounts in the ledger, training and incentive; neither pays for the other.",
            at: ["/kartu", "/kantor/anggaran", "prakerja ledger verify", "benefits.training"],
            by: ["CardLifeTests.closes", "ReportTests.oneRupiah", "PaymentRefusalTests.amounts"]),
        Requirement(
            44, "training institutions, banks, associations of employers",
            "The office invites partners of each kind, two officers activate them, and a public page lists them; the demo has Kadin and Apindo.",
            at: ["/mitra-kami", "/kantor/mitra", "prakerja partner invite"],
            by: ["PartnerLifeTests.life", "PartnerOfficeTests.proposal", "DemoGoodsTests.associations"]),
        Requirement(
            45, "digital platforms, financial technology, job portal",
            "Platforms sell and sign people in through the interface, and payment partners receive money. A person hands "
                + "a job portal a signed certificate, which it checks by the published keys and the list of withdrawn ones.",
            at: [
                "/mitra-kami", "/consent-sso", "/kartu/pembelian/{id}/sertifikat/kredensial", "/.well-known/did.json",
                "platforms", "payoutPartners",
            ],
            by: [
                "PaymentTests.buys", "SignInTests.whole", "SNAPTests.wallet", "CredentialTests.signed",
                "CredentialTests.list",
            ],
            notYet: "a person looks for work on the portal itself: the site hands no application and no profile on"),
        Requirement(
            46, "legal basis with dates",
            "The edition lists laws with the day of signing and the first day in force; rules, comparisons and decrees print them.",
            at: ["/aturan/{id}", "legalBasis.title", "legalBasis.dated", "legalBasis.inForce"],
            by: ["EditionStoreTests.difference", "JoinTests.notEligible"]),
        Requirement(
            47, "phases: office, information site, registration",
            "The edition names phases with their days; the rules show them, and the start page too until registration opens.",
            at: ["/", "/aturan/{id}", "phases", "validity.registrationOpens"],
            by: ["PhaseTests.plan", "EditionNamesTests.phases", "HomeTests.beforeTheOpening"]),
        Requirement(
            48, "a pilot in two cities",
            "The edition names regions with days, and each wave can be for some of them; others are told the day of their turn.",
            at: ["/gelombang/{number}", "regions", "waves.calendar.regions"],
            by: ["RegionRuleTests.later", "RegionRuleTests.regional"]),
        Requirement(
            49, "region by region to the whole country",
            "Edition 1 widens from two cities to ten and then to all; applicants are assessed again on the day.",
            at: ["/", "regions"], by: ["RegionPeriodTests.answers", "RegionRuleTests.later"]),
    ]
}
