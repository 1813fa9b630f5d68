import Logging
import Programme

/// `prakerja certificate …`: the installation's key for credentials.
package enum CertificateCommands {
    /// Makes the next key, which signs from now on.
    ///
    /// - Returns: the key as `did.json` has it.
    package static func replaceKey(_ options: ServeOptions, logger: Logger) async throws -> String {
        try await Installation.with(options, logger: logger) { dependencies in
            try await CredentialKeys(dependencies: dependencies).rotate().description
        }
    }
}
