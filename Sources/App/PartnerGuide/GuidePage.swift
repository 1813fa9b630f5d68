import Programme

/// A chapter of the guide, with the guide's navigation beside it.
struct GuidePage: Page {
    let t: Words
    let chapter: GuideChapter
    /// The address that examples are run against: the sandbox's where there is one, or the one that the edition names.
    let site: String
    /// Whether this installation answers test codes.
    let hasTestCodes: Bool
    /// Where this installation's sandbox is; nil where none is known, and in a sandbox.
    var trialSite: String?
    /// In a sandbox: the people whom a platform can sell to.
    var testPeople: SandboxPeople?
    var isDemo = false
    /// In a sandbox: keys that every visitor may use.
    var access: SandboxAccess?
    /// In a sandbox: what the test platform sells.
    var goods: SandboxGoods?
    /// In a sandbox: what the test institution may send as `redirect_uri`.
    var returnAddress: String?

    var title: String { chapter.title(t) }
    var isWide: Bool { true }

    var body: HTML {
        """
        <div class="guide">
        <details class="chapters"><summary>\(t("Isi panduan", "Chapters"))</summary></details>
        <nav aria-label="\(t("Panduan mitra", "Partners' guide"))"><ul>\(each: GuideChapter.allCases, link)
        <li><a href="\(Paths.apiPage)">API v2 (OpenAPI)</a></li>
        <li><a href="\(Paths.partnerSignIn)">\(t("Meja mitra", "Partners' desk"))</a></li></ul></nav>
        <article>
        <p class="over">\(t("Untuk pemrogram mitra", "For partners' engineers"))</p>
        <h1>\(title)</h1>
        \(content)
        \(next)
        </article>
        </div>
        """
    }

    private var content: HTML {
        switch chapter {
        case .start:
            GuideStart(
                t: t, site: site, hasTestCodes: hasTestCodes, trialSite: trialSite,
                isDemo: isDemo, testPeople: testPeople, access: access
            ).html
        case .signing: GuideSigning(t: t).html
        case .platform: GuideCalls(t: t, caller: .platform, goods: goods, trialSite: trialSite).html
        case .institution:
            GuideCalls(t: t, caller: .institution, trialSite: trialSite, returnAddress: returnAddress).html
        case .completion: GuideCompletion(t: t).html
        case .signIn: GuideSignIn(t: t).html
        case .webhooks: GuideWebhooks(t: t, isSandbox: hasTestCodes).html
        case .testing:
            GuideTesting(t: t, hasTestCodes: hasTestCodes, trialSite: trialSite, returnAddress: returnAddress).html
        case .errors: GuideErrors(t: t).html
        case .changes: GuideChanges(t: t).html
        }
    }

    private func link(_ other: GuideChapter) -> HTML {
        """
        <li><a href="\(other.path)"\(attribute: "aria-current", other == chapter ? "page" : nil)>\(other.name(t))</a></li>
        """
    }

    private var next: HTML {
        let all = GuideChapter.allCases
        guard let place = all.firstIndex(of: chapter), place + 1 < all.count else { return .empty }
        return """
            <p>\(Part.button("\(t("Berikutnya", "Next")): \(all[place + 1].name(t))", to: all[place + 1].path, secondary: true))</p>
            """
    }

    static func sample(_ t: Words) -> GuidePage {
        GuidePage(
            t: t, chapter: .start, site: "https://prakerja.example", hasTestCodes: true,
            testPeople: SandboxPeople(t: t, people: SandboxPeople.sample), access: .sample)
    }
}

/// Parts of the guide's chapters.
enum GuidePart {
    /// Words of the interfaces that stand in sentences.
    static let clear = "`reset`"
    static let declined = "`error=access_denied`"

    /// A sentence in which what stands between backquotes is code.
    static func prose(_ text: String) -> HTML {
        let pieces = text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        return pieces.reduce(HTML.empty) { sum, piece in
            sum
                + (piece.offset.isMultiple(of: 2)
                    ? "\(String(piece.element))" : "<code>\(String(piece.element))</code>")
        }
    }

    /// The address that `oauth/url-generate` takes of the test institution: a visitor cannot have another one recorded.
    static func returning(to address: String, _ t: Words) -> HTML {
        let sentence = t(
            "Di situs uji ini `oauth/url-generate` menerima `redirect_uri` lembaga uji saja: `\(address)`.",
            "On this trial site `oauth/url-generate` takes the test institution's `redirect_uri` alone: `\(address)`.")
        return "<p>\(prose(sentence))</p>"
    }

    static func code(_ text: String, label: String) -> HTML {
        "<pre tabindex=\"0\" aria-label=\"\(label)\"><code>\(text.trimmingWhitespace())</code></pre>"
    }
}
