@testable import App

extension Visitor {
    /// Searches in the office, and reads the page that the answer leads to.
    func search(_ fields: [(String, String)]) async throws -> Answer {
        try await follow(post(Paths.officeSearch, fields))
    }
}

extension LoneOfficer {
    func search(_ fields: [(String, String)]) async throws -> Answer {
        try await browser.follow(post(Paths.officeSearch, fields))
    }
}
