import AsyncHTTPClient
import Crypto
import Foundation
import NIOCore
import NIOHTTP1
import Programme

/// The registry of Direktorat Jenderal Kependudukan dan Pencatatan Sipil, by `docs/interfaces/registry.md`.
package struct Dukcapil: IdentityRegistry {
    package struct Access: Sendable {
        package let address: String
        package let user: String
        package let key: Data

        /// `address` without a trailing slash; `key` is the shared secret.
        package init(address: String, user: String, key: Data) {
            self.address = address
            self.user = user
            self.key = key
        }
    }

    /// An answer that cannot be parsed is rarely better a second later.
    private static let pauseAfterNonsense = Span.minutes(5)
    /// An operator has to correct a wrong key or clock; claims wait until then and are not lost.
    private static let pauseAfterRefusedKey = Span.minutes(15)

    private let access: Access
    private let call: OutboundHTTP
    private let now: @Sendable () -> Instant

    package init(_ access: Access, call: OutboundHTTP, now: @escaping @Sendable () -> Instant) {
        self.access = access
        self.call = call
        self.now = now
    }

    package func check(_ claim: IdentityClaim) async throws(RegistryFault) -> IdentityAnswer {
        let answer: OutboundResponse
        do {
            answer = try await call.send(request(for: claim))
        } catch {
            throw .retry(after: OutboundHTTP.Limits.pause, because: error.reason)
        }
        guard answer.isSuccess else { throw Dukcapil.fault(of: answer) }
        guard let body = try? answer.decode(RegistryAnswerBody.self), let said = body.answer(to: claim) else {
            throw .retry(after: Dukcapil.pauseAfterNonsense, because: "the registry's answer cannot be understood")
        }
        return said
    }

    private func request(for claim: IdentityClaim) -> HTTPClientRequest {
        let path = "/v1/verifikasi"
        let body = RegistryQuestionBody(claim).encoded
        let signature = RegistrySignature(method: "POST", path: path, timestamp: now(), body: body)
        var request = HTTPClientRequest(url: access.address + path)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "Authorization", value: signature.header(user: access.user, key: access.key))
        request.body = .bytes(ByteBuffer(bytes: body))
        return request
    }

    private static func fault(of answer: OutboundResponse) -> RegistryFault {
        let reason = "the registry answered \(answer.status)"
        if answer.status == 401 || answer.status == 403 {
            return .retry(after: pauseAfterRefusedKey, because: reason)
        }
        switch answer.retry {
        case .after(let span): return .retry(after: span, because: reason)
        case .never: return .never(because: reason)
        }
    }
}

/// `Authorization: PRAKERJA-HMAC-SHA256 user=…, timestamp=…, signature=…`
struct RegistrySignature {
    let method: String
    let path: String
    let timestamp: Instant
    let body: Data

    func header(user: String, key: Data) -> String {
        let signed = [method, path, timestamp.description, SHA256.hash(data: body).hex].joined(separator: "\n")
        let code = HMAC<SHA256>.authenticationCode(for: Data(signed.utf8), using: SymmetricKey(data: key))
        let signature = Data(code).base64EncodedString()
        return "PRAKERJA-HMAC-SHA256 user=\(user), timestamp=\(timestamp), signature=\(signature)"
    }
}

private struct RegistryQuestionBody: Encodable {
    let nik: String
    let birthDate: String
    let familyCard: String?
    let name: String?

    enum CodingKeys: String, CodingKey {
        case nik
        case birthDate = "tgl_lhr"
        case familyCard = "no_kk"
        case name = "nama_lgkp"
    }

    init(_ claim: IdentityClaim) {
        nik = claim.nik.digits
        birthDate = claim.birthDate.description
        familyCard = claim.familyCard?.digits
        name = claim.name
    }

    var encoded: Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let data = try? encoder.encode(self) else { preconditionFailure("strings can always be encoded") }
        return data
    }
}

private struct RegistryAnswerBody: Decodable {
    let result: String
    let birthDate: String?
    let familyCard: String?
    let name: String?

    enum CodingKeys: String, CodingKey {
        case result = "hasil"
        case birthDate = "tgl_lhr"
        case familyCard = "no_kk"
        case name = "nama_lgkp"
    }

    /// Nil when a word is unknown or a requested field is missing.
    func answer(to claim: IdentityClaim) -> IdentityAnswer? {
        switch result {
        case "tidak ditemukan": return .notFound
        case "meninggal": return .deceased
        case "ditemukan": break
        default: return nil
        }
        var compared: [IdentityField: Bool] = [:]
        for field in claim.comparedFields {
            switch word(for: field) {
            case "Sesuai": compared[field] = true
            case "Tidak Sesuai": compared[field] = false
            default: return nil
            }
        }
        return .found(compared)
    }

    private func word(for field: IdentityField) -> String? {
        switch field {
        case .birthDate: birthDate
        case .familyCard: familyCard
        case .name: name
        }
    }
}

extension Sequence<UInt8> {
    /// Lower-case hexadecimal.
    var hex: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
