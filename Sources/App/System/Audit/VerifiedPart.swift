import Storage

/// One part of a verification. Where it meets a stored value that it cannot read, such as an account that no version
/// knows, that is its finding, and the other parts go on.
enum VerifiedPart {
    /// What the part found. A fault of the database is thrown: nothing after it could be read either.
    static func findings(_ title: String, _ check: () throws -> [String]) throws -> [String] {
        do {
            return try check()
        } catch let error where isOfContent(error) {
            return [unreadable(title, error)]
        }
    }

    static func unreadable(_ title: String, _ error: any Error) -> String {
        "\(title) cannot be compared: \(reason(error))"
    }

    /// Whether what is stored is wrong, and not the database.
    static func isOfContent(_ error: any Error) -> Bool {
        switch error {
        case StorageFault.unreadable: true
        case is StorageFault, is CancellationError: false
        default: true
        }
    }

    private static func reason(_ error: any Error) -> String {
        if case StorageFault.unreadable(let why) = error { why } else { "\(error)" }
    }
}
