import Foundation

/// The data folder of a sandbox. Its test people are made in a folder inside it and moved out once all are there, so that a
/// first start that was broken off begins again from nothing, and no sandbox has half of them.
package struct SandboxFolder: Sendable {
    package let path: String
    /// The database is PostgreSQL's, and is not emptied from here.
    let isElsewhere: Bool

    /// - Throws: `ConfigurationFault`.
    package init(_ options: ServeOptions) throws {
        let configuration = try Configuration.of(options)
        self.init(path: configuration.dataDirectory, isElsewhere: configuration.databaseURL != nil)
    }

    init(path: String, isElsewhere: Bool) {
        (self.path, self.isElsewhere) = (path, isElsewhere)
    }

    /// Where the test people are made.
    package var draft: String { inside("persiapan") }

    private var mark: String { draft + ".siap" }

    /// Keeps a second process out while the test people are made; the server takes the same lock afterwards.
    ///
    /// - Throws: `BootFault.alreadyServed`, or `ConfigurationFault` when the folder cannot be written.
    package func locked<Value>(_ body: () async throws -> Value) async throws -> Value {
        let lock = try ServerLock(path)
        defer { lock.release() }
        return try await body()
    }

    /// Whether the test people are here. Finishes a move that was broken off.
    package func isReady() throws -> Bool {
        if FileManager.default.fileExists(atPath: mark) { try moveOut() }
        return try DemoFile.read(from: path)?.people.isEmpty == false
    }

    /// An empty draft. What an earlier start had begun is removed.
    ///
    /// - Throws: `CommandRefused` for a folder with another installation's files, or a database that keeps half of it.
    package func begin() throws {
        try DataDirectory.make(path)
        for name in ["prakerja.sqlite", "master.key"] where FileManager.default.fileExists(atPath: inside(name)) {
            throw CommandRefused(
                "\(path) has the \(name) of another installation, and no test people: give the sandbox a folder of its own "
                    + "with --data")
        }
        let isBrokenOff = FileManager.default.fileExists(atPath: draft)
        if isBrokenOff, isElsewhere {
            throw CommandRefused(
                "the first start of this sandbox was broken off: empty its database, remove \(draft), and start again")
        }
        if isBrokenOff { try FileManager.default.removeItem(atPath: draft) }
        try DataDirectory.make(draft)
    }

    /// Moves the draft out: all or, at a start after a crash, the rest.
    package func finish() throws {
        guard try DemoFile.read(from: draft)?.people.isEmpty == false else {
            throw CommandRefused("the sandbox's test people are not complete: start again")
        }
        try Data().write(to: URL(filePath: mark))
        try moveOut()
    }

    private func moveOut() throws {
        if FileManager.default.fileExists(atPath: draft) {
            let names = try FileManager.default.contentsOfDirectory(atPath: draft)
            for name in names where name != ServerLock.name {
                let target = inside(name)
                if FileManager.default.fileExists(atPath: target) { try FileManager.default.removeItem(atPath: target) }
                try FileManager.default.moveItem(
                    at: URL(filePath: draft).appending(path: name), to: URL(filePath: target))
            }
            try FileManager.default.removeItem(atPath: draft)
        }
        try FileManager.default.removeItem(atPath: mark)
    }

    private func inside(_ name: String) -> String { URL(filePath: path).appending(path: name).path }
}
