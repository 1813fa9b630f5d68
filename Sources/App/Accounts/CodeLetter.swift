import Programme

/// A code that is asked for, and how its message is written once its digits are known.
struct CodeLetter {
    let request: CodeQueries.Request
    /// Nil: the language of the contact's last message.
    let language: Language?
    /// False for a code that nothing matches.
    var hasDigits = true
    /// The page that the link in the message opens; nil where it has none.
    var link: Path<String>?
    /// - link: the link's path.
    let write: (_ digits: String?, _ link: String?) -> any Notice

    /// With six digits, in the message that `write` makes of them.
    static func digits(
        _ request: CodeQueries.Request, language: Language?, write: @escaping (_ digits: String) -> any Notice
    ) -> CodeLetter {
        CodeLetter(request: request, language: language) { digits, _ in write(digits ?? "") }
    }

    /// By mail with a link besides the digits.
    ///
    /// - Parameter showsDigits: whether a message with a link names the digits too.
    static func link(
        _ request: CodeQueries.Request, _ link: Path<String>, showsDigits: Bool, _ situation: CodeNotice.Situation,
        minutes: Int, language: Language?
    ) -> CodeLetter {
        let isMail = request.destination.kind == .email
        return CodeLetter(request: request, language: language, link: isMail ? link : nil) { digits, link in
            CodeNotice(
                situation: situation, digits: showsDigits || !isMail ? digits : nil, link: link, minutes: minutes)
        }
    }

    /// A message without a code, where the page must not reveal what only the contact's owner may learn.
    static func decoy(
        _ request: CodeQueries.Request, _ situation: CodeNotice.Situation, minutes: Int, language: Language?
    ) -> CodeLetter {
        CodeLetter(request: request, language: language, hasDigits: false) { _, _ in
            CodeNotice(situation: situation, digits: nil, link: nil, minutes: minutes)
        }
    }
}
