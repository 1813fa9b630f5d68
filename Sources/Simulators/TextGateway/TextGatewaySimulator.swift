import AsyncHTTPClient
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import Programme

/// A Kannel smsbox: the `sendsms` form, its answers word for word, and the delivery reports.
struct TextGatewaySimulator {
    private static let reportTries = 3

    private let settings: SimulatorSettings
    private let mailbox: Mailbox
    private let logger: Logger
    private let misbehaviour = Misbehaviour()

    init(settings: SimulatorSettings, mailbox: Mailbox, logger: Logger) {
        self.settings = settings
        self.mailbox = mailbox
        self.logger = logger
    }

    func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("cgi-bin/sendsms") { request, _ in await send(FormFields(request.uri.query ?? "")) }
        misbehaviour.addControl(to: router)
        return router
    }

    private func send(_ form: FormFields) async -> Response {
        switch misbehaviour.mode {
        case .down: return .text("Temporal failure, try again later.", .serviceUnavailable)
        case .slow: await pause(settings.slowness)
        case .wrong: return .text("<html>Selamat datang</html>")
        case .normal: break
        }
        guard form["username"] == settings.textUsername, form["password"] == settings.textPassword else {
            return .text("Authorization failed for sendsms", .forbidden)
        }
        guard let to = form["to"], let number = PhoneNumber(to) else {
            return .text("Missing receiver and/or sender number, rejected", .badRequest)
        }
        guard let from = form["from"], !from.isEmpty else {
            return .text("Sender missing and no global set, rejected", .badRequest)
        }
        return accept(form, number)
    }

    private func accept(_ form: FormFields, _ number: PhoneNumber) -> Response {
        let fate: Int
        switch number.e164.suffix(4) {
        case "0006" where misbehaviour.stillFailing(number.e164):
            return .text("Temporal failure, try again later.", .serviceUnavailable)
        case "0009": return .text("Not routable. Do not try again.", .forbidden)
        case "0000": fate = 2
        default: fate = 1
        }
        if fate == 1 {
            mailbox.receive(
                channel: .sms, to: number.e164, subject: "", text: shown(form), reference: form["dlr-url", or: ""])
        }
        report(fate, form)
        return .text("0: Accepted for delivery", .accepted)
    }

    /// The text on the telephone: in coding 0 a character outside the networks' alphabet arrives as a question mark.
    private func shown(_ form: FormFields) -> String {
        let text = form["text"] ?? ""
        guard form["coding", or: "0"] == "0" else { return text }
        return String(text.map { GSMCharacters.contains($0) ? $0 : "?" })
    }

    private func report(_ fate: Int, _ form: FormFields) {
        guard let template = form["dlr-url"], let mask = form["dlr-mask"].flatMap({ Int($0, in: 0...63) }),
            mask & fate != 0
        else {
            return
        }
        let address = template.replacing("%d", with: String(fate))
        guard URLComponents(string: address)?.host == SimulatorSettings.host else {
            return logger.warning("a delivery report is sent only to this machine")
        }
        Task {
            for attempt in 1...Self.reportTries {
                await pause(Span(milliseconds: settings.deliveryDelay.milliseconds * Int64(attempt)))
                let answer = try? await HTTPClient.shared.execute(HTTPClientRequest(url: address), timeout: .seconds(5))
                if let answer, (200..<300).contains(answer.status.code) { return }
            }
            logger.warning("no server accepted a delivery report")
        }
    }
}

/// The networks' common alphabet, written independently of the connector that is tested against it.
private enum GSMCharacters {
    private static let all = Set(
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
            + "abcdefghijklmnopqrstuvwxyzäöñüà^{}\\[~]|€")

    static func contains(_ character: Character) -> Bool { all.contains(character) }
}

/// The fields of a query or a form, percent-decoded.
struct FormFields: Sendable {
    private var fields: [String: String] = [:]

    init(_ encoded: String) {
        for pair in encoded.split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let decoded = halves.map { $0.replacing("+", with: " ").removingPercentEncoding ?? "" }
            fields[decoded[0]] = decoded.count == 2 ? decoded[1] : ""
        }
    }

    subscript(name: String) -> String? { fields[name] }
    subscript(name: String, or standard: String) -> String { fields[name] ?? standard }
}
