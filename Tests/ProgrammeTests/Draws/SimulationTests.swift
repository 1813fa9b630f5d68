import Foundation
import Testing

@testable import Programme

@Suite("Simulated draw")
struct SimulationTests {
    @Test(
        "draw simulation: it runs under an edition with its own witnesses",
        .bug(id: "5.13", "`draw simulate --edition` failed on an edition that has a section `draw`."),
        arguments: ["demo-witnesses", "edition-3", "edition-4"])
    func witnesses(name: String) throws {
        let basis = try String(contentsOf: EditionFiles.url(name), encoding: .utf8)
        let simulation = try DrawSimulation(
            entries: 500, quota: 40, basis: basis, key: Data(repeating: 9, count: 32))
        #expect(simulation.edition.waves.draw?.witnesses.map(\.id) == ["kantor", "auditor", "universitas"])
        let list = simulation.seal(simulation.joined())
        let bundle = try simulation.draw(simulation.statement(of: list), list)
        let written = try bundle.parts().reduce(Data(), +)
        let edition = try Edition(yaml: simulation.editionText).with(Annex(note: simulation.annexNote))
        #expect(try DrawBundle(written).verify(edition: edition).isChecked)
    }
}
