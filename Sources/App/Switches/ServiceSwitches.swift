import Hummingbird
import Logging
import NIOConcurrencyHelpers
import Programme
import ServiceLifecycle
import Storage

/// This process's cached list of closed switches, so that no page has to query the database.
final class ServiceSwitches: Sendable {
    /// Nil before the first look.
    private let known = NIOLockedValueBox<[ClosedService]?>(nil)

    var closed: [ClosedService] { known.withLockedValue(\.self) ?? [] }

    /// Nil while it is open.
    func closed(_ service: ServiceSwitch) -> ClosedService? {
        closed.first { $0.service == service }
    }

    /// Throws `ServiceClosedRefusal.closed` with the operator's reason.
    func require(_ service: ServiceSwitch) throws {
        if let closed = closed(service) { throw ServiceClosedRefusal.closed(closed) }
    }

    /// Where the list in the database is not as an operator's command left it, what this process knows stays closed,
    /// and what the list names is closed too. A process that knows nothing yet closes all services.
    ///
    /// - Returns: whether the list is as it was left.
    @discardableResult
    func look(in database: Database, vault: Vault) async throws -> Bool {
        let (left, listed) = try await database.read { tx in
            (try tx.switches.closed(vault: vault), try tx.switches.closed())
        }
        known.withLockedValue { known in
            known = left ?? Self.doubted(known, listed)
        }
        return left != nil
    }

    /// What is closed while the list is in doubt. What this process knows may be older and is nil at its beginning.
    static func doubted(_ known: [ClosedService]?, _ listed: [ClosedService]) -> [ClosedService] {
        let sure = (known ?? []) + listed.filter { listed in known?.contains { $0.service == listed.service } != true }
        guard known == nil else { return sure }
        let since = listed.map(\.since).min() ?? Instant(milliseconds: 0)
        return sure
            + ServiceSwitch.allCases.filter { service in !sure.contains { $0.service == service } }.map {
                ClosedService($0, why: inDoubt, since: since)
            }
    }

    private static let inDoubt = Bilingual(
        id: "Daftar layanan yang ditutup sedang diperiksa.", en: "The list of closed services is being checked.")
}

/// Reads the switches every two seconds, so that all processes soon follow a command typed on any machine.
struct ServiceSwitchWatcher: Service {
    let dependencies: Dependencies

    static let interval = Duration.seconds(2)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var wasAsLeft = true
            while !Task.isCancelled {
                do {
                    let isAsLeft = try await dependencies.switches.look(
                        in: dependencies.database, vault: dependencies.vault)
                    if wasAsLeft, !isAsLeft {
                        dependencies.logger.error(
                            """
                            the list of closed services was changed by other means than a command, and opens none; run \
                            `prakerja audit verify`, and close one of them again
                            """)
                    }
                    wasAsLeft = isAsLeft
                } catch {
                    // The cached list stays: an unavailable database opens nothing that was closed.
                    dependencies.logger.warning("the closed switches cannot be read", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: Self.interval)
            }
        }
    }
}

/// Refuses a slice's routes while its switch is closed, except to signed-in people.
struct ServiceSwitchMiddleware: RouterMiddleware {
    let dependencies: Dependencies
    let service: ServiceSwitch

    func handle(
        _ request: Request, context: VisitorContext,
        next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        if context.browser.person == nil { try dependencies.switches.require(service) }
        return try await next(request, context)
    }
}
