import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Photo work: one verdict per pair, undo, second looks")
struct PhotoWorkTests {
    @Test("every quick reason has a key of its own")
    func keys() {
        let faults = IdentityPhoto.Kind.allCases.flatMap(PhotoWork.quickFaults)
        #expect(faults.count == 10)
        #expect((0...99).filter(PhotoWork.asksSecondLook).count == PhotoWork.secondLooks)
    }

    @Test("one page shows both photos and the full data, and one request accepts both", arguments: Engine.tested)
    func pair(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted()
            let photos = try await world.photos(of: siti)
            let officer = try await world.reviewer()
            let list = try await officer.get(Paths.photoOffice).body
            #expect(list.contains(Paths.photoReview(photos.card)) && !list.contains(Paths.photoReview(photos.selfie)))
            let page = try await officer.get(Paths.photoReview(photos.card))
            for photo in [photos.card, photos.selfie] { #expect(page.body.contains(Paths.photoReviewImage(photo))) }
            #expect(page.text.contains(siti.name) && !page.text.contains("••••"))
            for key in ["T", "L", "Z", "Q", "W", "A", "S"] + (0...9).map(String.init) {
                #expect(page.body.components(separatedBy: "aria-keyshortcuts=\"\(key)\"").count == 2, "\(key)")
            }
            try await officer.post(Paths.photoAcceptance(photos.card), [], seeing: Paths.photoReview(photos.card))
            #expect(try await world.states(of: siti) == [.card: .accepted, .selfie: .accepted])
        }
    }

    @Test(
        "the list's ages, the desk's and the desk's chart are by one clock, also where it is ahead",
        .bug(id: "5.380", "Where the programme's clock was moved the list said a minute, and the desk three days."))
    func ages() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.submitted()
            let photo = try await world.photos(of: siti).card
            let uploaded = try #require(try await world.dependencies.database.read { try $0.photos.photo(photo) })
            let timeline = try #require(
                ProgrammeTimeline([
                    ProgrammeTimeline.Step(since: Instant(milliseconds: 0), lead: .zero),
                    ProgrammeTimeline.Step(since: uploaded.uploadedAt + .minutes(1), lead: .days(3)),
                ]))
            let now = timeline.programme(uploaded.uploadedAt + .minutes(2))
            let page = ReviewListPage(
                t: Words(language: .indonesian, timeline: timeline),
                pairs: [WaitingPair(photo: uploaded, kinds: [.card], region: nil, holder: nil)], count: 1, next: photo,
                now: now)
            #expect(page.body.text.contains("<td data-label=\"Menunggu\">3 hari"), "\(page.body.text)")
            let ages = try await world.dependencies.database.read { try $0.figures.photoAges(at: now, timeline) }
            #expect(ages.last == 1 && ages.reduce(0, +) == 1)
        }
    }

    @Test(
        "the list after the last pair undoes with the key of a pair's page, unless keys are off",
        .bug(id: "5.499", "After the last pair the key Z did nothing: the list had no script and no key."),
        arguments: [true, false])
    func undoOnList(areOn: Bool) {
        let page = ReviewListPage(
            t: .indonesian, pairs: [], count: 0, next: nil, mayUndo: true, keys: ShortcutKeys(areOn: areOn))
        #expect(page.body.text.contains("aria-keyshortcuts=\"Z\"") == areOn)
        #expect(page.body.text.contains("judge"))
    }

    @Test(
        "a pair with a rejected photo is not offered, and not counted, until the new photo is in",
        .bug(id: "3.737", "The desk's chart of photos counted people who owed a new photo, and its list did not."),
        arguments: Engine.tested)
    func halfRejected(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted()
            let photos = try await world.photos(of: siti)
            let officer = try await world.reviewer()
            try await officer.post(
                Paths.photoRejection(photos.card), [("alasan", "dark")], seeing: Paths.photoReview(photos.card))
            let dependencies = world.dependencies
            func counted() async throws -> Int {
                try await dependencies.database.read { tx in
                    try tx.figures.photoAges(at: dependencies.clock.now(), dependencies.clock.timeline).reduce(0, +)
                }
            }
            #expect(try await counted() == 0)
            #expect(try await world.states(of: siti) == [.card: .rejected, .selfie: .uploaded])
            let database = world.dependencies.database
            #expect(try await database.read { try $0.photos.backlog().count } == 0)
            try await world.sendPhoto(.card, siti)
            #expect(try await database.read { try $0.photos.waiting(limit: 5).map(\.id) } == [photos.selfie])
        }
    }

    @Test(
        "an officer undoes the last verdict within two minutes, and the person hears that nothing need be sent",
        arguments: Engine.tested)
    func undo(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted()
            let photos = try await world.photos(of: siti)
            let first = try await world.reviewer()
            let second = try await world.reviewer(as: .operations)
            try await first.post(Paths.photoAcceptance(photos.card), [], seeing: Paths.photoReview(photos.card))
            let none = try await second.post(Paths.photoUndo, [], seeing: Paths.office)
            #expect(none.status == .unprocessableContent && none.text.contains("Tidak ada putusan"))
            let back = try await first.post(Paths.photoUndo, [], seeing: Paths.office)
            #expect(back.location == Paths.photoReview(photos.card))
            #expect(try await world.states(of: siti) == [.card: .uploaded, .selfie: .uploaded])
            #expect(try await world.decision(of: siti) != nil)

            try await first.post(
                Paths.photoRejection(photos.selfie), [("alasan", "face-hidden")],
                seeing: Paths.photoReview(photos.card))
            try await first.post(Paths.photoUndo, [], seeing: Paths.office)
            #expect(try await world.states(of: siti)[.selfie] == .uploaded)
            #expect(
                try await world.letters(to: siti.email).contains { $0.subject.hasPrefix("Tidak perlu kirim ulang") })

            try await first.post(Paths.photoAcceptance(photos.card), [], seeing: Paths.photoReview(photos.card))
            world.clock.advance(PhotoWork.undo)
            let late = try await first.post(Paths.photoUndo, [], seeing: Paths.office)
            #expect(late.status == .unprocessableContent)
            #expect(try await world.states(of: siti)[.card] == .accepted)
        }
    }

    @Test(
        "a second look is another officer's, does not show the first verdict, and counts for the agreement",
        arguments: Engine.tested)
    func secondLook(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted()
            let photos = try await world.photos(of: siti)
            let first = try await world.officer(.verifier, "wulan")
            let second = try await world.officer(.operations, "hadi")
            try await first.browser.post(Paths.photoAcceptance(photos.card), [], seeing: Paths.photoReview(photos.card))
            let person = try await world.id(of: siti)
            let look = try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try tx.photos.askSecondLook(
                    at: person, after: first.id, now: dependencies.realNow(), ids: dependencies.ids)
                #expect(try tx.photos.nextSecondLook(for: first.id) == nil)
                return try #require(try tx.photos.nextSecondLook(for: second.id))
            }
            let path = Paths.secondLook(look)
            #expect(try await first.browser.get(path).location == Paths.photoOffice)
            let page = try await second.browser.get(path)
            #expect(page.text.contains("pemeriksaan kedua") && !page.text.contains("wulan"))
            try await second.browser.post(path, [("alasan", "other-person")], seeing: path)
            #expect(try await world.states(of: siti) == [.card: .accepted, .selfie: .accepted])
            #expect(try await second.browser.get(path).location == Paths.photoOffice)

            let all = try await first.browser.get(Paths.photoAgreement).text
            #expect(all.contains("0 dari 1 sepakat") && all.contains("Orang lain") && !all.contains("Per pemeriksa"))
            let auditor = try await world.officer(.auditor, "agus")
            #expect(try await auditor.browser.get(Paths.photoAgreement).text.contains("Per pemeriksa"))
        }
    }
}

extension World {
    func photos(of person: TestPerson) async throws -> (card: ID<StoredPhoto>, selfie: ID<StoredPhoto>) {
        let id = try await id(of: person)
        let photos = try await dependencies.database.read { try $0.photos.current(of: id) }
        return (try #require(photos[.card]).id, try #require(photos[.selfie]).id)
    }

    fileprivate func states(of person: TestPerson) async throws -> [IdentityPhoto.Kind: IdentityPhoto.State] {
        let id = try await id(of: person)
        return try await dependencies.database.read { try $0.photos.current(of: id).mapValues(\.state) }
    }
}
