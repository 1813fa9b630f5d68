import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Programme

/// The calls of the sign-in with Prakerja, whose headers differ from those of all others.
extension PartnerCaller {
    /// Signs a request without a body and sends it; the query is signed with the path.
    func signed(
        _ partner: PartnerWorld.Partner, _ path: String, query: [(String, String)]
    ) async throws -> Reply {
        let fields = query.map { "\($0.0)=\(Self.encoded($0.1))" }.joined(separator: "&")
        let signature = PartnerSignature(
            clientCode: partner.clientCode, timestamp: String(realNow().milliseconds / 1_000), method: "GET",
            path: "\(path)?\(fields)", body: Data())
        var request = HTTPClientRequest(url: "\(world.baseURL)\(path)?\(fields)")
        request.headers.add(name: "x-client-id", value: partner.clientCode)
        request.headers.add(name: "x-timestamp", value: signature.timestamp)
        request.headers.add(name: "x-signature", value: signature.hex(key: Data(partner.signKey.utf8)))
        return try await reply(to: request)
    }

    /// Sends a request that names the partner and is not signed, as the contract has it: POST with a body, else GET.
    func send(
        _ partner: PartnerWorld.Partner, _ path: String, body: [String: ReplyValue]? = nil,
        authorization: String? = nil
    ) async throws -> Reply {
        var request = HTTPClientRequest(url: world.baseURL + path)
        request.headers.add(name: "x-client-id", value: partner.clientCode)
        if let authorization { request.headers.add(name: "authorization", value: authorization) }
        if let body {
            request.method = .POST
            request.headers.add(name: "content-type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(body)))
        }
        return try await reply(to: request)
    }

    private func reply(to request: HTTPClientRequest) async throws -> Reply {
        let response = try await HTTPClient.shared.execute(request, deadline: .now() + Self.deadline)
        let answer = try await response.body.collect(upTo: Self.answerLimit)
        return Reply(status: Int(response.status.code), body: Data(answer.readableBytesView))
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
