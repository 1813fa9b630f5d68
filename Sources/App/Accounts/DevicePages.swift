import Foundation
import Hummingbird
import Programme
import Storage

/// `/akun/perangkat`: where the account is signed in, and signing one device or all of them out.
struct DevicePages: Sendable {
    let dependencies: Dependencies

    /// Devices listed at once. All of them can be signed out, also those that are not listed.
    private static let listed = 50

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.devices, use: show)
        routes.get(Paths.deviceSignOut) { _, context in context.redirect(Paths.devices) }
        routes.post(Paths.deviceSignOut, use: endOne)
        routes.get(Paths.devicesSignOut) { _, context in context.redirect(Paths.devices) }
        routes.post(Paths.devicesSignOut, use: endOthers)
        return routes
    }

    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        let now = dependencies.realNow()
        let devices = try await dependencies.database.read { tx in
            try tx.sessions.devices(of: context.person, now: now, limit: Self.listed)
        }
        return context.page(
            DevicesPage(
                t: context.t, devices: devices, present: context.browser.session?.hash, csrf: context.newForm.csrf))
    }

    @Sendable private func endOne(request: Request, context: SignedInContext) async throws -> Response {
        let form = try await context.form(request)
        guard let hash = Data(base64URL: form["perangkat"]) else { return context.redirect(Paths.devices) }
        try await SignOutDevices(dependencies: dependencies).end(hash, of: context.person)
        return context.redirect(Paths.devices)
    }

    @Sendable private func endOthers(request: Request, context: SignedInContext) async throws -> Response {
        _ = try await context.form(request)
        let present = context.browser.session
        try await SignOutDevices(dependencies: dependencies).endOthers(of: context.person, but: present)
        return context.redirect(Paths.devices)
    }
}

struct DevicesPage: Page {
    let t: Words
    let devices: [SignedInDevice]
    /// The session that asks for the page.
    let present: Data?
    let csrf: String

    var title: String { t("Perangkat yang masuk", "Signed-in devices") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Akun Anda terbuka di perangkat berikut. Ada yang bukan milik Anda? Keluarkan.",
            "Your account is open on these devices. One of them is not yours? Sign it out."))</p>
        \(Part.table(
            caption: t("Perangkat, yang terakhir dipakai di atas", "Devices, the one used last on top"),
            [t("Perangkat", "Device"), t("Masuk", "Signed in"), t("Terakhir dipakai", "Last used"),
                t("Tindakan", "Action")],
            devices.map(row), empty: t("Tidak ada.", "None.")))
        \(when: devices.count > 1, all)
        """
    }

    private func row(_ device: SignedInDevice) -> [HTML] {
        let isPresent = device.hash == present
        let act: HTML =
            isPresent
            ? Part.tag(t("Perangkat ini", "This device"), .done)
            : Part.act(
                t("Keluarkan", "Sign out"), to: Paths.deviceSignOut, csrf: csrf, kind: "secondary",
                fields: Field.hidden("perangkat", device.hash.base64URL))
        return [
            "\(isPresent && device.device.isUnknown ? own : device.device.label(t))",
            "\(t.shortMoment(real: device.begunAt))",
            "\(t.shortMoment(real: device.seenAt))", act,
        ]
    }

    /// A person knows the device in their hand, also where its browser does not say what it is.
    private var own: String { t("Peramban yang Anda pakai sekarang", "The browser you are using now") }

    private var all: HTML {
        Part.act(
            t("Keluarkan semua perangkat lain", "Sign out all other devices"), to: Paths.devicesSignOut, csrf: csrf,
            kind: "danger")
    }

    static func sample(_ t: Words) -> DevicesPage {
        let now = Instant(milliseconds: 1_586_916_000_000)
        return DevicesPage(
            t: t,
            devices: ["chrome/android", "safari/iphone", "/"].enumerated().map { index, written in
                SignedInDevice(
                    hash: Data([UInt8(index)]), device: Device(written: written), begunAt: now - .days(index),
                    seenAt: now)
            },
            present: Data([0]), csrf: "contoh")
    }
}
