import Foundation
import Hummingbird
import NIOCore
import Programme

/// What a browser posted. There is no other way to read a body in a page handler, and this one checks the form's token,
/// so that no other site can post in somebody's name.
struct Form: Sendable {
    private let fields: [String: [String]]
    private let files: [String: UploadedFile]
    /// Typed values and errors, for showing the form again.
    private(set) var state: FormState

    /// Trimmed; empty when it was not sent.
    subscript(name: String) -> String {
        fields[name]?.first?.trimmingWhitespace() ?? ""
    }

    /// All values of a repeated field, such as ticked boxes.
    func all(_ name: String) -> [String] {
        fields[name] ?? []
    }

    func has(_ name: String) -> Bool {
        fields[name] != nil
    }

    /// Nil when no file was chosen.
    func file(_ name: String) -> UploadedFile? {
        files[name].flatMap { $0.bytes.isEmpty ? nil : $0 }
    }

    /// The room its files take, for as long as the form is looked at.
    private let place: UploadRoom.Place?

    fileprivate init(
        fields: [String: [String]], files: [String: UploadedFile], csrf: String, place: UploadRoom.Place?
    ) {
        self.fields = fields
        self.files = files
        self.place = place
        state = FormState(csrf: csrf, values: fields.compactMapValues(\.first))
    }
}

struct UploadedFile: Sendable {
    let name: String
    let bytes: Data
}

/// A form as it is shown: its token, what was typed, and what was wrong with it.
struct FormState: Sendable {
    let csrf: String
    var values: [String: String] = [:]
    var errors: [FieldError] = []
    /// Fields whose values come from a form that could not be taken in, and the sentence that says so at each.
    var kept: (fields: Set<String>, note: String) = ([], "")

    /// A date's three boxes are one field to the reader.
    func isKept(_ field: String) -> Bool {
        kept.fields.contains { $0 == field || $0.hasPrefix("\(field)-") }
    }

    /// What is known already, unless the same form was typed into a while ago.
    mutating func fill(_ known: [String: String]) {
        if kept.fields.isEmpty { values = known }
    }

    func error(_ field: String) -> String? {
        errors.first { $0.field == field }?.message
    }

    func with(_ errors: [FieldError]) -> FormState {
        FormState(csrf: csrf, values: values, errors: errors)
    }

    static let sample = FormState(csrf: "contoh")
}

/// One sentence that says what to do, at the field it belongs to.
struct FieldError: Sendable, Equatable {
    let field: String
    let message: String
}

/// What a form may weigh.
enum FormLimit {
    static let fields = 64 * 1_024
    /// Two photos as a phone makes them, and the multipart's own lines.
    static let photos = 32 * 1_024 * 1_024
    static let count = 200
}

enum FormRefusal: Refusal {
    /// The form is older than the browser's cookie, or comes from another site.
    case staleToken
    case tooLarge(limit: Int)
    case malformed

    var code: String {
        switch self {
        case .staleToken: "form.stale"
        case .tooLarge: "form.too-large"
        case .malformed: "form.malformed"
        }
    }
}

extension PageContext {
    /// An empty form for a page that shows one.
    var newForm: FormState {
        var form = FormState(csrf: formToken.text)
        if let kept = keptForm {
            form.values = kept.fields
            form.kept = (Set(kept.fields.keys), KeptNotice(t: t, isEmpty: false).atField)
        }
        return form
    }

    /// Reads the posted body: URL-encoded or multipart. Throws `FormRefusal`.
    func form(_ request: Request, limit: Int = FormLimit.fields) async throws -> Form {
        let type = request.headers[.contentType] ?? ""
        let body: ByteBuffer
        var place: UploadRoom.Place?
        do {
            if limit <= FormLimit.fields {
                body = try await request.body.collect(upTo: limit)
            } else {
                (body, place) = try await platform.uploads.read(request.body, upTo: limit, by: sender)
            }
        } catch is NIOTooManyBytesError {
            throw FormRefusal.tooLarge(limit: limit)
        }
        let parsed = try parse(Data(body.readableBytesView), type: type)
        let (token, posted) = (formToken, parsed.fields["_token"]?.first ?? "")
        guard token.equals(posted) else {
            throw FormComesAgain(
                fields: parsed.fields.compactMapValues(\.first), owner: FormToken.owner(in: posted),
                isOurs: request.isFromOurPages)
        }
        return Form(fields: parsed.fields, files: parsed.files, csrf: token.text, place: place)
    }

    /// Whose large bodies are counted together.
    private var sender: String {
        switch browser.session?.holder {
        case .person(let person): "person:\(person)"
        case .officer(let officer): "officer:\(officer.id)"
        case nil: "visit:\(visit)"
        }
    }

    fileprivate func parse(
        _ body: Data, type: String
    ) throws -> (fields: [String: [String]], files: [String: UploadedFile]) {
        if type.hasPrefix("multipart/form-data") {
            let parts = try Multipart.parse(body, contentType: type, limit: FormLimit.count)
            var fields: [String: [String]] = [:]
            var files: [String: UploadedFile] = [:]
            for part in parts {
                if let file = part.fileName {
                    files[part.name] = UploadedFile(name: file, bytes: part.body)
                } else {
                    // No database keeps a NUL, and nobody types one.
                    guard !part.body.contains(0) else { throw FormRefusal.malformed }
                    fields[part.name, default: []].append(String(decoding: part.body, as: UTF8.self))
                }
            }
            return (fields, files)
        }
        guard type.hasPrefix("application/x-www-form-urlencoded") || body.isEmpty else { throw FormRefusal.malformed }
        return (try URLEncoded.parse(String(decoding: body, as: UTF8.self), limit: FormLimit.count), [:])
    }

    /// What was typed into a form of ours that came in without a session. Nothing of forms with files: they are large,
    /// and files are not kept.
    func unsignedForm(_ request: Request) async -> FormComesAgain? {
        let type = request.headers[.contentType] ?? ""
        guard type.hasPrefix("application/x-www-form-urlencoded"),
            let body = try? await request.body.collect(upTo: FormLimit.fields),
            let parsed = try? parse(Data(body.readableBytesView), type: type)
        else { return nil }
        let owner = FormToken.owner(in: parsed.fields["_token"]?.first ?? "")
        return FormComesAgain(fields: parsed.fields.compactMapValues(\.first), owner: owner, isOurs: true)
    }
}
