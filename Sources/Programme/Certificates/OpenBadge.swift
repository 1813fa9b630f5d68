/// A certificate as an Open Badges 3.0 credential, which is a W3C Verifiable Credential 2.0: what a holder gives to an
/// employer or puts into a wallet.
package struct OpenBadge: Sendable {
    package let certificate: Certificate
    package let issuer: CredentialIssuer

    package static let contexts = [
        "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]
    package static let type = "OpenBadgeCredential"
    private static let schema =
        "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"

    package init(certificate: Certificate, issuer: CredentialIssuer) {
        (self.certificate, self.issuer) = (certificate, issuer)
    }

    private var training: Certificate.Training { certificate.training }

    /// Without its proof.
    package var credential: JSONValue {
        [
            "@context": .array(Self.contexts.map { .string($0) }),
            "id": .string(issuer.check(certificate.number)),
            "type": ["VerifiableCredential", .string(Self.type)],
            "name": .string(training.title),
            "issuer": [
                "id": .string(issuer.did), "type": ["Profile"], "name": .string(CredentialIssuer.name),
                "url": .string(issuer.site),
            ],
            "validFrom": .string(certificate.issuedAt.inWholeSeconds),
            "credentialSubject": subject,
            "credentialSchema": [["id": .string(Self.schema), "type": "1EdTechJsonSchemaValidator2019"]],
            "credentialStatus": status,
        ]
    }

    private var subject: JSONValue {
        let subject: JSONValue = [
            "type": ["AchievementSubject"],
            "identifier": [
                [
                    "type": "IdentityObject", "hashed": .bool(false), "identityHash": .string(training.name),
                    "identityType": "name",
                ]
            ],
            "activityEndDate": .string(training.completedAt.inWholeSeconds),
            "achievement": achievement,
        ]
        guard let score = training.score else { return subject }
        return subject.with(
            "result",
            [["type": ["Result"], "resultDescription": .string(scoreID), "value": .string(String(score))]])
    }

    private var achievement: JSONValue {
        let achievement: JSONValue = [
            "id": .string(issuer.course(training.course)),
            "type": ["Achievement"],
            "achievementType": "Course",
            "name": .string(training.title),
            "description": .string("Pelatihan \(training.hours) jam oleh \(training.institutionName)"),
            "criteria": [
                "narrative": .string(
                    "Lembaga menyatakan peserta selesai. Kehadiran pertama dan tes akhir, atau semua kehadiran menurut "
                        + "aturan program, tercatat.")
            ],
            "creator": [
                "id": .string(issuer.institution(training.institution)), "type": ["Profile"],
                "name": .string(training.institutionName),
            ],
            "inLanguage": "id",
        ]
        guard training.score != nil else { return achievement }
        return achievement.with(
            "resultDescription",
            [
                [
                    "id": .string(scoreID), "type": ["ResultDescription"], "name": "Nilai", "resultType": "RawScore",
                    "valueMin": "0", "valueMax": "100",
                ]
            ])
    }

    private var scoreID: String { issuer.course(training.course) + "#nilai" }

    private var status: JSONValue {
        let (list, index) = (issuer.statusList(certificate.status.list), String(certificate.status.index))
        return [
            "id": .string("\(list)#\(index)"), "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
            "statusListIndex": .string(index), "statusListCredential": .string(list),
        ]
    }
}
