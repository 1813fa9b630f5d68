import AsyncHTTPClient
import Foundation
import Logging
import Programme

/// People beside the story's, so that the demo's lists, charts and queues have something to show. Each signs up, fills
/// in the form, takes the test and joins the open wave over HTTP, as a visitor does; a verifier accepts most photos.
/// One at a time with a pause after each, so that the demo's viewer does not wait for them.
package struct Crowd: Sendable {
    /// A course that its people may buy.
    package struct Offer: Sendable {
        let course: String
        let platform: String
        let institution: String

        package init(course: String, platform: String, institution: String) {
            self.course = course
            self.platform = platform
            self.institution = institution
        }
    }

    package struct Places: Sendable {
        let site: String
        /// The list of received messages.
        let messages: String
        let shops: String
        let schools: String

        package init(site: String, messages: String, shops: String, schools: String) {
            self.site = site
            self.messages = messages
            self.shops = shops
            self.schools = schools
        }
    }

    let places: Places
    let client: HTTPClient
    let homes: [String]?
    let offers: [Offer]
    /// The sign-in name of the officer who reviews photos.
    let verifier: String
    let logger: Logger

    package init(
        places: Places, client: HTTPClient, homes: [String]?, offers: [Offer], verifier: String, logger: Logger
    ) {
        self.places = places
        self.client = client
        self.homes = homes
        self.offers = offers
        self.verifier = verifier
        self.logger = logger
    }

    /// After each person, so that a visitor's requests come first.
    private static let pause = Duration.milliseconds(400)
    /// People between two reviews of photos.
    private static let reviewEvery = 25
    /// The last people, whose photos stay in the queue.
    private static let unreviewed = 45
    /// Failures in a row after which the site is taken to be gone.
    private static let mostFailures = 20
    /// Between two looks at the calendar of waves.
    private static let lookEvery = Duration.seconds(20)
    /// How many of a wave's people buy a training, and how many of those complete it.
    private static let buyers = 60
    private static let graduates = 30
    /// Courses that the graduates share, so that each has ratings enough to be shown.
    private static let rated = 5
    /// People without a card after whom the others are not asked.
    private static let mostWithout = 5
    /// In characters: a refusal has the text of its page.
    private static let longestError = 300

    /// Takes in the people from `first` up to `count`, then lives along with the waves until the site is gone.
    ///
    /// - Parameter reached: called with the number of people taken in, so that a later start goes on from there.
    package func live(from first: Int, to count: Int, reached: @Sendable (Int) throws -> Void) async throws {
        let office = OfficeWorker(browser: browser())
        var people: [Int: Applicant] = [:]
        var failures = 0
        for number in first..<max(first, count) {
            do {
                people[number] = try await takeIn(number)
                failures = 0
            } catch {
                failures += 1
                if failures >= Self.mostFailures { throw error }
                failed("sign up and apply", number, error)
            }
            let taken = number + 1
            if taken % Self.reviewEvery == 0 || taken == count {
                if taken <= count - Self.unreviewed { _ = await attempt("review photos") { try await review(office) } }
                try reached(taken)
            }
            try await Task.sleep(for: Self.pause)
        }
        try await liveAlong(count, before: first, people)
    }

    private func browser() -> Browser { Browser(client: client, site: places.site) }

    private func person(_ number: Int) -> Applicant {
        let life = Applicant.Life.crowd(number).living(in: homes)
        let mine = [life.email, "+62" + life.phone.dropFirst()]
        return Applicant(
            life: life, browser: browser(),
            messages: ReceivedMessages(client: client, address: places.messages, recipients: mine), variety: number)
    }

    private func takeIn(_ number: Int) async throws -> Applicant {
        let person = person(number)
        try await person.signUp()
        switch Applicant.Life.fate(ofCrowd: number) {
        case .signsUp: break
        case .fillsIn: try await person.fillIn()
        case .applies: try await person.apply()
        }
        return person
    }

    private func review(_ office: OfficeWorker) async throws {
        try await office.enter(as: verifier)
        for _ in 0..<Self.reviewEvery {
            guard try await office.acceptPhotos() > 0 else { return }
        }
    }

    // MARK: - With the waves

    /// - Parameter first: people below it were taken in before a restart, and may have joined then.
    private func liveAlong(_ count: Int, before first: Int, _ known: [Int: Applicant]) async throws {
        var people = known
        let visitor = browser()
        let applicants = (0..<count).filter { Applicant.Life.fate(ofCrowd: $0) == .applies }
        var joined = Set(applicants.filter { $0 < first })
        var bought: Set<Int> = []
        var lastWave = 0
        var failures = 0
        while failures < Self.mostFailures {
            do {
                if let wave = try await openWave(visitor), wave != lastWave {
                    for number in applicants {
                        let person = try await entered(number, &people)
                        let entered = await attempt("join the wave", number) {
                            try await person.browser.post("/gelombang/\(wave)/gabung", [])
                        }
                        if entered != nil { joined.insert(number) }
                        try await Task.sleep(for: Self.pause / 4)
                    }
                    lastWave = wave
                }
                try await shop(joined, &bought, &people)
                failures = 0
            } catch {
                failures += 1
                failed("go on with the waves", nil, error)
            }
            try await Task.sleep(for: Self.lookEvery)
        }
    }

    /// The number of the wave that can be joined now.
    private func openWave(_ visitor: Browser) async throws -> Int? {
        try await visitor.get("/gelombang").links(beginning: "/gelombang/").lazy
            .compactMap { link in
                link.wholeMatch(of: /\/gelombang\/(\d+)\/gabung/).flatMap { Int($0.1, in: Wave.numbers) }
            }.first
    }

    /// A person with a session: after a restart of the demo by its own page.
    private func entered(_ number: Int, _ people: inout [Int: Applicant]) async throws -> Applicant {
        if let known = people[number] { return known }
        let person = person(number)
        people[number] = person
        _ = await attempt("sign in", number) {
            try await person.browser.post("/demo/orang", [("orang", person.life.email)], on: "/demo")
        }
        return person
    }

    private func shop(_ joined: Set<Int>, _ bought: inout Set<Int>, _ people: inout [Int: Applicant]) async throws {
        guard !offers.isEmpty else { return }
        var without = 0
        for number in joined.subtracting(bought).sorted() where bought.count < Self.buyers {
            let person = try await entered(number, &people)
            let shopper = Shopper(applicant: person, shops: places.shops)
            guard try await shopper.hasCard() else {
                without += 1
                // Nothing was announced since the last look, or few were selected.
                if without > Self.mostWithout { return }
                continue
            }
            bought.insert(number)
            let isGraduate = bought.count <= Self.graduates
            let offer = offers[number % (isGraduate ? min(Self.rated, offers.count) : offers.count)]
            let code = await attempt("buy a training", number) {
                try await shopper.buy(offer.course, at: offer.platform, card: try await shopper.cardNumber())
            }
            guard let code else { continue }
            if isGraduate {
                _ = await attempt("complete the training", number) {
                    try await learn(person, code, at: offer.institution)
                }
                _ = await attempt("rate the training", number) { try await rate(number, person) }
            }
            try await Task.sleep(for: Self.pause)
        }
    }

    /// Redeems the code, attends, takes the last test and finishes, at the institution's own site.
    private func learn(_ person: Applicant, _ code: String, at institution: String) async throws {
        let school = "\(places.schools)/\(institution)"
        let pupil = [("kode", code), ("email", person.life.email)]
        try await attend(person, try await person.browser.post("\(school)/masuk", pupil, on: school))
        try await attend(person, try await person.browser.post("\(school)/tes", pupil, on: school))
        try await person.browser.post("\(school)/selesai", [("kode", code)], on: school)
    }

    /// Tells what the training was like, on the page of the purchase.
    private func rate(_ number: Int, _ person: Applicant) async throws {
        let purchase = try await person.browser.get("/kartu").links(beginning: "/kartu/pembelian/").first
        guard let purchase else { return }
        let opinion = Self.opinions[number % Self.opinions.count]
        try await person.browser.post(
            "\(purchase)/ulasan", [("nilai", "\(opinion.stars)"), ("ulasan", opinion.words)])
    }

    // MARK: - Failures

    /// Nil after a failure, which the log names: one person's does not stop the others.
    private func attempt<Outcome>(
        _ act: String, _ number: Int? = nil, _ body: () async throws -> Outcome
    ) async -> Outcome? {
        do {
            return try await body()
        } catch {
            failed(act, number, error)
            return nil
        }
    }

    /// - Parameter number: of the person in the crowd; nil for an officer, and for all people.
    private func failed(_ act: String, _ number: Int?, _ error: any Error) {
        guard !(error is CancellationError) else { return }
        var metadata: Logger.Metadata = ["act": "\(act)", "error": "\("\(error)".prefix(Self.longestError))"]
        if let number { metadata["person"] = "\(number)" }
        // Some of the crowd do not qualify: that the site refuses them is no failure.
        let isRefusal = if case PeopleFault.refused = error { true } else { false }
        logger.log(
            level: isRefusal ? .info : .warning, "an act of the demo's crowd did not succeed", metadata: metadata)
    }

    private static let opinions: [(stars: Int, words: String)] = [
        (5, "Materinya runtut dan pengajarnya sabar. Saya jadi berani menerima pesanan sendiri."),
        (4, "Latihannya banyak. Videonya kadang lambat dibuka di HP."),
        (5, ""),
        (4, "Cocok untuk pemula. Sertifikatnya langsung terbit."),
        (3, "Isinya bagus, tetapi soal tesnya lebih sulit daripada materinya."),
        (5, "Waktunya bisa diatur, jadi saya tetap bisa menjaga anak."),
        (2, "Terlalu banyak teori, contohnya kurang."),
    ]

    /// Confirms the attendance on the programme's page to which the institution has led.
    private func attend(_ person: Applicant, _ page: SeenPage) async throws {
        guard let action = page.actions(beginning: "/hadir/").first else { return }
        try await person.browser.post(action, [], on: page.path)
    }
}
