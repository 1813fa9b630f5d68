import HTTPTypes
import Programme

/// A problem that the modern API answers with. The page of problems lists all; the `type` of each leads there.
struct ProblemKind: Sendable, Equatable {
    let code: String
    let status: Int
    /// Indonesian, and the same for each problem of this kind.
    let title: String
    /// For a partner's engineer.
    let cause: Bilingual
    let remedy: Bilingual

    init(_ code: String, _ status: Int, _ title: String, cause: Bilingual, remedy: Bilingual) {
        (self.code, self.status, self.title, self.cause, self.remedy) = (code, status, title, cause, remedy)
    }

    /// The value of `type`: the code's place on the page of problems.
    func address(on site: String) -> String { "\(site)\(Paths.apiProblems)#\(code)" }

    static let unlisted = ProblemKind(
        "refused", 422, "Permintaan ditolak",
        cause: Bilingual(id: "Aturan program menolak tindakan ini.", en: "The rules of the programme refuse the act."),
        remedy: Bilingual(id: "baca `detail`", en: "read `detail`"))

    /// A refusal that no call of the modern API is known to meet.
    static func unlisted(_ code: String, _ error: any Error, _ said: ContractError) -> ProblemKind {
        let isRule = said.status == .badRequest && error is any Refusal && !(error is PartnerRefusal)
        return ProblemKind(
            code, isRule ? 422 : said.status.code, unlisted.title, cause: unlisted.cause, remedy: unlisted.remedy)
    }

    static let all = requests + access + purchases + webhooks + system

    private static let requests = [
        ProblemKind(
            "api.no-such-address", 404, "Alamat tidak ditemukan",
            cause: Bilingual(id: "Alamat itu tidak ada.", en: "There is no such address."),
            remedy: Bilingual(id: "periksa alamatnya", en: "check the path")),
        ProblemKind(
            "api.other-method", 405, "Metode lain",
            cause: Bilingual(id: "Alamat itu memakai metode lain.", en: "The address has another method."),
            remedy: Bilingual(id: "lihat `Allow`", en: "see `Allow`")),
        ProblemKind(
            "api.unreadable-address", 400, "Alamat tidak terbaca",
            cause: Bilingual(id: "Alamat berisi NUL.", en: "The address has a NUL."),
            remedy: Bilingual(id: "periksa alamatnya", en: "check the path")),
        ProblemKind(
            "api.media-type", 415, "Jenis isi lain",
            cause: Bilingual(
                id: "`Content-Type` bukan milik panggilan ini.", en: "`Content-Type` is not the one of the call."),
            remedy: Bilingual(id: "kirim jenis yang disebut panggilan itu", en: "send the type that the call names")),
        ProblemKind(
            "api.parameters", 400, "Parameter tidak sesuai",
            cause: Bilingual(
                id:
                    "Parameter tidak dikenal, ditulis dua kali, atau nilainya tidak mungkin. `errors` menyebut masing-masing.",
                en: "A parameter of the query is unknown, stands twice or has an impossible value; `errors` names each."
            ),
            remedy: Bilingual(id: "perbaiki", en: "correct it")),
        ProblemKind(
            "api.fields", 422, "Isi tidak sesuai",
            cause: Bilingual(
                id:
                    "Kolom dalam isi kosong, tidak dikenal, atau nilainya tidak mungkin. `errors` menunjuk masing-masing.",
                en: "A field of the body is missing, unknown or has an impossible value; `errors` points to each."),
            remedy: Bilingual(
                id: "perbaiki, dengan `Idempotency-Key` baru atau yang sama",
                en: "correct it, with a new or the same `Idempotency-Key`")),
        ProblemKind(
            "partners.malformed", 400, "Isi bukan JSON",
            cause: Bilingual(
                id: "Isinya bukan satu objek JSON dalam UTF-8. `[1]` adalah JSON, tetapi bukan objek.",
                en: "The body is not one JSON object in UTF-8. `[1]` is JSON, and no object."),
            remedy: Bilingual(id: "periksa koma dan pengodean", en: "check commas and encoding")),
        ProblemKind(
            "partners.twice", 400, "Kolom ditulis dua kali",
            cause: Bilingual(id: "Objek JSON memuat kunci yang sama dua kali.", en: "A JSON object has a key twice."),
            remedy: Bilingual(id: "kirim setiap kunci satu kali", en: "send each key once")),
        ProblemKind(
            "partners.too-large", 413, "Isi terlalu besar",
            cause: Bilingual(id: "Isinya lebih besar dari 64 KiB.", en: "The body is larger than 64 KiB."),
            remedy: Bilingual(id: "kirim lebih sedikit", en: "send less")),
        ProblemKind(
            "partners.incomplete", 408, "Isi tidak lengkap",
            cause: Bilingual(
                id: "Dalam 20 detik datang lebih sedikit daripada yang disebut `Content-Length`.",
                en: "Within 20 seconds less arrived than `Content-Length` announced."),
            remedy: Bilingual(
                id: "kirim lagi dengan `Idempotency-Key` yang sama", en: "send it again with the same `Idempotency-Key`"
            )),
        ProblemKind(
            "partners.idempotency-key.required", 400, "Idempotency-Key tidak sesuai",
            cause: Bilingual(
                id: "Kepala `Idempotency-Key` kosong, lebih dari 100 karakter, atau berisi selain ASCII yang terlihat.",
                en:
                    "The header `Idempotency-Key` is missing, longer than 100 characters, or has others than visible ASCII."
            ),
            remedy: Bilingual(
                id: "kirim kunci acak baru untuk setiap tindakan", en: "send a new random key for each act")),
        ProblemKind(
            "partners.idempotency-key.reused", 422, "Idempotency-Key sudah dipakai",
            cause: Bilingual(
                id: "Kunci itu sudah dipakai untuk permintaan lain.", en: "The key was used for another request."),
            remedy: Bilingual(id: "pakai kunci baru untuk setiap tindakan", en: "use a new key for each act")),
        ProblemKind(
            "api.idempotency-key.in-flight", 409, "Sedang dikerjakan",
            cause: Bilingual(
                id: "Permintaan dengan kunci ini sedang dikerjakan.",
                en: "A request with this key is being carried out."),
            remedy: Bilingual(id: "ulangi sesudah `Retry-After`", en: "repeat it after `Retry-After`")),
    ]

    private static let access = [
        ProblemKind(
            "api.token-missing", 401, "Token kosong",
            cause: Bilingual(id: "`Authorization: Bearer` tidak ada.", en: "There is no `Authorization: Bearer`."),
            remedy: Bilingual(id: "kirim token", en: "send a token")),
        ProblemKind(
            "api.token-invalid", 401, "Token tidak berlaku",
            cause: Bilingual(
                id: "Token tidak dikenal atau sudah habis, atau kuncinya sudah berakhir.",
                en: "The token is unknown or over, or the key it was made with has ended."),
            remedy: Bilingual(id: "ambil yang baru", en: "get a new one")),
        ProblemKind(
            "api.scope", 403, "Izin kurang",
            cause: Bilingual(
                id: "Token tidak punya izin untuk panggilan ini.", en: "The token lacks the scope of the call."),
            remedy: Bilingual(
                id: "ambil token dengan izin itu; sebagian izin hanya untuk platform atau lembaga",
                en: "get a token with the scope; some scopes are for platforms or institutions only")),
        ProblemKind(
            "api.too-many-calls", 429, "Terlalu banyak permintaan",
            cause: Bilingual(
                id: "Batas `RateLimit-Policy` sudah tercapai.", en: "The limit of `RateLimit-Policy` is reached."),
            remedy: Bilingual(id: "ulangi sesudah `Retry-After`", en: "repeat after `Retry-After`")),
        ProblemKind(
            "partners.client-code", 401, "Kode mitra kosong",
            cause: Bilingual(
                id: "Permintaan bertanda tangan tanpa `client-code`.", en: "A signed request has no `client-code`."),
            remedy: Bilingual(
                id: "biarkan proxy meneruskan garis bawah, atau kirim `client-code`",
                en: "let the proxy pass underscores, or send `client-code`")),
        ProblemKind(
            "partners.signature", 401, "Tanda tangan tidak sesuai",
            cause: Bilingual(
                id: "Kode klien atau tanda tangannya salah.", en: "The client code or the signature is wrong."),
            remedy: Bilingual(
                id: "bandingkan teks yang ditandatangani byte demi byte", en: "compare the signed text byte by byte")),
        ProblemKind(
            "partners.timestamp", 401, "Waktu tidak sesuai",
            cause: Bilingual(
                id:
                    "Kepala `timestamp` kosong, bukan detik sejak 1970, atau berbeda lebih dari lima menit dari jam kami.",
                en:
                    "The header `timestamp` is missing, not in seconds since 1970, or more than five minutes from our clock."
            ),
            remedy: Bilingual(
                id: "kirim detik, dan setel jam server Anda", en: "send seconds, and set the server's clock")),
        ProblemKind(
            "partners.wrong-kind", 403, "Bukan untuk jenis mitra ini",
            cause: Bilingual(
                id: "Panggilan ini untuk jenis mitra yang lain.", en: "The call is for the other kind of partner."),
            remedy: Bilingual(id: "pakai kunci lembaga", en: "use the keys of the institution")),
    ]

    private static let purchases = [
        ProblemKind(
            "api.no-such-purchase", 404, "Pembelian tidak ditemukan",
            cause: Bilingual(
                id: "Pembelian itu tidak ada, atau milik mitra lain.",
                en: "There is no such purchase, or it is another partner's."),
            remedy: Bilingual(id: "ambil nomornya dari daftar pembelian", en: "take ids from the list of purchases")),
        ProblemKind(
            "purchases.attendance-missing", 422, "Kehadiran belum lengkap",
            cause: Bilingual(
                id: "Peserta belum mengonfirmasi kehadiran 1 atau 999.",
                en: "The participant has not confirmed sequence 1 or 999."),
            remedy: Bilingual(
                id: "arahkan peserta lewat `url-generate`", en: "send the participant through `url-generate`")),
        ProblemKind(
            "purchases.impossible-score", 422, "Nilai tidak mungkin",
            cause: Bilingual(id: "Nilainya bukan 0 sampai 100.", en: "The score is not 0 to 100."),
            remedy: Bilingual(id: "perbaiki", en: "correct it")),
        ProblemKind(
            "purchases.certificate-number", 422, "Nomor sertifikat tidak sesuai",
            cause: Bilingual(
                id: "Nomor sertifikat kosong, atau lebih dari 60 karakter.",
                en: "The certificate's number is empty or longer than 60 characters."),
            remedy: Bilingual(id: "perbaiki", en: "correct it")),
        ProblemKind(
            "purchases.already-completed", 422, "Sudah selesai",
            cause: Bilingual(id: "Pelatihan sudah selesai.", en: "The training is completed."),
            remedy: Bilingual(id: "tidak perlu apa-apa", en: "nothing is to be done")),
        ProblemKind(
            "purchases.under-review", 422, "Laporan sedang diperiksa",
            cause: Bilingual(
                id: "Laporan sebelumnya masih diperiksa dua petugas.",
                en: "An earlier report of this completion waits for two officers."),
            remedy: Bilingual(
                id: "tunggu; daftar pembelian menyebut sampai kapan",
                en: "wait; the list of purchases says until when")),
        ProblemKind(
            "purchases.reported-too-late", 422, "Batas pelaporan lewat",
            cause: Bilingual(id: "Masa melapor sudah habis.", en: "The time to report is over."),
            remedy: Bilingual(
                id: "tidak ada; laporkan dalam masa menurut edisi", en: "none; report within the edition's days")),
        ProblemKind(
            "purchases.unknown-redeem-code", 422, "Kode tidak ditemukan",
            cause: Bilingual(id: "Kode redeem itu tidak ada.", en: "There is no such redeem code."),
            remedy: Bilingual(id: "tanyakan lagi kodenya kepada peserta", en: "ask the participant for the code again")),
        ProblemKind(
            "purchases.other-institution", 422, "Kode lembaga lain",
            cause: Bilingual(
                id: "Kode itu untuk pelatihan lembaga lain.", en: "The code is of another institution's course."),
            remedy: Bilingual(id: "arahkan peserta ke sana", en: "send the participant there")),
        ProblemKind(
            "purchases.code-voided", 422, "Kode dibatalkan",
            cause: Bilingual(id: "Platform membatalkan pembeliannya.", en: "The platform cancelled the purchase."),
            remedy: Bilingual(id: "peserta membeli lagi", en: "the participant buys again")),
        ProblemKind(
            "purchases.transaction-voided", 422, "Pembelian sudah kembali",
            cause: Bilingual(
                id: "Pembelian sudah dikembalikan atau ditutup.", en: "The purchase was returned or settled."),
            remedy: Bilingual(id: "peserta membeli lagi", en: "the participant buys again")),
        ProblemKind(
            "purchases.already-voided", 422, "Sudah dibatalkan",
            cause: Bilingual(
                id: "Pembelian sudah dibatalkan atau dikembalikan.",
                en: "The purchase was cancelled or returned before."),
            remedy: Bilingual(id: "tidak perlu apa-apa", en: "nothing is to be done")),
        ProblemKind(
            "purchases.already-attended", 422, "Pelatihan sudah dimulai",
            cause: Bilingual(
                id: "Kodenya sudah dipakai, jadi pembelian tidak dapat dibatalkan.",
                en: "The code was used, so that the purchase cannot be cancelled."),
            remedy: Bilingual(id: "tidak ada", en: "none")),
        ProblemKind(
            "purchases.not-paid", 422, "Belum dibayar",
            cause: Bilingual(id: "Pembelian tidak pernah dibayar.", en: "The purchase was never paid."),
            remedy: Bilingual(id: "tidak ada", en: "none")),
        ProblemKind(
            "record.held-back", 409, "Sedang diperiksa",
            cause: Bilingual(id: "Kantor sedang memeriksa pembelian ini.", en: "The office examines this purchase."),
            remedy: Bilingual(id: "tanyakan ke kantor", en: "ask the office")),
    ]

    private static let webhooks = [
        ProblemKind(
            "partners.record.webhook-address", 422, "Alamat webhook tidak sesuai",
            cause: Bilingual(
                id: "Alamatnya tidak di situs Anda yang tercatat. `detail` menyebut situs-situs itu.",
                en: "The address is not `https` on one of your recorded sites, which `detail` names."),
            remedy: Bilingual(
                id: "pakai alamat di situs itu, atau minta kantor mencatat situs lain",
                en: "use an address there, or ask the office to record another site")),
        ProblemKind(
            "partners.record.too-many-webhooks", 409, "Webhook sudah terlalu banyak",
            cause: Bilingual(id: "Anda sudah punya lima alamat.", en: "You have five addresses already."),
            remedy: Bilingual(id: "akhiri satu alamat di meja mitra", en: "end one at the partners' desk")),
        ProblemKind(
            "partners.record.proposed-already", 409, "Usulan sedang menunggu",
            cause: Bilingual(
                id: "Usulan webhook sebelumnya masih menunggu petugas.",
                en: "An earlier proposal of a webhook waits for an officer."),
            remedy: Bilingual(id: "tunggu putusannya", en: "wait for the decision")),
        ProblemKind(
            "partners.record.no-contact", 409, "Email integrasi belum tercatat",
            cause: Bilingual(
                id: "Rahasia dikirim ke email yang disepakati, dan belum ada yang tercatat.",
                en: "Secrets go to an agreed e-mail address, and none is recorded."),
            remedy: Bilingual(id: "minta kantor mencatatnya", en: "ask the office to record it")),
        ProblemKind(
            "partners.record.ended", 409, "Kerja sama berakhir",
            cause: Bilingual(id: "Kerja sama Anda sudah berakhir.", en: "The partnership has ended."),
            remedy: Bilingual(id: "tidak ada", en: "none")),
    ]

    private static let system = [
        ProblemKind(
            "fault", 500, "Kesalahan sistem kami",
            cause: Bilingual(id: "Kesalahan di pihak kami.", en: "A fault of ours."),
            remedy: Bilingual(
                id: "ulangi dengan `Idempotency-Key` yang sama; bila tetap, kirim `Request-Id` kepada kami",
                en: "repeat the request with the same `Idempotency-Key`; send us `Request-Id` if it stays")),
        ProblemKind(
            "busy", 503, "Sistem sedang ramai",
            cause: Bilingual(id: "Sistem sedang ramai.", en: "The system is busy."),
            remedy: Bilingual(id: "ulangi sesudah `Retry-After`", en: "repeat after `Retry-After`")),
    ]
}
