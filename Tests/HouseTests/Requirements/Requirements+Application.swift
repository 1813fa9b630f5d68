extension RequirementSection {
    /// Requirements 24 to 34.
    static let application = [
        Requirement(
            24, "NIK of 16 digits and date of birth are checked",
            "The form explains what is wrong with a NIK, and asks at once about a birth date or a province other than the NIK's.",
            at: ["/pendaftaran/ktp"],
            by: [
                "ApplicationTests.nik", "ApplicantAddressTests.province", "NIKTests.refused", "DukcapilTests.birthDate",
            ]),
        Requirement(
            25, "full name and structured address as on the card",
            "Name, street, RT, RW, village, district, regency, province and postcode, the regions from the ministry's list; and the place where the person lives, if another.",
            at: ["/pendaftaran/data-diri", "/pendaftaran/periksa"],
            by: [
                "RegionRuleTests.form", "PersonNameTests.names", "ApplicantAddressTests.card",
                "ApplicantAddressTests.districts",
            ]),
        Requirement(
            26, "saying that false data has consequences",
            "The form and the first declaration say so; two officers can take a place away, and the person can object.",
            at: ["/pendaftaran/data-diri", "/kantor/gelombang/{number}/pembatalan", "declarations"],
            by: ["ApplicationWordsTests.falseData", "DisqualificationTests.nextRank"]),
        Requirement(
            27, "two photos: the card, and the person with it",
            "Both are needed, are kept encrypted, and are seen by officers who check them; hints say soon what to do better.",
            at: ["/pendaftaran/foto", "/kantor/foto"],
            by: ["PhotoUploadTests.sealed", "EligibilityTests.photos", "PhotoHintTests.hints"]),
        Requirement(
            28, "good and bad examples beside the input",
            "Drawings show one of each above each input, with a label for screen readers.",
            at: ["/pendaftaran/foto"], by: ["ApplicationWordsTests.examples"]),
        Requirement(
            29, "JPG or PNG by content, at most 2 MB, with a clear message",
            "The bytes decide, not the name; up to 15 MB are accepted and at most 2 MB kept, and each refusal names the remedy.",
            at: ["/pendaftaran/foto/{kind}", "photos.acceptedBytes", "photos.keptBytes"],
            by: ["PictureTests.text", "PictureTests.limits", "FieldPhotoTests.otherKinds"]),
        Requirement(
            30, "straight from a phone's camera",
            "The input takes what phones make, sideways or with up to fifty megapixels, and puts it upright.",
            at: ["/pendaftaran/foto"],
            by: ["PictureTests.metadata", "FieldPhotoTests.megapixels", "FieldPhotoTests.oddities", "journey.py:apply"]),
        Requirement(
            31, "photos are made smaller by us, not by a stranger's site",
            "The browser shrinks them where scripts run, the server again; the page says not to send the card elsewhere.",
            at: ["/pendaftaran/foto", "photos.keptBytes"],
            by: ["PictureTests.large", "photos.py:check_photos", "FieldPhotoTests.scripts"]),
        Requirement(
            32, "mobile number with a code by text message",
            "It is the first step of the application, with the limits of every code.",
            at: ["/pendaftaran/hp", "/pendaftaran/hp/kode"], by: ["ApplicationTests.order", "CodeBudgetTests.apart"]),
        Requirement(
            33, "the applicant's declarations after the code",
            "They come once number, card, data and photos are in; without them nothing goes on.",
            at: ["/pendaftaran/pernyataan", "declarations"], by: ["JourneyTests.order", "SpellingTests.consent"]),
        Requirement(
            34, "then the test in two parts: motivation and basic ability",
            "Motivation comes first and has no wrong answers; the questions about ability are drawn for each person.",
            at: ["/pendaftaran/tes", "test.bank.motivation", "test.bank.ability", "test.draw"],
            by: ["QuestionnaireTests.parts", "TestDrawTests.drawn"]),
    ]
}
