import Logging
import Programme
import Storage

/// `prakerja switch …`: the operator's switch that closes sign-up, joining or buying.
package enum ServiceSwitchCommands {
    /// - Parameter why: what people are told, in both languages: an `OfficeReason` each, of at most
    ///   `ClosedService.longestReason` characters.
    /// - Throws: `CommandRefused` naming the option and what is wrong with its text.
    package static func close(_ service: ServiceSwitch, why: Bilingual, _ options: ServeOptions, logger: Logger)
        async throws
    {
        let why = Bilingual(id: try reason(why.id, "--why"), en: try reason(why.en, "--why-en"))
        try await Installation.with(options, logger: logger) { dependencies in
            let closed = ClosedService(service, why: why, since: dependencies.realNow())
            try await dependencies.database.transaction { tx in
                try tx.switches.close(
                    closed, at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault)
                try tx.audit.record(
                    AuditEvent("door.closed", subject: subject(service), detail: ["why": why.id]), by: .system,
                    at: dependencies.moment(), ids: dependencies.ids)
            }
        }
    }

    /// Blanks at the ends of `text` and double ones inside are gone.
    static func reason(_ text: String, _ option: String) throws -> String {
        do throws(OfficeReasonRefusal) {
            let reason = try OfficeReason(text).text
            guard reason.count <= ClosedService.longestReason else { throw .tooLong }
            return reason
        } catch .tooLong {
            throw CommandRefused("\(option) is too long: write at most \(ClosedService.longestReason) characters")
        } catch {
            throw CommandRefused("\(option) is what people read: \(error.sentence(.english))")
        }
    }

    /// False when it was open already.
    package static func open(_ service: ServiceSwitch, _ options: ServeOptions, logger: Logger) async throws -> Bool {
        try await Installation.with(options, logger: logger) { dependencies in
            try await dependencies.database.transaction { tx in
                guard try tx.switches.closed(vault: dependencies.vault) != nil else { throw Self.listChanged }
                guard try tx.switches.open(service, at: dependencies.realNow(), ids: dependencies.ids) else {
                    return false
                }
                try tx.audit.record(
                    AuditEvent("door.opened", subject: subject(service)), by: .system, at: dependencies.moment(),
                    ids: dependencies.ids)
                return true
            }
        }
    }

    private static let listChanged = CommandRefused(
        """
        the list of closed services was changed by other means than a command: close this one again, which closes all, \
        then open those that may be open; and run `prakerja audit verify`
        """)

    /// One line per switch.
    package static func show(_ options: ServeOptions, logger: Logger) async throws -> [String] {
        try await Installation.with(options, logger: logger) { dependencies in
            let closed = try await dependencies.database.read { try $0.switches.closed() }
            return ServiceSwitch.allCases.map { service in
                guard let found = closed.first(where: { $0.service == service }) else {
                    return "\(service.rawValue)\topen"
                }
                return "\(service.rawValue)\tclosed since \(found.since)\t\(found.why.id)"
            }
        }
    }

    /// Stored audit events begin with `door`, the switch's former name, so new ones do too.
    private static func subject(_ service: ServiceSwitch) -> String { "door:\(service.rawValue)" }
}
