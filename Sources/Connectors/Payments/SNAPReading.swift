import Programme

/// Interprets SNAP's response codes. A code consists of status, service and case; only status and case are used here,
/// because the standard gives them the same meaning in every service.
///
/// Three kinds of failure are distinguished: the person's account cannot receive the money, our own request or contract
/// is wrong (`PaymentFault.never`: an operator corrects it, and the person is not notified of a refusal), and the
/// outcome is unknown.
enum SNAPReading {
    /// The person's account or wallet would exceed a limit.
    private static let limits: Set = ["02", "04", "23"]
    private static let unverified: Set = ["06", "15"]
    /// Blocked, expired, dormant, inactive.
    private static let inactive: Set = ["07", "08", "09", "18"]
    /// Our own account is empty, suspended or at its limit: it is refilled, and no person loses a payment over it.
    private static let ourAccount: Set = ["14", "16", "20"]
    /// Refusals of a bank concerning the payee without a detail: suspected fraud, do not honour, and codes it sent.
    private static let unexplained: Set = ["03", "05", "11", "12", "13"]

    static func inquiry(_ reply: SNAPReply) throws(PaymentFault) -> PayeeAnswer {
        guard let body = reply.body else { throw nonsense(reply) }
        switch (reply.status, reply.caseCode) {
        case (200, "00"):
            guard let name = body.holder else { throw nonsense(reply) }
            return .holder(PayeeName(name))
        case (404, "11"), (404, "12"): return .noSuchAccount
        case (403, let code) where limits.union(unverified).union(inactive).contains(code): return .cannotReceive
        case (404, _): throw .never(because: reply.reason)
        default: throw fault(reply, unsure: .retry(after: OutboundHTTP.Limits.pause, because: reply.reason))
        }
    }

    static func payment(_ reply: SNAPReply) throws(PaymentFault) -> PaymentAnswer {
        guard let body = reply.body else { throw .unknown(because: reply.reason) }
        switch (reply.status, reply.caseCode) {
        case (200, "00"): return .paid(railReference: body.railReference)
        case (202, _): return .pending
        case (403, let code) where ourAccount.contains(code):
            throw .retry(after: SNAP.pauseForOperator, because: reply.reason)
        case (403, let code) where limits.contains(code): return .failed(.limitExceeded)
        case (403, let code) where unverified.contains(code): return .failed(.notVerified)
        case (403, let code) where inactive.contains(code): return .failed(.inactive)
        case (403, let code) where unexplained.contains(code): return .failed(.refused)
        case (404, "11"), (404, "12"): return .failed(.noSuchAccount)
        // Every other code of these concerns us: a service we may not use, a bank that cannot be reached, an amount
        // that is not accepted, a date that is too old.
        case (403, _), (404, _): throw .never(because: reply.reason)
        default: throw fault(reply, unsure: .unknown(because: reply.reason))
        }
    }

    static func status(_ reply: SNAPReply) throws(PaymentFault) -> PaymentAnswer {
        guard let body = reply.body else { throw nonsense(reply) }
        if reply.status == 404, reply.caseCode == "01" { return .notFound }
        guard reply.status == 200 else {
            throw fault(reply, unsure: .retry(after: OutboundHTTP.Limits.pause, because: reply.reason))
        }
        switch body.latestTransactionStatus {
        case "00": return .paid(railReference: body.railReference)
        case "01", "02", "03": return .pending
        case "04", "05", "06": return .failed(.refused)
        case "07": return .notFound
        default: throw nonsense(reply)
        }
    }

    /// The reference was submitted before, so there may be a payment whose status can be queried: 409 says so, and 404
    /// with case 18 says that a field differs from the first submission. Some issuers answer 409 with case 00 also for
    /// a used external id; querying the status is right in either case. The payment must not be treated as refused
    /// here: the first submission may have been carried out.
    static func isKnownReference(_ reply: SNAPReply) -> Bool {
        reply.status == 409 || reply.status == 404 && ["01", "18"].contains(reply.caseCode)
    }

    /// The remaining cases: our key, our mistake, their overload, or an uncertain outcome.
    private static func fault(_ reply: SNAPReply, unsure: PaymentFault) -> PaymentFault {
        switch reply.status {
        case 401: .retry(after: SNAP.pauseForOperator, because: reply.reason)
        // An external id that was used today: the next one differs.
        case 409, 429: .retry(after: OutboundHTTP.Limits.pause, because: reply.reason)
        case 400, 405: .never(because: reply.reason)
        default: unsure
        }
    }

    private static func nonsense(_ reply: SNAPReply) -> PaymentFault {
        .retry(after: OutboundHTTP.Limits.pause, because: "the rail's answer (\(reply.status)) cannot be understood")
    }
}
