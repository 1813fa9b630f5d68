import Foundation
import Hummingbird
import Programme
import Storage

/// The API by which institutions check and use redeem codes and request attendance confirmations. In a sandbox test
/// codes are answered too.
struct RedeemAPI: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let partners = PartnerAuthenticator(dependencies: dependencies, form: ContractAnswers())
        let routes = RouteCollection(context: VisitorContext.self)
        routes.post(Paths.redeemStatus, use: partners.signed(status))
        routes.post(Paths.redeemCommit, use: partners.signed(commit))
        routes.post(Paths.redeemReset, use: partners.signed(reset))
        routes.post(Paths.attendanceURL, use: partners.signed(generateURL))
        return routes
    }

    @Sendable private func status(_ context: PartnerContext) async throws -> Response {
        try context.require(.institution)
        let body = try PartnerBody(context.body)
        let (code, sequence) = (try body.text("redeem_code"), try body.sequence())
        let actions = RedeemActions(dependencies: dependencies, institution: context.partner)
        let testing = TestCodes(dependencies: dependencies, institution: context.partner)
        let test = try testing.find(code)
        let answer = try await dependencies.database.read { tx in
            if let test { return try testing.answer(test, sequence, in: tx) }
            return try actions.answer(try actions.find(code, in: tx), sequence, in: tx)
        }
        return try ContractAnswers.ok(answer)
    }

    @Sendable private func commit(_ context: PartnerContext) async throws -> Response {
        try context.require(.institution)
        let code = try PartnerBody(context.body).text("redeem_code")
        let actions = RedeemActions(dependencies: dependencies, institution: context.partner)
        let testing = TestCodes(dependencies: dependencies, institution: context.partner)
        let test = try testing.find(code)
        let answer = try await dependencies.database.transaction { tx in
            if let test {
                try testing.commit(test, in: tx)
                return try testing.answer(test, .first, in: tx)
            }
            try actions.commit(code, in: tx)
            return try actions.answer(try actions.find(code, in: tx), .first, in: tx)
        }
        return try ContractAnswers.ok(answer)
    }

    /// Clears the steps of a test code. The code of a sold course is never reset.
    @Sendable private func reset(_ context: PartnerContext) async throws -> Response {
        try context.require(.institution)
        let code = try PartnerBody(context.body).text("redeem_code")
        let testing = TestCodes(dependencies: dependencies, institution: context.partner)
        guard let test = try testing.find(code) else { throw PurchaseRefusal.unknownRedeemCode }
        let answer = try await dependencies.database.transaction { tx in
            try testing.reset(test, in: tx)
            return try testing.answer(test, .first, in: tx)
        }
        return try ContractAnswers.ok(answer)
    }

    @Sendable private func generateURL(_ context: PartnerContext) async throws -> Response {
        try context.require(.institution)
        let body = try PartnerBody(context.body)
        let (code, redirect) = (try body.text("redeem_code"), try body.text("redirect_uri"))
        let (email, sequence) = (try body.text("email"), try body.sequence())
        guard let email = EmailAddress(email) else { throw PartnerRefusal.missing("email") }
        let actions = RedeemActions(dependencies: dependencies, institution: context.partner)
        let testing = TestCodes(dependencies: dependencies, institution: context.partner)
        let test = try testing.find(code)
        let (request, course) = try await dependencies.database.transaction { tx in
            if let test { return try testing.attend(test, sequence, backTo: redirect, in: tx) }
            return try actions.send(code, sequence, to: redirect, email: email, in: tx)
        }
        let page = dependencies.configuration.baseURL + Paths.attendance(request.state)
        return try ContractAnswers.ok(
            AttendanceLink(
                url: test == nil ? page : request.returnAddress, state: request.state,
                course: .init(type: course.contractType, learningMethod: course.contractMethod)))
    }
}

private struct AttendanceLink: Encodable {
    let url: String
    let state: String
    let course: CourseKind

    struct CourseKind: Encodable {
        let type: Int
        let learningMethod: String

        enum CodingKeys: String, CodingKey {
            case learningMethod = "learning_method"
            case type
        }
    }
}

extension Course {
    /// 1 for self-paced, 2 for a webinar, 3 for offline. The contract defines the field but not its values.
    var contractType: Int {
        switch mode {
        case .selfPaced: 1
        case .webinar: 2
        case .offline: 3
        }
    }

    var contractTypeLabel: String {
        switch mode {
        case .selfPaced: "SPL"
        case .webinar: "Webinar"
        case .offline: "Luring"
        }
    }

    var contractMethod: String { mode == .offline ? "offline" : "online" }
}
