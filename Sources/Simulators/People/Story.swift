import AsyncHTTPClient
import Foundation

/// The demo's story, told by people who use the site: Siti is selected and buys, Budi is not selected, Agus's name is not
/// the registry's. Whoever watches can go on from there as any of them.
package struct Story: Sendable {
    let site: String
    let letterbox: Letterbox
    let client: HTTPClient

    package init(site: String, letterbox: Letterbox, client: HTTPClient) {
        self.site = site
        self.letterbox = letterbox
        self.client = client
    }

    package func applicant(_ life: Applicant.Life) -> Applicant {
        Applicant(life: life, browser: Browser(client: client, site: site), letterbox: letterbox)
    }

    /// Laid off, so in the priority pool: with one place in the first wave she is always the one drawn.
    package static let siti = Applicant.Life(
        name: "Siti Rahmawati", email: "siti@example.id", phone: "081234560001", nik: "8271015203950001",
        familyCard: "8271010101150001", born: ("12", "3", "1995"), province: "82", regency: "Kota Ternate",
        occupation: "laid-off")

    package static let budi = Applicant.Life(
        name: "Budi Santoso", email: "budi@example.id", phone: "081234560008", nik: "3273011708920011",
        familyCard: "3273010101150008", born: ("17", "8", "1992"), province: "32", regency: "Kota Bandung",
        occupation: "job-seeker")

    /// The registry knows this NIK under another name.
    package static let agus = Applicant.Life(
        name: "Agus Prasetyo", email: "agus@example.id", phone: "081234560009", nik: "3578012505880002",
        familyCard: "3578010101150009", born: ("25", "5", "1988"), province: "35", regency: "Kota Surabaya",
        occupation: "worker")
}
