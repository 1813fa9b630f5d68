import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Programme
import Storage

/// The response envelope of the programme's first API: `success`, `message` and, for a success, `data`.
struct ContractAnswers: AnswerForm {
    static func ok(_ data: some Encodable, message: String = "OK") throws -> Response {
        try json(Envelope(success: true, message: message, data: data), .ok)
    }

    /// A success without data.
    static func ok(message: String) throws -> Response {
        try json(Envelope<String>(success: true, message: message, data: nil), .ok)
    }

    func refused(_ error: any Error, logger: Logger, at now: Instant) -> Response {
        let said = ContractError(error, at: now)
        if said.status.code >= 500 { logger.error("a partner's request failed", metadata: ["error": "\(error)"]) }
        let body = Refused(code: said.code, message: said.message, success: false)
        return (try? Self.json(body, said.status)) ?? Response(status: said.status)
    }

    func code(of error: any Error) -> String { ContractError(error).code }

    /// The answer for a path or method that the API does not have.
    static func unknown(_ status: HTTPResponse.Status) -> Response {
        let said = UnknownCall(status).said
        let body = Refused(code: said.code, message: said.message, success: false)
        return (try? json(body, said.status)) ?? Response(status: said.status)
    }

    static func json(_ body: some Encodable, _ status: HTTPResponse.Status) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encoder.encode(body))))
    }

    private struct Envelope<Value: Encodable>: Encodable {
        let success: Bool
        let message: String
        let data: Value?
    }

    private struct Refused: Encodable {
        let code: String
        let message: String
        let success: Bool
    }
}

/// The stable code and Indonesian text of a refusal. The code is `ERR`, an area, the HTTP status and two digits.
/// Documented codes are kept as partners know them; the others follow their pattern.
struct ContractError: Sendable, Equatable {
    let code: String
    let message: String

    /// The three digits after the area. The sign-in's codes have none: they are documented with 400.
    var status: HTTPResponse.Status {
        guard !code.hasPrefix(Self.signInPrefix) else { return .badRequest }
        return HTTPResponse.Status(code: Int(code.drop { !$0.isNumber }.prefix(3), in: 400...599) ?? 400)
    }

    init(_ code: String, _ message: String) {
        self.code = code
        self.message = message
    }

    init(_ error: any Error) {
        switch error {
        case let refusal as PurchaseRefusal: self = Self.purchase(refusal)
        case let refusal as CodeRefusal: self = Self.oneTimeCode(refusal)
        case let refusal as PartnerRefusal: self = Self.partner(refusal)
        case let refusal as SignInRefusal: self = Self.signIn(refusal)
        case is AllowanceRefusal:
            self.init("ERRGEN42901", "Terlalu banyak permintaan. Coba lagi sesudah waktu di kepala Retry-After.")
        case let refusal as ServiceClosedRefusal: self = Self.serviceClosed(refusal)
        case is RecordRefusal:
            self.init("ERRGEN40902", "Transaksi ini sedang diperiksa kantor Prakerja. Hubungi kantor Prakerja.")
        case let failure as ContractFailure: self = failure.said
        case let unknown as UnknownCall: self = unknown.said
        case CardNumberRefusal.length:
            self.init("ERRPLT40051", "Nomor Kartu Prakerja terdiri dari 16 angka.")
        case CardNumberRefusal.mistyped:
            self.init("ERRPLT40052", "Nomor Kartu Prakerja salah ketik. Periksa lagi angkanya.")
        case LedgerRefusal.belowFloor(_, let available):
            self = Self.purchase(.insufficientBalance(available: available))
        case let fault as StorageFault where fault.isPassing:
            self.init("ERRGEN50301", "Sistem sedang ramai. Coba lagi dalam satu menit.")
        default: self.init("ERRGEN50001", "Terjadi kesalahan pada sistem kami. Coba lagi.")
        }
    }

    /// With the pause that `Retry-After` has, in words: a time of day would be another one by the programme's clock.
    init(_ error: any Error, at now: Instant) {
        let said = ContractError(error)
        let pause = RetryPause.seconds(error, said.status, at: now) ?? 0
        switch error {
        case PurchaseRefusal.tooManyUnknownNumbers:
            self.init(said.code, "Terlalu banyak nomor yang tidak ditemukan. Coba lagi \(pause) detik lagi.")
        case CodeRefusal.tooSoon(_):
            self.init(said.code, "Kode OTP baru dapat diminta \(pause) detik lagi.")
        default: self = said
        }
    }

    private static func partner(_ refusal: PartnerRefusal) -> ContractError {
        switch refusal {
        case .noClientCode:
            ContractError(
                "ERRAUT40103",
                "Kepala client_code tidak sampai. Proxy sering membuang kepala bergaris bawah: "
                    + "atur underscores_in_headers on, atau kirim client-code.")
        case .badSignature: ContractError("ERRAUT40101", "Tanda tangan permintaan tidak sesuai.")
        case .noSignature:
            ContractError("ERRAUT40101", "Kepala signature tidak sampai. Kirim tanda tangan permintaan di kepala itu.")
        case .noTimestamp:
            ContractError("ERRAUT40102", "Kepala timestamp tidak sampai. Kirim detik sejak 1970 di kepala itu.")
        case .staleTimestamp(let ours):
            ContractError(
                "ERRAUT40102",
                "Kepala timestamp harus detik sejak 1970, paling jauh lima menit dari jam kami. Jam kami \(ours.milliseconds / 1_000)."
            )
        case .wrongKind: ContractError("ERRAUT40301", "Layanan ini bukan untuk jenis mitra Anda.")
        case .malformed: ContractError("ERRGEN40001", "Isi permintaan harus satu objek JSON yang terbaca.")
        case .twice(let field):
            ContractError("ERRGEN40006", "Kolom \(field.prefix(60)) ditulis dua kali. Kirim satu kali saja.")
        case .missing(let field): ContractError("ERRGEN40002", "Kolom \(field) wajib diisi dengan benar.")
        case .fraction(let field):
            ContractError("ERRGEN40004", "Kolom \(field) harus rupiah bulat, tanpa sen.")
        case .sum(let field):
            ContractError(
                "ERRGEN40005",
                "Kolom \(field) harus antara Rp1 dan \(Rupiah(Rupiah.written.upperBound)), tanpa tanda minus.")
        case .incomplete:
            ContractError(
                "ERRGEN40801", "Isi permintaan tidak datang lengkap. Kirim sebanyak yang disebut Content-Length.")
        case .tooLarge: ContractError("ERRGEN41301", "Isi permintaan terlalu besar.")
        case .keyRequired:
            ContractError(
                "ERRGEN40003", "Kirim kepala Idempotency-Key: 1 sampai 100 huruf, angka, atau tanda baca, tanpa spasi.")
        case .keyReused: ContractError("ERRGEN40901", "Idempotency-Key sudah dipakai untuk permintaan lain.")
        }
    }

    private static func oneTimeCode(_ refusal: CodeRefusal) -> ContractError {
        switch refusal {
        case .wrong(let left), .incomplete(_, let left):
            ContractError("ERRPLT40057", "Kode OTP salah. Sisa \(left) kali mencoba.")
        case .exhausted: ContractError("ERRPLT40058", "Kode OTP sudah terlalu sering salah. Minta kode baru.")
        case .expired: ContractError("ERRPLT40059", "Kode OTP sudah tidak berlaku. Minta kode baru.")
        case .outdated:
            ContractError("ERRPLT40057", "Kode OTP sudah diganti yang lebih baru. Pakai kode di pesan terakhir.")
        case .noCode, .usedElsewhere:
            ContractError("ERRPLT40060", "Belum ada kode OTP untuk transaksi ini. Minta kode baru.")
        case .tooSoon: ContractError("ERRPLT42902", "Kode OTP baru belum dapat dikirim. Minta lagi nanti.")
        case .noResendsLeft:
            ContractError("ERRPLT42903", "Kode OTP sudah terlalu sering diminta. Coba lagi satu jam lagi.")
        case .destinationFull: ContractError("ERRPLT42904", "Penerima sudah mendapat terlalu banyak kode hari ini.")
        case .textsUsedUp: ContractError("ERRPLT42905", "SMS sudah terlalu banyak untuk saat ini. Coba lagi nanti.")
        }
    }
}

/// An error that only the contract defines, with its code.
struct ContractFailure: Error {
    let said: ContractError

    init(_ said: ContractError) {
        self.said = said
    }
}
