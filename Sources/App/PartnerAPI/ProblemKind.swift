import HTTPTypes
import Programme

/// A problem that the modern API answers with. The page of problems lists all; the `type` of each leads there.
struct ProblemKind: Sendable, Equatable {
    let code: String
    let status: Int
    /// Indonesian, and the same for each problem of this kind.
    let title: String
    /// English, for a partner's engineer.
    let cause: String
    let remedy: String

    init(_ code: String, _ status: Int, _ title: String, _ cause: String, _ remedy: String) {
        (self.code, self.status, self.title, self.cause, self.remedy) = (code, status, title, cause, remedy)
    }

    /// The value of `type`: the code's place on the page of problems.
    func address(on site: String) -> String { "\(site)\(Paths.apiProblems)#\(code)" }

    static let unlisted = ProblemKind(
        "refused", 422, "Permintaan ditolak", "The rules of the programme refuse the act.", "read `detail`")

    /// A refusal that no call of the modern API is known to meet.
    static func unlisted(_ code: String, _ error: any Error, _ said: ContractError) -> ProblemKind {
        let isRule = said.status == .badRequest && error is any Refusal && !(error is PartnerRefusal)
        return ProblemKind(
            code, isRule ? 422 : said.status.code, unlisted.title, unlisted.cause, unlisted.remedy)
    }

    static let all = requests + access + purchases + system

    private static let requests = [
        ProblemKind(
            "api.no-such-address", 404, "Alamat tidak ditemukan", "There is no such address.", "check the path"),
        ProblemKind("api.other-method", 405, "Metode lain", "The address has another method.", "see `Allow`"),
        ProblemKind(
            "api.unreadable-address", 400, "Alamat tidak terbaca", "The address has a NUL.", "check the path"),
        ProblemKind(
            "api.media-type", 415, "Jenis isi lain", "`Content-Type` is not the one of the call.",
            "send the type that the call names"),
        ProblemKind(
            "api.parameters", 400, "Parameter tidak sesuai",
            "A parameter of the query is unknown, stands twice or has an impossible value; `errors` names each.",
            "correct it"),
        ProblemKind(
            "api.fields", 422, "Isi tidak sesuai",
            "A field of the body is missing, unknown or has an impossible value; `errors` points to each.",
            "correct it, with a new or the same `Idempotency-Key`"),
        ProblemKind(
            "partners.malformed", 400, "Isi bukan JSON", "The body is no JSON object in UTF-8.",
            "check commas and encoding"),
        ProblemKind(
            "partners.twice", 400, "Kolom ditulis dua kali", "A JSON object has a key twice.", "send each key once"),
        ProblemKind(
            "partners.missing", 400, "Kolom kosong",
            "A field of a signed request is missing or has a value that it cannot have.", "send the field"),
        ProblemKind(
            "partners.too-large", 413, "Isi terlalu besar", "The body is larger than 64 KiB.", "send less"),
        ProblemKind(
            "partners.idempotency-key.required", 400, "Idempotency-Key tidak sesuai",
            "The header `Idempotency-Key` is missing, longer than 100 characters, or has others than visible ASCII.",
            "send a new random key for each act"),
        ProblemKind(
            "partners.idempotency-key.reused", 422, "Idempotency-Key sudah dipakai",
            "The key was used for another request.", "use a new key for each act"),
        ProblemKind(
            "api.idempotency-key.in-flight", 409, "Sedang dikerjakan",
            "A request with this key is being carried out.", "repeat it after `Retry-After`"),
    ]

    private static let access = [
        ProblemKind(
            "api.token-missing", 401, "Token kosong", "There is no `Authorization: Bearer`.", "send a token"),
        ProblemKind(
            "api.token-invalid", 401, "Token tidak berlaku",
            "The token is unknown or over, or the key it was made with has ended.", "get a new one"),
        ProblemKind(
            "api.scope", 403, "Izin kurang", "The token lacks the scope of the call.",
            "get a token with the scope; some scopes are for platforms or institutions only"),
        ProblemKind(
            "api.too-many-calls", 429, "Terlalu banyak permintaan", "The limit of `RateLimit-Policy` is reached.",
            "repeat after `Retry-After`"),
        ProblemKind(
            "partners.client-code", 401, "Kode mitra kosong", "A signed request has no `client-code`.",
            "let the proxy pass underscores, or send `client-code`"),
        ProblemKind(
            "partners.signature", 401, "Tanda tangan tidak sesuai", "The client code or the signature is wrong.",
            "compare the signed text byte by byte"),
        ProblemKind(
            "partners.timestamp", 401, "Waktu tidak sesuai",
            "The timestamp is more than five minutes from our clock.", "set the server's clock"),
        ProblemKind(
            "partners.wrong-kind", 403, "Bukan untuk jenis mitra ini", "The call is for the other kind of partner.",
            "use the keys of the institution"),
    ]

    private static let purchases = [
        ProblemKind(
            "api.no-such-purchase", 404, "Pembelian tidak ditemukan",
            "There is no such purchase, or it is another partner's.", "take ids from the list of purchases"),
        ProblemKind(
            "purchases.attendance-missing", 422, "Kehadiran belum lengkap",
            "The participant has not confirmed sequence 1 or 999.", "send the participant through `url-generate`"),
        ProblemKind(
            "purchases.impossible-score", 422, "Nilai tidak mungkin", "The score is not 0 to 100.", "correct it"),
        ProblemKind(
            "purchases.certificate-number", 422, "Nomor sertifikat tidak sesuai",
            "The certificate's number is empty or longer than 60 characters.", "correct it"),
        ProblemKind(
            "purchases.already-completed", 422, "Sudah selesai", "The training is completed.", "nothing is to be done"),
        ProblemKind(
            "purchases.under-review", 422, "Laporan sedang diperiksa",
            "An earlier report of this completion waits for two officers.",
            "wait; the list of purchases says until when"),
        ProblemKind(
            "purchases.reported-too-late", 422, "Batas pelaporan lewat", "The time to report is over.",
            "none; report within the edition's days"),
        ProblemKind(
            "purchases.unknown-redeem-code", 422, "Kode tidak ditemukan", "There is no such redeem code.",
            "ask the participant for the code again"),
        ProblemKind(
            "purchases.other-institution", 422, "Kode lembaga lain", "The code is of another institution's course.",
            "send the participant there"),
        ProblemKind(
            "purchases.code-voided", 422, "Kode dibatalkan", "The platform cancelled the purchase.",
            "the participant buys again"),
        ProblemKind(
            "purchases.transaction-voided", 422, "Pembelian sudah kembali",
            "The purchase was returned or settled.", "the participant buys again"),
        ProblemKind(
            "purchases.already-voided", 422, "Sudah dibatalkan", "The purchase was cancelled or returned before.",
            "nothing is to be done"),
        ProblemKind(
            "purchases.already-attended", 422, "Pelatihan sudah dimulai",
            "The code was used, so that the purchase cannot be cancelled.", "none"),
        ProblemKind(
            "purchases.not-paid", 422, "Belum dibayar", "The purchase was never paid.", "none"),
        ProblemKind(
            "record.held-back", 409, "Sedang diperiksa", "The office examines this purchase.", "ask the office"),
    ]

    private static let system = [
        ProblemKind(
            "fault", 500, "Kesalahan sistem kami", "A fault of ours.",
            "repeat the request with the same `Idempotency-Key`; send us `Request-Id` if it stays"),
        ProblemKind("busy", 503, "Sistem sedang ramai", "The system is busy.", "repeat after `Retry-After`"),
    ]
}
