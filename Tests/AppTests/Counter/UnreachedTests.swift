import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A person without any contact, and the pages of a session at a counter")
struct UnreachedTests {
    @Test(
        "no page promises a message to a person without a contact; each says what is missing and what to do",
        .bug(
            id: "5.641",
            """
            A person registered at a counter with a slip read “we send you a message” on three pages, and that the \
            step of the mobile number was done: no number was known, and no message went out.
            """), arguments: Engine.tested)
    func promises(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let lia = try await world.counterOfficer()
            #expect(try await lia.browser.post(Paths.counterStart, World.slip()).location == Paths.application)
            let tasks = try await lia.browser.get(Paths.application).text
            #expect(tasks.contains("Belum ada nomor") && tasks.contains("Dua petugas mencatat nomor itu"))
            let person = TestPerson(browser: lia.browser, email: "", phone: "", nik: "8271052703952601")
            try await world.apply(person)

            let waiting = try await lia.browser.get(Paths.account).text
            #expect(waiting.contains("Kami tidak punya nomor Anda, jadi tidak ada pesan."))
            #expect(waiting.contains("Belum ada nomor HP atau email") && !waiting.contains("Kami mengirim pesan"))
            let sent = try await lia.browser.get(Paths.application).text
            #expect(sent.contains("Belum ada nomor") && !sent.contains("Hasilnya kami kirim lewat pesan."))

            let account = try #require(try await world.counterCases(of: lia).first?.person)
            try await world.acceptPhotos(ofAccount: account)
            try await world.settle()
            #expect(try await lia.browser.join().location == Paths.myEntry(1))
            let entry = try await lia.browser.get(Paths.myEntry(1)).text
            #expect(entry.contains("Tanyakan hasilnya di loket dengan slip Anda.") && !entry.contains("mengirim pesan"))
        }
    }

    @Test("a person with a contact is promised a message as before")
    func reached() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.submitted()
            let account = try await siti.browser.get(Paths.account).text
            #expect(account.contains("Kami mengirim pesan begitu selesai diperiksa."))
            #expect(!account.contains("Kami tidak punya nomor Anda"))
            #expect(try await !siti.browser.get(Paths.application).text.contains("Belum ada nomor"))
        }
    }

    @Test(
        "a text for all readers promises a message only on the condition that a contact is known",
        .bug(
            id: "5.821",
            """
            A person without a contact still read “we will tell you” about a region that joins later, and three help \
            answers promised a message.
            """))
    func readByAll() async throws {
        try await World.with(.sqlite) { world in
            let rules = world.dependencies.edition.conditions
            for t in [Words.indonesian, .english] {
                let condition = Unreached.condition(t)
                let later = DecisionWords(t: t, rules: rules).explain(
                    .regionNotInPlay(from: CivilDate(daysSinceEpoch: 18_400)))
                #expect(later.remedy.hasSuffix(condition) && !later.remedy.contains(t("memberi tahu", "tell you")))
                let answers = HelpQuestions(t: t).groups.flatMap(\.questions).map(\.answer)
                #expect(answers.count { $0.hasSuffix(condition) } == 3)
                let promises = t("[Kk]ami (mengirim|mengingatkan|memberi tahu)", "We (send|remind|notify|will tell)")
                let promise = try Regex(promises)
                for answer in answers where !answer.hasSuffix(condition) {
                    #expect(!answer.contains(promise), "\(answer)")
                }
            }
        }
    }

    @Test(
        "in a session at a counter the account page links no page that is closed there",
        .bug(
            id: "5.642",
            "At a counter the account page led to messages, contacts, devices and own data, which are closed there."),
        arguments: Engine.tested)
    func links(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let lia = try await world.counterOfficer()
            let siti = try await world.assisted(lia)
            try await checkLinks(of: siti.browser)
            try await world.provePhone(siti)
            try await world.apply(siti)
            try await checkLinks(of: siti.browser)
            try await world.acceptPhotos(of: siti)
            try await world.settle()
            try await checkLinks(of: siti.browser)
            try await siti.browser.join()
            try await checkLinks(of: siti.browser)
        }
    }

    /// No link of the page is refused.
    private func checkLinks(of browser: Visitor) async throws {
        let page = try await browser.get(Paths.account)
        let links = Set(page.body.matches(of: /<a[^>]* href="(\/[^"#]*)/).map { String($0.1) })
        #expect(links.contains(Paths.whoHelped) && links.contains(Paths.application))
        for link in links where !link.hasPrefix("/bahasa/") {
            #expect(try await browser.get(link).status != .forbidden, "\(link)")
        }
    }
}
