import HTTPTypes
import Hummingbird
import Logging
import Programme
import Storage

/// A refusal with a sentence in both languages. Each slice conforms its own refusals.
protocol UserFacingRefusal: Refusal {
    /// The rule and what can be done, in one or two sentences.
    func sentence(_ t: Words) -> String
    /// 403, 404, 409, 422 or 429.
    var status: HTTPResponse.Status { get }
    /// The heading of a page with this refusal.
    func title(_ t: Words) -> String
    /// Where the reader can go on, for refusals that know a better page than the reader's own first one.
    func way(_ t: Words) -> (label: String, path: String)?
    /// Whether a form that met this refusal is shown again with its values and the sentence at a field. False where
    /// the form itself may not be shown any more.
    var leavesForm: Bool { get }
}

extension UserFacingRefusal {
    var status: HTTPResponse.Status { .unprocessableContent }
    func title(_ t: Words) -> String {
        status == .notFound
            ? t("Tidak ditemukan", "Not found") : t("Belum bisa dilanjutkan", "This cannot go on yet")
    }
    func way(_ t: Words) -> (label: String, path: String)? { nil }
    var leavesForm: Bool { true }
}

/// Maps errors to HTTP responses for browsers: a refusal becomes a page with its sentence, a missing session a redirect
/// to sign-in, a fault of ours a page with a number that is also in the log.
struct RefusalMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: VisitorContext,
        next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch SignInRequired.person where isOfficer(context, request) {
            return page(.forbidden, context, NoticePage.forParticipants(words(context)))
        } catch SignInRequired.person {
            return try await signIn(at: Paths.signIn, backTo: request, context)
        } catch SignInRequired.officer {
            return try await signIn(at: Paths.officeSignIn, backTo: request, context)
        } catch SignInRequired.partner {
            return try await signIn(at: Paths.partnerSignIn, backTo: request, context)
        } catch is ProofRequired {
            return try await signIn(at: Paths.officerProof, backTo: request, context)
        } catch let form as FormRejected {
            return try comesAgain(form, request, context)
        } catch let refusal as RecordRefusal where refusal == .heldBack || refusal == .applicantChanged {
            return held(refusal, "a request was held back", request, context)
        } catch let refusal as any UserFacingRefusal {
            return page(
                refusal.status, context,
                NoticePage.refused(refusal, to: reader(context, request), t: words(context)))
        } catch let error as HTTPError where error.status == .notFound {
            let isOffice = request.uri.path.hasPrefix(Paths.office) && isOfficer(context, request)
            return page(
                .notFound, context,
                isOffice ? NoticePage.notFoundInOffice(words(context)) : NoticePage.notFound(words(context)))
        } catch let error as HTTPError {
            var response = page(error.status, context, NoticePage.badRequest(words(context)))
            if let allowed = error.headers[.allow] { response.headers[.allow] = allowed }
            return response
        } catch  where error.isBrokenBody {
            // The client sent a malformed body or disconnected within it. The start of its next request cannot be
            // found, so the connection is closed.
            var response = page(.badRequest, context, NoticePage.badRequest(words(context)))
            response.headers[.connection] = "close"
            return response
        } catch let fault as StorageFault where fault.isPassing {
            context.logger.warning(
                "a request was answered as busy",
                metadata: ["error": "\(fault)", "path": "\(Self.pattern(context))"])
            return page(.serviceUnavailable, context, NoticePage.busy(words(context)))
        } catch is VaultFault {
            // Nothing was decided: the transaction that needed the value was rolled back.
            return held(.heldBack, "a sealed value cannot be read in its row", request, context)
        } catch {
            let number = Self.number(of: context.requestID)
            context.logger.error(
                "a request failed",
                metadata: ["error": "\(error)", "path": "\(Self.pattern(context))", "number": "\(number)"])
            return page(.internalServerError, context, NoticePage.failed(words(context), number: number))
        }
    }

    /// The log has the number that the page says, and no personal data.
    private func held(
        _ refusal: RecordRefusal, _ what: Logger.Message, _ request: Request, _ context: VisitorContext
    ) -> Response {
        let number = Self.number(of: context.requestID)
        context.logger.error(
            what,
            metadata: ["path": "\(Self.pattern(context))", "number": "\(number)", "next": "prakerja audit verify"])
        let notice = NoticePage.held(refusal, number: number, to: reader(context, request), t: words(context))
        return page(refusal.status, context, notice)
    }

    /// The address as its route declares it: what stands in its place may be a link's token or a certificate's number,
    /// which no log may have.
    private static func pattern(_ context: VisitorContext) -> String {
        context.coreContext.endpointPath.value ?? "unmatched"
    }

    /// Signed in as an officer, or without a session on a page of the office.
    private func isOfficer(_ context: VisitorContext, _ request: Request) -> Bool {
        switch context.shell?.browser.session?.holder {
        case .officer: true
        case .person, .partner: false
        case nil: request.uri.path.hasPrefix(Paths.office)
        }
    }

    private func reader(_ context: VisitorContext, _ request: Request) -> NoticePage.Reader {
        if isOfficer(context, request) { return .officer }
        if case .partner = context.shell?.browser.session?.holder { return .partner }
        return context.shell?.browser.session == nil ? .stranger : .participant
    }

    /// `4821-0937`, to be read out on the telephone: eight decimal digits derived from the request's id, also in the
    /// log entry of the error.
    private static func number(of id: String) -> String {
        let value = id.suffix(8).utf8.reduce(UInt64(0)) { ($0 &* 31 &+ UInt64($1)) % 100_000_000 }
        let digits = padded(Int(value), to: 8)
        return "\(digits.prefix(4))-\(digits.suffix(4))"
    }

    private func words(_ context: VisitorContext) -> Words {
        context.shell == nil ? .indonesian : context.t
    }

    private func page(_ status: HTTPResponse.Status, _ context: VisitorContext, _ page: NoticePage) -> Response {
        guard context.shell != nil else { return Response(status: status) }
        return context.page(page, status: status)
    }

    /// Redirects to sign-in, which leads back to the requested page. A submitted form is kept and shown again with its
    /// values; it is never submitted automatically.
    private func signIn(
        at path: String, backTo request: Request, _ context: VisitorContext
    ) async throws -> Response {
        let target = request.method == .get ? request.uri.string : formAddress(request)
        let response = Response.redirect(to: "\(path)?ke=\(target.percentEncoded)", type: .normal)
        guard request.method == .post, context.shell != nil, let form = await context.unsignedForm(request),
            !form.owner.isEmpty
        else { return response }
        return try kept(form, request, context).carried(by: response, on: context.dependencies)
    }

    /// Shows a form that is older than the browser's cookie again with its values. A form made by another site or
    /// opened by another account is refused, so that no value ends up in another person's form.
    private func comesAgain(
        _ form: FormRejected, _ request: Request, _ context: VisitorContext
    ) throws -> Response {
        if form.proof == .tokenOrOrigin, let address = PublicPage.at(request.uri.path) {
            return try comesWithToken(form, address, request, context)
        }
        let isOwn = form.owner == context.formOwner && (form.origin == .ours || !form.owner.isEmpty)
        // A person whose session ended sees the form after signing in.
        let isSignedOut = context.browser.session == nil && !form.owner.isEmpty
        guard isOwn || isSignedOut else {
            let refusal = FormRefusal.staleToken
            return page(
                refusal.status, context, NoticePage.refused(refusal, to: reader(context, request), t: words(context)))
        }
        let target =
            form.returnPath.isEmpty
            ? formAddress(request) : "\(request.uri.path)?ke=\(form.returnPath.percentEncoded)"
        let response = Response.redirect(to: target, type: .normal)
        return try kept(form, request, context).carried(by: response, on: context.dependencies)
    }

    /// With the query of the form's address: on the consent page it is the partner's request.
    private func formAddress(_ request: Request) -> String {
        request.uri.query.map { "\(request.uri.path)?\($0)" } ?? request.uri.path
    }

    /// Shows the form of a public page again with its values and with a token, because the browser states nothing about
    /// the page it comes from. One of another site is refused, and leads to the empty form with a token: behind a proxy
    /// with an unknown name, our own page looks like another site's.
    private func comesWithToken(
        _ form: FormRejected, _ address: PublicPage.Address, _ request: Request, _ context: VisitorContext
    ) throws -> Response {
        guard form.origin != .foreign else {
            let refusal = FormRefusal.otherSite(path: address.forOneVisitor())
            return page(
                refusal.status, context, NoticePage.refused(refusal, to: reader(context, request), t: words(context)))
        }
        let target = address.forOneVisitor(returnPath: form.returnPath)
        return try kept(form, of: context.formOwner, request, context).carried(
            by: .redirect(to: target, type: .normal), on: context.dependencies)
    }

    /// - Parameter owner: the account that may see the values again; nil for the one that opened the form.
    private func kept(
        _ form: FormRejected, of owner: String? = nil, _ request: Request, _ context: VisitorContext
    ) -> SavedForm {
        SavedForm(
            path: request.uri.path, owner: owner ?? form.owner, fields: form.fields,
            until: context.dependencies.realNow() + SavedForm.lifetime)
    }
}

extension FormRejected {
    /// Where the visitor continues after signing in; empty where the form does not say.
    var returnPath: String {
        guard let path = fields["ke"], !path.isEmpty else { return "" }
        return path.asLocalPath
    }
}

extension String {
    /// A local path to continue to after signing in; the account page for anything else. A browser removes tabs and
    /// line ends from an address and reads `\` as `/`, so only printable ASCII without `\` is accepted: then what
    /// starts with a single slash here also does in the browser.
    var asLocalPath: String {
        let isPlain = utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
        return hasPrefix("/") && !hasPrefix("//") && isPlain && utf8.count <= Self.longestPath ? self : Paths.account
    }

    /// Longest path to return to, in bytes. The longest is the consent page's, with a state of `longestState` bytes and
    /// two addresses, all escaped.
    private static var longestPath: Int { 4_000 }
}
