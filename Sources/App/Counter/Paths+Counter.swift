import Programme

extension Paths {
    /// The officer's page of the day.
    static let counter = "/kantor/loket"
    /// How the next person is reached.
    static let counterStart = "/kantor/loket/baru"
    /// Consent, and what this way needs.
    static let counterStartBy = Path<CounterCase.Way>("/kantor/loket/baru/{way}")
    static let counterCode = Path<ID<CounterCase>>("/kantor/loket/kasus/{id}/kode")
    static let counterResend = Path<ID<CounterCase>>("/kantor/loket/kasus/{id}/kode/ulang")
    /// Whether the person types their code there, and not the officer.
    static func isCounterCode(_ path: String) -> Bool {
        path.hasPrefix("\(counter)/kasus/") && (path.hasSuffix("/kode") || path.hasSuffix("/kode/ulang"))
    }

    /// For auditors: the cases of every officer.
    static let counterRecords = "/kantor/loket-catatan"

    static func counterRecords(of officer: ID<Officer>) -> String { "\(counterRecords)?petugas=\(officer)" }

    /// Ends the session at the counter.
    static let counterEnd = "/loket/selesai"
    /// Where the officer takes the browser back.
    static let counterResume = "/loket/lanjut"
    /// The officer signs in again instead.
    static let counterLeave = "/loket/keluar"
    /// The slip that the person takes home.
    static let counterSlip = "/loket/slip"

    /// Beginnings of what a counter's browser shows also without a session: files, monitoring, choosing a language.
    static let openToKiosks = ["/berkas/", "/health/", "/bahasa/"]

    /// The application on paper, to be printed.
    static let paperForm = "/bantuan/formulir"
    /// A person sees who helped them.
    static let whoHelped = "/akun/siapa-membantu"
}

extension CounterCase.Way: PathValue {
    var pathText: String { rawValue }
}
