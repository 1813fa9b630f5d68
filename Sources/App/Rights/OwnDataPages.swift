import HTTPTypes
import Hummingbird
import NIOCore
import Programme
import Storage

/// `/akun/data`: what the programme holds of the person, as one file. The page says what is in it; a code to a proved
/// contact opens it.
struct OwnDataPages: CodeFlow {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.ownData, use: show)
        routes.post(Paths.ownData, use: send)
        CodeFlowPages(flow: self).add(to: routes, code: Paths.ownDataCode, resend: Paths.ownDataResend)
        return routes
    }

    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        try await page(nil, context)
    }

    @Sendable private func send(request: Request, context: SignedInContext) async throws -> Response {
        _ = try await context.form(request)
        do {
            try await context.sendFirstCode {
                try await dependencies.database.transaction { tx in try sendCode(to: context, in: tx) }
            }
            return context.redirect(Paths.ownDataCode)
        } catch let refusal as any UserFacingRefusal where refusal.leavesForm {
            return try await page(refusal, context)
        }
    }

    func withoutCode(_ context: SignedInContext) -> Response { context.redirect(Paths.ownData) }

    func confirm(_ form: Form, _ context: SignedInContext) async throws -> Response {
        try await dependencies.database.transaction { tx in
            try DownloadOwnData(dependencies: dependencies).confirm(
                form[CodeForm.digits], of: context.person, visit: context.visit, in: tx)
        }
        let reading = OwnDataReading(
            person: context.person, now: dependencies.clock.now(), t: context.t, dependencies: dependencies)
        let file = try await dependencies.database.read { tx in try OwnDataFile(reading, in: tx) }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/json; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(context.t("data-saya", "my-data")).json\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: try file.json)))
    }

    func sendAgain(_ form: Form, _ context: SignedInContext) async throws -> Response {
        try await dependencies.database.transaction { tx in try sendCode(to: context, in: tx) }
        return context.redirect(Paths.ownDataCode)
    }

    /// Nil when no code for the file is open: one for a change of contact has another matter.
    func codePage(_ form: FormState, returnPath: String, _ context: SignedInContext) async throws -> CodePage? {
        let pending = try await dependencies.database.read { tx in
            try tx.codes.pending(
                DownloadOwnData.purpose, subject: CodeSender.subject(context.person, context.visit),
                vault: dependencies.vault, edition: dependencies.edition)
        }
        guard let pending, pending.matter == DownloadOwnData.matter else { return nil }
        let paths = CodePaths(
            purpose: DownloadOwnData.purpose, start: Paths.ownData, code: Paths.ownDataCode,
            resend: Paths.ownDataResend)
        return CodePage.make(paths, pending: pending, form: form, about: .ownData(context.t), context: context)
    }

    private func sendCode(to context: SignedInContext, in tx: Transaction) throws {
        try DownloadOwnData(dependencies: dependencies).sendCode(
            to: context.person, visit: context.visit, language: context.t.language, in: tx)
    }

    private func page(_ refusal: (any UserFacingRefusal)?, _ context: SignedInContext) async throws -> Response {
        let csrf = context.newForm.csrf
        let page = try await dependencies.database.read { [dependencies] tx in
            let contacts = try tx.accounts.contacts(of: context.person, vault: dependencies.vault)
            return OwnDataPage(
                t: context.t, destination: contacts.first,
                fullUntil: try DownloadOwnData(dependencies: dependencies).fullUntil(context.person, in: tx),
                refusal: refusal?.sentence(context.t), csrf: csrf)
        }
        return context.page(page, status: refusal?.status ?? .ok)
    }
}

extension CodePage.About {
    /// What the code opens.
    static func ownData(_ t: Words) -> CodePage.About {
        let text = t(
            "Dengan kode itu semua data Anda diunduh ke perangkat ini. Jangan lakukan di perangkat pinjaman.",
            "With that code all your data is downloaded to this device. Do not do it on a borrowed one.")
        return CodePage.About(sentence: "<p>\(text)</p>")
    }
}

/// What is in the file, and the button that asks for the code.
struct OwnDataPage: Page {
    let t: Words
    /// Where the code goes.
    let destination: Contact?
    /// From when on the person may take out another file; nil when they may now.
    let fullUntil: Instant?
    /// Why no code was sent.
    let refusal: String?
    let csrf: String

    var title: String { t("Data saya", "My data") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Semua yang kami simpan tentang Anda, dalam satu berkas untuk Anda simpan.",
            "Everything we hold about you, in one file for you to keep."))</p>
        \(problem)
        <div class="split wide-right"><section><h2>\(t("Unduh berkasnya", "Download the file"))</h2>
        \(fullUntil == nil ? ask : later)
        <p><a href="\(Paths.whoLooked)">\(t("Siapa melihat data saya", "Who looked at my data"))</a><br>
        <a href="\(t.path(.privacy))">\(t("Privasi dan hak Anda", "Privacy and your rights"))</a><br>
        <a href="\(Paths.account)">\(t("Kembali ke akun", "Back to the account"))</a></p></section>
        <section><h2>\(t("Isi berkas", "What is in the file"))</h2>
        <ul class="in-file">\(each: OwnDataSource.all, item)</ul>
        \(Part.details(t("Apa yang tidak ada di dalamnya?", "What is not in it?"), omitted))</section></div>
        """
    }

    private var problem: HTML {
        fullUntil == nil ? refusal.map { Banner(.wrong, $0).html } ?? .empty : .empty
    }

    private var later: HTML {
        fullUntil.map { Banner(.attention, OwnDataRefusal.tooOften(until: $0).sentence(t)).html } ?? .empty
    }

    private func item(_ source: OwnDataSource) -> HTML { "<li>\(t(source.title))</li>" }

    private var omitted: HTML {
        """
        <ul><li>\(t(
            "Kode sekali pakai dan kode tukar, karena masih bisa dipakai.",
            "One-time and redeem codes, because they can still be used."))</li>
        <li>\(t(
            "Nomor kartu dan rekening lengkap. Empat angka terakhir ada.",
            "Whole card and account numbers. The last four digits are there."))</li>
        <li>\(t(
            "Gambar foto. Berkas memuat alamatnya di situs ini.",
            "The pictures. The file has their addresses on this site."))</li>
        <li>\(t(
            "Soal tes, nama petugas, dan data orang lain.",
            "Test questions, officers' names and data of others."))</li></ul>
        """
    }

    private var ask: HTML {
        let sent =
            destination.map {
                t("Demi keamanan, kami kirim kode ke \($0.masked).", "For safety we send a code to \($0.masked).")
            } ?? ""
        let limit = t(
            "Paling banyak \(DownloadOwnData.most) kali sehari. Setiap unduhan tercatat.",
            "At most \(DownloadOwnData.most) times a day. Each download is recorded.")
        return """
            <p>\(sent) \(limit)</p>
            \(Part.act(t("Kirim kode untuk mengunduh", "Send the code to download"), to: Paths.ownData, csrf: csrf))
            """
    }

    static func sample(_ t: Words) -> OwnDataPage {
        OwnDataPage(
            t: t, destination: PendingCode.sample(Instant(milliseconds: 0)).destination, fullUntil: nil, refusal: nil,
            csrf: "contoh")
    }
}
