import Foundation
import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import Programme

/// The values of the form that a browser submits with this request, once its handler has read them. `PageContext.page`
/// needs them when the form has errors: it sends the browser to a GET of the form, so that going back to that page or
/// loading it again does not ask the person to send the form once more.
final class Submission: Sendable {
    let path: String
    let query: String?
    private let fields = NIOLockedValueBox<[String: String]?>(nil)

    /// Nil for a request that is no form of a browser's page: a program or a script gets the answer to its POST itself.
    init?(of request: Request) {
        guard request.method == .post, request.headers[.accept]?.contains("text/html") == true else { return nil }
        path = request.uri.path
        query = request.uri.query
    }

    func note(_ values: [String: String]) { fields.withLockedValue { $0 = values } }

    /// Nil until the handler has read the form.
    var values: [String: String]? { fields.withLockedValue { $0 } }

    /// The address that shows the form by GET.
    func address(returnPath: String) -> String {
        if let address = PublicPage.at(path), address.page.hasForm {
            return address.forOneVisitor(returnPath: returnPath)
        }
        if !returnPath.isEmpty { return "\(path)?ke=\(returnPath.percentEncoded)" }
        return query.map { "\(path)?\($0)" } ?? path
    }
}

extension PageContext {
    /// The way to the GET of a submitted form that has errors, with values and errors in a cookie. Nil where there are no
    /// errors, and where the values do not fit.
    func refused(_ errors: [FieldError]) -> Response? {
        guard !errors.isEmpty, let submission = browser.submission, let values = submission.values else { return nil }
        let returnPath = values["ke"].map { $0.isEmpty ? "" : $0.asLocalPath } ?? ""
        let until = dependencies.realNow() + SavedForm.lifetimeOfErrors
        let saved = SavedForm(
            path: submission.path, owner: formOwner, fields: values, errors: errors, language: t.language, until: until)
        let response = redirect(submission.address(returnPath: returnPath))
        // Where it cannot be sealed, the answer to the POST shows the form.
        return try? saved?.carried(by: response, on: dependencies)
    }
}
