import AsyncHTTPClient
import Foundation

/// The demo's story, performed by simulated people: Siti is selected and buys, Budi is not selected, Agus's name
/// differs from the registry's. The demo's viewer can continue as any of them.
package struct Story: Sendable {
    let site: String
    let messages: ReceivedMessages
    let client: HTTPClient

    package init(site: String, messages: ReceivedMessages, client: HTTPClient) {
        self.site = site
        self.messages = messages
        self.client = client
    }

    package func applicant(_ life: Applicant.Life) -> Applicant {
        Applicant(life: life, browser: Browser(client: client, site: site), messages: messages)
    }

    /// From the review of the photos to the announcement of the first wave, by two officers.
    ///
    /// - Parameters:
    ///   - joining: the applicants who join; the others do not.
    ///   - operations: the sign-in name of the officer who runs the wave, `approver` that of the second signer.
    package func liveFirstWave(joining: [Applicant], operations: String, approver: String) async throws {
        let first = OfficeWorker(browser: Browser(client: client, site: site))
        let second = OfficeWorker(browser: Browser(client: client, site: site))
        try await first.enter(as: operations)
        try await second.enter(as: approver)
        _ = try await first.acceptPhotos()
        for applicant in joining {
            try await patiently { try await applicant.browser.post("/gelombang/1/gabung", []) }
        }
        try await letWitnessesDeposit(first)
        try await first.browser.post("/demo/jam", [("ke", "2020-04-16T16:00:05+07:00")], on: "/demo")
        try await waitUntilClosed(first)
        try await first.act("undi", onWave: 1)
        try await letWitnessesDraw(first)
        try await first.act("keputusan", onWave: 1)
        try await first.act("tanda-tangan", onWave: 1)
        try await second.act("tanda-tangan", onWave: 1)
        try await first.browser.post("/demo/jam", [("ke", "2020-04-17T16:00:05+07:00")], on: "/demo")
    }

    /// Waits for the witnesses' commitments, which must be deposited before the wave closes: the demo's clock jumps
    /// past that.
    private func letWitnessesDeposit(_ worker: OfficeWorker) async throws {
        for _ in 0..<60 {
            let board = try await worker.browser.get("/saksi.json").html
            let deposited = board.matches(of: /"committed":true/).count
            if !board.contains("\"number\":1") || deposited >= DemoWitness.all.count { return }
            try await Task.sleep(for: .milliseconds(500))
        }
        throw PeopleFault.notSeen("the witnesses' locks")
    }

    /// Where the edition has witnesses, moves the clock on after they have signed.
    private func letWitnessesDraw(_ worker: OfficeWorker) async throws {
        for _ in 0..<60 {
            let board = try await worker.browser.get("/saksi.json").html
            if !board.contains("\"number\":1") { return }
            if board.matches(of: /"signed":true/).count >= DemoWitness.all.count {
                _ = try await worker.browser.post("/demo/jam", [("ke", "2020-04-16T16:30:05+07:00")], on: "/demo")
                return
            }
            try await Task.sleep(for: .milliseconds(500))
        }
        throw PeopleFault.notSeen("the witnesses' signatures")
    }

    /// Waits until the wave has closed by itself at its instant.
    private func waitUntilClosed(_ worker: OfficeWorker) async throws {
        for _ in 0..<60 {
            let page = try await worker.browser.get("/kantor/gelombang/1")
            if !page.actions(beginning: "/kantor/gelombang/1/undi").isEmpty { return }
            try await Task.sleep(for: .milliseconds(500))
        }
        throw PeopleFault.notSeen("the button that draws wave 1")
    }

    /// Laid off, so in the priority pool: with one place in the first wave she is always the selected one.
    package static let siti = Applicant.Life(
        name: "Siti Rahmawati", email: "siti@example.id", phone: "081234560001", nik: "8271015203950001",
        familyCard: "8271010101150001", born: ("12", "3", "1995"), province: "82", regency: "82.71",
        occupation: "laid-off")

    package static let budi = Applicant.Life(
        name: "Budi Santoso", email: "budi@example.id", phone: "081234560008", nik: "3273011708920011",
        familyCard: "3273010101150008", born: ("17", "8", "1992"), province: "32", regency: "32.73",
        occupation: "job-seeker")

    /// The registry has this NIK under another name.
    package static let agus = Applicant.Life(
        name: "Agus Prasetyo", email: "agus@example.id", phone: "081234560021", nik: "3578012505880002",
        familyCard: "3578010101150009", born: ("25", "5", "1988"), province: "35", regency: "35.78",
        occupation: "worker")
}
