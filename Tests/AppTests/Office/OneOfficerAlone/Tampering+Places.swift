import Crypto
import Foundation
import Programme
import Storage

extension Tampering {
    /// What the draw made of entries: their places, and the pages of the sealed list; and the plan of the wave.
    static let places: [Tampering] = [
        Tampering(.selection, "the quota of a wave", found: "plan of wave ") { scene in
            ["UPDATE wave SET quota = quota + 1 WHERE id = \(scene.wave)"]
        },
        Tampering(.draw, "the dates of a wave", found: "plan of wave ") { scene in
            ["UPDATE wave SET closes_at = closes_at + 1 WHERE id = \(scene.wave)"]
        },
        Tampering(.draw, "a postponement that no officer proposed", found: "plan of wave ") { scene in
            [
                """
                INSERT INTO wave_postponement (wave_id, place, was, becomes, reason, officer_id, decided_at)
                VALUES (\(scene.wave), 9, 1, 2, 'Lain', \(scene.officer), 1)
                """
            ]
        },
        Tampering(.selection, "a person is selected", found: "draw of wave ") { scene in
            [
                """
                INSERT INTO entry_place (wave_id, entry_id, person_id, household, ticket, stratum, position, pool, state)
                SELECT entry_place.wave_id, entry.id, entry.person_id, entry.household, \(scene.other),
                    entry_place.stratum, entry_place.position, entry_place.pool, entry_place.state
                FROM entry_place
                JOIN entry ON entry.wave_id = entry_place.wave_id AND entry.id <> entry_place.entry_id
                WHERE entry_place.wave_id = \(scene.wave)
                LIMIT 1
                """
            ]
        },
        Tampering(.selection, "a selected person is not any more", found: "draw of wave ") { scene in
            ["DELETE FROM entry_place WHERE wave_id = \(scene.wave) AND ticket = \(scene.selected)"]
        },
        Tampering(.selection, "another person has the ticket", found: "draw of wave ") { scene in
            [
                """
                UPDATE entry_place
                SET person_id = \(scene.person)
                WHERE wave_id = \(scene.wave) AND ticket = \(scene.selected)
                """
            ]
        },
        Tampering(.selection, "the entry of a place is another person's", found: "has a place of another person") {
            scene in
            [
                """
                UPDATE entry
                SET person_id = \(scene.person)
                WHERE id = (
                    SELECT entry_id FROM entry_place WHERE wave_id = \(scene.wave) AND ticket = \(scene.selected)
                )
                """
            ]
        },
        Tampering(.selection, "the card of a place is another person's", found: "of another person than the place") {
            scene in ["UPDATE card SET person_id = \(scene.person) WHERE id = \(scene.card)"]
        },
        Tampering(.selection, "a person's date of birth", found: "data of a claim of a NIK ") { scene in
            ["UPDATE identity_claim SET birth_date = '1990-01-01' WHERE person_id = \(scene.person)"]
        },
        Tampering(.selection, "a person's household", found: "data of a claim of a NIK ") { scene in
            ["UPDATE identity_claim SET household = \(Data(repeating: 7, count: 32)) WHERE person_id = \(scene.person)"]
        },
        Tampering(.selection, "a NIK that somebody holds is free", found: "the number of holders of the NIK ") { _ in
            ["UPDATE verified_nik SET holders = 0"]
        },
        Tampering(.money, "whose a purchase is", in: .market, found: "is of another person than its card") { scene in
            [
                """
                UPDATE purchase
                SET person_id = (SELECT MAX(id) FROM account WHERE id <> purchase.person_id)
                WHERE id = \(scene.attended)
                """
            ]
        },
        Tampering(.selection, "another entry has the ticket", found: "is not as it was written") { scene in
            ["UPDATE draw_page SET bytes = \(Data(count: 12)) WHERE wave_id = \(scene.wave) AND kind = 'ticket'"]
        },
        Tampering(.selection, "a page is put in with its digest", found: "sealed list of wave ") { scene in
            let bytes = Data(count: 12)
            return [
                """
                INSERT INTO draw_page (wave_id, kind, first, bytes, digest)
                VALUES (\(scene.wave), 'ticket', 1, \(bytes), \(Data(SHA256.hash(data: bytes))))
                """
            ]
        },
        Tampering(.selection, "what the draw decided about a ticket", found: "outcomes of wave ") { scene in
            let bytes = Data(count: 10)
            return [
                """
                UPDATE draw_page
                SET bytes = \(bytes), digest = \(Data(SHA256.hash(data: bytes)))
                WHERE wave_id = \(scene.wave) AND kind = 'outcome'
                """
            ]
        },
        Tampering(.draw, "the province of an entry", found: "is not as its person's joining left it") { scene in
            ["UPDATE entry SET province = 31 WHERE wave_id = \(scene.wave)"]
        },
        Tampering(.draw, "the priority of an entry", found: "is not as its person's joining left it") { scene in
            ["UPDATE entry SET priority = NOT priority WHERE wave_id = \(scene.wave)"]
        },
        Tampering(.selection, "an entry that no act made", found: "is not as its person's joining left it") { scene in
            [
                """
                INSERT INTO entry (id, wave_id, person_id, application_id, state, arrived_at, shard, priority, province,
                    household)
                SELECT \(Int64.max - 5), entry.wave_id, application.person_id, application.id, 'joined',
                    entry.arrived_at, 0, entry.priority, entry.province, entry.household
                FROM application
                CROSS JOIN entry
                WHERE application.person_id = \(scene.person) AND entry.wave_id = \(scene.wave)
                LIMIT 1
                """
            ]
        },
        Tampering(.selection, "an entry without a place is deleted", found: "is gone, although its person joined") {
            scene in
            [
                """
                DELETE FROM entry
                WHERE wave_id = \(scene.wave) AND id NOT IN (SELECT entry_id FROM entry_place)
                """
            ]
        },
        Tampering(.selection, "a person's entry does not count", found: "although its person did not withdraw") {
            scene in ["UPDATE entry SET state = 'withdrawn' WHERE wave_id = \(scene.wave)"]
        },
        Tampering(.selection, "a sealed entry leaves the wave", found: "and was sealed with ") { scene in
            ["UPDATE entry SET state = 'withdrawn' WHERE wave_id = \(scene.wave)"]
        },
    ]
}
