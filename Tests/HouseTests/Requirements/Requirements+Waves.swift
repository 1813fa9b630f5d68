extension RequirementSection {
    /// Requirements 50 to 64.
    static let waves = [
        Requirement(
            50, "names of phases and waves",
            "A wave is called by its number, in both languages, and a name of the edition stands beside it on the pages of waves; phases have names.",
            at: ["/gelombang", "/gelombang/{number}", "waves.calendar.number", "waves.names", "phases"],
            by: ["WaveWordsTests.page", "EditionNamesTests.names", "PhaseTests.names"]),
        Requirement(
            51, "citizens of Indonesia",
            "The form asks for the citizenship on the card; another one excludes, with the law.",
            at: ["/pendaftaran/data-diri", "eligibility.citizensOnly"],
            by: ["JoinTests.notEligible", "EligibilityTableTests.person"]),
        Requirement(
            52, "a minimum age",
            "It is reached on the birthday in the person's own zone; an applicant who is too young reads from when they may join, unless the last wave has closed by then.",
            at: ["/akun", "eligibility.minimumAge", "eligibility.maximumAge"],
            by: [
                "ApplicationTests.tooYoung", "ApplicationTests.oldEnoughTooLate", "HomeDayTests.birthday",
                "EligibilityTableTests.age",
            ]),
        Requirement(
            53, "not in formal education",
            "The applicant's answer decides, and the ministries' list where the edition has one.",
            at: ["/pendaftaran/data-diri", "eligibility.excludesFormalEducation"],
            by: ["EligibilityTableTests.person", "ListOfficeTests.listed"]),
        Requirement(
            54, "three stages: account, test of 15 minutes, open wave; visible as steps",
            "The start page names the three, the account page shows the state of each until there is a card, and the application its own steps.",
            at: ["/", "/akun", "/pendaftaran", "test.minutes"],
            by: ["HomeTests.threeStages", "NextStepTests.application", "JourneyTests.order"]),
        Requirement(
            55, "weekly from 11 April to the fourth week of November",
            "Waves follow weekly from the last listed one; weeks without a wave are pauses of the edition with a reason that the public reads: Eid al-Fitr and two weeks with joint leave.",
            at: ["/gelombang", "prakerja programme check", "waves.calendar", "waves.pauses"],
            by: [
                "WavePauseTests.shipped", "EditionCheckTests.calendar", "WavePauseTests.unexplained",
                "WaveDatesTests.pauses",
            ]),
        Requirement(
            56, "164,000 places in a wave",
            "A quota of the edition, and of a single wave where it differs; a draw never selects more.",
            at: ["/gelombang/{number}", "waves.quota", "waves.calendar.quota"],
            by: ["EditionCheckTests.overrides", "ChangedWaveTests.quota", "WaveLifeTests.life"]),
        Requirement(
            57, "wave 1 closes on 16 April 2020 at 16.00 WIB, to the second",
            "Joining is refused from that instant on by the server's clock.",
            at: ["/gelombang/{number}", "/gelombang/{number}/gabung", "waves.calendar.closes"],
            by: ["JoinTests.closingInstant", "JoinTests.closingRace", "WaveTests.closingInstant"]),
        Requirement(
            58, "announced on 17 April; when it slips the new date shows",
            "Every page with the date shows the first one crossed out, the new one and the reason; from the closing on it counts down.",
            at: [
                "/", "/gelombang", "/gelombang/{number}", "/kantor/gelombang/{number}/pengumuman",
                "waves.calendar.announced",
                "waves.calendar.postponed",
            ],
            by: ["PublicWaveTests.postponed", "WaveDatesTests.moved", "WaveDatesTests.planned", "WaveNewsTests.late"]),
        Requirement(
            59, "a person who was not selected joins the next wave without entering anything again",
            "One tap, or by the edition's choice no tap at all.",
            at: ["/gelombang/{number}/gabung", "waves.rejoin"],
            by: ["WaveLifeTests.afterwards", "CarryOverTests.carriedOver"]),
        Requirement(
            60, "30 waves", "A number of the edition from which the dates follow.",
            at: ["/gelombang", "waves.total"], by: ["EditionCheckTests.calendar"]),
        Requirement(
            61, "commitments never exceed Rp20 trillion",
            "The ledger refuses a decree above what is left of the budget, as a whole.",
            at: ["/kantor/anggaran", "/transparansi", "budget"],
            by: ["DecreeTests.aboveBudget", "LedgerTests.decreeAboveBudget"]),
        Requirement(
            62, "help at local offices for people without a computer",
            "A public directory lists the offices by region; their officers register a person beside them, with the person's own number, a household member's, or a printed slip.",
            at: ["/bantuan/kantor", "/bantuan/formulir", "/kantor/loket", "/kantor/petugas"],
            by: [
                "CounterTests.wholeCase", "CounterHouseholdTests.slip", "HelpOfficePageTests.office",
                "LocalOfficerTests.region",
            ]),
        Requirement(
            63, "online training alone during the pandemic",
            "Each way of teaching has days in the edition; outside them it is not sold, is not in the catalogue, and a course's page says so.",
            at: ["/pelatihan", "/pelatihan/{id}", "/api/v1/integration/payment/send-otp", "training.deliveryModes"],
            by: ["DeliveryPauseTests.hidden", "DeliveryPauseTests.later", "PaymentRefusalTests.delivery"]),
        Requirement(
            64, "notices by e-mail and text message, with delivery receipts",
            "A notice goes to every verified contact; reports of the gateway and of the mail server mark it as delivered or failed.",
            at: ["/akun/pesan", "/internal/dlr/{delivery}/{token}", "/internal/dsn"],
            by: ["InboxTests.everywhere", "InboxTests.report", "KannelTests.report", "MailReceiptTests.report"]),
    ]
}
