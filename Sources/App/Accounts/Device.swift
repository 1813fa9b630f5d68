import Programme

/// What a person recognises their browser by: its kind and the operating system, as far as its `User-Agent` header
/// says. Nothing else of the header is kept.
struct Device: Sendable, Equatable {
    enum Program: String, Sendable, CaseIterable {
        case edge, samsung, opera, firefox, chrome, safari

        /// Cases are tried in order, because most browsers also name others.
        fileprivate var marks: [String] {
            switch self {
            case .edge: ["Edg/", "EdgA/", "EdgiOS/"]
            case .samsung: ["SamsungBrowser/"]
            case .opera: ["OPR/", "OPT/"]
            case .firefox: ["Firefox/", "FxiOS/"]
            case .chrome: ["Chrome/", "CriOS/"]
            case .safari: ["Safari/"]
            }
        }

        var name: String {
            switch self {
            case .edge: "Edge"
            case .samsung: "Samsung Internet"
            case .opera: "Opera"
            case .firefox: "Firefox"
            case .chrome: "Chrome"
            case .safari: "Safari"
            }
        }
    }

    enum System: String, Sendable, CaseIterable {
        case android, iphone, ipad, windows, mac, linux

        fileprivate var mark: String {
            switch self {
            case .android: "Android"
            case .iphone: "iPhone"
            case .ipad: "iPad"
            case .windows: "Windows"
            case .mac: "Macintosh"
            case .linux: "Linux"
            }
        }

        var name: String {
            switch self {
            case .android: "Android"
            case .iphone: "iPhone"
            case .ipad: "iPad"
            case .windows: "Windows"
            case .mac: "Mac"
            case .linux: "Linux"
            }
        }
    }

    let program: Program?
    let system: System?

    /// Characters of the header that are read.
    private static let longestHeader = 400

    init(userAgent: String) {
        let text = userAgent.prefix(Self.longestHeader)
        program = Program.allCases.first { $0.marks.contains { text.contains($0) } }
        system = System.allCases.first { text.contains($0.mark) }
    }

    /// The stored form: `chrome/android`, with an empty part where nothing is known.
    var written: String { "\(program?.rawValue ?? "")/\(system?.rawValue ?? "")" }

    init(written: String) {
        let parts = written.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        program = parts.first.flatMap(Program.init(rawValue:))
        system = parts.last.flatMap(System.init(rawValue:))
    }

    /// Whether its browser says neither what it is nor what it runs on.
    var isUnknown: Bool { program == nil && system == nil }

    func label(_ t: Words) -> String {
        switch (program, system) {
        case (let program?, let system?): t("\(program.name) di \(system.name)", "\(program.name) on \(system.name)")
        case (let program?, nil): program.name
        case (nil, let system?): system.name
        case (nil, nil): t("Perangkat yang tidak dikenal", "Unknown device")
        }
    }
}
