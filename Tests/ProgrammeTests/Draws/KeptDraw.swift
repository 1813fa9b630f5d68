import Foundation

/// A draw of the earlier version, as that version's simulation wrote it, with its edition of the earlier form. Its site
/// and its witnesses are invented.
struct KeptDraw {
    let bundle: Data
    let edition: String

    init() throws {
        let folder = EditionFiles.repository.appending(path: "Tests/Kept/draw-3")
        bundle = try Data(contentsOf: folder.appending(path: "undian.prakerja"))
        edition = try String(contentsOf: folder.appending(path: "edisi.yaml"), encoding: .utf8)
    }
}
