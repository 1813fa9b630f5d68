import Programme

/// What a demo needs before anybody comes: officers, partners and courses, made by the same functions the office uses.
struct DemoSetUp {
    let platform: Platform

    func run() async throws {
    }
}
