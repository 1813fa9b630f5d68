import HTTPTypes
import Hummingbird
import NIOCore
import Programme

/// `/mitra`: how a partner's engineer makes the first call, and everything the contract's API answers.
struct PartnerGuide: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        routes.get(Paths.partnerGuide) { _, context in try await show(.start, context) }
        routes.get(Paths.guideChapter.pattern) { _, context in
            guard let chapter = context.parameters.get("chapter").flatMap(GuideChapter.init(rawValue:)) else {
                throw HTTPError(.notFound)
            }
            guard chapter != .start else { return context.redirect(Paths.partnerGuide) }
            return try await show(chapter, context)
        }
        routes.get(Paths.guideSample.pattern) { _, context in try sample(context) }
        return routes
    }

    @Sendable private func show(_ chapter: GuideChapter, _ context: VisitorContext) async throws -> Response {
        let configuration = dependencies.configuration
        let trial = configuration.sandbox ? configuration.baseURL : configuration.sandboxPlace.address
        let needsAccess = [.start, .platform, .institution, .testing].contains(chapter)
        let access = needsAccess ? SandboxAccess(of: dependencies) : nil
        let returnAddress =
            chapter == .institution || chapter == .testing
            ? try await access?.redirects(on: dependencies).first : nil
        let goods: SandboxGoods? =
            if chapter == .platform, let access {
                try await SandboxGoods.read(
                    soldBy: access.platform, first: access.institution, on: dependencies)
            } else { nil }
        let isPeopled = configuration.sandbox && chapter == .start
        return context.page(
            GuidePage(
                t: context.t, chapter: chapter, site: trial ?? dependencies.edition.site,
                hasTestCodes: configuration.sandbox,
                trialSite: configuration.sandboxPlace.address,
                testPeople: isPeopled ? try await people(context) : nil,
                isDemo: configuration.demo, access: access, goods: goods, returnAddress: returnAddress))
    }

    private func people(_ context: VisitorContext) async throws -> SandboxPeople {
        let file = SandboxFile(in: dependencies.configuration.dataDirectory, logger: dependencies.logger)
        let cards = try await SandboxCards.read(of: file.people, on: dependencies)
        return SandboxPeople(t: context.t, file: file, uses: cards.uses)
    }

    @Sendable private func sample(_ context: VisitorContext) throws -> Response {
        guard let sample = context.parameters.get("file").flatMap(GuideSample.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/plain; charset=utf-8",
                .contentDisposition: "attachment; filename=\"\(sample.rawValue)\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: GuideTexts.shared.source(of: sample))))
    }
}
