import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The privacy notice")
struct PrivacyTests {
    @Test(
        "the notice names every kind of data with purpose and readers, each receiver, and leads to each right",
        arguments: Engine.tested, Language.allCases)
    func notice(engine: Engine, language: Language) async throws {
        try await World.with(engine) { world in
            let t = Words(language: language)
            let path = PublicPage.privacy.path(in: language)
            let page = try await world.visitor().get(path)
            #expect(page.status == .ok && page.bytes.count < 50_000)
            for held in HeldData.all {
                for text in [held.name, held.what, held.why, held.seenBy, held.onDeletion] {
                    #expect(page.text.contains(t(text)), "\(t(text))")
                }
            }
            for partner in world.dependencies.edition.payoutPartners { #expect(page.text.contains(partner.name)) }
            for law in world.dependencies.edition.legalBasis { #expect(page.text.contains(law.title)) }
            let rights = [
                Paths.ownData, Paths.whoLooked, Paths.contacts, Paths.devices, Paths.cases, Paths.waves, Paths.deletion,
            ]
            for right in rights {
                #expect(page.body.contains("href=\"\(right)\""), "\(right)")
            }
            #expect(page.body.contains("mailto:\(world.dependencies.edition.contact.email)"))
        }
    }

    @Test("the sign-up form and the footer of every page lead to the notice in the page's language")
    func linked() async throws {
        try await World.with(.sqlite) { world in
            for language in Language.allCases {
                let link = "href=\"\(PublicPage.privacy.path(in: language))\""
                let form = try await world.visitor().get(PublicPage.signUp.path(in: language)).body
                let help = try await world.visitor().get(PublicPage.help.path(in: language)).body
                #expect(form.ranges(of: link).count == 2 && help.ranges(of: link).count == 1)
            }
            let siti = try await world.signedUp()
            let account = try await siti.browser.get(Paths.account).body
            #expect(account.contains("href=\"\(Paths.ownData)\"") && account.contains("href=\"\(Paths.privacy)\""))
        }
    }
}
