import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/akun/hapus`: what a deletion deletes, what stays and why, and the buttons that ask for it and take it back.
struct DeletionPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.deletion, use: show)
        routes.post(Paths.deletion, use: ask)
        routes.post(Paths.deletionCancel, use: cancel)
        return routes
    }

    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        try await page(context.newForm, nil, context)
    }

    @Sendable private func ask(request: Request, context: SignedInContext) async throws -> Response {
        let form = try await context.form(request)
        guard form.has(DeletionPage.tick) else {
            let error = FieldError(
                field: DeletionPage.tick, message: DeletionRefusal.notUnderstood.sentence(context.t))
            return try await page(form.state.with([error]), DeletionRefusal.notUnderstood, context)
        }
        do {
            try await dependencies.database.transaction { [dependencies] tx in
                try DeleteAccount(dependencies: dependencies).ask(context.person, in: tx)
            }
            return context.redirect(Paths.deletion)
        } catch let refusal as DeletionRefusal {
            return try await page(form.state, refusal, context)
        }
    }

    @Sendable private func cancel(request: Request, context: SignedInContext) async throws -> Response {
        _ = try await context.form(request)
        try await dependencies.database.transaction { [dependencies] tx in
            try DeleteAccount(dependencies: dependencies).cancel(context.person, in: tx)
        }
        return context.redirect(Paths.deletion)
    }

    private func page(
        _ form: FormState, _ refusal: DeletionRefusal?, _ context: SignedInContext
    ) async throws -> Response {
        let now = dependencies.clock.now()
        let page = try await dependencies.database.read { [dependencies] tx in
            DeletionPage(
                t: context.t,
                obstacles: try DeleteAccount(dependencies: dependencies).obstacles(
                    of: context.person, at: now, in: tx),
                waiting: try tx.deletions.waiting(of: context.person), form: form)
        }
        return context.page(page, status: refusal?.status ?? .ok)
    }
}

struct DeletionPage: Page {
    let t: Words
    let obstacles: [DeletionObstacle]
    let waiting: AccountDeletion?
    let form: FormState

    static let tick = "paham"

    var title: String { t("Hapus akun", "Delete the account") }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(action)
        <h2>\(t("Apa yang dihapus, dan apa yang tetap", "What is deleted, and what stays"))</h2>
        \(Part.table(
            caption: t("Data dan akibatnya", "Data and what becomes of it"),
            [t("Data", "Data"), t("Kalau akun dihapus", "If the account is deleted")], HeldData.all.map(row),
            empty: ""))
        <p>\(t(
            "NIK bebas dipakai lagi. Kalau pernah ada kartu, sidiknya tetap, supaya tidak ada kartu kedua.",
            "The NIK is free again. If there was a card its fingerprint stays, so that there is no second card."))</p>
        <p><a href="\(Paths.ownData)">\(t("Unduh data saya dulu", "Download my data first"))</a> · \
        <a href="\(t.path(.privacy))">\(t("Privasi dan hak Anda", "Privacy and your rights"))</a> · \
        <a href="\(Paths.account)">\(t("Kembali ke akun", "Back to the account"))</a></p>
        """
    }

    private func row(_ held: HeldData) -> [HTML] { ["\(t(held.name))", "\(t(held.onDeletion))"] }

    private var action: HTML {
        if let waiting { return cancelling(waiting) }
        guard obstacles.isEmpty else { return needed }
        let days = AccountDeletion.waiting.milliseconds / 86_400_000
        return """
            <p class="lead">\(t(
                "Akun dihapus \(days) hari setelah Anda meminta. Sebelum itu dapat dibatalkan.",
                "The account is deleted \(days) days after you ask. Until then you can cancel."))</p>
            <form method="post" action="\(Paths.deletion)">\(Field.token(form.csrf))
            \(Field.checkbox(form, Self.tick, t(
                "Saya paham: yang sudah dihapus tidak dapat dikembalikan.",
                "I understand: what was deleted cannot be brought back.")))
            \(Part.submit(t("Minta akun dihapus", "Ask for the deletion"), kind: "danger"))</form>
            """
    }

    private var needed: HTML {
        func item(_ obstacle: DeletionObstacle) -> HTML {
            let way = obstacle.way(t)
            return "<li>\(obstacle.sentence(t)) <a href=\"\(way.path)\">\(way.label)</a></li>"
        }
        let list: HTML = "<ul>\(each: obstacles, item)</ul>"
        return Banner(
            .attention, markup: list, title: t("Akun masih diperlukan", "The account is still needed")
        ).html
    }

    private func cancelling(_ waiting: AccountDeletion) -> HTML {
        let text = t(
            "Akun ini dihapus pada \(t.moment(waiting.dueAt)). Berubah pikiran? Batalkan sebelum itu.",
            "This account is deleted on \(t.moment(waiting.dueAt)). Changed your mind? Cancel before then.")
        let button = Part.act(
            t("Batalkan penghapusan", "Cancel the deletion"), to: Paths.deletionCancel, csrf: form.csrf)
        return Banner(
            .attention, markup: "<p>\(text)</p>\(button)", title: t("Penghapusan diminta", "Deletion asked for")
        ).html
    }

    static func sample(_ t: Words) -> DeletionPage {
        DeletionPage(t: t, obstacles: [.purchase, .incentive], waiting: nil, form: .sample)
    }
}
