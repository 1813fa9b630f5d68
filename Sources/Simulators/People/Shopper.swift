import Foundation

/// A beneficiary in a platform's shop: enters the card number and the code, and pays.
package struct Shopper: Sendable {
    package let applicant: Applicant
    /// The base address of the platforms' shops.
    let shops: String

    package init(applicant: Applicant, shops: String) {
        self.applicant = applicant
        self.shops = shops
    }

    /// Whether the card's page offers to show a number.
    package func hasCard() async throws -> Bool {
        try await !applicant.browser.get("/kartu").actions(beginning: "/kartu/nomor").isEmpty
    }

    /// The sixteen digits, as the card's page shows them on request.
    package func cardNumber() async throws -> String {
        let page = try await patiently { () async throws -> SeenPage in
            let card = try await applicant.browser.get("/kartu")
            guard !card.actions(beginning: "/kartu/nomor").isEmpty else {
                throw PeopleFault.refused(path: "/kartu", status: card.status, text: card.text)
            }
            return try await applicant.browser.post("/kartu/nomor", [], on: "/kartu")
        }
        guard let digits = page.text.firstMatch(of: /\b(\d{4}) (\d{4}) (\d{4}) (\d{4})\b/) else {
            throw PeopleFault.notSeen("the card's number")
        }
        return String(digits.1 + digits.2 + digits.3 + digits.4)
    }

    /// Buys the course and returns the redeem code that the card's page shows afterwards.
    package func buy(_ course: String, at platform: String, card: String) async throws -> String {
        let (browser, messages) = (applicant.browser, applicant.messages)
        let known = try await messages.known()
        let page = "\(shops)/\(platform)/kursus/\(course)"
        let asked = try await browser.post(page, [("akun", "\(applicant.life.email)"), ("nomor", card)])
        let code = try await messages.code(to: String(applicant.life.phone.dropFirst()), after: known)
        try await browser.post(
            "\(shops)/\(platform)/bayar",
            [("token", asked.hidden("token")), ("tagihan", asked.hidden("tagihan")), ("kode", code)], on: page)
        let purchase = try await browser.get("/kartu").links(beginning: "/kartu/pembelian/").first
        guard let purchase, let shown = try await browser.get(purchase).text.firstMatch(of: /\b([A-Z0-9]{12})\b/) else {
            throw PeopleFault.notSeen("the redeem code")
        }
        return String(shown.1)
    }
}

extension SeenPage {
    /// The value of a hidden field.
    func hidden(_ name: String) -> String {
        html.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)"/)
            .first { $0.1 == name }.map { String($0.2) } ?? ""
    }
}
