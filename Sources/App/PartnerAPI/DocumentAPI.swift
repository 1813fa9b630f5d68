import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import NIOCore
import Programme

/// The call that answers with the OpenAPI document of all calls, its own among them.
struct DocumentAPI: Sendable {
    let site: String
    let others: [APICall]

    var call: APICall {
        let own = call(answering: { "{}" })
        let text = DocumentText { [site, others] in
            OpenAPIDocument(site: site, calls: others + [own]).json.indented() + "\n"
        }
        return call(answering: { text.value })
    }

    private func call(answering text: @escaping @Sendable () -> String) -> APICall {
        APICall(
            name: "getDocument", method: .get, path: Paths.apiDocument,
            title: Bilingual(id: "Dokumen ini", en: "This document"),
            meaning: Bilingual(
                id: "OpenAPI 3.1, menurut versi yang menjawab.", en: "OpenAPI 3.1, as of the version that answers."),
            access: .open,
            output: APIOutput(object: Self.object, example: ["openapi": "3.1.0"], reads: { _ in true }),
            handler: .plain { _, _ in
                Response(
                    status: .ok, headers: [.contentType: APIReply.mediaType, .cacheControl: "no-cache"],
                    body: ResponseBody(byteBuffer: ByteBuffer(string: text())))
            })
    }

    private static let object = APIObject(
        name: "Document", fields: [APIField("openapi", .text(), id: "Versi OpenAPI.", en: "The version of OpenAPI.")],
        isOpen: true)
}

/// The text of the document, made at its first request: making it takes longer than all other routes of a router.
private final class DocumentText: Sendable {
    private let made = NIOLockedValueBox<String?>(nil)
    private let make: @Sendable () -> String

    init(_ make: @escaping @Sendable () -> String) {
        self.make = make
    }

    var value: String {
        made.withLockedValue { made in
            let text = made ?? make()
            made = text
            return text
        }
    }
}
