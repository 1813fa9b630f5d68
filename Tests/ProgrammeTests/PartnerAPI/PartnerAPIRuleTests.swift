import Programme
import Testing

@Suite("Rules of the partner API")
struct PartnerAPIRuleTests {
    @Test("a cursor is read as it was written, and nothing else is read as one")
    func cursors() {
        let earliest = Instant(milliseconds: Instant.range.lowerBound)
        let latest = Instant(milliseconds: Instant.range.upperBound)
        for place in [
            FeedPlace(at: earliest, id: 0), FeedPlace(at: Instant(milliseconds: 0), id: 17),
            FeedPlace(at: latest, id: .max),
        ] {
            #expect(FeedPlace(cursor: place.cursor) == place)
            #expect(place.cursor.utf8.count <= FeedPlace.longest)
        }
        for other in [
            "", "p", "p-", "p1", "p1-", "p-1", "q1-1", "p+1-1", "p1--1", "p1-1-1", "p01-1", "pZ-1", "p1 -1",
            "pzzzzzzzzzzzzz-1", "p1-zzzzzzzzzzzzzz", "p1-\u{0}", String(repeating: "p", count: 1_000),
        ] {
            #expect(FeedPlace(cursor: other) == nil, "\(other)")
        }
        #expect(FeedPlace(at: earliest, id: 2) < FeedPlace(at: latest, id: 1))
    }

    @Test("a kind of partner gets its own scopes only, each once and in one order")
    func scopes() {
        #expect(APIScope.granted("", to: .platform) == APIScope.all(of: .platform))
        #expect(
            APIScope.granted("courses:read purchases:read courses:read", to: .institution)
                == [.readPurchases, .readCourses])
        for other in ["purchases:cancel", "courses:read ", " courses:read", "courses:read  purchases:read", "x"] {
            #expect(APIScope.granted(other, to: .institution) == nil, "\(other)")
        }
        #expect(Set(Partner.Kind.allCases.flatMap(APIScope.all)) == Set(APIScope.allCases))
    }

    @Test("each state of a paid purchase is seen as one state, and a platform sees neither attendance nor completion")
    func states() {
        for kind in Partner.Kind.allCases {
            let seen = SoldState.all(of: kind).flatMap { $0.states(seenBy: kind) }
            #expect(Set(seen) == Set(Purchase.State.allCases).subtracting([.held, .expired]))
            #expect(seen.count == Set(seen).count)
        }
        #expect(SoldState.paid.states(seenBy: .platform) == [.posted, .attended, .completed])
        #expect(SoldState.completed.states(seenBy: .platform) == [])
    }

    @Test("a standing counts down to the window's end")
    func quota() {
        let quota = CallQuota.calls
        let now = Instant(milliseconds: 1_587_351_600_500)
        #expect(quota.standing(used: 1, at: now).state == "\"calls\";r=599;t=60")
        #expect(!quota.standing(used: quota.limit, at: now).isOver)
        #expect(quota.standing(used: quota.limit + 1, at: now).isOver)
        #expect(quota.standing(used: 1, at: Instant(milliseconds: 1_587_351_659_999)).seconds == 1)
        #expect(quota.standing(used: quota.limit + 5, at: now).state == "\"calls\";r=0;t=60")
    }
}
