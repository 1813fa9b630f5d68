/// An e-mail address with a lower-case domain; at most 254 bytes (RFC 5321).
package struct EmailAddress: Hashable, Sendable {
    package let address: String

    /// Nil unless the text is one `local@domain.tld` in ASCII. Only a code can show that the address exists.
    package init?(_ text: String) {
        let trimmed = text.trimmingWhitespace()
        let parts = trimmed.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, trimmed.utf8.count <= 254 else { return nil }
        let (local, domain) = (parts[0], parts[1].lowercased())
        let plain = local.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || "!#$%&'*+/=?^_`{|}~.-".contains($0))
        }
        guard plain, (1...64).contains(local.utf8.count), !local.hasPrefix("."), !local.hasSuffix(".") else {
            return nil
        }
        guard !local.contains("..") else { return nil }
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.allSatisfy(EmailAddress.isLabel), labels.last?.first?.isLetter == true else {
            return nil
        }
        address = "\(local)@\(domain)"
    }

    /// Addresses that differ only in case are the same mailbox at all common providers, so they compare equal.
    package var folded: String { address.lowercased() }

    /// `s•••@gmail.com`
    package var masked: String {
        let parts = address.split(separator: "@")
        return "\(parts[0].prefix(1))•••@\(parts[1])"
    }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
            && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }
}

/// A contact of an account: an e-mail address or a phone number, as the edition allows.
package enum Contact: Hashable, Sendable {
    case email(EmailAddress)
    case phone(PhoneNumber)

    package init?(_ text: String) {
        if text.contains("@") {
            guard let email = EmailAddress(text) else { return nil }
            self = .email(email)
        } else {
            guard let phone = PhoneNumber(text) else { return nil }
            self = .phone(phone)
        }
    }

    /// The same for every spelling of a contact; the keyed hash for look-ups is computed from it.
    package var canonical: String {
        switch self {
        case .email(let email): email.folded
        case .phone(let phone): phone.e164
        }
    }

    package var kind: Kind {
        switch self {
        case .email: .email
        case .phone: .phone
        }
    }

    package var masked: String {
        switch self {
        case .email(let email): email.masked
        case .phone(let phone): phone.masked
        }
    }

    package enum Kind: String, Sendable, Codable, CaseIterable {
        case email
        case phone
    }
}

extension String {
    package func trimmingWhitespace() -> String {
        var kept = Substring(self)
        while kept.first?.isWhitespace == true { kept.removeFirst() }
        while kept.last?.isWhitespace == true { kept.removeLast() }
        return String(kept)
    }
}
