import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kartu/pembelian/{id}/ulasan`: a rating and review of a completed training.
struct ReviewPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.review.pattern, use: show)
        routes.post(Paths.review.pattern, use: give)
        return routes
    }

    @Sendable private func show(request: Request, context: SignedInContext) async throws -> Response {
        try await page(context.newForm, context)
    }

    @Sendable private func give(request: Request, context: SignedInContext) async throws -> Response {
        let form = try await context.form(request)
        let id = try purchaseID(context)
        guard form["ulasan"].count <= Review.longestText else {
            let most = context.t.count(Review.longestText)
            let message = context.t(
                "Ulasan terlalu panjang. Paling banyak \(most) huruf.",
                "The review is too long: \(most) characters at most.")
            return try await page(form.state.with([FieldError(field: "ulasan", message: message)]), context)
        }
        do {
            let review = try Review(rating: Int(form["nilai"], in: Review.ratings), text: form["ulasan"])
            guard try await GiveReview(dependencies: dependencies).give(review, of: id, by: context.person) else {
                throw HTTPError(.notFound)
            }
            return context.redirect(Paths.incentives)
        } catch IncentiveRefusal.ratingMissing {
            let message = IncentiveRefusal.ratingMissing.sentence(context.t)
            return try await page(form.state.with([FieldError(field: "nilai", message: message)]), context)
        }
    }

    private func page(_ form: FormState, _ context: SignedInContext) async throws -> Response {
        let id = try purchaseID(context)
        let (title, given, isCompleted) = try await dependencies.database.read { tx in
            guard let purchase = try tx.purchases.of(context.person, id) else { throw HTTPError(.notFound) }
            let course = try tx.courses.find(purchase.course)
            return (course?.title ?? "", try tx.reviews.of(id), purchase.state == .completed)
        }
        guard isCompleted else { throw IncentiveRefusal.notCompleted }
        let page = ReviewGivingPage(
            t: context.t, purchase: id, course: title, given: given.map { ($0.rating, $0.words) }, form: form)
        return context.page(page, status: form.errors.isEmpty ? .ok : .unprocessableContent)
    }

    private func purchaseID(_ context: SignedInContext) throws -> ID<Purchase> {
        guard let id = context.parameters.get("id").flatMap({ ID<Purchase>($0) }) else { throw HTTPError(.notFound) }
        return id
    }
}

struct ReviewGivingPage: Page {
    let t: Words
    let purchase: ID<Purchase>
    let course: String
    let given: (rating: Int, words: String)?
    let form: FormState

    var title: String { t("Nilai pelatihan", "Rate the training") }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <p class="caption"><a href="\(Paths.incentives)">\(t("Insentif", "Incentives"))</a></p>
        <h1>\(title)</h1>
        <p class="lead">\(course)</p>
        \(given.map(shown) ?? question)
        """
    }

    private func shown(_ given: (rating: Int, words: String)) -> HTML {
        """
        \(Banner(.done, t("Ulasan Anda sudah kami terima. Terima kasih.", "We have your review. Thank you.")))
        \(Part.summary([
            SummaryRow(label: t("Nilai", "Rating"), value: "\(stars(given.rating))"),
            SummaryRow(label: t("Ulasan", "Review"), value: "\(given.words.isEmpty ? "–" : given.words)"),
        ]))
        """
    }

    private var question: HTML {
        let options = Review.ratings.reversed().map { (String($0), stars($0)) }
        return """
            <form method="post" action="\(Paths.review(purchase))">\(Field.token(form.csrf))
            \(Field.radios(
                form, "nilai", t("Bagaimana pelatihan ini?", "How was this training?"),
                hint: t(
                    "Situs ini menampilkan rata-rata semua nilai, tanpa nama. Ulasan Anda tidak tampil.",
                    "This site shows the average of all ratings, without names. Your words are not shown."),
                options: options))
            \(Field.area(
                form, t, "ulasan", t("Ceritakan (boleh dikosongkan)", "Tell us more (optional)"),
                hint: t("Apa yang berguna, apa yang kurang?", "What was useful, what was missing?"),
                maxLength: Review.longestText))
            \(Part.submit(t("Kirim ulasan", "Send the review")))</form>
            """
    }

    private func stars(_ rating: Int) -> String {
        let word =
            switch rating {
            case 5: t("Sangat baik", "Very good")
            case 4: t("Baik", "Good")
            case 3: t("Cukup", "Fair")
            case 2: t("Kurang", "Poor")
            default: t("Buruk", "Bad")
            }
        return "\(String(repeating: "★", count: rating))\(String(repeating: "☆", count: 5 - rating)) \(word)"
    }

    static func sample(_ t: Words) -> ReviewGivingPage {
        ReviewGivingPage(t: t, purchase: ID(1), course: "Las Dasar", given: nil, form: .sample)
    }
}
