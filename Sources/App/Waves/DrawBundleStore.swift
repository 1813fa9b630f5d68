import Foundation
import Hummingbird
import NIOCore
import Programme

/// The sealed lists of waves, and the draw bundles of announced ones, each written to the data directory once and served
/// from there, so that a download does not read millions of entries from the database again.
struct DrawBundleStore: Sendable {
    let dependencies: Dependencies

    private static let chunkBytes = 256 * 1_024
    /// How long the path is cached; the file itself never changes.
    private static let fresh = Span.days(1)

    /// Nil until the promised instant.
    func file(_ address: WaveAddress) async throws -> URL? {
        let wave = try await PublicWave.of(address, on: dependencies).wave
        guard wave.showsDraw(at: dependencies.clock.now()) else { return nil }
        return try await dependencies.publicCache.value(
            "bundle-\(wave.id)", for: Self.fresh, now: dependencies.realNow()
        ) {
            try await written(wave, "prakerja") { acts in
                guard let bundle = try await acts.bundle(wave.number) else { throw HTTPError(.notFound) }
                return try bundle.parts()
            }
        }
    }

    /// The sealed list; nil until the wave is sealed. With it the public can compute the outcome as soon as the round of
    /// public randomness is out, however long the office waits.
    func list(_ address: WaveAddress) async throws -> URL? {
        let wave = try await PublicWave.of(address, on: dependencies).wave
        guard wave.state >= .sealed else { return nil }
        return try await dependencies.publicCache.value(
            "list-\(wave.id)", for: Self.fresh, now: dependencies.realNow()
        ) {
            try await written(wave, "daftar") { acts in
                [try await acts.sealedList(acts.board(wave.number)).bytes]
            }
        }
    }

    private func written(
        _ wave: Wave, _ kind: String, of make: (DrawActions) async throws -> [Data]
    ) async throws -> URL {
        let folder = URL(filePath: dependencies.configuration.dataDirectory).appending(path: "undian")
        let file = folder.appending(path: "\(wave.edition)-\(wave.number).\(kind)")
        if FileManager.default.fileExists(atPath: file.path) { return file }
        let parts = try await make(DrawActions(dependencies: dependencies, of: wave))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let draft = folder.appending(path: "\(dependencies.random.token(9)).draft")
        guard FileManager.default.createFile(atPath: draft.path, contents: nil) else {
            throw CocoaError(.fileWriteUnknown)
        }
        let handle = try FileHandle(forWritingTo: draft)
        for part in parts { try handle.write(contentsOf: part) }
        try handle.close()
        // The rename is atomic: a reader sees the whole file or none, also when another process writes the same file.
        guard rename(draft.path, file.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        return file
    }

    /// Sends a file a piece at a time.
    static func response(_ file: URL, name: String) throws -> Response {
        let size = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int ?? 0
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/octet-stream", .contentDisposition: "attachment; filename=\"\(name)\"",
            ],
            body: ResponseBody(contentLength: size) { writer in
                let handle = try FileHandle(forReadingFrom: file)
                defer { try? handle.close() }
                while let piece = try handle.read(upToCount: chunkBytes), !piece.isEmpty {
                    try await writer.write(ByteBuffer(bytes: piece))
                }
                try await writer.finish(nil)
            })
    }
}
