import Foundation

/// The third edition with a question bank of its own, because a production server refuses the bank that ships with the
/// product: the same questions under another salt.
struct OwnEdition {
    private let edition: URL
    private let questions: URL

    /// - Parameters:
    ///   - folder: gets both files.
    ///   - binary: the product, which states the digest of the questions.
    init(in folder: URL, binary: URL) throws {
        edition = Self.file(in: folder)
        questions = folder.appending(path: "questions.yaml")
        let shipped = "Sources/App/Resources/Questions/example.yaml"
        let salt = UUID().uuidString.lowercased().replacing("-", with: "")
        let text = try String(contentsOfFile: shipped, encoding: .utf8)
        try text.replacing(/salt: "[0-9a-f]+"/, with: "salt: \"\(salt)\"").write(
            to: questions, atomically: true, encoding: .utf8)
        let (former, own) = (try Self.bank(shipped, binary), try Self.bank(questions.path, binary))
        let rules = try String(contentsOfFile: "Editions/edition-3.yaml", encoding: .utf8)
        guard former != own, rules.contains(former) else { throw LoadFault.refused("the question bank of edition 3") }
        try rules.replacing(former, with: own).write(to: edition, atomically: true, encoding: .utf8)
    }

    static func file(in folder: URL) -> URL { folder.appending(path: "edition.yaml") }

    /// Settings of a server with this edition.
    var environment: [String: String] { ["EDITION": edition.path] }

    /// Arguments that bring the questions in.
    var bringIn: [String] { ["questions", "import", questions.path] }

    /// The digest of a file of questions: 64 hexadecimal digits.
    private static func bank(_ path: String, _ binary: URL) throws -> String {
        let (process, output) = (Process(), Pipe())
        process.executableURL = binary
        process.arguments = ["questions", "digest", path]
        process.standardOutput = output
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard let digest = said.firstMatch(of: /[0-9a-f]{64}/) else { throw LoadFault.refused("questions digest") }
        return String(digest.0)
    }
}
