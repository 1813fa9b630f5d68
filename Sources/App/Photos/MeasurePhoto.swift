import Programme
import Storage

/// Measures a photo after its upload and reads the print on a card, for hints. Nothing is decided by them, so a photo
/// that cannot be measured has none. Photo and reader are outside every transaction.
struct MeasurePhoto: Job {
    static let name = "photos.measure"
    static let maxAttempts = 3
    static let mayBeGivenUp = true

    /// How long a photo waits while other photos are processed.
    private static let pause = Span.seconds(2)

    let photo: ID<StoredPhoto>

    var uniqueKey: String? { "\(photo)" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let stored = try await dependencies.database.read { tx in
            try tx.photos.measures(of: [photo]).isEmpty ? try tx.photos.photo(photo) : nil
        }
        guard let stored, stored.state != .replaced else { return .done }
        let reader = stored.kind == .card ? dependencies.configuration.printReader : nil
        if let reader, reader.isInstalled, reader.isBusy { return .again(after: Self.pause) }
        do {
            let jpeg = try PhotoStore(dependencies).read(photo)
            let measure = try await PhotoProcessingQueue.measure(jpeg)
            var print: CardPrint?
            if let reader, reader.isInstalled {
                let text = try await reader.read(PhotoProcessingQueue.upperPart(of: jpeg))
                try Task.checkCancellation()
                print = text.map(CardPrint.init)
            }
            let found = MeasuredPhoto(measure: measure, print: print)
            try await dependencies.database.transaction { tx in
                try tx.photos.note(
                    found, about: photo, at: dependencies.realNow(), vault: dependencies.vault)
            }
            return .done
        } catch StorageFault.overloaded {
            return .again(after: Self.pause)
        }
    }
}
