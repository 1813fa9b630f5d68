import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Programme

/// The civil registry as `docs/interfaces/registry.md` describes it, with signatures.
struct RegistrySimulator {
    private static let bodyBytes = 4 * 1_024
    private static let clockTolerance = Span.minutes(5)

    private let settings: SimulatorSettings
    private let misbehaviour = Misbehaviour()

    init(settings: SimulatorSettings) {
        self.settings = settings
    }

    func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.post("v1/verifikasi") { request, _ in try await verify(request) }
        misbehaviour.addControl(to: router)
        return router
    }

    private func verify(_ request: Request) async throws -> Response {
        switch misbehaviour.mode {
        case .down: return .text("down", .serviceUnavailable)
        case .slow: await pause(settings.slowness)
        case .wrong: return .text("<html>Selamat datang</html>")
        case .normal: break
        }
        guard let buffer = try? await request.body.collect(upTo: Self.bodyBytes) else {
            return .text("at most \(Self.bodyBytes) bytes", .contentTooLarge)
        }
        let body = Data(buffer.readableBytesView)
        guard isSigned(request, body) else { return .text("signature refused", .unauthorized) }
        guard let question = RegistryQuestion(body) else { return .text("malformed question", .badRequest) }
        return try await answer(question)
    }

    private func answer(_ question: RegistryQuestion) async throws -> Response {
        var differing: Set<IdentityField> = question.nik.agrees(with: question.birthDate) ? [] : [.birthDate]
        switch question.nik.digits.suffix(4) {
        case "0002": differing.insert(.name)
        case "0003": return try .json(["hasil": "tidak ditemukan"])
        case "0004": differing.insert(.birthDate)
        case "0005": await pause(settings.slowness)
        case "0006" where misbehaviour.stillFailing(question.nik.digits): return .text("down", .serviceUnavailable)
        case "0007": return try .json(["hasil": "meninggal"])
        case "0008": differing.insert(.familyCard)
        default: break
        }
        var words = ["hasil": "ditemukan", "nik": question.nik.digits]
        for (field, name) in question.comparedFields {
            words[name] = differing.contains(field) ? "Tidak Sesuai" : "Sesuai"
        }
        return try .json(words)
    }

    private func isSigned(_ request: Request, _ body: Data) -> Bool {
        guard let header = request.headers[.authorization], let claim = SignatureHeader(header) else { return false }
        guard claim.user == settings.registryUser, let instant = Instant(claim.timestamp) else { return false }
        let drift = realNow() - instant
        guard abs(drift.milliseconds) <= Self.clockTolerance.milliseconds else { return false }
        let digest = SHA256.hash(data: body).map { String(UInt16($0) + 256, radix: 16).suffix(2) }.joined()
        let signed = ["POST", "/v1/verifikasi", claim.timestamp, digest].joined(separator: "\n")
        return HMAC<SHA256>.isValidAuthenticationCode(
            claim.signature, authenticating: Data(signed.utf8), using: SymmetricKey(data: settings.registryKey))
    }
}

/// `PRAKERJA-HMAC-SHA256 user=…, timestamp=…, signature=…`
private struct SignatureHeader {
    let user: String
    let timestamp: String
    let signature: Data

    init?(_ header: String) {
        let scheme = "PRAKERJA-HMAC-SHA256 "
        guard header.hasPrefix(scheme) else { return nil }
        var fields: [String: String] = [:]
        for part in header.dropFirst(scheme.count).split(separator: ", ") {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { return nil }
            fields[String(pair[0])] = String(pair[1])
        }
        guard let user = fields["user"], let timestamp = fields["timestamp"] else { return nil }
        guard let signature = fields["signature"].flatMap({ Data(base64Encoded: $0) }) else { return nil }
        self.user = user
        self.timestamp = timestamp
        self.signature = signature
    }
}

/// A request with only valid fields; nil otherwise.
private struct RegistryQuestion {
    let nik: NIK
    let birthDate: CivilDate
    let comparedFields: [(IdentityField, String)]

    init?(_ body: Data) {
        guard let fields = try? JSONDecoder().decode([String: String].self, from: body) else { return nil }
        guard Set(fields.keys).isSubset(of: ["nik", "tgl_lhr", "no_kk", "nama_lgkp"]) else { return nil }
        guard let digits = fields["nik"], digits.count == 16, let nik = try? NIK(digits) else { return nil }
        guard let birthDate = fields["tgl_lhr"].flatMap({ CivilDate($0) }) else { return nil }
        if let card = fields["no_kk"], (try? FamilyCard(card)) == nil { return nil }
        if let name = fields["nama_lgkp"], name.isEmpty || name.count > 100 { return nil }
        self.nik = nik
        self.birthDate = birthDate
        comparedFields = [(.birthDate, "tgl_lhr"), (.familyCard, "no_kk"), (.name, "nama_lgkp")]
            .filter { fields[$0.1] != nil }
    }
}
