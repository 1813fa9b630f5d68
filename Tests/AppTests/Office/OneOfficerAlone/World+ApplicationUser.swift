import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

extension World {
    /// The database as the application's own user sees it where another one migrates.
    func asApplication(_ engine: Engine, connections: Int = 2) async throws -> Database {
        guard engine == .postgres else { return dependencies.database }
        let role = "app_" + UUID().uuidString.lowercased().prefix(8)
        try await ThrowawayPostgres.administer("CREATE ROLE \(role) LOGIN")
        try await AppendOnly.privileges.grant(to: role, on: dependencies.database)
        let name = try await dependencies.database.read {
            try $0.row("SELECT CAST(current_database() AS TEXT) AS name")?["name"] as String?
        }
        let url = try await ThrowawayPostgres.url()
        let joint = url.contains("?") ? "&" : "?"
        return Database.postgres(
            url: "\(url)\(joint)dbname=\(try #require(name))&user=\(role)", connections: connections)
    }
}
