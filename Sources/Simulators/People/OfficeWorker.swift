import Foundation

/// Somebody of the office at their desk.
package struct OfficeWorker: Sendable {
    package let browser: Browser

    package init(browser: Browser) {
        self.browser = browser
    }

    /// Through the demo's door, so that the authenticator's present code is left for whoever watches.
    package func enter(as signIn: String) async throws {
        try await browser.post("/demo/petugas", [("petugas", signIn)], on: "/demo")
    }

    /// Accepts every photo that waits. Answers how many.
    package func acceptPhotos() async throws -> Int {
        let waiting = try await browser.get("/kantor/foto").links(beginning: "/kantor/foto/")
        for photo in Set(waiting) { try await browser.post("\(photo)/terima", [], on: photo) }
        return waiting.count
    }

    /// `tutup`, `undi`, `keputusan`, `tanda-tangan`, `umumkan`: as the wave's page offers it.
    package func act(_ act: String, onWave number: Int) async throws {
        let page = "/kantor/gelombang/\(number)"
        try await patiently { try await browser.post("\(page)/\(act)", [], on: page) }
    }
}

/// Tries again for up to half a minute: jobs take their moment, and a person would reload the page.
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
