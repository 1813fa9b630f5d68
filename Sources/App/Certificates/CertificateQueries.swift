import Programme
import Storage

extension Transaction {
    var certificates: CertificateQueries { CertificateQueries(tx: self) }
}

/// Certificates of completed trainings. The only writer of `certificate` and `certificate_due`.
struct CertificateQueries {
    let tx: Transaction

    func of(_ purchase: ID<Purchase>, vault: Vault) throws -> Certificate? {
        try one("purchase_id = \(purchase)", vault)
    }

    /// Finds the person's own certificate only.
    func of(_ person: ID<Account>, _ purchase: ID<Purchase>, vault: Vault) throws -> Certificate? {
        try one("person_id = \(person) AND purchase_id = \(purchase)", vault)
    }

    /// The person's certificates, newest first.
    func of(_ person: ID<Account>, vault: Vault) throws -> [Certificate] {
        try tx.rows("SELECT \(Self.columns) FROM certificate WHERE person_id = \(person) ORDER BY id DESC")
            .map { try Certificate($0, vault) }
    }

    func find(_ number: CertificateNumber, vault: Vault) throws -> Certificate? {
        try one("number = \(number.text)", vault)
    }

    /// The purchase whose certificate has this number.
    func purchase(certifiedBy number: CertificateNumber) throws -> ID<Purchase>? {
        try tx.row("SELECT purchase_id FROM certificate WHERE number = \(number.text)")?["purchase_id"]
    }

    /// Why and when the purchase's certificate was withdrawn; nil for a valid one, and for none.
    func withdrawal(of purchase: ID<Purchase>) throws -> Certificate.Withdrawal? {
        try tx.row("SELECT withdrawal, withdrawn_at FROM certificate WHERE purchase_id = \(purchase)")
            .flatMap(Certificate.Withdrawal.init)
    }

    /// The certificates of trainings that this card paid.
    ///
    /// - Parameter withdrawal: those that were withdrawn for this reason; nil for the valid ones.
    func paid(by card: ID<Card>, _ withdrawal: Certificate.Withdrawal.Reason?) throws -> [ID<Certificate>] {
        let state: SQL =
            withdrawal.map { "certificate.withdrawal = \($0)" } ?? "certificate.withdrawn_at IS NULL"
        return try tx.rows(
            """
            SELECT certificate.id
            FROM purchase
            JOIN certificate ON certificate.purchase_id = purchase.id
            WHERE purchase.card_id = \(card) AND \(state)
            ORDER BY certificate.id
            """
        ).map { try $0["id"] }
    }

    /// Purchases from before there were certificates that have none yet, oldest first.
    ///
    /// - Parameter after: the last one that was looked at.
    func due(after: ID<Purchase>?, limit: Int) throws -> [ID<Purchase>] {
        try tx.rows(
            """
            SELECT purchase_id
            FROM certificate_due
            WHERE purchase_id > \(after?.rawValue ?? 0)
            ORDER BY purchase_id
            LIMIT \(limit)
            """
        ).map { try $0["purchase_id"] }
    }

    func markMade(_ purchase: ID<Purchase>) throws {
        try tx.run("DELETE FROM certificate_due WHERE purchase_id = \(purchase)")
    }

    /// What the certificate of a completed purchase says, and the card that paid; nil for one that is not completed.
    func completed(
        _ purchase: ID<Purchase>, vault: Vault
    ) throws -> (training: Certificate.Training, person: ID<Account>, card: ID<Card>)? {
        let row = try tx.row(
            """
            SELECT completion.person_id, purchase.card_id, completion.participant_name,
                completion.sealed_participant_name, completion.completed_at,
                CASE WHEN completion.basis IS NULL THEN completion.score END AS score, course.id AS course_id,
                course.title, course.hours, course.institution_id, partner.name
            FROM completion
            JOIN purchase ON purchase.id = completion.purchase_id
            JOIN course ON course.id = purchase.course_id
            JOIN partner ON partner.id = course.institution_id
            WHERE completion.purchase_id = \(purchase) AND purchase.state = 'completed'
            """)
        guard let row else { return nil }
        let training = try Certificate.Training(
            name: SealedText.participantName.open(row, of: purchase.rawValue, vault), course: row["course_id"],
            title: row["title"],
            institution: row["institution_id"], institutionName: row["name"], hours: row["hours"],
            score: row["score"], completedAt: row["completed_at"])
        return (training, try row["person_id"], try row["card_id"])
    }

    /// False where the purchase has one, or the number or the place in the list is taken.
    func add(_ certificate: Certificate, vault: Vault) throws -> Bool {
        let (training, status) = (certificate.training, certificate.status)
        let name = try SealedText.certificateName.seal(training.name, row: certificate.id.rawValue, vault)
        return try tx.run(
            """
            INSERT INTO certificate (id, purchase_id, person_id, number, name, course_id, course_title, institution_id,
                institution_name, hours, score, completed_at, issued_at, status_list, status_index, withdrawal,
                withdrawn_at, sealed_name)
            VALUES (\(certificate.id), \(certificate.purchase), \(certificate.person), \(certificate.number.text),
                '', \(training.course), \(training.title), \(training.institution),
                \(training.institutionName), \(training.hours), \(training.score), \(training.completedAt),
                \(certificate.issuedAt), \(status.list), \(status.index), \(certificate.withdrawal?.reason),
                \(certificate.withdrawal?.at), \(name))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// - Parameter withdrawal: nil makes it valid again.
    func mark(_ certificate: ID<Certificate>, as withdrawal: Certificate.Withdrawal?) throws {
        try tx.run(
            """
            UPDATE certificate
            SET withdrawal = \(withdrawal?.reason), withdrawn_at = \(withdrawal?.at)
            WHERE id = \(certificate)
            """)
    }

    /// The places of a list whose certificates are withdrawn.
    func withdrawn(in list: Int) throws -> [Int] {
        try tx.rows(
            """
            SELECT status_index
            FROM certificate
            WHERE status_list = \(list) AND withdrawn_at IS NOT NULL
            ORDER BY status_index
            """
        ).map { try $0["status_index"] }
    }

    /// The numbers by which the certificates of these purchases are checked; none for a purchase without one.
    func numbers(of purchases: [ID<Purchase>]) throws -> [ID<Purchase>: CertificateNumber] {
        guard !purchases.isEmpty else { return [:] }
        let rows = try tx.rows(
            "SELECT purchase_id, number FROM certificate WHERE purchase_id IN (\(list: purchases))")
        return try rows.reduce(into: [:]) { numbers, row in
            let purchase: ID<Purchase> = try row["purchase_id"]
            numbers[purchase] = CertificateNumber(stored: try row["number"])
        }
    }

    private func one(_ condition: SQL, _ vault: Vault) throws -> Certificate? {
        try tx.row("SELECT \(Self.columns) FROM certificate WHERE \(condition)").map { try Certificate($0, vault) }
    }

    private static let columns: SQL = """
        id, purchase_id, person_id, number, name, course_id, course_title, institution_id, institution_name, hours, score,
            completed_at, issued_at, status_list, status_index, withdrawal, withdrawn_at, sealed_name
        """
}

extension Certificate.Withdrawal.Reason: SQLConvertible {}

extension SealedText {
    /// The holder's name as it stands on the certificate.
    static let certificateName = SealedText("certificate", "name")
}

extension Certificate.Withdrawal {
    /// Nil for a certificate that is valid.
    fileprivate init?(_ row: Row) throws {
        let (reason, at): (Reason?, Instant?) = (try row["withdrawal"], try row["withdrawn_at"])
        guard let reason, let at else { return nil }
        self.init(reason: reason, at: at)
    }
}

extension Certificate {
    fileprivate init(_ row: Row, _ vault: Vault) throws {
        try self.init(
            id: row["id"], number: CertificateNumber(stored: row["number"]), person: row["person_id"],
            purchase: row["purchase_id"],
            training: Training(
                name: SealedText.certificateName.shown(row, of: row["id"], vault), course: row["course_id"],
                title: row["course_title"],
                institution: row["institution_id"], institutionName: row["institution_name"], hours: row["hours"],
                score: row["score"], completedAt: row["completed_at"]),
            issuedAt: row["issued_at"], status: StatusPlace(list: row["status_list"], index: row["status_index"]),
            withdrawal: Withdrawal(row))
    }
}
