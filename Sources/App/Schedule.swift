/// Every kind of job. A stored job whose kind is missing here is buried with that reason.
let allJobs: [any Job.Type] = [
    ApplyList.self,
    CountTakeUp.self,
    InvitePeople.self,
    IssueCards.self,
    CheckIdentity.self,
    ExpireCards.self,
    RemindCardholders.self,
    EndPurchases.self,
    RevisitDecisions.self,
    TidyAccounts.self,
    SendMessage.self,
    SendOutcomes.self,
    TellOfWave.self,
    TendDisputes.self,
    TendWaves.self,
    CarryOutDisqualifications.self,
    CarryOver.self,
    AwaitBeacon.self,
    DrawWave.self,
    PlanIncentives.self,
    ReviewInstalments.self,
    SendDisbursement.self,
]

/// Every recurring job. Each reads the clock itself and does what is due.
enum Schedule {
    /// How often the recurring jobs are enqueued.
    static let interval = Duration.seconds(5)

    static let all: [Recurring] = [
        Recurring(TendDisputes()),
        Recurring(TendWaves()),
        Recurring(CarryOutDisqualifications()),
        Recurring(ReviewInstalments()),
        Recurring(ExpireCards()),
        Recurring(RemindCardholders()),
        Recurring(EndPurchases()),
        Recurring(RevisitDecisions()),
        Recurring(TidyAccounts()),
        Recurring(CountTakeUp(only: nil)),
    ]
}
