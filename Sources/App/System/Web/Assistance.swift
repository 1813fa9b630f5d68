import HTTPTypes
import Hummingbird
import Programme
import Storage

/// The help of a local officer at a counter, in whose case a person's session began. Such a session is short, opens only
/// the application, and everything done in it is recorded with the officer and the case.
struct Assistance: Sendable {
    let id: ID<CounterCase>
    let number: CounterNumber
    let officer: ID<Officer>
    /// The office of the officer.
    let place: String
    /// By the real clock.
    let endsAt: Instant

    /// From the columns of `SessionQueries.find`; nil for a session without a case.
    init?(_ row: Row) throws {
        guard let id: ID<CounterCase> = try row["counter_case_id"] else { return nil }
        guard let number = CounterNumber(try row["counter_number"]) else {
            throw Inconsistency("a stored case number reads back")
        }
        self.id = id
        self.number = number
        officer = try row["counter_officer"]
        place = try row["counter_place"]
        endsAt = try row["ends_at"]
    }

    init(id: ID<CounterCase>, number: CounterNumber, officer: ID<Officer>, place: String, endsAt: Instant) {
        (self.id, self.number, self.officer) = (id, number, officer)
        (self.place, self.endsAt) = (place, endsAt)
    }
}

extension Assistance {
    /// Whether a session at a counter opens this page: the application, the waves and what is public. Other pages of a
    /// person are not linked there.
    static func opens(_ path: String) -> Bool {
        let parts = [
            Paths.application, Paths.waves, Paths.catalogue, Paths.help, Paths.whoHelped, Paths.counterSlip,
        ]
        return path == Paths.account || parts.contains { path == $0 || path.hasPrefix("\($0)/") }
    }
}

/// What a session at a counter does not open.
enum AssistanceRefusal: UserFacingRefusal {
    /// Buying, cards, payee accounts, contacts, devices and own data.
    case ownDeviceOnly
    /// A second session, before this one has ended.
    case sessionGoesOn

    var code: String {
        switch self {
        case .ownDeviceOnly: "counter.own-device-only"
        case .sessionGoesOn: "counter.session-goes-on"
        }
    }

    var status: HTTPResponse.Status { .forbidden }
    var leavesForm: Bool { false }

    func title(_ t: Words) -> String { t("Tidak dibuka di loket", "Not opened at a counter") }

    func sentence(_ t: Words) -> String {
        switch self {
        case .ownDeviceOnly:
            t(
                "Demi keamanan Anda, halaman ini tidak dibuka saat petugas membantu. Buka nanti dari HP sendiri.",
                "For your safety this page stays closed while an officer helps. Open it later on your own phone.")
        case .sessionGoesOn:
            t(
                "Akhiri dulu sesi di loket ini, dengan tombol di atas. Sesudah itu buka dari HP sendiri.",
                "End the session at this counter first, with the button above. Then open it on your own phone.")
        }
    }

    func way(_ t: Words) -> (label: String, path: String)? {
        (t("Kembali ke pendaftaran", "Back to the application"), Paths.application)
    }
}

/// Refuses every page to a session at a counter. All pages of signed-in people are behind it, but those of the
/// application.
struct NotWhileAssisted: RouterMiddleware {
    func handle(
        _ request: Request, context: SignedInContext,
        next: (Request, SignedInContext) async throws -> Response
    ) async throws -> Response {
        guard context.browser.session?.assistance == nil else { throw AssistanceRefusal.ownDeviceOnly }
        return try await next(request, context)
    }
}

/// Above every page of a session at a counter: where it is, until when, and the button that ends it.
struct AssistedBar: Sendable {
    let t: Words
    let assistance: Assistance
    /// Of the page below.
    let path: String
    /// Empty where the browser states the origin of its forms.
    let csrf: String

    var html: HTML {
        let until = t.hour(assistance.endsAt)
        return """
            <aside class="demo kiosk" aria-label="\(t("Sesi dibantu", "Assisted session"))"><div class="row">\
            <span>\(t("Sesi dibantu di \(assistance.place)", "Assisted session at \(assistance.place)")) · \
            \(Part.number(assistance.number)) · \(t("sampai pukul \(until)", "until \(until)"))</span>\
            <a href="\(Paths.counterSlip)">\(t("Slip untuk dicetak", "Slip to print"))</a>\
            <form method="post" action="\(Paths.counterEnd)">\(when: !csrf.isEmpty, Field.token(csrf))\
            <button class="button secondary">\(t("Selesai, keluar dari komputer ini", "Done, sign out of this computer"))</button></form>\
            </div>\(note.map(line))</aside>
            """
    }

    private func line(_ note: String) -> HTML { "<div class=\"row\"><strong>\(note)</strong></div>" }

    /// What person and officer keep to on this page.
    private var note: String? {
        if path.hasPrefix(Paths.photos) {
            return t(
                "Ambil foto langsung dengan kamera. Bila tersimpan di perangkat ini, hapus sebelum Selesai.",
                "Take photos with the camera directly. Delete any that this device stored before you press Done.")
        }
        if path.hasPrefix(Paths.test) {
            return t(
                "Tes dikerjakan sendiri. Petugas tidak membantu menjawab.",
                "The test is taken alone. The officer does not help with answers.")
        }
        return nil
    }
}
