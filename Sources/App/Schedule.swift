/// Every kind of job. A stored job whose kind is missing here is buried with that reason.
let allJobs: [any Job.Type] = [
    ApplyList.self,
    CountFigures.self,
    MakeExport.self,
    ExpireExports.self,
    CompareList.self,
    CountInvitations.self,
    CountTakeUp.self,
    InvitePeople.self,
    IssueCards.self,
    CheckIdentity.self,
    CheckOfficer.self,
    ExpireCards.self,
    RemindCardholders.self,
    EndPurchases.self,
    RevisitDecisions.self,
    IndexNames.self,
    PruneAccounts.self,
    SendCode.self,
    SendForgottenCodes.self,
    SendMessage.self,
    SendOutcomes.self,
    SendWaveNews.self,
    AdvanceDisputes.self,
    AdvanceWaves.self,
    CarryOutDisqualifications.self,
    CarryOver.self,
    AwaitBeacon.self,
    DrawWave.self,
    WritePages.self,
    PlanIncentives.self,
    ReviewInstalments.self,
    SendDisbursement.self,
    LapseSuspensions.self,
    AnswerCases.self,
    WatchCases.self,
]

/// Every recurring job. Each reads the clock itself and does what is due.
enum Schedule {
    /// How often the recurring jobs are enqueued.
    static let interval = Duration.seconds(5)

    static let all: [Recurring] = [
        Recurring(AdvanceDisputes()),
        Recurring(AdvanceWaves()),
        Recurring(CarryOutDisqualifications()),
        Recurring(ReviewInstalments()),
        Recurring(ExpireCards()),
        Recurring(RemindCardholders()),
        Recurring(EndPurchases()),
        Recurring(RevisitDecisions()),
        Recurring(IndexNames()),
        Recurring(PruneAccounts()),
        Recurring(SendForgottenCodes()),
        Recurring(CountTakeUp(only: nil)),
        Recurring(CountFigures()),
        Recurring(ExpireExports()),
        Recurring(WatchCases()),
        Recurring(LapseSuspensions()),
        Recurring(WritePages()),
    ]
}
