import Crypto
import Foundation
import Programme
import Storage

/// The keys with which the installation signs credentials. The first is made when it is first needed; an operator makes
/// the next one.
struct CredentialKeys: Sendable {
    let dependencies: Dependencies

    var issuer: CredentialIssuer { CredentialIssuer(site: dependencies.edition.site) }

    /// Every published key, the newest first. Throws `RecordRefusal.heldBack` while one is not as it was made: a key that
    /// SQL put in would be able to sign for the site.
    func published() async throws -> [Multikey] {
        let known = try await dependencies.database.read { tx in try asMade(in: tx) }
        guard known.isEmpty else { return try known.map(Self.multikey) }
        _ = try await dependencies.database.transaction { tx in try make(after: [], in: tx) }
        return try await dependencies.database.read { tx in try asMade(in: tx) }.map(Self.multikey)
    }

    /// Makes the next key. Earlier ones stay published.
    func rotate() async throws -> Multikey {
        try await dependencies.database.transaction { tx in
            try Self.multikey(make(after: asMade(in: tx), in: tx))
        }
    }

    /// The document with a proof by the newest key.
    func sign(_ document: JSONValue) async throws -> JSONValue {
        _ = try await published()
        let newest = try await dependencies.database.read { tx in try asMade(in: tx).first }
        guard let newest else { throw Inconsistency("a key for credentials was made") }
        let bytes = try dependencies.vault.open(
            newest.sealed, table: "credential_key", column: "sealed_key", row: newest.id.rawValue)
        let key = try Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
        let proof = DataIntegrityProof(
            verificationMethod: issuer.method(Multikey(key.publicKey)),
            created: dependencies.clock.now().inWholeSeconds)
        return try proof.sign(document, with: key)
    }

    private func asMade(in tx: Transaction) throws -> [CredentialKey] {
        let keys = try tx.credentialKeys.all()
        let bound = try tx.records.asBound(.credentialKeys, of: keys.map(\.id), vault: dependencies.vault)
        for key in keys where !bound.contains(key.id) {
            dependencies.reportChanged(.credentialKeys, key.id)
            throw RecordRefusal.heldBack
        }
        return keys
    }

    private func make(after known: [CredentialKey], in tx: Transaction) throws -> CredentialKey {
        let id = ID<CredentialKey>((known.first?.id.rawValue ?? 0) + 1)
        let key = Curve25519.Signing.PrivateKey()
        let made = CredentialKey(
            id: id, publicKey: key.publicKey.rawRepresentation,
            sealed: try dependencies.vault.seal(
                key.rawRepresentation, table: "credential_key", column: "sealed_key", row: id.rawValue))
        guard try tx.credentialKeys.add(made, at: dependencies.realNow()) else {
            // Another server has made it at this moment.
            guard let first = try tx.credentialKeys.all().first else { throw StorageFault.contended }
            return first
        }
        try tx.records.bind(
            .credentialKeys, id, at: dependencies.realNow(), ids: dependencies.ids, isFirst: true)
        try tx.audit.record(
            AuditEvent(
                known.isEmpty ? "certificate.key-made" : "certificate.key-replaced", subject: "credential-key:\(id)"),
            by: .system, at: dependencies.moment(), ids: dependencies.ids)
        return made
    }

    private static func multikey(_ key: CredentialKey) throws -> Multikey {
        Multikey(try Curve25519.Signing.PublicKey(rawRepresentation: key.publicKey))
    }
}
