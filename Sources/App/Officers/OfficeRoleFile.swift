import Foundation
import Logging
import Programme
import Storage

/// The role file of an installation: `office.yaml` beside the edition's file.
enum OfficeRoleFile {
    static let name = "office.yaml"
    /// The act by which the audit log knows the file in force, and what it is about.
    static let (inForce, subject) = ("roles.in-force", "roles")
    /// The file inside the product, for an edition's file that stands alone. `Editions/office.yaml` is a link to it.
    static var shipped: URL { Bundle.module.bundleURL.appending(path: "Office").appending(path: name) }

    /// Reads the file beside the edition's; without one, the file that was in force here last; without that, the one
    /// inside the product.
    ///
    /// Throws `BootFault.roles` when there is neither, or it cannot be read or is not valid: a server that went on with
    /// earlier roles would leave permissions that the file has withdrawn.
    ///
    /// - Parameter serving: a server may bring a changed file into force; a command runs under the one in force.
    /// - Parameter mark: of the installation's key. A kept file that is not the one that the log says was put in force is
    ///   not used: a server does not start, and a command runs under the file inside the product and says so.
    static func open(
        beside edition: String, in database: Database, serving: Bool, mark: RowMark? = nil, logger: Logger? = nil
    ) async throws -> OfficeRoles {
        let path = path(beside: edition)
        let isThere = FileManager.default.fileExists(atPath: path.path)
        var kept = try await database.read { try $0.officeRoles.latest() }
        if !serving || !isThere, let mark, let text = kept,
            try await database.read({ try !$0.officeRoles.isConfirmed(text, mark) })
        {
            let reason = "the roles kept in the database were changed by other means than a start with another file"
            guard !serving else {
                throw BootFault.roles(
                    path: path.path, reason: "\(reason): tell the auditors, and put the office's own file there")
            }
            logger?.error("\(reason); this command runs under those inside the product")
            kept = nil
        }
        var found = kept
        if serving || kept == nil, isThere {
            guard let text = try? String(contentsOf: path, encoding: .utf8) else {
                throw BootFault.roles(path: path.path, reason: "it cannot be read as UTF-8 text")
            }
            found = text
        }
        if found == nil { found = try? String(contentsOf: shipped, encoding: .utf8) }
        guard let yaml = found else {
            throw BootFault.roles(path: path.path, reason: "there is no such file that can be read")
        }
        do {
            let roles = try OfficeRoles(yaml: yaml)
            RoleNames.learn(roles)
            return roles
        } catch {
            throw BootFault.roles(path: path.path, reason: "\(error)")
        }
    }

    /// What the roles in force lack against the roles inside the product, with the remedy. Nil where nothing is lacking, and
    /// where a file beside the edition's decides: an upgrade brings new permissions only to a new installation or to one
    /// with a file.
    static func shortfall(of roles: OfficeRoles, beside edition: String) -> String? {
        let path = path(beside: edition).path
        guard !FileManager.default.fileExists(atPath: path),
            let text = try? String(contentsOf: shipped, encoding: .utf8), let newer = try? OfficeRoles(yaml: text)
        else { return nil }
        let lines = roles.lacking(against: newer)
        guard !lines.isEmpty else { return nil }
        return """
            roles of an earlier version stay in force, because there is no file \(path): \(lines.joined(separator: "; ")). \
            To have those of this version, run `cp \(shipped.path) \(path)` and start the server again
            """
    }

    static func path(beside edition: String) -> URL {
        URL(filePath: edition).deletingLastPathComponent().appending(path: name)
    }

    /// Notes in the audit log that the file is in force, when it was not before.
    static func putInForce(on dependencies: Dependencies) async throws {
        let roles = dependencies.officeRoles
        try await dependencies.database.transaction { tx in
            let moment = dependencies.moment()
            let before = try tx.officers.digestBeforeChange()
            guard try tx.officeRoles.putInForce(roles, at: moment.real) else { return }
            let event = AuditEvent(inForce, subject: subject, detail: ["digest": roles.digest.hex])
            try tx.audit.record(event, by: .system, at: moment, ids: dependencies.ids)
            try tx.officers.recordAll(after: before, by: .system, at: moment, ids: dependencies.ids)
        }
    }
}
