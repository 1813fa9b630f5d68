import Programme
import Storage

/// What a search found.
enum SearchHit: Sendable {
    /// A person, and by what.
    case person(ID<Account>, by: Bilingual)
    /// A page of the office or of the site.
    case page(title: String, detail: Bilingual, path: String)
    /// So many people that the officer has to type more.
    case tooMany(Bilingual)
}

/// Everything a search uses besides the database.
struct SearchScope: Sendable {
    let t: Words
    let officer: Officer
    let now: Instant
    let dependencies: Dependencies

    /// The most people one search shows.
    static let most = 20
}

/// A place in which a term is looked up; each slice adds its own.
struct SearchSource: Sendable {
    let find: @Sendable (Transaction, Sought, SearchScope) throws -> [SearchHit]

    /// In the order in which hits are shown.
    static let all: [SearchSource] = [
        .accounts, .claims, .names, .cards, .cardEndings, .tickets, .purchases, .payouts, .bankReferences, .cases,
        .waves, .partners,
        .courses,
    ]
}
