import Foundation
import Programme
import Storage

extension Transaction {
    var attendance: AttendanceQueries { AttendanceQueries(tx: self) }
}

/// Verified attendance. The only writer of `attendance`, `attendance_request` and `participant_email`.
struct AttendanceQueries {
    let tx: Transaction

    func verified(_ purchase: ID<Purchase>) throws -> [AttendanceSequence: Instant] {
        let rows = try tx.rows("SELECT sequence, verified_at FROM attendance WHERE purchase_id = \(purchase)")
        return try Dictionary(uniqueKeysWithValues: rows.map { try ($0["sequence"], $0["verified_at"]) })
    }

    func isVerified(_ purchase: ID<Purchase>, _ sequence: AttendanceSequence) throws -> Bool {
        try tx.row(
            """
            SELECT verified_at
            FROM attendance
            WHERE purchase_id = \(purchase) AND sequence = \(sequence)
            """) != nil
    }

    /// False when it was verified already.
    func verify(_ purchase: ID<Purchase>, _ sequence: AttendanceSequence, at now: Instant) throws -> Bool {
        let verified = try tx.run(
            """
            INSERT INTO attendance (purchase_id, sequence, verified_at)
            VALUES (\(purchase), \(sequence), \(now))
            ON CONFLICT (purchase_id, sequence) DO NOTHING
            """)
        guard verified == 1 else { return false }
        try tx.purchases.noteChange(purchase, seenByPlatform: false, at: now)
        return true
    }

    func ask(_ request: AttendanceRequest, at now: Instant) throws {
        try tx.run(
            """
            INSERT INTO attendance_request (state, purchase_id, sequence, redirect_uri, asked_at)
            VALUES (\(request.state), \(request.purchase), \(request.sequence), \(request.redirectURI), \(now))
            """)
    }

    func request(_ state: String) throws -> AttendanceRequest? {
        try tx.row(
            """
            SELECT state, purchase_id, sequence, redirect_uri, confirmed_at
            FROM attendance_request
            WHERE state = \(state)
            """
        ).map(AttendanceRequest.init)
    }

    func confirm(_ request: AttendanceRequest, at now: Instant) throws {
        try tx.run(
            """
            UPDATE attendance_request
            SET confirmed_at = \(now)
            WHERE state = \(request.state) AND confirmed_at IS NULL
            """)
    }

    /// False when the address takes this course under another redeem code.
    func bind(email: Data, course: ID<Course>, purchase: ID<Purchase>) throws -> Bool {
        try tx.send(
            """
            INSERT INTO participant_email (course_id, lookup, purchase_id)
            VALUES (\(course), \(email), \(purchase))
            ON CONFLICT (course_id, lookup) DO NOTHING
            """)
        let own = try tx.row(
            """
            SELECT participant_email.purchase_id
            FROM participant_email
            JOIN purchase AS earlier ON earlier.id = participant_email.purchase_id
            JOIN purchase ON purchase.person_id = earlier.person_id
            WHERE participant_email.course_id = \(course) AND participant_email.lookup = \(email)
                AND purchase.id = \(purchase)
            """)
        return own != nil
    }
}

/// A request for a participant to confirm attendance on our page and return to the institution's.
struct AttendanceRequest: Sendable {
    let state: String
    let purchase: ID<Purchase>
    let sequence: AttendanceSequence
    let redirectURI: String
    let isConfirmed: Bool

    init(state: String, purchase: ID<Purchase>, sequence: AttendanceSequence, redirectURI: String) {
        self.state = state
        self.purchase = purchase
        self.sequence = sequence
        self.redirectURI = redirectURI
        isConfirmed = false
    }

    /// A request of the institution's, whose `state` only this installation makes: SQL could put in one that no
    /// institution sent.
    init(
        of purchase: ID<Purchase>, _ sequence: AttendanceSequence, backTo redirect: String, random: RandomSource,
        vault: Vault
    ) {
        let name = random.token(Self.nameBytes)
        let code = Self.code(name, purchase, sequence, redirect, vault)
        self.init(state: name + code, purchase: purchase, sequence: sequence, redirectURI: redirect)
    }

    /// Whether an institution sent exactly this request.
    func isOurs(_ vault: Vault) -> Bool {
        let name = String(state.dropLast(Self.codeLength))
        return constantTimeEqual(state.utf8, (name + Self.code(name, purchase, sequence, redirectURI, vault)).utf8)
    }

    /// Three bytes are four characters.
    private static let nameBytes = 18
    private static let codeBytes = 12
    private static let codeLength = codeBytes / 3 * 4

    private static func code(
        _ name: String, _ purchase: ID<Purchase>, _ sequence: AttendanceSequence, _ redirect: String, _ vault: Vault
    ) -> String {
        let text = "\(name) \(purchase) \(sequence.number) \(redirect)"
        return vault.authenticationCode(of: Data(text.utf8), for: "attendance-request").prefix(codeBytes).base64URL
    }

    fileprivate init(_ row: Row) throws {
        state = try row["state"]
        purchase = try row["purchase_id"]
        sequence = try row["sequence"]
        redirectURI = try row["redirect_uri"]
        let confirmedAt: Instant? = try row["confirmed_at"]
        isConfirmed = confirmedAt != nil
    }

    /// The address to return to: the institution's own query is kept, and `state` is added.
    var returnAddress: String {
        let fragment = redirectURI.firstIndex(of: "#").map { String(redirectURI[$0...]) } ?? ""
        let address = redirectURI.prefix { $0 != "#" }
        return "\(address)\(address.contains("?") ? "&" : "?")state=\(state)\(fragment)"
    }
}

extension AttendanceSequence: SQLConvertible {
    package var sqlValue: SQLValue { .integer(Int64(number)) }
    package init?(sqlValue: SQLValue) {
        guard case .integer(let value) = sqlValue else { return nil }
        self.init(Int(value))
    }
}
