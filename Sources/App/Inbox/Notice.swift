import Programme

/// A notice to a person. Each slice writes its own; the inbox adds the official address and the warning about codes, so
/// that no notice lacks them.
protocol Notice: Sendable {
    func subject(_ t: Words) -> String
    /// Paragraphs separated by empty lines. A line that begins with four spaces is a code, shown large on its own.
    func body(_ t: Words) -> String
    /// The same for a text message: at most about 140 characters, the most important first.
    func text(_ t: Words) -> String
    /// The one thing to do next, as a button.
    func action(_ t: Words) -> NoticeAction?
}

extension Notice {
    func action(_ t: Words) -> NoticeAction? { nil }
}

struct NoticeAction: Sendable, Codable, Equatable {
    let label: String
    /// A path on this site, or a complete URL.
    let target: String

    func address(under baseURL: String) -> String {
        target.hasPrefix("/") ? baseURL + target : target
    }
}

/// A notice's text in one language.
struct MessageText: Sendable, Codable, Equatable {
    let subject: String
    let body: String
    let text: String
    var action: NoticeAction?

    /// In English with `Rp625,000` for `Rp625.000`, like the pages.
    init(_ notice: some Notice, _ t: Words) {
        func written(_ text: String) -> String { t.language == .english ? text.withEnglishSums() : text }
        subject = written(notice.subject(t))
        body = written(notice.body(t))
        text = written(notice.text(t))
        action = notice.action(t)
    }
}

/// A message's text with the language it is sent in.
struct LocalizedMessage: Sendable {
    let content: MessageText
    let language: Language
}

struct BilingualMessageText: Sendable, Codable, Equatable {
    let id: MessageText
    let en: MessageText

    /// - Parameter zone: where the reader lives; nil while it is not known.
    init(_ notice: some Notice, zone: Zone?) {
        id = MessageText(notice, Words(language: .indonesian, zone: zone))
        en = MessageText(notice, Words(language: .english, zone: zone))
    }

    subscript(language: Language) -> MessageText {
        switch language {
        case .indonesian: id
        case .english: en
        }
    }
}
