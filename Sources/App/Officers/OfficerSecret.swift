import Foundation
import Logging
import Programme

extension OfficerCredential {
    /// The authenticator's secret. Nil, with an error in the server's log, where the master key does not decrypt it: the
    /// row was damaged, or written by other means than a set-up. Then no code of the authenticator is accepted, and the
    /// log is where an operator learns why.
    func secret(on dependencies: Dependencies) -> Data? {
        do {
            return try dependencies.vault.open(
                totpSecret, table: "officer", column: "totp_secret", row: id.rawValue)
        } catch {
            dependencies.logger.error(
                """
                an officer's authenticator secret cannot be decrypted, so that no code is accepted: restore the row \
                from a backup, or have a new link proposed at /kantor/petugas
                """, metadata: ["officer": "\(id)"])
            return nil
        }
    }
}
