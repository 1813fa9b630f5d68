import Foundation
import Simulators

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// An e-mail or text message as a simulated gateway received it.
struct ReceivedMessages: Decodable, Sendable {
    let id: String
    let channel: String
    let to: String
    let subject: String
    let text: String
}

extension World {
    /// Everything sent to `address` so far, oldest first.
    func letters(to address: String) async throws -> [ReceivedMessages] {
        try await settle()
        guard let url = URL(string: simulators[.mailbox] + "/messages.json") else { throw URLError(.badURL) }
        let (data, _) = try await URLSession.shared.data(from: url)
        return try JSONDecoder().decode([ReceivedMessages].self, from: data).filter {
            $0.to.lowercased() == address.lowercased()
        }
    }

    /// The six digits of the latest message to `address` that has any.
    func code(to address: String) async throws -> String {
        let digits = try await letters(to: address).reversed().lazy.compactMap { letter in
            letter.text.firstMatch(of: /\b(\d{3}) ?(\d{3})\b/).map { "\($0.1)\($0.2)" }
        }.first
        guard let digits else { throw NoCode(address: address) }
        return digits
    }

    /// The path of the link in the latest message to `address`.
    func link(to address: String) async throws -> String {
        let link = try await letters(to: address).last.flatMap { letter in
            letter.text.firstMatch(of: /http:\/\/127\.0\.0\.1:8080(\/\S+)/).map { String($0.1) }
        }
        guard let link else { throw NoCode(address: address) }
        return link
    }

    struct NoCode: Error {
        let address: String
    }
}
