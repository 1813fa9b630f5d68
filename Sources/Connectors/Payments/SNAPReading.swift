import Programme

/// What SNAP's response codes mean to us. A code is HTTP status, service and case; the case alone decides here, because
/// the standard gives it the same meaning in every service.
enum SNAPReading {
    private static let pauseForOperator = Span.minutes(15)

    static func inquiry(_ answer: HTTPAnswer, of service: SNAPService) throws(PaymentFault) -> PayeeAnswer {
        guard let body = SNAPAnswerBody.read(answer, of: service) else { throw nonsense(answer) }
        switch (answer.status, body.caseCode) {
        case (200, "00"):
            guard let name = body.customerName ?? body.beneficiaryAccountName else { throw nonsense(answer) }
            return .holder(PayeeName(name))
        case (404, _): return .noSuchAccount
        case (403, "02"), (403, "06"), (403, "07"), (403, "09"), (403, "15"), (403, "18"): return .cannotReceive
        default:
            throw fault(answer, body, unsure: .retry(after: HTTPCall.Limits.pause, because: reason(body)))
        }
    }

    static func payment(_ answer: HTTPAnswer, of service: SNAPService) throws(PaymentFault) -> PaymentAnswer {
        guard let body = SNAPAnswerBody.read(answer, of: service) else {
            throw .unknown(because: "the rail answered \(answer.status) without a code of its own")
        }
        switch (answer.status, body.caseCode) {
        case (200, "00"): return .paid(railReference: body.referenceNo ?? "")
        case (202, _): return .pending
        // The programme's own account is empty: nobody's fault but ours, and nobody loses their payment over it.
        case (403, "14"): throw .retry(after: pauseForOperator, because: reason(body))
        case (403, "02"), (403, "04"): return .failed(.limitExceeded)
        case (403, "06"), (403, "15"): return .failed(.notVerified)
        case (403, "07"), (403, "09"), (403, "18"): return .failed(.inactive)
        case (404, "11"): return .failed(.noSuchAccount)
        case (403, _), (404, _): return .failed(.refused)
        default: throw fault(answer, body, unsure: .unknown(because: reason(body)))
        }
    }

    static func status(_ answer: HTTPAnswer, of service: SNAPService) throws(PaymentFault) -> PaymentAnswer {
        guard let body = SNAPAnswerBody.read(answer, of: service) else { throw nonsense(answer) }
        if answer.status == 404, body.caseCode == "01" { return .notFound }
        guard answer.status == 200 else {
            throw fault(answer, body, unsure: .retry(after: HTTPCall.Limits.pause, because: reason(body)))
        }
        switch body.latestTransactionStatus {
        case "00": return .paid(railReference: body.originalReferenceNo ?? body.referenceNo ?? "")
        case "01", "02", "03": return .pending
        case "04", "05", "06": return .failed(.refused)
        case "07": return .notFound
        default: throw nonsense(answer)
        }
    }

    /// This reference was told before, so there is a payment to ask about. The standard says so with case 01; some
    /// issuers answer 00, which also stands for a used external id. Asking for the status is right in either case.
    static func isKnownReference(_ answer: HTTPAnswer) -> Bool {
        answer.status == 409
    }

    /// What is left over: our key, our mistake, their overload, or something nobody can be sure about.
    private static func fault(_ answer: HTTPAnswer, _ body: SNAPAnswerBody, unsure: PaymentFault) -> PaymentFault {
        switch answer.status {
        case 401: .retry(after: pauseForOperator, because: reason(body))
        // An external id that was used today: the next one is another.
        case 409, 429: .retry(after: HTTPCall.Limits.pause, because: reason(body))
        case 400, 405: .never(because: reason(body))
        default: unsure
        }
    }

    private static func nonsense(_ answer: HTTPAnswer) -> PaymentFault {
        .retry(after: HTTPCall.Limits.pause, because: "the rail's answer (\(answer.status)) cannot be understood")
    }

    private static func reason(_ body: SNAPAnswerBody) -> String { "the rail answered \(body.responseCode)" }
}
