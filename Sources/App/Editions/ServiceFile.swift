import Foundation
import Programme

/// Reads the holidays and the office's time to answer from the directory of the edition's file.
enum ServiceFile {
    /// The file inside the product. `Editions/service.yaml` is a link to it.
    static var shipped: URL { Bundle.module.bundleURL.appending(path: "Office").appending(path: ServiceRules.fileName) }

    /// The rules inside the product where there is no such file, as for an edition that is named by its id. Throws
    /// `BootFault.edition` when the file is there and cannot be read, or is malformed: with a wrong calendar every
    /// deadline would be wrong.
    static func beside(_ path: String) throws -> ServiceRules {
        let beside = URL(filePath: path).deletingLastPathComponent().appending(path: ServiceRules.fileName)
        let file = FileManager.default.fileExists(atPath: beside.path) ? beside : shipped
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw BootFault.edition(path: file.path, reason: "it cannot be read as UTF-8 text")
        }
        do {
            return try ServiceRules(yaml: text)
        } catch {
            throw BootFault.edition(path: file.path, reason: "\(error)")
        }
    }
}

extension Dependencies {
    /// How soon the office answers.
    var service: ServiceRules { editionStore?.service ?? .usual }

    /// The days on which the office works.
    var workingDays: WorkingDays { service.workingDays(with: edition) }
}
