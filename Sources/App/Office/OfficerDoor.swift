import Foundation
import NIOConcurrencyHelpers
import NIOCore
import Programme

/// How often a person may try to sign in as an officer. A stranger who guesses slows down themselves: tries are counted
/// by the name and the network they come from together, so that the officer at another desk gets in as always. The
/// officer's own browser, which signed in before, counts apart from both: not even a stranger in the same building
/// keeps them out.
final class OfficerDoor: Sendable {
    /// Tries of one name from one network, or in one browser that signed in before, in a window.
    static let triesPerName = 8
    /// Tries of all names together from one network, browsers that signed in before apart.
    static let triesPerNetwork = 60
    static let window = Span.minutes(15)

    private let counts = TryCounts(window: window)

    /// Counts one try before anything is compared, so that guesses at the same moment are counted too.
    ///
    /// - Parameters:
    ///   - name: as typed, in its canonical form; whether there is such an officer does not matter.
    ///   - device: of a browser that signed in by this name before; nil for any other.
    func count(_ name: String, network: String, device: String?, at now: Instant) throws(OfficerSignInRefusal) {
        if let device {
            guard counts.add(["device", device], at: now) <= Self.triesPerName else { throw .tooManyTries }
            return
        }
        let hits = counts.add(["name", name, network], at: now)
        guard hits <= Self.triesPerName else { throw .tooManyTries }
        guard counts.add(["network", network], at: now) <= Self.triesPerNetwork else { throw .tooManyTries }
    }

    /// The right password and code: what was mistyped before does not count any more.
    func forget(_ name: String, network: String, device: String?) {
        counts.forget(device.map { ["device", $0] } ?? ["name", name, network])
    }

    /// What counts as one network: an IPv4 address, or the /64 that one IPv6 connection is given whole.
    static func network(of address: String) -> String {
        guard address.contains(":"), let parsed = try? SocketAddress(ipAddress: address, port: 0),
            case .v6(let v6) = parsed
        else { return address }
        return withUnsafeBytes(of: v6.address.sin6_addr) { Data($0.prefix(prefixBytes)).hex } + "/64"
    }

    private static let prefixBytes = 8
}

/// Counts in a table whose size never changes: strangers who make up names or addresses fill nothing, and no try goes
/// uncounted. Two keys may share a slot, and then a limit; each process keys its hash differently, so that a stranger
/// cannot aim at an officer's slot.
private final class TryCounts: Sendable {
    private static let slots = 65_536

    private struct Slot {
        var begun: Int64 = .min
        var tries: Int32 = 0
    }

    private let window: Span
    private let table = NIOLockedValueBox([Slot](repeating: Slot(), count: slots))

    init(window: Span) {
        self.window = window
    }

    /// How many there were in this window, this one included.
    func add(_ key: [String], at now: Instant) -> Int {
        let begun = now.milliseconds / window.milliseconds
        return table.withLockedValue { table in
            let place = Self.place(of: key)
            if table[place].begun != begun { table[place] = Slot(begun: begun, tries: 0) }
            if table[place].tries < .max { table[place].tries += 1 }
            return Int(table[place].tries)
        }
    }

    func forget(_ key: [String]) {
        table.withLockedValue { $0[Self.place(of: key)] = Slot() }
    }

    private static func place(of key: [String]) -> Int {
        Int(UInt(bitPattern: key.hashValue) % UInt(slots))
    }
}
