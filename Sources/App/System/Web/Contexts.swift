import Hummingbird
import Logging
import NIOCore
import Programme

extension RequestContext {
    /// The id under which the log has the request; one of its own where the log keeps no metadata, as one that is off.
    var requestID: String {
        logger[metadataKey: "hb.request.id"]?.description ?? String(UInt64.random(in: 1...UInt64.max))
    }
}

/// A context in which a page can be rendered and a form read: `browser` and `dependencies` are known.
protocol PageContext: RequestContext {
    var browser: Browser { get }
    var dependencies: Dependencies { get }
}

extension PageContext {
    var t: Words {
        let isOffice = if case .officer = browser.session?.holder { true } else { false }
        return Words(
            language: browser.language, zone: browser.session?.zone, timeline: dependencies.clock.timeline,
            isOffice: isOffice)
    }
    var visit: String { browser.visit }
    var address: String { browser.address }
}

/// Any visitor. The root of all contexts for browsers.
struct VisitorContext: PageContext {
    var coreContext: CoreRequestContextStorage
    /// The other end of the TCP connection: a browser, or our proxy.
    let peer: SocketAddress?
    private var entered: (browser: Browser, dependencies: Dependencies)?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress
    }

    mutating func enter(_ browser: Browser, dependencies: Dependencies) {
        entered = (browser, dependencies)
    }

    var browser: Browser {
        guard let entered else { preconditionFailure("BrowserMiddleware comes before every page") }
        return entered.browser
    }

    var dependencies: Dependencies {
        guard let entered else { preconditionFailure("BrowserMiddleware comes before every page") }
        return entered.dependencies
    }

    /// Nil before `BrowserMiddleware` has run: an error that early gets a response without a page.
    var shell: (browser: Browser, dependencies: Dependencies)? { entered }
}

/// A person signed in to their account.
struct SignedInContext: PageContext, ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    private(set) var browser: Browser
    let dependencies: Dependencies
    let person: ID<Account>

    init(context: VisitorContext) throws {
        guard case .person(let person) = context.browser.session?.holder else { throw SignInRequired.person }
        self.person = person
        coreContext = context.coreContext
        browser = context.browser
        dependencies = context.dependencies
    }

    /// The page that shows an unread message counts it as read already.
    mutating func hasReadOne() {
        browser.unread = max(0, browser.unread - 1)
    }
}

/// A signed-in officer.
struct OfficerContext: PageContext, ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    let browser: Browser
    let dependencies: Dependencies
    let officer: Officer

    init(context: VisitorContext) throws {
        guard case .officer(let officer) = context.browser.session?.holder else { throw SignInRequired.officer }
        self.officer = officer
        coreContext = context.coreContext
        browser = context.browser
        dependencies = context.dependencies
    }

    /// Throws `OfficeRefusal` unless this officer's role has the permission and they are confirmed.
    func require(_ permission: Permission) throws {
        try officer.require(permission)
    }

    /// Before acts on money, draws and signatures: throws `ProofRequired` unless the officer gave the authenticator's
    /// code within the last minutes. Called before the form is read, so that the form is kept meanwhile.
    func requireProof() throws {
        // Officers of the demo sign in without an authenticator.
        let isDemo = dependencies.configuration.demo
        let valid = isDemo ? SessionQueries.officerLifetime : dependencies.configuration.officeProof
        guard let proved = browser.session?.provedAt, dependencies.realNow() < proved + valid else {
            throw ProofRequired()
        }
    }
}

/// Redirects the officer's browser to the page that asks for the authenticator's code, which leads back afterwards.
struct ProofRequired: Error {}

/// Redirects the browser to the right sign-in page, which leads back afterwards.
enum SignInRequired: Error {
    case person
    case officer
    /// A person of a partner.
    case partner
}

enum OfficeRefusal: Refusal {
    /// None of the officer's roles has one of these permissions, each of which is enough.
    case notPermitted(Set<Permission>)
    /// The officer's NIK is not confirmed yet.
    case notConfirmed
    /// A dead job of this kind moves money or grants a right: it can be run again, and not given up.
    case onlyRunAgain

    var code: String {
        switch self {
        case .notPermitted: "office.not-permitted"
        case .notConfirmed: "office.not-confirmed"
        case .onlyRunAgain: "office.only-run-again"
        }
    }
}
