import Programme

/// Every page and every message. Whoever writes one adds its line here; a test looks for those that are missing.
let allPreviews: [Preview] = [
    // Visitors
    .page(StartPage.sample),
    .page(MethodPage.sample),
    .page(CodePage.sample),
    .page(LinkPage.sample),
    .page(SignUpDonePage.sample),
    .page(NoticePage.sample),
    .page(WaveListPage.sample),
    .page(WavePage.sample),
    .page(DrawPage.sample),

    // People with an account
    .page(AccountPage.sample),
    .page(TaskListPage.sample),
    .page(IdentityPage.sample),
    .page(PersonalPage.sample),
    .page(PhonePage.sample),
    .page(DeclarationsPage.sample),
    .page(PhotoPage.sample),
    .page(TestIntroPage.sample),
    .page(TestQuestionPage.sample),
    .page(TestFinishPage.sample),
    .page(CheckPage.sample),
    .page(JoinPage.sample),
    .page(MyEntryPage.sample),
    .page(ReviewGivingPage.sample),
    .page(PayeePage.sample),
    .page(IncentivesPage.sample),
    .page(SurveyPage.sample),
    .page(InboxPage.sample),
    .page(MessagePage.sample),

    // The office
    .page(OfficeSignInPage.sample),
    .page(OfficeHomePage.sample),
    .page(ReviewListPage.sample),
    .page(ReviewPage.sample),
    .page(OfficeWavesPage.sample),
    .page(OfficeWavePage.sample),
    .page(PayoutsPage.sample),
    .page(PayoutBatchPage.sample),
    .page(DeadJobsPage.sample),
    .page(AuditTrailPage.sample),

    // The demo
    .page(DemoPage.sample),
    .page(DemoMailboxPage.sample),

    // Messages
    .notice(CodeNotice.sample),
    .notice(ReceivedNotice()),
    .notice(BetterPhotoNotice(kind: .selfie, fault: .blurred, note: "")),
    .notice(EligibleNotice()),
    .notice { IneligibleNotice(reasons: [.notCitizen, .inFormalEducation], rules: $0.eligibility) },
    .notice(OutcomeNotice.selectedSample),
    .notice(OutcomeNotice.notSelectedSample, "not-selected"),
    .notice { IncentivesPlannedNotice(benefits: $0.benefits, purchase: ID(1)) },
    .notice(PayeeCodeMessage.sample),
    .notice(PayeeLinkedNotice(account: "LinkAja 0812-••••-7890")),
    .notice(InstalmentNotice(what: .claimable, instalment: .sample)),
    .notice(InstalmentNotice(what: .paid(to: "LinkAja 0812-••••-7890"), instalment: .sample), "paid"),
    .notice(InstalmentNotice(what: .failed(.notVerified), instalment: .sample), "failed"),
    .notice(SampleNotice()),
]
