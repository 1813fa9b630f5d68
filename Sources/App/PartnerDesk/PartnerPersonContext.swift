import Hummingbird
import Programme

/// A signed-in person of a partner. No session of a participant or an officer makes one, because their cookie is not read
/// at the desk's addresses.
struct PartnerPersonContext: PageContext, ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    let browser: Browser
    let dependencies: Dependencies
    let person: PartnerPerson

    init(context: VisitorContext) throws {
        guard case .partner(let person) = context.browser.session?.holder else { throw SignInRequired.partner }
        self.person = person
        coreContext = context.coreContext
        browser = context.browser
        dependencies = context.dependencies
    }

    /// The partner that everything at the desk is of.
    var partner: ID<Partner> { person.partner.id }
}
