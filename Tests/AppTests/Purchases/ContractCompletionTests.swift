import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Completion by the contract alone")
struct ContractCompletionTests {
    @Test(
        "a graded post-test that its participant attended completes the training and pays, in either order",
        .bug(
            id: "5.594",
            """
            An institution that spoke only the contract never finished a course: the purchase stayed attended, its \
            money in escrow, and no incentive was planned.
            """),
        arguments: Engine.tested, ["test first", "grade first"])
    func completes(engine: Engine, order: String) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            try await market.attend([1], code, siti)
            #expect(try await market.submit(code, "uk", 999).status == 200)
            if order == "test first" {
                try await market.attend([999], code, siti)
                #expect(try await market.state(of: siti) == .attended)
                #expect(try await market.grade(code, "uk", 999).status == 200)
            } else {
                #expect(try await market.grade(code, "uk", 999).status == 200)
                #expect(try await market.state(of: siti) == .attended)
                try await market.attend([999], code, siti)
            }
            #expect(try await market.state(of: siti) == .completed)
            #expect(try await market.balance(.partnerPayable(market.platform.id)).posted == Rupiah(60_000))
            #expect(try await market.balance(.partnerPayable(market.institution.id)).posted == Rupiah(540_000))
            // A second grade, and a report of completion, pay nothing more.
            #expect(try await market.grade(code, "uk", 999).status == 200)
            #expect(try await market.complete(code).text.contains("purchases.already-completed"))
            try await market.world.settle()
            let facts = try await market.world.dependencies.database.read { [today = market.today] in
                try $0.incentives.of(siti.person, today: today)
            }
            #expect(!facts.isEmpty)
            let purchase = try await market.purchase(of: siti)
            let visitor = market.world.visitor()
            try await market.world.signIn(visitor, siti)
            let certificate = try await visitor.get(Paths.certificate(purchase.id))
            #expect(!certificate.body.contains("PRAKERJA/\(purchase.id)"))
            #expect(certificate.text.contains("tanpa nilai angka"))
            try await market.expectCleanBooks()
        }
    }

    @Test(
        "a training that was attended and not finished is settled once, and its holder reads where the money went",
        .bug(
            id: "5.595",
            """
            A training that its participant began and did not finish stayed under way for ever: the rest of its price \
            was with neither card, state nor institution, and the card bought no other training.
            """), arguments: Engine.tested)
    func settles(engine: Engine) async throws {
        try await Market.with(
            engine,
            edition: {
                $0.replacing("first-attendance, basisPoints: 0 ", with: "first-attendance, basisPoints: 3000 ")
                    .replacing("completion, basisPoints: 10000", with: "completion, basisPoints: 7000")
            }
        ) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            try await market.attend([1], code, siti)
            #expect(try await market.balance(.partnerPayable(market.institution.id)).posted == Rupiah(162_000))
            market.world.clock.advance(.days(60 + 29))
            try await market.world.tick()
            #expect(try await market.state(of: siti) == .attended)
            market.world.clock.advance(.days(1))
            try await market.world.tick()
            #expect(try await market.state(of: siti) == .lapsed)
            #expect(try await market.balance(.cardTraining(siti.card)).posted == Rupiah(820_000))
            #expect(try await market.balance(.partnerPayable(market.institution.id)).posted == Rupiah(162_000))
            let purchase = try await market.purchase(of: siti)
            #expect(try await market.balance(.purchaseEscrow(purchase.id)).posted == .zero)
            let told = try await market.world.messages(of: siti.person).map { $0.content[.indonesian].body }
            let settled = told.filter { $0.contains("Tes akhir Anda tidak tercatat") }
            #expect(settled.count == 1 && settled[0].contains("Rp420.000") && settled[0].contains("Rp180.000"))
            let visitor = market.world.visitor()
            try await market.world.signIn(visitor, siti)
            let page = try await visitor.get(Paths.purchase(purchase.id))
            #expect(page.text.contains("Pelatihan tidak selesai sampai batas waktunya"))
            #expect(try await market.world.auditedActions().filter { $0 == "purchase.settled" }.count == 1)
            try await market.world.tick()
            #expect(try await market.balance(.cardTraining(siti.card)).posted == Rupiah(820_000))
            #expect(try await market.redeem("status", code).code == "ERRTRX40101")
            try await market.expectCleanBooks()
        }
    }

    @Test(
        "a completion, a grade and an attendance months after the schedule are refused",
        .bug(
            id: "5.596",
            """
            A link that was made in time confirmed attendance months after the schedule, and a completion reported \
            then was paid.
            """), arguments: Engine.tested)
    func late(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            try await market.attend([1], code, siti)
            let email = "peserta-\(siti.card)@example.com"
            let link = try await market.sendToAttend(code, sequence: 999, email: email)
            #expect(try await market.submit(code, "uk", 999).status == 200)
            market.world.clock.advance(.days(62))
            let visitor = market.world.visitor()
            try await market.world.signIn(visitor, siti)
            let refused = try await visitor.post(link.path, [])
            #expect(refused.status == .conflict && refused.text.contains("sudah selesai"))
            market.world.clock.advance(.days(60))
            #expect(try await market.submit(code, "uk", 999).code == "ERRTRX40036")
            #expect(try await market.grade(code, "uk", 999).code == "ERRTRX40036")
            #expect(try await market.balance(.partnerPayable(market.institution.id)).posted == .zero)
        }
    }

    @Test("a completion reported after the edition's days is refused", arguments: Engine.tested)
    func lateReport(engine: Engine) async throws {
        try await Market.with(
            engine, edition: { $0.replacing("  otpValidMinutes:", with: "  reportDays: 3\n  otpValidMinutes:") }
        ) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            try await market.attend([1, 999], code, siti)
            market.world.clock.advance(.days(63))
            let refused = try await market.complete(code)
            #expect(refused.status == 422 && refused.text.contains("purchases.reported-too-late"))
            // The institution's work is not graded: the training is settled, and the job says why.
            try await market.world.tick()
            #expect(try await market.state(of: siti) == .lapsed)
            let told = try await market.world.messages(of: siti.person).map { $0.content[.indonesian].body }
            #expect(told.contains { $0.contains("Lembaga tidak menilai tes akhir Anda") })
            try await market.expectCleanBooks()
        }
    }

    @Test(
        "where the edition takes attendance as proof, all meetings complete a webinar and a missed one does not",
        arguments: Engine.tested)
    func attendance(engine: Engine) async throws {
        try await Market.with(
            engine,
            edition: {
                $0.replacing(
                    "  otpValidMinutes:", with: "  completion: attendance\n  reportDays: 2\n  otpValidMinutes:")
            }
        ) { market in
            let siti = try await market.world.cardholder()
            let budi = try await market.world.cardholder("Budi", phone: "081234567891", wave: 2)
            let webinar = try await market.openWebinar()
            let whole = try await market.buy(webinar, siti, "INV-1")
            let half = try await market.buy(webinar, budi, "INV-2")
            market.world.clock.advance(.days(2))
            try await market.attend([1, 2, 3], whole, siti)
            try await market.attend([1, 3], half, budi)
            market.world.clock.advance(.days(1))
            try await market.world.tick()
            #expect(try await market.state(of: siti) == .attended)
            market.world.clock.advance(.days(3))
            try await market.world.tick()
            #expect(try await market.state(of: siti) == .completed)
            #expect(try await market.state(of: budi) == .lapsed)
            #expect(try await market.balance(.cardTraining(budi.card)).posted == Rupiah(1_000_000))
            #expect(try await market.balance(.partnerPayable(market.institution.id)).posted == Rupiah(540_000))
            try await market.expectCleanBooks()
        }
    }

    @Test(
        "an attendance that SQL puts in for another participant leaves no training unfinished",
        .bug(
            id: "5.856",
            """
            Which meetings were held was read from the attendances of the schedule's participants: a row that SQL put in             for one of them sent the price of the others' trainings back.
            """),
        arguments: Engine.tested)
    func forgedMeeting(engine: Engine) async throws {
        try await Market.with(
            engine,
            edition: {
                $0.replacing(
                    "  otpValidMinutes:", with: "  completion: attendance\n  reportDays: 2\n  otpValidMinutes:")
            }
        ) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let budi = try await world.cardholder("Budi", phone: "081234567891", wave: 2)
            let webinar = try await market.openWebinar()
            let one = try await market.buy(webinar, siti, "INV-1")
            let other = try await market.buy(webinar, budi, "INV-2")
            world.clock.advance(.days(2))
            try await market.attend([1, 3], one, siti)
            try await market.attend([1, 3], other, budi)
            let purchase = try await market.purchase(of: siti).id
            try await world.vandalise(
                "INSERT INTO attendance (purchase_id, sequence, verified_at) VALUES (\(purchase), 2, 1)")
            world.clock.advance(.days(4))
            try await world.tick()
            #expect(try await market.state(of: budi) == .attended)
            try await world.vandalise("DELETE FROM attendance WHERE sequence = 2")
            world.clock.advance(.days(1))
            try await world.tick()
            #expect(try await market.state(of: siti) == .completed)
            #expect(try await market.state(of: budi) == .completed)
            try await market.expectCleanBooks()
        }
    }
}

extension Market {
    var today: CivilDate { world.dependencies.edition.waves.zone.date(of: world.clock.now()) }

    func purchase(of who: Cardholder) async throws -> Purchase {
        let purchases = try await world.dependencies.database.read { try $0.purchases.of(who.person) }
        return try #require(purchases.first)
    }

    func state(of who: Cardholder) async throws -> Purchase.State { try await purchase(of: who).state }

    /// A webinar of the institution in two days, at the platform.
    fileprivate func openWebinar() async throws -> CourseSchedule {
        let (ids, now) = (world.dependencies.ids, world.clock.now())
        let course = Course(
            id: ids.next(), code: "webinar", institution: institution.id, title: "Webinar Kopi", summary: "Kopi",
            category: "Kuliner", mode: .webinar, hours: 12)
        let schedule = CourseSchedule(
            id: ids.next(), course: course.id, code: "webinar-1", starts: now + .days(2), ends: now + .days(3),
            quota: 2, taken: 0)
        let offer = CourseOffer(
            platform: platform.id, platformName: "", price: price, url: "https://dp.example/webinar")
        try await world.dependencies.database.transaction { [world] tx in
            try tx.courses.publish(course, at: now)
            try tx.courses.add(schedule)
            try tx.courses.offer(offer, of: course.id)
            try tx.records.bind(
                .courses, course.id, at: world.dependencies.realNow(), ids: world.dependencies.ids)
        }
        return schedule
    }

    fileprivate func buy(_ webinar: CourseSchedule, _ who: Cardholder, _ invoice: String) async throws -> String {
        let asked = try await call(
            platform, Paths.sendOTP,
            """
            {"user_platform_id":"U-\(invoice)","prakerja_id":"\(who.number.digits)","course_code":"webinar",\
            "schedule_code":"\(webinar.code)","amount":\(price.amount)}
            """)
        #expect(asked.status == 200, "\(asked.text)")
        let paid = try await authorize(asked.token, otp: try await code(for: who), invoice: invoice)
        #expect(paid.status == 200, "\(paid.text)")
        return try await redeemCode(of: who)
    }
}
