import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A person's page in the office", .timeLimit(.minutes(2)))
struct PersonPageTests {
    private static let why = "Menelepon soal insentif yang belum sampai"

    @Test(
        "the page opens only for a stated reason, records every view, and masks the NIK until it is asked for",
        arguments: Engine.tested)
    func opening(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible()
            let person = try await world.id(of: siti)
            let wati = try await world.officer("Wati", .verifier)
            let path = Paths.person(person)
            let closed = try await wati.browser.get(path)
            #expect(closed.text.contains("Mengapa Anda membuka data ini?") && !closed.text.contains("Siti"))
            let vague = try await wati.browser.post(Paths.personOpening(person), [("alasan", "x")], seeing: path)
            #expect(vague.status == .unprocessableContent && !vague.text.contains("Siti"))
            let opened = try await wati.browser.post(
                Paths.personOpening(person), [("alasan", Self.why)], seeing: path)
            #expect(opened.location == path)
            let page = try await wati.browser.get(path).text
            #expect(try await wati.browser.get(path).body.firstMatch(of: /<title>[^<]*Siti/) == nil)
            #expect(page.contains("Siti Nurhaliza") && page.contains(Self.why) && page.contains("Siapa melihat data"))
            #expect(page.contains("Memenuhi syarat") && page.contains("Foto diterima"))
            #expect(!page.contains("8271 0527") && !page.contains(siti.email))
            try await wati.browser.post(Paths.personShown(person), [("alasan", Self.why)], seeing: path)
            let shown = try await wati.browser.get(path).text
            #expect(shown.contains(siti.email))
            world.clock.advance(Opening.shown)
            #expect(!(try await wati.browser.get(path).text.contains(siti.email)))
            let kinds = try await world.dependencies.database.read {
                try Set($0.access.readings(of: person, before: nil, limit: 50).map(\.kind))
            }
            #expect(kinds.isSuperset(of: [.person, .identity, .contact]))
            #expect(try await wati.browser.get(Paths.office).text.contains("Siti Nurhaliza"))
        }
    }

    @Test(
        "neither the region's digits of the NIK nor the birth date are shown before they are asked for",
        .bug(
            id: "3.613",
            "The masked NIK showed its region beside the birth date and the address: the hidden digits could be completed."
        ))
    func masked() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.eligible()
            let person = try await world.id(of: siti)
            let wati = try await world.officer("Wati", .verifier).browser
            let path = Paths.person(person)
            try await wati.post(Paths.personOpening(person), [("alasan", Self.why)], seeing: path)
            let closed = try await wati.get(path).text
            #expect(
                closed.contains("•••• •••• •••• \(siti.nik.suffix(4))") && !closed.contains("\(siti.nik.prefix(4)) •"))
            #expect(closed.contains("1995") && !closed.contains("27 Maret 1995"))
            try await wati.post(Paths.personShown(person), [("alasan", Self.why)], seeing: path)
            let shown = try await wati.get(path).text
            #expect(shown.contains("\(siti.nik.prefix(4)) ") && shown.contains("27 Maret 1995"))
        }
    }

    @Test("an item of work opens the page of the person it concerns, and of no other", arguments: Engine.tested)
    func work(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.id(of: try await world.submitted(1))
            let budi = try await world.id(of: try await world.signedUp(2))
            let photo = try #require(
                try await world.dependencies.database.read { try $0.photos.current(of: siti)[.card]?.id })
            let wati = try await world.officer("Wati", .verifier).browser
            let item = [("dari", "photo:\(photo)")]
            let wrong = try await wati.post(Paths.personOpening(budi), item, seeing: Paths.person(budi))
            #expect(wrong.status == .unprocessableContent)
            let right = try await wati.post(Paths.personOpening(siti), item, seeing: Paths.person(siti))
            #expect(right.location == Paths.person(siti))
            #expect(try await wati.get(Paths.person(siti)).text.contains("Siti Nurhaliza"))
            // The work of others, and work that is done, is no reason.
            let lestari = try await world.officer("Lestari", .auditor).browser
            let others = try await lestari.post(Paths.personOpening(siti), item, seeing: Paths.person(siti))
            #expect(others.status == .unprocessableContent && !others.text.contains("Siti Nurhaliza"))
            try await world.vandalise("UPDATE identity_document SET state = 'replaced' WHERE id = \(photo)")
            let done = try await wati.post(Paths.personOpening(siti), item, seeing: Paths.person(siti))
            #expect(done.status == .unprocessableContent || done.location == nil)
            for made in ["photo:\(photo)x", "photo", "officer:1", "photo:99999999999999999999"] {
                let answer = try await wati.post(
                    Paths.personOpening(budi), [("dari", made)], seeing: Paths.person(budi))
                #expect(answer.status == .unprocessableContent, "\(made)")
            }
        }
    }

    @Test("the story is filtered by kind, and an unknown person is not found", arguments: Engine.tested)
    func story(engine: Engine) async throws {
        try await World.with(engine) { world in
            let person = try await world.id(of: try await world.eligible())
            let wati = try await world.officer("Wati", .verifier).browser
            try await wati.post(
                Paths.personOpening(person), [("alasan", Self.why)], seeing: Paths.person(person))
            let all = try await wati.get(Paths.person(person)).text
            #expect(all.contains("Pendaftaran dikirim") && all.contains("Akun dibuat"))
            let decisions = try await wati.get(Paths.person(person, only: "keputusan")).text
            #expect(decisions.contains("Pendaftaran dikirim") && !decisions.contains("Akun dibuat"))
            let messages = try await wati.get(Paths.person(person, only: "pesan")).text
            #expect(messages.contains("Pesan: ") && !messages.contains("Pendaftaran dikirim"))
            #expect(try await wati.get(Paths.person(ID(1))).status == .notFound)
        }
    }

    @Test(
        "the way of five parts has one current part",
        arguments: [
            (
                PersonTrack(
                    isEligible: false, isRefused: false, isSelected: false, isStopped: false, isTrained: false,
                    isPaid: false), "done now coming coming coming"
            ),
            (
                PersonTrack(
                    isEligible: false, isRefused: true, isSelected: false, isStopped: false, isTrained: false,
                    isPaid: false), "done stopped coming coming coming"
            ),
            (
                PersonTrack(
                    isEligible: true, isRefused: false, isSelected: true, isStopped: false, isTrained: false,
                    isPaid: false), "done done done now coming"
            ),
            (
                PersonTrack(
                    isEligible: true, isRefused: false, isSelected: true, isStopped: true, isTrained: false,
                    isPaid: false), "done done done stopped coming"
            ),
            (
                PersonTrack(
                    isEligible: true, isRefused: false, isSelected: true, isStopped: false, isTrained: true,
                    isPaid: true), "done done done done done"
            ),
        ])
    func track(track: PersonTrack, expected: String) {
        #expect(track.states.map(\.rawValue).joined(separator: " ") == expected)
    }
}
