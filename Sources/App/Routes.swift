import Hummingbird
import Programme

/// Every slice's routes, grouped by who may call them.
func makeRouter(_ platform: Platform) -> Router<VisitorContext> {
    let router = Router(context: VisitorContext.self, options: .autoGenerateHeadEndpoints)
    let table = RouteTable()
    router.add(middleware: HeadWithoutBody())
    router.add(middleware: PublicPageCache(platform: platform))
    router.add(middleware: SecurityHeaders(isSecure: platform.configuration.isSecure))
    router.add(middleware: RefusalMiddleware())
    router.add(middleware: BrowserMiddleware(platform: platform))
    router.add(middleware: RefusalMiddleware())  // again, now that the browser and its language are known
    router.add(middleware: UnknownRoutes(table: table))

    // Answered from memory, on the event loops; everything else runs on the threads for request handlers
    router.addRoutes(PublicFiles.shared.routes)
    router.addRoutes(HealthPages(platform: platform).routes)
    let inside = RunOnHandlerThreads<VisitorContext>(threads: platform.handlerThreads)

    // Public, with admission control when there are more visitors than the site can serve
    let admitted = router.group().add(middleware: AdmissionMiddleware(platform: platform)).add(middleware: inside)
    admitted.group().add(middleware: ServiceSwitchMiddleware(platform: platform, door: .signUp))
        .addRoutes(SignUpPages(platform: platform).routes)
    admitted.addRoutes(SignInPages(platform: platform).routes)
    admitted.addRoutes(CoursePages(platform: platform).routes)
    admitted.addRoutes(ProofPages(platform: platform).routes)
    admitted.addRoutes(EditionPages(platform: platform).routes)

    // Public, without admission control
    let anybody = router.group().add(middleware: inside)
    anybody.addRoutes(HomePages(platform: platform).routes)
    anybody.addRoutes(DeliveryReport(platform: platform).routes)
    anybody.addRoutes(OfficeSignInPages(platform: platform).routes)
    anybody.addRoutes(OfficerSetUpPages(platform: platform).routes)
    anybody.addRoutes(WavePages(platform: platform).routes)
    anybody.addRoutes(WitnessPages(platform: platform).routes)

    // Partners, authenticated by the signature of each request
    anybody.addRoutes(PaymentAPI(platform: platform).routes)
    anybody.addRoutes(RedeemAPI(platform: platform).routes)
    anybody.addRoutes(CompletionAPI(platform: platform).routes)

    addDemo(to: anybody, platform)

    // Signed-in people
    let signedIn = anybody.group(context: SignedInContext.self)
    addAccount(to: signedIn, platform)
    signedIn.addRoutes(ApplicationPages(platform: platform).routes)
    signedIn.addRoutes(PhotoPages(platform: platform).routes)
    signedIn.addRoutes(TestPages(platform: platform).routes)
    signedIn.addRoutes(InboxPages(platform: platform).routes)
    signedIn.addRoutes(JoinPages(platform: platform).routes)
    signedIn.addRoutes(ContestPages(platform: platform).routes)
    signedIn.addRoutes(ReviewPages(platform: platform).routes)
    signedIn.addRoutes(PayeePages(platform: platform).routes)
    signedIn.addRoutes(IncentivePages(platform: platform).routes)
    signedIn.addRoutes(SurveyPages(platform: platform).routes)
    signedIn.addRoutes(CardPages(platform: platform).routes)
    signedIn.addRoutes(PurchasePages(platform: platform).routes)
    signedIn.addRoutes(AttendancePages(platform: platform).routes)

    addOffice(to: anybody.group(context: OfficerContext.self), platform)
    router.addReloads()
    table.learn(router)
    return router
}

/// Routes of the demo and of development servers only.
private func addDemo(to anybody: RouterGroup<VisitorContext>, _ platform: Platform) {
    if platform.configuration.demo {
        anybody.addRoutes(DemoPages(platform: platform).routes)
        anybody.addRoutes(DemoMailbox(platform: platform).routes)
    }
    if platform.configuration.demo || platform.configuration.development {
        anybody.addRoutes(PreviewPages(platform: platform).routes)
    }
}

/// A person's account: status, contacts and devices.
private func addAccount(to signedIn: RouterGroup<SignedInContext>, _ platform: Platform) {
    signedIn.addRoutes(AccountPages(platform: platform).routes)
    signedIn.addRoutes(PhonePages(platform: platform).routes)
    signedIn.addRoutes(ContactPages(platform: platform).routes)
    signedIn.addRoutes(DevicePages(platform: platform).routes)
}

/// Signed-in officers.
private func addOffice(to office: RouterGroup<OfficerContext>, _ platform: Platform) {
    office.addRoutes(OfficePages(platform: platform).routes)
    office.addRoutes(ReviewOffice(platform: platform).routes)
    office.addRoutes(DisputeOffice(platform: platform).routes)
    office.addRoutes(ListOffice(platform: platform).routes)
    office.addRoutes(ContactOffice(platform: platform).routes)
    office.addRoutes(WaveOffice(platform: platform).routes)
    office.addRoutes(DisqualificationOffice(platform: platform).routes)
    office.addRoutes(PostponeOffice(platform: platform).routes)
    office.addRoutes(PayoutOffice(platform: platform).routes)
    office.addRoutes(StatementOffice(platform: platform).routes)
    office.addRoutes(PayeeNameOffice(platform: platform).routes)
}
