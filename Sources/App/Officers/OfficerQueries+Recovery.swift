import Foundation
import Programme
import Storage

/// Codes for an officer whose authenticator is not at hand. The only writer of `officer_recovery`.
extension OfficerQueries {
    /// Replaces all earlier codes.
    func setRecovery(_ hashes: [Data], of officer: ID<Officer>) throws {
        try tx.run("DELETE FROM officer_recovery WHERE officer_id = \(officer)")
        for hash in hashes {
            try tx.run("INSERT INTO officer_recovery (officer_id, hash) VALUES (\(officer), \(hash))")
        }
    }

    /// Uses up a code. False when it is unknown or was used.
    func useRecovery(_ hash: Data, of officer: ID<Officer>, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE officer_recovery
            SET used_at = \(now)
            WHERE officer_id = \(officer) AND hash = \(hash) AND used_at IS NULL
            """) == 1
    }

    func recoveryLeft(of officer: ID<Officer>) throws -> Int {
        try tx.row(
            "SELECT COUNT(*) AS codes FROM officer_recovery WHERE officer_id = \(officer) AND used_at IS NULL")?[
                "codes"]
            ?? 0
    }
}

/// A code of an officer or of a person of a partner: ten letters and digits without those that look alike; about fifty bits.
enum RecoveryCode {
    static let count = 8
    private static let alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    static let length = 10

    private static func make(_ random: RandomSource) -> String { random.pick(length, from: alphabet) }

    /// As many as a person is given at once.
    static func makeSet(_ random: RandomSource) -> [String] { (0..<count).map { _ in make(random) } }

    /// `abcde-fghjk`.
    static func spaced(_ code: String) -> String { "\(code.prefix(5))-\(code.dropFirst(5))" }

    /// The code as typed, or nil for an authenticator's code and anything else.
    static func read(_ typed: String) -> String? {
        let code = typed.lowercased().filter { !$0.isWhitespace && $0 != "-" }
        return code.count == length && code.allSatisfy(alphabet.contains) ? code : nil
    }

    static func hash(_ code: String, of officer: ID<Officer>, _ vault: Vault) -> Data {
        vault.lookup("\(officer):\(code)", purpose: "officer.recovery")
    }

    static func hash(_ code: String, of person: ID<PartnerPerson>, _ vault: Vault) -> Data {
        vault.lookup("\(person):\(code)", purpose: "partner-person.recovery")
    }
}
