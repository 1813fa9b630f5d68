import Hummingbird
import Programme

/// Every slice's routes, grouped by who may call them.
///
/// - Parameter pages: the cache that the connections answer from; nil for one of its own.
func makeRouter(_ dependencies: Dependencies, _ pages: PublicPageCache? = nil) -> Router<VisitorContext> {
    let router = Router(context: VisitorContext.self, options: .autoGenerateHeadEndpoints)
    let table = RouteTable()
    router.add(middleware: HeadWithoutBody())
    router.add(middleware: pages ?? PublicPageCache(dependencies: dependencies))
    router.add(middleware: SecurityHeaders(isSecure: dependencies.configuration.isSecure))
    router.add(middleware: APIRequestIDs())
    router.add(middleware: RefusalMiddleware())
    router.add(middleware: BrowserMiddleware(dependencies: dependencies))
    router.add(middleware: RefusalMiddleware())  // again, now that the browser and its language are known
    router.add(middleware: UnknownRoutes(table: table, site: dependencies.configuration.baseURL))
    router.add(middleware: KioskMiddleware(dependencies: dependencies))

    // Answered from memory, on the event loops; everything else runs on the threads for request handlers
    router.addRoutes(PublicFiles.shared.routes)
    router.addRoutes(HealthPages(dependencies: dependencies).routes)
    let inside = RunOnHandlerThreads<VisitorContext>(threads: dependencies.handlerThreads)

    // Public, with admission control when there are more visitors than the site can serve
    let admitted = router.group().add(middleware: AdmissionMiddleware(dependencies: dependencies)).add(
        middleware: inside)
    admitted.group().add(middleware: ServiceSwitchMiddleware(dependencies: dependencies, service: .signUp))
        .addRoutes(SignUpPages(dependencies: dependencies).routes)
    admitted.addRoutes(SignInPages(dependencies: dependencies).routes)
    admitted.addRoutes(CoursePages(dependencies: dependencies).routes)
    admitted.addRoutes(PublicPartners(dependencies: dependencies).routes)
    admitted.addRoutes(ProofPages(dependencies: dependencies).routes)
    admitted.addRoutes(EditionPages(dependencies: dependencies).routes)

    // Public, without admission control
    let anybody = router.group().add(middleware: inside)
    anybody.addRoutes(HomePages(dependencies: dependencies).routes)
    anybody.addRoutes(HelpOfficePages(dependencies: dependencies).routes)
    anybody.addRoutes(PaperFormPages(dependencies: dependencies).routes)
    anybody.addRoutes(KioskPages(dependencies: dependencies).routes)
    anybody.addRoutes(PrivacyPages(dependencies: dependencies).routes)
    anybody.addRoutes(DeliveryReport(dependencies: dependencies).routes)
    anybody.addRoutes(MailReceiptAPI(dependencies: dependencies).routes)
    anybody.addRoutes(StopContactPages(dependencies: dependencies).routes)
    anybody.addRoutes(OfficeSignInPages(dependencies: dependencies).routes)
    anybody.addRoutes(OfficerSetUpPages(dependencies: dependencies).routes)
    anybody.addRoutes(WavePages(dependencies: dependencies).routes)
    anybody.addRoutes(WitnessPages(dependencies: dependencies).routes)
    anybody.addRoutes(TransparencyPages(dependencies: dependencies).routes)
    anybody.addRoutes(ServicePages(dependencies: dependencies).routes)
    anybody.addRoutes(CertificateCheckPages(dependencies: dependencies).routes)

    addPartners(to: anybody, dependencies)
    addDemo(to: anybody, dependencies)

    // Signed-in people. At a counter, with an officer beside them, only the application.
    let person = anybody.group(context: SignedInContext.self)
    addApplication(to: person.group().add(middleware: AssistedActs(dependencies: dependencies)), dependencies)
    let signedIn = person.group().add(middleware: NotWhileAssisted())
    addAccount(to: signedIn, dependencies)
    addBenefit(to: signedIn, dependencies)

    addDesk(to: anybody.group(context: PartnerPersonContext.self), dependencies)
    addOffice(to: anybody.group(context: OfficerContext.self), dependencies)
    router.addReloads()
    table.learn(router)
    return router
}

/// What a person has after their place in a wave: card, trainings, incentives, and messages about all of it.
private func addBenefit(to signedIn: RouterGroup<SignedInContext>, _ dependencies: Dependencies) {
    signedIn.addRoutes(InboxPages(dependencies: dependencies).routes)
    signedIn.addRoutes(ContestPages(dependencies: dependencies).routes)
    signedIn.addRoutes(ReviewPages(dependencies: dependencies).routes)
    signedIn.addRoutes(PayeePages(dependencies: dependencies).routes)
    signedIn.addRoutes(IncentivePages(dependencies: dependencies).routes)
    signedIn.addRoutes(SurveyPages(dependencies: dependencies).routes)
    signedIn.addRoutes(CardPages(dependencies: dependencies).routes)
    signedIn.addRoutes(PurchasePages(dependencies: dependencies).routes)
    signedIn.addRoutes(CertificatePages(dependencies: dependencies).routes)
    signedIn.addRoutes(AttendancePages(dependencies: dependencies).routes)
    signedIn.addRoutes(ConsentPages(dependencies: dependencies).routes)
}

/// What partners' people and engineers open without a session, and their programs, authenticated by the signature of each
/// request or by a token.
private func addPartners(to anybody: RouterGroup<VisitorContext>, _ dependencies: Dependencies) {
    anybody.addRoutes(PartnerKeyPages(dependencies: dependencies).routes)
    anybody.addRoutes(PartnerGuide(dependencies: dependencies).routes)
    anybody.addRoutes(WebhookSecretPages(dependencies: dependencies).routes)
    anybody.addRoutes(PartnerSignInPages(dependencies: dependencies).routes)
    anybody.addRoutes(PartnerSetUpPages(dependencies: dependencies).routes)
    anybody.addRoutes(PaymentAPI(dependencies: dependencies).routes)
    anybody.addRoutes(RedeemAPI(dependencies: dependencies).routes)
    anybody.addRoutes(CourseworkAPI(dependencies: dependencies).routes)
    anybody.addRoutes(SignInAPI(dependencies: dependencies).routes)
    anybody.addRoutes(PartnerAPIRoutes(dependencies: dependencies).routes)
}

/// Routes of the demo and of development servers only.
private func addDemo(to anybody: RouterGroup<VisitorContext>, _ dependencies: Dependencies) {
    if dependencies.configuration.demo {
        anybody.addRoutes(DemoPages(dependencies: dependencies).routes)
        anybody.addRoutes(DemoMailbox(dependencies: dependencies).routes)
    }
    if dependencies.configuration.sandbox { anybody.addRoutes(SandboxTrial(dependencies: dependencies).routes) }
    if dependencies.configuration.demo || dependencies.configuration.development {
        anybody.addRoutes(PreviewPages(dependencies: dependencies).routes)
    }
}

/// What a session at a counter opens as well: the application, joining a wave, and the status page between them.
private func addApplication(to assisted: RouterGroup<SignedInContext>, _ dependencies: Dependencies) {
    assisted.addRoutes(AccountPages(dependencies: dependencies).routes)
    assisted.addRoutes(PhonePages(dependencies: dependencies).routes)
    assisted.addRoutes(ApplicationPages(dependencies: dependencies).routes)
    assisted.addRoutes(PhotoPages(dependencies: dependencies).routes)
    assisted.addRoutes(TestPages(dependencies: dependencies).routes)
    assisted.addRoutes(JoinPages(dependencies: dependencies).routes)
    assisted.addRoutes(CounterSlipPages(dependencies: dependencies).routes)
}

/// A person's account: contacts, devices, own data and cases.
private func addAccount(to signedIn: RouterGroup<SignedInContext>, _ dependencies: Dependencies) {
    signedIn.addRoutes(WhoLookedPages(dependencies: dependencies).routes)
    signedIn.addRoutes(ConnectedSitesPages(dependencies: dependencies).routes)
    signedIn.addRoutes(OwnDataPages(dependencies: dependencies).routes)
    signedIn.addRoutes(DeletionPages(dependencies: dependencies).routes)
    signedIn.addRoutes(ContactPages(dependencies: dependencies).routes)
    signedIn.addRoutes(DevicePages(dependencies: dependencies).routes)
    signedIn.addRoutes(CasePages(dependencies: dependencies).routes)
    signedIn.addRoutes(MissingEntryPages(dependencies: dependencies).routes)
}

/// Signed-in people of partners.
private func addDesk(to desk: RouterGroup<PartnerPersonContext>, _ dependencies: Dependencies) {
    desk.addRoutes(DeskPages(dependencies: dependencies).routes)
    desk.addRoutes(DeskAccountPages(dependencies: dependencies).routes)
    desk.addRoutes(DeskPeoplePages(dependencies: dependencies).routes)
    desk.addRoutes(DeskKeyPages(dependencies: dependencies).routes)
    desk.addRoutes(DeskCoursePages(dependencies: dependencies).routes)
    desk.addRoutes(DeskWebhooks(dependencies: dependencies).routes)
    if dependencies.configuration.sandbox { desk.addRoutes(SandboxDesk(dependencies: dependencies).routes) }
}

/// Signed-in officers.
private func addOffice(to office: RouterGroup<OfficerContext>, _ dependencies: Dependencies) {
    office.addRoutes(OfficePages(dependencies: dependencies).routes)
    office.addRoutes(HeldMatterOffice(dependencies: dependencies).routes)
    office.addRoutes(SearchOffice(dependencies: dependencies).routes)
    office.addRoutes(PersonOffice(dependencies: dependencies).routes)
    office.addRoutes(PersonActOffice(dependencies: dependencies).routes)
    office.addRoutes(DeadJobOffice(dependencies: dependencies).routes)
    office.addRoutes(OfficersOffice(dependencies: dependencies).routes)
    office.addRoutes(OfficerProofPages(dependencies: dependencies).routes)
    office.addRoutes(OwnAccountPages(dependencies: dependencies).routes)
    office.addRoutes(OwnCredentialPages(dependencies: dependencies).routes)
    office.addRoutes(ReviewOffice(dependencies: dependencies).routes)
    office.addRoutes(SecondLookOffice(dependencies: dependencies).routes)
    office.addRoutes(ThirdLookOffice(dependencies: dependencies).routes)
    office.addRoutes(AccessOffice(dependencies: dependencies).routes)
    office.addRoutes(DisputeOffice(dependencies: dependencies).routes)
    office.addRoutes(ListOffice(dependencies: dependencies).routes)
    office.addRoutes(ListChangeOffice(dependencies: dependencies).routes)
    office.addRoutes(ListRemovalOffice(dependencies: dependencies).routes)
    office.addRoutes(InvitationOffice(dependencies: dependencies).routes)
    office.addRoutes(ListWithdrawalOffice(dependencies: dependencies).routes)
    office.addRoutes(ContactOffice(dependencies: dependencies).routes)
    office.addRoutes(CounterOffice(dependencies: dependencies).routes)
    office.addRoutes(CounterRecords(dependencies: dependencies).routes)
    office.addRoutes(PersonContactOffice(dependencies: dependencies).routes)
    office.addRoutes(WaveOffice(dependencies: dependencies).routes)
    office.addRoutes(DisqualificationOffice(dependencies: dependencies).routes)
    office.addRoutes(PostponeOffice(dependencies: dependencies).routes)
    office.addRoutes(AbandonOffice(dependencies: dependencies).routes)
    office.addRoutes(SampleOffice(dependencies: dependencies).routes)
    office.addRoutes(PayoutOffice(dependencies: dependencies).routes)
    office.addRoutes(TakeOutOffice(dependencies: dependencies).routes)
    office.addRoutes(StatementOffice(dependencies: dependencies).routes)
    office.addRoutes(StatementsOffice(dependencies: dependencies).routes)
    office.addRoutes(PayeeNameOffice(dependencies: dependencies).routes)
    office.addRoutes(PartnerOffice(dependencies: dependencies).routes)
    office.addRoutes(WebhookOffice(dependencies: dependencies).routes)
    office.addRoutes(PartnerPersonOffice(dependencies: dependencies).routes)
    office.addRoutes(CourseOffice(dependencies: dependencies).routes)
    office.addRoutes(HeldCompletionOffice(dependencies: dependencies).routes)
    office.addRoutes(HastyCompletionOffice(dependencies: dependencies).routes)
    office.addRoutes(BudgetOffice(dependencies: dependencies).routes)
    office.addRoutes(ReportOffice(dependencies: dependencies).routes)
    office.addRoutes(ExportOffice(dependencies: dependencies).routes)
    office.addRoutes(BatchExportOffice(dependencies: dependencies).routes)
    office.addRoutes(CaseOffice(dependencies: dependencies).routes)
    office.addRoutes(CaseBatchOffice(dependencies: dependencies).routes)
}
