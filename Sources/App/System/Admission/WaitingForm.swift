import Foundation
import Hummingbird
import NIOCore
import Programme

/// The form of a public page, submitted by a visitor who has to wait: the page that shows it is the same for every
/// visitor, so that they are queued only now. Their browser keeps what they typed until they are called.
struct WaitingForm: Sendable {
    /// Where the visitor continues: the form with their values.
    let path: String
    private let saved: SavedForm?

    /// Nil unless the request submits the form of a public page. Of a form of another site nothing is kept.
    init?(_ request: Request, _ context: VisitorContext) async {
        guard request.method == .post, let address = PublicPage.at(request.uri.path), address.page.hasForm else {
            return nil
        }
        guard context.origin(of: request) != .foreign, let form = await context.unsignedForm(request) else {
            (path, saved) = (address.forOneVisitor(), nil)
            return
        }
        path = address.forOneVisitor(returnPath: form.returnPath)
        saved = SavedForm(
            path: request.uri.path, owner: context.formOwner, fields: form.fields,
            until: context.dependencies.realNow() + SavedForm.lifetime)
    }

    func carried(by response: Response, on dependencies: Dependencies) throws -> Response {
        try saved?.carried(by: response, on: dependencies) ?? response
    }
}
