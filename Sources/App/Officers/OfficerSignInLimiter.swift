import Foundation
import NIOConcurrencyHelpers
import Programme

/// Limits sign-in attempts at the office, in the memory of this process. Attempts are counted by sign-in name and
/// network together, so that guesses from one network do not lock the officer out elsewhere. A browser in which the
/// officer has signed in before is counted separately, so that an attacker in the same network cannot lock it out
/// either.
final class OfficerSignInLimiter: Sendable {
    /// Attempts per window for one name from one network, or from one recognised browser.
    static let triesPerName = 8
    /// Attempts per window for all names together from one network, without recognised browsers.
    static let triesPerNetwork = 60
    static let window = Span.minutes(15)

    private let counts = TryCounts(window: window)

    /// Counts an attempt before anything is compared, so that concurrent guesses are counted too.
    ///
    /// - Parameters:
    ///   - name: as entered, in canonical form; it need not exist.
    ///   - network: an IPv4 address, or the /64 prefix that an IPv6 connection is assigned, as `ClientAddress.of` writes
    ///     them.
    ///   - device: the nonce of a browser in which this name has signed in before; nil for any other.
    func count(_ name: String, network: String, device: String?, at now: Instant) throws(OfficerSignInRefusal) {
        if let device {
            guard counts.add(["device", device], at: now) <= Self.triesPerName else { throw .tooManyTries }
            return
        }
        let hits = counts.add(["name", name, network], at: now)
        guard hits <= Self.triesPerName else { throw .tooManyTries }
        guard counts.add(["network", network], at: now) <= Self.triesPerNetwork else { throw .tooManyTries }
    }

    /// After a successful sign-in: earlier failures no longer count.
    func forget(_ name: String, network: String, device: String?) {
        counts.forget(device.map { ["device", $0] } ?? ["name", name, network])
    }
}

/// Counts in a table of fixed size: made-up names and addresses cannot fill it, and every attempt is counted. Two keys
/// may share a slot and thus a limit; each process seeds its hash differently, so that an attacker cannot target an
/// officer's slot.
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

    /// The number of attempts in this window, including this one.
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
