extension Paths {
    /// The first component of every address in English.
    static let english = "/en"
    static let englishHelp = "/en/bantuan"
    static let englishHelpOffices = "/en/bantuan/kantor"
    static let englishCheckMessage = "/en/bantuan/cek-pesan"
    static let englishSignUp = "/en/daftar"
    static let englishSignIn = "/en/masuk"
    static let englishPrivacy = "/en/privasi"
}

/// The pages that a visitor sees before a code is sent. Each is the same for every visitor of a language: it carries no
/// cookie, no token and nothing typed, so that this process, a proxy or a CDN may keep it. The language is part of the
/// address.
enum PublicPage: Sendable, CaseIterable {
    case home, help, helpOffices, checkMessage, signUp, signIn, privacy

    struct Address: Sendable, Hashable {
        let page: PublicPage
        let language: Language

        /// The address of the page that is made for one visitor: with a form token, and with what they typed before.
        /// It is never kept.
        ///
        /// - Parameter returnPath: where the visitor continues after signing in; empty for the usual place.
        func forOneVisitor(returnPath: String = "") -> String {
            let query = returnPath.isEmpty ? "" : "&ke=\(returnPath.percentEncoded)"
            return "\(page.path(in: language))?\(PublicPage.mark)\(query)"
        }
    }

    private static let mark = "lagi=ya"

    /// The section of the help page on making an e-mail address: the address behind its `#`.
    static let emailHelp = "email"

    func path(in language: Language) -> String {
        switch (self, language) {
        case (.home, .indonesian): Paths.home
        case (.home, .english): Paths.english
        case (.help, .indonesian): Paths.help
        case (.help, .english): Paths.englishHelp
        case (.helpOffices, .indonesian): Paths.helpOffices
        case (.helpOffices, .english): Paths.englishHelpOffices
        case (.checkMessage, .indonesian): Paths.checkMessage
        case (.checkMessage, .english): Paths.englishCheckMessage
        case (.signUp, .indonesian): Paths.signUp
        case (.signUp, .english): Paths.englishSignUp
        case (.signIn, .indonesian): Paths.signIn
        case (.signIn, .english): Paths.englishSignIn
        case (.privacy, .indonesian): Paths.privacy
        case (.privacy, .english): Paths.englishPrivacy
        }
    }

    /// Whether visitors submit a form on it. These forms are accepted without a token: `FormProof.tokenOrOrigin`.
    var hasForm: Bool { self == .signUp || self == .signIn }

    private static let addresses: [String: Address] = {
        var addresses: [String: Address] = [:]
        for page in allCases {
            for language in Language.allCases {
                addresses[page.path(in: language)] = Address(page: page, language: language)
            }
        }
        return addresses
    }()

    /// The page with exactly this path, without a query; nil for all other paths.
    static func at(_ path: String) -> Address? { addresses[path] }

    /// The language that an address names; nil where it names none.
    static func language(of path: some StringProtocol) -> Language? {
        guard path.hasPrefix(Paths.english) else { return nil }
        return path.count == Paths.english.count || path.dropFirst(Paths.english.count).first == "/" ? .english : nil
    }

    /// The address of the same page in `language`; `address` itself where the language is not part of it.
    static func counterpart(of address: String, in language: Language) -> String {
        let path = address.prefix { $0 != "?" }
        guard let found = at(String(path)) else { return address }
        return found.page.path(in: language) + address.dropFirst(path.count)
    }

    /// Whether an address is that of a page made for one visitor.
    static func isForOneVisitor(_ address: String) -> Bool { address.contains("?\(mark)") }
}

extension Words {
    func path(_ page: PublicPage) -> String { page.path(in: language) }
}
