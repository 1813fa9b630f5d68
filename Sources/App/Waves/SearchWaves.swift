import Programme
import Storage

extension SearchSource {
    /// A wave by its number, of every edition that has begun.
    static let waves = SearchSource { tx, sought, scope in
        guard case .wave(let number) = sought else { return [] }
        let own = try tx.waves.known(of: scope.dependencies.edition.id).filter { $0.state > .planned }
        let past = try tx.waves.begun(notOf: scope.dependencies.edition.id).map(\.wave)
        return (own + past).filter { $0.number == number }.map { wave in
            .page(
                title: scope.t("Gelombang \(number)", "Wave \(number)"),
                detail: Bilingual(id: "edisi \(wave.edition)", en: "edition \(wave.edition)"),
                path: Paths.officeWave(wave.address))
        }
    }
}
