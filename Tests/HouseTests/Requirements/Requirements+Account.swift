extension RequirementSection {
    /// Requirements 1 to 23.
    static let account = [
        Requirement(
            1, "one official site, named on every page and in every message",
            "The edition names the site; its address is in the footer of each page and e-mail, and ends each text message.",
            at: ["/", "site"], by: ["HomeTests.footer", "InboxTests.everywhere", "ShortTextTests.fits"]),
        Requirement(
            2, "before the opening the site explains and counts down",
            "Until the instant in the edition the start page and the sign-up page show a countdown in place of button and form.",
            at: ["/", "/daftar", "validity.registrationOpens"],
            by: ["HomeTests.beforeTheOpening", "RegistrationTests.instants"]),
        Requirement(
            3, "the purpose, and a priority for people hit by the pandemic",
            "The edition states the purpose and who is drawn first: by the occupation a person declares, by what they say the pandemic did to their work, or by a list of another office.",
            at: ["/", "/pendaftaran/data-diri", "/kantor/daftar", "purpose", "waves.priority", "waves.strata"],
            by: ["ListOfficeTests.priority", "DrawTests.priority", "WorkSituationTests.priority"],
            notYet: "the shipped editions give priority by the occupation alone; their source says no more"),
        Requirement(
            4, "about 5.6 million people in 2020",
            "The target is a number of the edition, named on the start page and with the rules, and checked against budget and quota.",
            at: ["/", "/aturan/{id}", "target.people"],
            by: ["EditionCheckTests.editionThree", "EditionNamesTests.target"]),
        Requirement(
            5, "Rp3.550.000 for each person",
            "The start page shows the sum and its parts from the edition.",
            at: ["/", "benefits.perPerson"], by: ["EditionTests.publicPages", "WholeWayTests.wholeWay"]),
        Requirement(
            6, "money in stages, each after an event",
            "A decree funds the card, a code of the holder pays for a training, its completion releases the price, and each instalment waits for its proofs.",
            at: ["/insentif", "training.milestones", "benefits.incentive.proofs"],
            by: ["RedeemTests.journey", "IncentiveTests.conditions", "EscrowSharesTests.edition3"]),
        Requirement(
            7, "formal and informal workers alike",
            "The form offers employed, self-employed, laid-off and searching, and asks people who work whether it is formal or informal; neither is excluded.",
            at: ["/", "/pendaftaran/data-diri", "eligibility.excludedOccupations"],
            by: ["EligibilityTableTests.person", "EligibilityTests.occupations", "WorkSituationTests.asked"]),
        Requirement(
            8, "an account before an application",
            "Pages of the application send a visitor to sign in, and bring them back.",
            at: ["/masuk", "/pendaftaran"], by: ["HomeTests.needsAnAccount", "SavedFormTests.signedOut"]),
        Requirement(
            9, "an e-mail address or a mobile number identifies the account, and is shown to be in use",
            "The edition names the kinds that are allowed; each is verified by a message to it.",
            at: ["/daftar", "account.identifiers"],
            by: ["SignUpTests.byCode", "SignUpTests.byText", "ContactTests.kinds"]),
        Requirement(
            10, "truthful data: declared, checked, consent kept",
            "Each declaration of the edition is ticked and stored with its wording's hash and time; the registry is asked only afterwards.",
            at: ["/pendaftaran/pernyataan", "declarations"],
            by: ["SpellingTests.consent", "EligibilityTableTests.proof", "ApplicationTests.personal"]),
        Requirement(
            11, "identity as on the identity card, compared with the registry",
            "NIK, birth date, family card and name go to the registry; the person reads which kind "
                + "of field differs, or that a NIK not found yet is asked about daily; officers compare the card's photo.",
            at: ["/pendaftaran", "/pendaftaran/ktp", "/kantor/foto"],
            by: [
                "DukcapilTests.verdicts", "IdentityVerdictTests.mismatch", "ApplicationTests.mismatch",
                "NotFoundTests.waits", "NotFoundTests.disputed",
            ],
            notYet: "address and citizenship are declared only; the registry's interface is our own description of it"),
        Requirement(
            12, "the button “Daftar”",
            "It is in the header of every public page and, while registration is open, on the start page.",
            at: ["/", "/daftar"], by: ["journey.py:sign_up", "HomeTests.beforeTheOpening"]),
        Requirement(
            13, "choosing how to be verified: e-mail or text message",
            "What is typed, address or number, decides the channel; a person who types both chooses to which the code goes, "
                + "and the other is offered for verification later. For an address the person chooses code or link among the edition's ways.",
            at: ["/daftar", "account.ways", "account.identifiers"],
            by: [
                "SignUpTests.way", "VerificationWayTests.linkOnly", "VerificationWayRuleTests.chosen",
                "BothContactsTests.chosen",
            ]),
        Requirement(
            14, "a code by either channel, with expiry, repetition and limits",
            "Six digits, valid from their hand-over, with tries and repetitions of the edition and limits for each contact, browser and day.",
            at: ["/daftar/kode", "account.codeValidMinutes", "account.codeTries", "account.codeResends"],
            by: ["SignUpTests.expired", "SignUpTests.sixth", "SignUpTests.resend", "SignUpTests.dailyCap"]),
        Requirement(
            15, "a page that says the account exists",
            "It names what was verified and leads to the application.",
            at: ["/daftar/berhasil"], by: ["SignUpTests.byCode", "OldWordsTests.verified"]),
        Requirement(
            16, "applying is an act of its own after signing in",
            "Account and application are separate: the button “Daftar Kartu Prakerja” begins the second.",
            at: ["/daftar/berhasil", "/pendaftaran"], by: ["HomeTests.secondAct", "NextStepTests.application"]),
        Requirement(
            17, "a form in steps that keeps what was filled in",
            "Seven steps in order, each saved when it is sent; a refused form comes back with every value.",
            at: ["/pendaftaran", "/pendaftaran/data-diri", "/pendaftaran/periksa"],
            by: ["JourneyTests.order", "ApplicationTests.order", "ApplicationTests.personal"]),
        Requirement(
            18, "a test of basic ability with a clear end",
            "A page asks whether to finish and says what is unanswered; afterwards no answer changes, and the result is shown.",
            at: ["/pendaftaran/tes", "/pendaftaran/tes/selesai", "/pendaftaran/tes/hasil", "test.minutes"],
            by: ["TestSittingTests.finished", "TestDrawTests.recorded"]),
        Requirement(
            19, "an inbox in the account",
            "Every notice is kept there, also when no other channel reached the person.",
            at: ["/akun/pesan", "/akun/pesan/{message}"], by: ["InboxTests.pages", "InboxTests.inboxOnly"]),
        Requirement(
            20, "the state of the application at any time",
            "The account page says where the person stands, what comes next and what they have to do; the start page's button “Cek Status Pendaftaran” leads there.",
            at: ["/", "/akun"],
            by: [
                "NextStepTests.application", "NextStepTests.wave", "AccountStatesTests.afterTheDraw",
                "EditionNamesTests.status",
            ]),
        Requirement(
            21, "Rp10 trillion for 2 million people",
            "Editions 1 and 2 hold this pair, edition 1 with the range that was announced beside it; the check multiplies both by the sum for each person.",
            at: ["/aturan/{id}", "prakerja programme check", "budget", "target.people"],
            by: ["EditionCheckTests.others", "PhaseTests.range"]),
        Requirement(
            22, "e-mail is mandatory in one edition, with help on making an address",
            "Editions 1 and 2 allow e-mail alone; the help page says how to find or make an address, and the form links to it.",
            at: ["/daftar", "/bantuan", "account.identifiers"],
            by: ["EditionTests.publicPages", "HomeTests.makingAnAddress"]),
        Requirement(
            23, "verification by link and button, then signed in",
            "The mail has a button and the same address to copy; the page it opens has the button that verifies and signs in.",
            at: ["/daftar/tautan/{token}", "/masuk"], by: ["SignUpTests.byLink", "CodeAnswerTests.links"]),
    ]
}
