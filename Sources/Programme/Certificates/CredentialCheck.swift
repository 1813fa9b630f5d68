/// A credential's file as a reader without our database checks it.
package struct CheckedCredential: Sendable, Equatable {
    package let id: String
    package let issuer: String
    package let holder: String
    package let title: String
    package let institution: String
    package let completedAt: String
    package let statusList: String?
    package let key: Multikey
    /// Whether the key stands in a document of the issuer's that the reader gave. Otherwise the file names it itself,
    /// and that it is unchanged proves nothing about who signed it.
    package let isKnown: Bool

    /// Checks form and signature.
    ///
    /// - Parameter document: the issuer's `did.json`; nil where the reader has none.
    package init(_ text: String, document: String?) throws(CredentialFault) {
        let credential = try Self.json(text)
        let subject = credential["credentialSubject"]
        guard credential["@context"]?.texts.map({ $0.starts(with: OpenBadge.contexts.prefix(1)) }) == true else {
            throw .member("@context")
        }
        guard let types = credential["type"]?.texts, types.contains("VerifiableCredential"),
            types.contains(OpenBadge.type) || types.contains("AchievementCredential")
        else { throw .member("type") }
        issuer = try Self.text(credential["issuer"]?.text ?? credential["issuer"]?["id"]?.text, "issuer.id")
        id = try Self.text(credential["id"]?.text, "id")
        title = try Self.text(
            subject?["achievement"]?["name"]?.text, "credentialSubject.achievement.name")
        institution = subject?["achievement"]?["creator"]?["name"]?.text ?? "-"
        completedAt = try Self.text(
            subject?["activityEndDate"]?.text ?? credential["validFrom"]?.text, "validFrom")
        holder = try Self.holder(subject)
        statusList = credential["credentialStatus"]?["statusListCredential"]?.text
        (key, isKnown) = try Self.key(of: credential, by: issuer, document)
        try DataIntegrityProof.verify(credential, by: key)
    }

    private static func json(_ text: String) throws(CredentialFault) -> JSONValue {
        do { return try JSONReader.read(text) } catch { throw .json(error) }
    }

    private static func text(_ text: String?, _ member: String) throws(CredentialFault) -> String {
        guard let text else { throw .member(member) }
        return text
    }

    private static func holder(_ subject: JSONValue?) throws(CredentialFault) -> String {
        guard case .array(let identifiers)? = subject?["identifier"],
            let name = identifiers.first(where: { $0["identityType"]?.text == "name" })?["identityHash"]?.text
        else { throw .member("credentialSubject.identifier") }
        return name
    }

    /// The key that the proof names. It has to be the issuer's own: in its document, or at least under its name.
    private static func key(
        of credential: JSONValue, by issuer: String, _ document: String?
    ) throws(CredentialFault) -> (Multikey, Bool) {
        let method = try DataIntegrityProof.method(of: credential)
        let parts = method.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == issuer else { throw .otherIssuer(method) }
        guard let document else {
            guard let key = Multikey(String(parts[1])) else { throw .member("proof.verificationMethod") }
            return (key, false)
        }
        let did = try json(document)
        guard did["id"]?.text == issuer else { throw .otherDocument(did["id"]?.text ?? "?") }
        guard did["assertionMethod"]?.texts?.contains(method) == true,
            case .array(let methods)? = did["verificationMethod"],
            let entry = methods.first(where: { $0["id"]?.text == method }), entry["controller"]?.text == issuer,
            let key = entry["publicKeyMultibase"]?.text.flatMap({ Multikey($0) })
        else { throw .unknownKey(method) }
        return (key, true)
    }
}

/// Why a credential is not accepted.
package enum CredentialFault: Error, Equatable, Sendable, CustomStringConvertible {
    case json(JSONFault)
    case noProof
    case otherSuite(String)
    case otherPurpose
    /// The proof was made for other contexts: words of the document mean something else now.
    case otherContext
    /// A member is missing or of another form.
    case member(String)
    case otherIssuer(String)
    case otherDocument(String)
    case unknownKey(String)
    case wrongSignature

    package var description: String {
        switch self {
        case .json(let fault): "\(fault)"
        case .noProof: "the file has no proof: ask its holder for the file as it was downloaded"
        case .otherSuite(let suite):
            "the proof is \(suite), and this command checks \(DataIntegrityProof.suite) only"
        case .otherPurpose: "the proof's purpose is not \(DataIntegrityProof.purpose)"
        case .otherContext: "the proof was made for other contexts than the file has: the file was changed"
        case .member(let name): "the member \(name) is missing, or of another form: the file is no certificate of ours"
        case .otherIssuer(let method): "the proof names the key \(method), which is not under the issuer's name"
        case .otherDocument(let id): "the document given with --did is that of \(id), not of the credential's issuer"
        case .unknownKey(let method):
            "the issuer's document does not have the key \(method) for signing credentials. Fetch the document again; "
                + "if it still lacks the key, the credential is not the issuer's"
        case .wrongSignature:
            "the signature is wrong: the file was changed after it was signed, or another key signed it"
        }
    }
}
