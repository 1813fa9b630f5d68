/// What an officer typed into the search field, read as one of the things it can be.
package enum Sought: Sendable, Equatable {
    case nik(NIK)
    case phone(PhoneNumber)
    case email(EmailAddress)
    case card(CardNumber)
    /// The last digits of a card, as its holder reads them aloud, with words of the holder's name where they were typed.
    case cardEnding(String, name: [String])
    /// Words of a person's name, as `NameWords` writes them.
    case name([String])
    /// The number of an account, a batch, a payment or a purchase.
    case number(Int64)
    /// A ticket of a draw; without a wave in every wave.
    case ticket(wave: Int?, Int)
    /// A transaction, invoice or redeem code of a purchase.
    case code(String)
    /// The bank's or wallet's number of a payment that arrived.
    case bankReference(String)
    /// The receipt of a person who joined a wave.
    case receipt(String)
    /// The receipt of a report of attendance or completion.
    case report(ReportNumber)
    /// A complaint or an appeal: the nine digits of `S-204-187-635`.
    case caseNumber(String)
    case wave(Int)
    /// A batch of payments by the number that officers name it by.
    case batch(Int)
    /// Words in the name of a partner or a course.
    case words(String)

    /// Whether what it finds is a person: then the officer has to say why, and the person sees it.
    package var isPersonal: Bool {
        switch self {
        case .nik, .phone, .email, .card, .cardEnding, .name, .number, .ticket, .code, .bankReference, .receipt,
            .report:
            true
        case .caseNumber, .wave, .batch, .words: false
        }
    }

    /// Longest text that is read, in characters.
    package static let longest = 200
    private static let ticketDigits = 1...8
    private static let numberDigits = 10...19
    private static let referenceDigits = 10...64
    private static let endingDigits = 4

    /// Everything the text can be, the most exact first; empty for a text that can be nothing.
    package static func read(_ typed: String) -> [Sought] {
        let text = typed.trimmingWhitespace()
        guard !text.isEmpty, text.count <= longest else { return [] }
        if text.contains("@") { return EmailAddress(text).map { [.email($0)] } ?? [] }
        if text.hasPrefix("PRK1-") { return [.receipt(text)] }
        if let wave = wave(in: text) { return [.wave(wave)] }
        if let batch = batch(in: text) { return [.batch(batch)] }
        if let ticket = waveAndTicket(in: text) { return [ticket] }
        if let ending = cardEnding(in: text) { return [ending] }
        if let match = text.wholeMatch(of: /[Ss][ \-]?(\d{3})[ \-]?(\d{3})[ \-]?(\d{3})/) {
            return [.caseNumber("\(match.1)\(match.2)\(match.3)")]
        }
        if text.hasPrefix("T") || text.hasPrefix("t"), let report = ReportNumber(text) {
            return [.report(report), .code(text), .bankReference(text)]
        }
        let digits = text.plainDigits.filter { !$0.isWhitespace && !"-.+()".contains($0) }
        if !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit) { return numbers(digits, typed: text) }
        if text.wholeMatch(of: /[A-Za-z]-?\d{3,9}/) != nil { return [.caseNumber(text.uppercased()), .code(text)] }
        if text.wholeMatch(of: /[A-Za-z0-9\-]{5,40}/) != nil, text.contains(where: \.isNumber) {
            return [.code(text), .bankReference(text)]
        }
        if text.wholeMatch(of: /[A-Za-z0-9.\/_\-]{5,64}/) != nil, text.contains(where: \.isNumber) {
            return [.bankReference(text)]
        }
        let names = NameWords.of(text)
        return (names.isEmpty ? [] : [.name(names)]) + (text.count >= 3 ? [.words(text)] : [])
    }

    private static func numbers(_ digits: String, typed: String) -> [Sought] {
        var found: [Sought] = []
        if let card = try? CardNumber(digits) { return [.card(card)] }
        if let nik = try? NIK(digits) { found.append(.nik(nik)) }
        if let phone = PhoneNumber(typed) { found.append(.phone(phone)) }
        if ticketDigits.contains(digits.count), let ticket = Int(digits, in: 1...99_999_999) {
            found.append(.ticket(wave: nil, ticket))
        }
        if digits.count == endingDigits { found.append(.cardEnding(digits, name: [])) }
        // As it is read aloud, without its letter.
        if digits.count == 9 { found.append(.caseNumber(digits)) }
        guard found.isEmpty || digits.count > 15 else { return found }
        if numberDigits.contains(digits.count), let number = Int64(digits, in: 1...Int64.max) {
            found.append(.number(number))
        }
        if referenceDigits.contains(digits.count) { found.append(.bankReference(digits)) }
        return found
    }

    /// `kartu 4821`, `•••• 4821`, `kartu 4821 Siti`.
    private static func cardEnding(in text: String) -> Sought? {
        let pattern = /(?:(?:kartu|card)\s*[•*xX.]*|[•*]{2,})\s*(\d{4})(?:\s+(\D+))?/
        guard let match = text.wholeMatch(of: pattern.ignoresCase()) else { return nil }
        return .cardEnding(String(match.1), name: match.2.map { NameWords.of(String($0)) } ?? [])
    }

    /// `gelombang 5`, `wave 5`.
    private static func wave(in text: String) -> Int? {
        guard let match = text.lowercased().wholeMatch(of: /(?:gelombang|gel\.?|wave)\s*(\d{1,4})/) else { return nil }
        return Int(String(match.1), in: 1...9_999)
    }

    /// `kelompok 17`, `batch 17`.
    private static func batch(in text: String) -> Int? {
        guard let match = text.lowercased().wholeMatch(of: /(?:kelompok|batch)\s*(\d{1,6})/) else { return nil }
        return Int(String(match.1), in: 1...999_999)
    }

    /// `2/84117` or `gelombang 2 nomor 84117`.
    private static func waveAndTicket(in text: String) -> Sought? {
        let pattern = /(?:gelombang\s*|wave\s*)?(\d{1,4})\s*(?:\/|nomor|no\.?|ticket)\s*([\d. ]{1,12})/
        guard let match = text.lowercased().wholeMatch(of: pattern), let wave = Int(String(match.1), in: 1...9_999),
            let ticket = Int(String(match.2.filter(\.isNumber)), in: 1...99_999_999)
        else { return nil }
        return .ticket(wave: wave, ticket)
    }
}
