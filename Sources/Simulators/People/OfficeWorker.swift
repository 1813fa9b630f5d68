import Foundation

/// An officer at work.
package struct OfficeWorker: Sendable {
    package let browser: Browser

    package init(browser: Browser) {
        self.browser = browser
    }

    /// Signs in through the demo's own page, so that the current authenticator code stays unused for the demo's viewer.
    package func enter(as signIn: String) async throws {
        try await browser.post("/demo/petugas", [("petugas", signIn)], on: "/demo")
    }

    /// Accepts every waiting photo. Returns how many.
    package func acceptPhotos() async throws -> Int {
        let waiting = try await browser.get("/kantor/foto").links(beginning: "/kantor/foto/")
        for photo in Set(waiting) { try await browser.post("\(photo)/terima", [], on: photo) }
        return waiting.count
    }

    /// One of `tutup`, `undi`, `keputusan`, `tanda-tangan`, `umumkan`, as the wave's page offers it, with the number that
    /// the page asks to be typed.
    package func act(_ act: String, onWave number: Int) async throws {
        let page = "/kantor/gelombang/\(number)"
        try await patiently {
            let asked = try await browser.get(page).text.firstMatch(of: /Ketik jumlahnya: ([0-9.]+)/)
            return try await browser.post(
                "\(page)/\(act)", asked.map { [("jumlah", String($0.1))] } ?? [], on: page)
        }
    }
}

/// Retries for up to half a minute: jobs take a while, and a person would reload the page.
@discardableResult
package func patiently<Value>(_ act: () async throws -> Value) async throws -> Value {
    for _ in 0..<60 {
        do {
            return try await act()
        } catch PeopleFault.refused {
            try await Task.sleep(for: .milliseconds(500))
        }
    }
    return try await act()
}
