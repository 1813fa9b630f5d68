import Foundation
import HTTPTypes
import Hummingbird
import Programme
import Storage

/// The page where a participant confirms attendance, coming from and returning to the institution's site.
struct AttendancePages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.attendance.pattern, use: show)
        routes.post(Paths.attendance.pattern, use: confirm)
        return routes
    }

    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        let pending = try await find(context)
        let verified = try await dependencies.database.read { try $0.attendance.verified(pending.purchase.id) }
        let page = AttendancePage(
            t: context.t, form: context.newForm, course: pending.course.title, institution: pending.institution.name,
            sequence: pending.request.sequence, path: Paths.attendance(pending.request.state),
            recordedAt: verified[pending.request.sequence])
        return allowingReturn(to: pending.request, context.page(page))
    }

    @Sendable private func confirm(request: Request, context: SignedInContext) async throws -> Response {
        _ = try await context.form(request)
        let pending = try await find(context)
        let confirming = ConfirmAttendance(dependencies: dependencies)
        try await dependencies.database.transaction { tx in try confirming.confirm(pending, in: tx) }
        return allowingReturn(to: pending.request, .redirect(to: pending.request.returnAddress, type: .normal))
    }

    private func find(_ context: SignedInContext) async throws -> ConfirmAttendance.PendingAttendance {
        guard let state = context.parameters.get("state"), state.utf8.count <= 64 else { throw HTTPError(.notFound) }
        let (confirming, person) = (ConfirmAttendance(dependencies: dependencies), context.person)
        let pending = try await dependencies.database.read { tx in try confirming.find(state, of: person, in: tx) }
        guard let pending else { throw HTTPError(.notFound) }
        return pending
    }

    /// Browsers apply `form-action` also to the redirect after a form; without this policy they block the return to the
    /// institution.
    private func allowingReturn(to request: AttendanceRequest, _ response: Response) -> Response {
        guard let origin = request.origin else { return response }
        var response = response
        response.headers[.contentSecurityPolicy] = SecurityHeaders.policy(formsTo: origin)
        return response
    }
}

extension AttendanceRequest {
    /// Scheme, host and port of the address to return to.
    fileprivate var origin: String? {
        guard let parts = URLComponents(string: redirectURI), let scheme = parts.scheme, let host = parts.host else {
            return nil
        }
        return parts.port.map { "\(scheme)://\(host):\($0)" } ?? "\(scheme)://\(host)"
    }
}

struct AttendancePage: Page {
    let t: Words
    let form: FormState
    let course: String
    let institution: String
    let sequence: AttendanceSequence
    let path: String
    /// When it was confirmed before; nil for the first time.
    var recordedAt: Instant?

    private var isTest: Bool { sequence == .postTest }

    var title: String {
        isTest
            ? t("Konfirmasi tes akhir", "Confirm the final test") : t("Konfirmasi kehadiran", "Confirm attendance")
    }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(recordedAt.map(recorded))<p class="lead">\(statement)</p>
        \(Part.summary([
            SummaryRow(label: t("Pelatihan", "Training"), value: "\(course)"),
            SummaryRow(label: t("Lembaga", "Institution"), value: "\(institution)"),
            SummaryRow(label: t("Pertemuan", "Meeting"), value: "\(sequence.name(t))"),
        ]))
        <p>\(t(
            "Setelah ini Anda kembali ke halaman \(institution).",
            "You then return to the page of \(institution).")) \(learned)</p>
        \(Part.act(
            isTest ? t("Ya, saya yang mengerjakan", "Yes, I took it") : t("Ya, saya hadir", "Yes, I am here"), to: path,
            csrf: form.csrf))
        \(Part.details(t("Bukan Anda yang ikut?", "Is it not you who takes part?"), "<p>\(warning)</p>"))
        """
    }

    private func recorded(_ at: Instant) -> HTML {
        Banner(
            .done,
            t(
                "Kalau halaman lembaga meminta lagi, konfirmasikan saja: tidak ada yang berubah.",
                "If the institution's page asks again, just confirm: nothing changes."),
            title: t("Sudah tercatat \(t.shortMoment(at))", "Recorded already, \(t.shortMoment(at))")
        ).html
    }

    private var learned: String {
        isTest
            ? t(
                "Mereka hanya tahu bahwa Anda mengerjakan tes akhir.",
                "All they learn is that you took the final test.")
            : t("Mereka hanya tahu bahwa Anda hadir.", "All they learn is that you are there.")
    }

    private var statement: String {
        isTest
            ? t(
                "Anda menyatakan sudah mengerjakan sendiri tes akhir pelatihan ini.",
                "You state that you took the final test of this training yourself.")
            : t(
                "Anda menyatakan sedang mengikuti pelatihan ini.",
                "You state that you are taking part in this training.")
    }

    private var warning: String {
        t(
            "Tutup halaman ini dan hubungi pusat bantuan. Menyatakan hadir untuk orang lain dapat mengakhiri kartu.",
            "Close this page and call the call centre. Confirming for somebody else can end the card.")
    }

    static func sample(_ t: Words) -> AttendancePage {
        AttendancePage(
            t: t, form: .sample, course: "Dasar Barista", institution: "Balai Latihan Nusantara", sequence: .first,
            path: Paths.attendance("contoh"))
    }
}

extension AttendanceSequence {
    func name(_ t: Words) -> String {
        self == .postTest ? t("Tes akhir", "Final test") : t("Kehadiran ke-\(number)", "Attendance \(number)")
    }
}
