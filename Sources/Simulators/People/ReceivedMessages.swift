import AsyncHTTPClient
import Foundation
import NIOCore

/// Reads the messages that the mail sink and the text message gateway received.
package struct ReceivedMessages: Sendable {
    let client: HTTPClient
    /// The address of the simulators' list of messages.
    let address: String
    /// Whose messages alone are read, by their whole addresses and numbers; empty for those of all.
    let recipients: [String]

    package init(client: HTTPClient, address: String, recipients: [String] = []) {
        self.client = client
        self.address = address
        self.recipients = recipients
    }

    package struct Message: Sendable, Decodable {
        package let id: String
        package let channel: String
        package let to: String
        package let subject: String?
        package let text: String
    }

    package func all() async throws -> [Message] {
        guard !recipients.isEmpty else { return try await list(address) }
        var all: [Message] = []
        for recipient in recipients {
            let named = recipient.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            all += try await list("\(address)?to=\(named)")
        }
        return all
    }

    private func list(_ address: String) async throws -> [Message] {
        let response = try await client.execute(HTTPClientRequest(url: address), timeout: .seconds(5))
        let bytes = try await response.body.collect(upTo: 32 * 1_024 * 1_024)
        return try JSONDecoder().decode([Message].self, from: Data(bytes.readableBytesView))
    }

    /// The six digits of the newest message to `destination` that is not among `known`; waits up to twenty seconds for
    /// it.
    package func code(to destination: String, after known: Set<String>) async throws -> String {
        for _ in 0..<200 {
            let letters = try await all().filter { $0.to.hasSuffix(destination) && !known.contains($0.id) }
            for letter in letters.reversed() {
                if let digits = letter.text.firstMatch(of: /\b(\d{3}) ?(\d{3})\b/) {
                    return String(digits.1 + digits.2)
                }
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw PeopleFault.noMessage(to: destination)
    }

    package func known() async throws -> Set<String> {
        Set(try await all().map(\.id))
    }
}
