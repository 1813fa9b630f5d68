import Foundation
import Hummingbird
import Programme
import Storage

/// The API by which institutions submit participants' works and what they wrote about them: the contract's `tpm` calls.
struct CourseworkAPI: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let partners = PartnerAuthenticator(dependencies: dependencies, form: ContractAnswers())
        let routes = RouteCollection(context: VisitorContext.self)
        routes.post(Paths.courseworkSubmission, use: partners.signed(submit))
        routes.post(Paths.courseworkFeedback, use: partners.signed(feedback))
        routes.post(Paths.courseworkStatus, use: partners.signed(status))
        return routes
    }

    @Sendable private func submit(_ context: PartnerContext) async throws -> Response {
        try context.require(.institution)
        let body = try PartnerBody(context.body)
        let (code, task) = (try body.text("redeem_code"), try body.task())
        let file = try body.text("url_file")
        return try await add(.submission, context, code, task, file: file, notes: "")
    }

    @Sendable private func feedback(_ context: PartnerContext) async throws -> Response {
        try context.require(.institution)
        let body = try PartnerBody(context.body)
        let (code, task) = (try body.text("redeem_code"), try body.task())
        let (notes, file) = (try body.text("notes"), try body.optionalText("url_file") ?? "")
        return try await add(.feedback, context, code, task, file: file, notes: notes)
    }

    private func add(
        _ kind: Coursework.Kind, _ context: PartnerContext, _ code: String, _ task: CourseworkTask, file: String,
        notes: String
    ) async throws -> Response {
        let actions = CourseworkActions(dependencies: dependencies, institution: context.partner)
        let testing = TestCodes(dependencies: dependencies, institution: context.partner)
        let test = try testing.find(code)
        let added = try await dependencies.database.transaction { tx in
            if let test { return try testing.add(kind, test, task, file: file, notes: notes, in: tx) }
            return try actions.add(kind, code, task, file: file, notes: notes, in: tx)
        }
        return try ContractAnswers.ok(CourseworkAnswer(added.work, added.redeemCode))
    }

    @Sendable private func status(_ context: PartnerContext) async throws -> Response {
        try context.require(.institution)
        let body = try PartnerBody(context.body)
        let (code, task) = (try body.text("redeem_code"), try body.task())
        let redeeming = RedeemActions(dependencies: dependencies, institution: context.partner)
        let testing = TestCodes(dependencies: dependencies, institution: context.partner)
        let test = try testing.find(code)
        let answer = try await dependencies.database.read { tx in
            let found = try test == nil ? redeeming.find(code, in: tx) : nil
            func part(_ kind: Coursework.Kind) throws -> CourseworkStatus.Part {
                if let test {
                    let isStored = try testing.hasTask(kind, test, task, in: tx)
                    return CourseworkStatus.Part(test.text, task, isStored: isStored)
                }
                guard let found else { throw PurchaseRefusal.unknownRedeemCode }
                let count = try tx.coursework.count(kind, of: task, found.purchase.id)
                return CourseworkStatus.Part(found.payment.redeemCode, task, isStored: count > 0)
            }
            return CourseworkStatus(assignment: try part(.submission), feedback: try part(.feedback))
        }
        return try ContractAnswers.ok(answer)
    }
}

extension PartnerBody {
    /// The fields `scope` and `sequence`.
    fileprivate func task() throws -> CourseworkTask {
        guard let scope = CourseworkTask.Scope(rawValue: try text("scope")) else {
            throw PartnerRefusal.missing("scope")
        }
        guard let task = CourseworkTask(scope, try number("sequence", in: CourseworkTask.sequences)) else {
            throw PartnerRefusal.missing("sequence")
        }
        return task
    }
}

/// What the contract calls the state of a work: 0 is not submitted, 1 waiting, 2 accepted, 3 failed. A work is checked
/// when it arrives, so there are only 0 and 2.
private enum CourseworkState {
    static let missing = 0
    static let accepted = 2
}

private struct CourseworkAnswer: Encodable {
    let id: Int64
    let redeemCode: String
    let scope: String
    let sequence: Int
    let status = CourseworkState.accepted
    let file: String
    /// Of feedback only.
    let notes: String?

    init(_ work: Coursework, _ redeemCode: String) {
        id = work.id.rawValue
        self.redeemCode = redeemCode
        scope = work.task.scope.rawValue
        sequence = work.task.sequence
        file = work.file
        notes = work.kind == .feedback ? work.notes : nil
    }

    enum CodingKeys: String, CodingKey {
        case redeemCode = "redeem_code"
        case file = "url_file"
        case id, scope, sequence, status, notes
    }
}

private struct CourseworkStatus: Encodable, Sendable {
    let assignment: Part
    let feedback: Part

    struct Part: Encodable, Sendable {
        let redeemCode: String
        let scope: String
        let sequence: Int
        let status: Int

        init(_ redeemCode: String, _ task: CourseworkTask, isStored: Bool) {
            self.redeemCode = redeemCode
            scope = task.scope.rawValue
            sequence = task.sequence
            status = isStored ? CourseworkState.accepted : CourseworkState.missing
        }

        enum CodingKeys: String, CodingKey {
            case redeemCode = "redeem_code"
            case scope, sequence, status
        }
    }
}
