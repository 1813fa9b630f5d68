extension RequirementSection {
    /// Requirements 65 to 75.
    static let card = [
        Requirement(
            65, "no physical card: a number of 16 digits that is no NIK",
            "Its prefix is no province and its last digit a check digit; it is shown on request only, and each time recorded.",
            at: ["/kartu", "/kartu/nomor"],
            by: ["CardNumberTests.made", "CardNumberTests.notNIK", "CardLifeTests.reveal"]),
        Requirement(
            66, "eight partners in neutral order",
            "The edition lists them; pages show them by name, and courses with equal rank by title.",
            at: ["/", "/mitra-kami", "/pelatihan", "platforms"], by: ["HomeTests.partners", "CourseIndexTests.equals"]),
        Requirement(
            67, "the total is the sum of its lines",
            "An edition whose parts do not add up is refused.",
            at: ["/", "prakerja programme check", "benefits.perPerson"],
            by: ["EditionCheckTests.mistakes", "IncentiveTests.plan"]),
        Requirement(
            68, "Rp1.000.000 to buy training, only at partners",
            "The balance pays for approved courses at active platforms, never more than it is, and nothing else.",
            at: ["/kartu", "/api/v1/integration/payment/authorize", "benefits.training"],
            by: ["PaymentTests.buys", "PaymentRefusalTests.amounts", "PartnerLifeTests.life"]),
        Requirement(
            69, "incentives to the person's own bank account, LinkAja, OVO or GoPay",
            "The bank's holder name must be the verified one, and a code confirms the account.",
            at: ["/akun/rekening", "payoutPartners"],
            by: ["PayeeTests.nameDiffers", "PayeeTests.ownWallet", "PayeeTests.oneOwner"]),
        Requirement(
            70, "Rp600.000 four times after the first training",
            "The first completion plans them at the edition's interval.",
            at: [
                "/insentif", "benefits.incentive.amount", "benefits.incentive.count", "benefits.incentive.intervalDays",
            ],
            by: ["IncentiveTests.plan", "IncentiveTests.interval"]),
        Requirement(
            71, "Rp50.000 for each of three surveys",
            "Each opens by the day of the first incentive, and its answers do not decide the payment.",
            at: ["/insentif", "/insentif/survei/{id}", "benefits.survey.amount", "benefits.survey.count"],
            by: ["IncentiveTests.survey", "InstalmentPlanTests.surveys"]),
        Requirement(
            72, "a further training after the first is completed",
            "A second purchase is refused before.",
            at: ["/kartu", "training.nextTrainingNeedsCompletion"],
            by: ["PaymentRefusalTests.second", "CardTests.oneAtATime"]),
        Requirement(
            73, "lapsed when unused for 30 days",
            "The days begin with the announcement, which notifies each person of the decree. The holder is reminded; then "
                + "the card lapses to the millisecond and its money goes back.",
            at: ["/kartu", "training.firstUseDays", "training.reminderDays"],
            by: [
                "CardLifeTests.lapses", "CardTests.lapse", "PaymentRefusalTests.lapsed", "TwoDutiesTests.promisedHour",
            ]),
        Requirement(
            74, "the rest can be used until 31 December 2020",
            "The last day is the edition's, in its zone; afterwards the rest returns to the budget.",
            at: ["/kartu", "training.buyBy", "training.lawBuyBy"], by: ["CardLifeTests.closes", "LastDayTests.lastDay"]),
        Requirement(
            75, "contacts, and whether the call centre is open now",
            "The help page gives telephone, e-mail and Instagram, the hours in all three zones, and open or closed now.",
            at: ["/bantuan", "contact.callCentre", "contact.opens", "contact.closes", "contact.zone"],
            by: ["HomeTests.callCentre"]),
    ]
}
