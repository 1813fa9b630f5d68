import Foundation
import Programme

/// What `prakerja annex` does: the site's signature under a draft, and the reading of a signed annex.
package enum AnnexCommands {
    /// The draft signed by the site's key.
    ///
    /// - Parameter issued: now, by the programme's clock of an installation whose clock was never moved.
    /// - Throws: `CommandRefused` with what is wrong with the draft; the demo's keys are refused unless it is a
    ///   development server's.
    package static func sign(_ draft: AnnexDraft, at issued: Instant?, options: ServeOptions) async throws -> String {
        let configuration = try Configuration.of(options)
        let seal = try await Boot.seal(configuration)
        let annex = draft.annex(
            of: seal.verifier, issued: issued ?? configuration.clockStart ?? Dependencies.systemClock())
        let findings = annex.check() + (configuration.isTrial ? [] : annex.checkKeys())
        if let error = findings.first(where: { $0.severity == .error }) {
            throw CommandRefused("\(error.place) \(error.sentence)")
        }
        return try seal.note(annex.text)
    }
}
