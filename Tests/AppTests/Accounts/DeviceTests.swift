import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Devices and sessions")
struct DeviceTests {
    @Test(
        "the signed-in devices are listed, and one or all others can be signed out",
        .bug(id: "2.8", "There was no list of the devices on which an account was signed in."),
        .bug(
            id: "2.9", "A device that was lost or belonged to another person could not be signed out from another one."),
        arguments: Engine.tested)
    func devices(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            world.clock.advance(.minutes(1))
            let phone = try await world.signIn(siti.email)
            world.clock.advance(.minutes(1))
            let shop = try await world.signIn(siti.email)
            let page = try await siti.browser.get(Paths.devices)
            #expect(page.forms(to: Paths.deviceSignOut) == 2)
            #expect(page.text.contains("Perangkat ini"))
            #expect(page.text.contains("15 Apr 2020, 09.02 WIB"))

            let newest = try #require(page.body.firstMatch(of: /name="perangkat" value="([^"]+)"/)).1
            try await siti.browser.post(
                Paths.deviceSignOut, [("perangkat", String(newest))], seeing: Paths.devices)
            #expect(try await shop.isSignedIn() == false)
            #expect(try await phone.isSignedIn())

            try await siti.browser.post(Paths.devicesSignOut, [], seeing: Paths.devices)
            #expect(try await phone.isSignedIn() == false)
            #expect(try await siti.browser.isSignedIn())
            #expect(try await siti.browser.get(Paths.devices).forms(to: Paths.deviceSignOut) == 0)
        }
    }

    @Test("a person cannot sign out a device of another account", arguments: Engine.tested)
    func others(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, budi) = (try await world.signedUp(1), try await world.signedUp(2))
            _ = try await world.signIn(siti.email)
            let page = try await siti.browser.get(Paths.devices)
            let device = try #require(page.body.firstMatch(of: /name="perangkat" value="([^"]+)"/)).1
            try await budi.browser.post(Paths.deviceSignOut, [("perangkat", String(device))], seeing: Paths.devices)
            try await budi.browser.post(Paths.deviceSignOut, [("perangkat", "?")], seeing: Paths.devices)
            #expect(try await world.sessions(of: world.id(of: siti)) == 2)
        }
    }

    @Test(
        "ended sessions are deleted, and a device's last use is recorded",
        .bug(id: "2.7", "Ended sessions stayed in the database for ever."),
        arguments: Engine.tested)
    func pruned(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            _ = try await world.officer(.operations, "ani")
            world.clock.advance(.days(13))
            #expect(try await siti.browser.get(Paths.devices).text.contains("28 Apr 2020, 09.00 WIB"))
            try await world.tick()
            #expect(try await world.allSessions() == 1, "the officer's session ended after ten hours")
            world.clock.advance(.days(2))
            try await world.tick()
            #expect(try await world.allSessions() == 0)
        }
    }

    @Test(
        "a browser is recorded by kind and system, and nothing else of its header is stored",
        arguments: [
            (
                "Mozilla/5.0 (Linux; Android 13; SM-A146P) AppleWebKit/537.36 Chrome/119.0 Mobile Safari/537.36",
                "chrome/android"
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) Version/17.1 Mobile Safari/604.1",
                "safari/iphone"
            ),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/119.0", "firefox/linux"),
            ("curl/8.4", "/"), ("", "/"), ("<script>Chrome/", "chrome/"),
        ])
    func recognised(header: String, written: String) {
        #expect(Device(userAgent: header).written == written)
        #expect(Device(written: written) == Device(userAgent: header))
    }
}

extension World {
    fileprivate func allSessions() async throws -> Int {
        try await dependencies.database.read {
            try $0.row("SELECT COUNT(*) AS sessions FROM session")?["sessions"] ?? -1
        }
    }
}

extension Answer {
    /// The number of forms on the page that post to `path`.
    func forms(to path: String) -> Int {
        body.ranges(of: "action=\"\(path)\"").count
    }
}
