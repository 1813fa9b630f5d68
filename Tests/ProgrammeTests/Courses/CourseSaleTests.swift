import Testing

@testable import Programme

@Suite("Whether a course is on sale")
struct CourseSaleTests {
    private static let open = CourseSale.Platform(stop: nil, isRelated: false)
    private static let related = CourseSale.Platform(stop: nil, isRelated: true)

    private static func stopped(_ stop: PartnerStop) -> CourseSale.Platform {
        CourseSale.Platform(stop: stop, isRelated: false)
    }

    @Test(
        "an accepted course is on sale when its institution and one unrelated platform may sell",
        arguments: [
            (nil, [open], CourseSale.onSale),
            (nil, [stopped(.suspended), open], .onSale),
            (nil, [related, open], .onSale),
            (nil, [], .noPrice),
            (.suspended, [open], .stopped(.suspended)),
            (.suspended, [], .noPrice),
            (nil, [stopped(.noAgreement)], .stopped(.noAgreement)),
            (nil, [related, stopped(.ended)], .stopped(.ended)),
            (nil, [related], .sameOwner),
        ] as [(PartnerStop?, [CourseSale.Platform], CourseSale)])
    func table(institution: PartnerStop?, platforms: [CourseSale.Platform], sale: CourseSale) {
        #expect(CourseSale(institution: institution, platforms: platforms) == sale)
    }
}
