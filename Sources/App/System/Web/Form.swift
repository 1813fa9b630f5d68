import Foundation
import Hummingbird
import NIOCore
import Programme

/// A submitted form. This is the only way to read a body in a page handler; it checks where the form comes from, so that
/// another site cannot submit a form on a visitor's behalf.
struct Form: Sendable {
    private let fields: [String: [String]]
    private let files: [String: UploadedFile]
    /// Submitted values and errors, for showing the form again.
    private(set) var state: FormState

    /// Trimmed; empty when the field was not sent.
    subscript(name: String) -> String {
        fields[name]?.first?.trimmingWhitespace() ?? ""
    }

    /// All values of a repeated field, such as checked boxes.
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

    /// Reserves the memory of the form's files for as long as the form is in use.
    private let place: UploadLimiter.Place?

    fileprivate init(
        fields: [String: [String]], files: [String: UploadedFile], csrf: String, place: UploadLimiter.Place?
    ) {
        self.fields = fields
        self.files = files
        self.place = place
        state = FormState(csrf: csrf, values: fields.compactMapValues(\.first))
    }
}

extension Form {
    /// From the query of an address, as a form of `method="get"` submits it: for pages that are searched and change
    /// nothing. Control characters, which a keyboard does not enter, are left out.
    init(query: String, csrf: String) throws {
        let fields = try URLEncoded.parse(query, limit: FormLimit.count).mapValues { values in
            values.map { value in String(value.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }) }
        }
        self.init(fields: fields, files: [:], csrf: csrf, place: nil)
    }
}

struct UploadedFile: Sendable {
    let name: String
    let bytes: Data
}

/// A form as shown: its token, the values and the errors.
struct FormState: Sendable {
    let csrf: String
    var values: [String: String] = [:]
    var errors: [FieldError] = []
    /// Fields whose values come from an earlier submission that was rejected, and the note shown at each of them.
    var kept: (fields: Set<String>, note: String) = ([], "")

    /// The three boxes of a date count as one field.
    func isKept(_ field: String) -> Bool {
        kept.fields.contains { $0 == field || $0.hasPrefix("\(field)-") }
    }

    /// Sets the stored values, unless values of an earlier submission were restored.
    mutating func fill(_ known: [String: String]) {
        // A value that cannot be read is not sent back as what the person wrote.
        if kept.fields.isEmpty { values = known.filter { !$0.value.contains(UnreadableValues.marker) } }
    }

    func error(_ field: String) -> String? {
        errors.first { $0.field == field }?.message
    }

    func with(_ errors: [FieldError]) -> FormState {
        FormState(csrf: csrf, values: values, errors: errors)
    }

    static let sample = FormState(csrf: "contoh")
}

/// An error at a field: one sentence that says what to do.
struct FieldError: Sendable, Equatable, Codable {
    let field: String
    let message: String
}

/// Size limits of a form body, in bytes, and the most fields.
enum FormLimit {
    static let fields = 64 * 1_024
    /// Two photos as taken by a phone, and the multipart headers.
    static let photos = 32 * 1_024 * 1_024
    static let count = 200
}

enum FormRefusal: Refusal {
    /// The form is older than the browser's cookie, or comes from another site.
    case staleToken
    /// A form of a `PublicPage` was submitted from a page of another site.
    ///
    /// - Parameter path: the form on our own page.
    case otherSite(path: String)
    case tooLarge(limit: Int)
    case malformed

    var code: String {
        switch self {
        case .staleToken: "form.stale"
        case .otherSite: "form.other-site"
        case .tooLarge: "form.too-large"
        case .malformed: "form.malformed"
        }
    }
}

extension PageContext {
    /// The state of a form to be shown: empty, or with restored values.
    var newForm: FormState {
        var form = FormState(csrf: formToken.text)
        if let kept = keptForm {
            form.values = kept.fields
            form.errors = kept.errors
            let note = kept.hasErrors ? "" : SavedFormNotice(t: t, isEmpty: false).atField
            form.kept = (Set(kept.fields.keys), note)
        }
        return form
    }

    /// Reads the submitted body, URL-encoded or multipart. Throws `FormRefusal`, and `FormRejected` for a form that does
    /// not prove that it comes from our page.
    func form(_ request: Request, limit: Int = FormLimit.fields, proof: FormProof = .token) async throws -> Form {
        let type = request.headers[.contentType] ?? ""
        let body: ByteBuffer
        var place: UploadLimiter.Place?
        do {
            if limit <= FormLimit.fields {
                body = try await request.body.collect(upTo: limit)
            } else {
                (body, place) = try await dependencies.uploads.read(request.body, upTo: limit, by: sender)
            }
        } catch is NIOTooManyBytesError {
            throw FormRefusal.tooLarge(limit: limit)
        }
        let parsed = try parse(Data(body.readableBytesView), type: type)
        let (token, posted, origin) = (formToken, parsed.fields["_token"]?.first ?? "", origin(of: request))
        guard token.equals(posted) || proof.accepts(origin) else {
            throw FormRejected(
                fields: parsed.fields.compactMapValues(\.first), owner: FormToken.owner(in: posted), origin: origin,
                proof: proof)
        }
        browser.submission?.note(parsed.fields.compactMapValues(\.first))
        return Form(fields: parsed.fields, files: parsed.files, csrf: token.text, place: place)
    }

    /// The owner whose large bodies are counted together.
    private var sender: String {
        switch browser.session?.holder {
        case .person(let person): "person:\(person)"
        case .officer(let officer): "officer:\(officer.id)"
        case .partner(let person): "partner:\(person.partner.id)"
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
                    // PostgreSQL stores no NUL in text, and a keyboard enters none.
                    guard !part.body.contains(0) else { throw FormRefusal.malformed }
                    fields[part.name, default: []].append(String(decoding: part.body, as: UTF8.self))
                }
            }
            return (fields, files)
        }
        guard type.hasPrefix("application/x-www-form-urlencoded") || body.isEmpty else { throw FormRefusal.malformed }
        return (try URLEncoded.parse(String(decoding: body, as: UTF8.self), limit: FormLimit.count), [:])
    }

    /// The values of a form submitted without a session, which may be another site's. Nil for forms with files, which
    /// are large and not kept.
    func unsignedForm(_ request: Request) async -> FormRejected? {
        let type = request.headers[.contentType] ?? ""
        guard type.hasPrefix("application/x-www-form-urlencoded"),
            let body = try? await request.body.collect(upTo: FormLimit.fields),
            let parsed = try? parse(Data(body.readableBytesView), type: type)
        else { return nil }
        let owner = FormToken.owner(in: parsed.fields["_token"]?.first ?? "")
        return FormRejected(
            fields: parsed.fields.compactMapValues(\.first), owner: owner, origin: origin(of: request), proof: .token)
    }
}
