import Storage

extension BoundKind {
    /// A certificate from its issue on: employers rely on it, so SQL must neither make one nor change its words, its
    /// holder or whether it is valid.
    static let certificates = BoundKind(
        "certificate", title: "certificate", covers: "number, person, training, place in the list and withdrawal",
        due: "SELECT id FROM certificate",
        fields: { _, row, vault in try SealedText.certificateName.bound(row, at: 4, of: row["id"], vault) }
    ) { ids in
        [
            """
            SELECT id, purchase_id, person_id, number, name, course_id, course_title, institution_id, institution_name,
                hours, score, completed_at, issued_at, status_list, status_index, withdrawal, withdrawn_at, sealed_name
            FROM certificate
            WHERE id IN (\(list: ids))
            """
        ]
    }

    /// A key for credentials: one that SQL put in would sign for the site.
    static let credentialKeys = BoundKind(
        "credential-key", title: "key for credentials", covers: "public key, sealed key and time",
        due: "SELECT id FROM credential_key"
    ) { ids in
        ["SELECT id, public_key, sealed_key, made_at FROM credential_key WHERE id IN (\(list: ids))"]
    }
}
