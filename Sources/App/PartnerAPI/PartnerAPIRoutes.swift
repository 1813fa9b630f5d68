import HTTPTypes
import Hummingbird

/// Every route of `/api/v2`, made from the calls that the document describes, and the pages that show the document.
struct PartnerAPIRoutes: Sendable {
    let dependencies: Dependencies
    private let counts = CallCounts()
    private let keys = KeysInFlight()

    init(dependencies: Dependencies) {
        self.dependencies = dependencies
    }

    /// In the order of the document.
    var calls: [APICall] {
        let described =
            TokenAPI(dependencies: dependencies, counts: counts).calls
            + SalesAPI(dependencies: dependencies, keys: keys).calls
            + TrainingAPI(dependencies: dependencies, keys: keys).calls
            + WebhookAPI(dependencies: dependencies, keys: keys).calls
            + CatalogueAPI(dependencies: dependencies).calls + CompletionAPI(dependencies: dependencies).calls
        let document = DocumentAPI(site: dependencies.configuration.baseURL, others: described)
        return described + [document.call]
    }

    var routes: RouteCollection<VisitorContext> {
        let tokens = TokenAuthenticator(dependencies: dependencies, counts: counts)
        let calls = calls
        let routes = RouteCollection(context: VisitorContext.self)
        for call in calls {
            switch call.handler {
            case .plain(let handler): routes.on(RouterPath(call.path), method: call.method, use: handler)
            case .token(let handler):
                routes.on(RouterPath(call.path), method: call.method, use: tokens.permitted(call, handler))
            }
        }
        let pages = PartnerAPIPages(calls: calls)
        routes.get(Paths.apiPage, use: pages.overview)
        routes.get(Paths.apiProblems, use: pages.problems)
        return routes
    }
}
