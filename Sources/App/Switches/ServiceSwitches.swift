import Hummingbird
import Logging
import NIOConcurrencyHelpers
import Programme
import ServiceLifecycle
import Storage

/// This process's cached list of closed switches, so that no page has to query the database.
final class ServiceSwitches: Sendable {
    private let known = NIOLockedValueBox<[ClosedService]>([])

    var closed: [ClosedService] { known.withLockedValue(\.self) }

    /// Nil while it is open.
    func closed(_ service: ServiceSwitch) -> ClosedService? {
        closed.first { $0.service == service }
    }

    /// Throws `ServiceClosedRefusal.closed` with the operator's reason.
    func require(_ service: ServiceSwitch) throws {
        if let closed = closed(service) { throw ServiceClosedRefusal.closed(closed) }
    }

    func look(in database: Database) async throws {
        let closed = try await database.read { try $0.switches.closed() }
        known.withLockedValue { $0 = closed }
    }
}

/// Reads the switches every two seconds, so that all processes soon follow a command typed on any machine.
struct ServiceSwitchWatcher: Service {
    let dependencies: Dependencies

    static let interval = Duration.seconds(2)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await dependencies.switches.look(in: dependencies.database)
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
