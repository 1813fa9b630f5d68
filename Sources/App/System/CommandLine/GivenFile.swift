import Foundation
import Programme

/// A file named on the command line. One that cannot be used is refused in one sentence, with its name and the remedy.
package enum GivenFile {
    /// Editions, keys and papers are texts that are read whole; a larger file is none of them, in bytes.
    static let longestText = 64 << 20

    /// - Throws: `CommandRefused`, as everything here.
    package static func text(_ path: String) throws -> String {
        let file = try open(path)
        guard let bytes = try? file.read(upToCount: longestText + 1) else { return "" }
        guard bytes.count <= longestText else {
            throw CommandRefused("“\(path)” is larger than \(longestText >> 20) MiB: give the text file that is meant")
        }
        guard let text = String(data: bytes, encoding: .utf8) else {
            throw CommandRefused("“\(path)” is no UTF-8 text: save it as UTF-8, or give the file that is meant")
        }
        return text
    }

    /// As much of a large file as is looked at comes into memory.
    package static func bytes(_ path: String) throws -> Data {
        _ = try open(path)
        guard let bytes = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe) else {
            throw CommandRefused("“\(path)” cannot be read to its end: copy it to a disk of this machine first")
        }
        return bytes
    }

    package static func edition(_ path: String) throws -> Edition {
        let yaml = try text(path)
        do {
            return try Edition(yaml: yaml)
        } catch {
            throw CommandRefused(
                "“\(path)” is no edition: \(YAMLProblem(error)); `prakerja programme check` names every error")
        }
    }

    /// An edition with its annex, as draws are verified with.
    ///
    /// - Parameter annex: the path of the signed annex; nil where the edition needs none.
    package static func edition(_ path: String, annex: String?) throws -> Edition {
        let rules = try edition(path)
        guard rules.needsAnnex else { return rules }
        guard let annex else {
            throw CommandRefused(
                "edition \(rules.id) leaves it to an annex who its witnesses are: give that with --annex; the wave's "
                    + "page has it, and /lampiran.txt")
        }
        let note = try text(annex)
        return try named(annex) { try rules.with(Annex(note: note)) }
    }

    /// Gives the file's name to a fault that `read` found in it.
    package static func named<Value>(_ path: String, _ read: () throws -> Value) throws -> Value {
        do {
            return try read()
        } catch let refusal as CommandRefused {
            throw refusal
        } catch {
            throw CommandRefused("“\(path)” is not the file that is meant: \(PlainError.sentence(error))")
        }
    }

    /// A file to read from. Folders can be opened as well, and fail only when they are read.
    static func open(_ path: String) throws -> FileHandle {
        let file = Foundation.open(path, O_RDONLY | O_CLOEXEC)
        let fault = errno
        guard file >= 0 else { throw CommandRefused("“\(path)” cannot be read: \(remedy(fault, .reading))") }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            close(file)
            throw CommandRefused("“\(path)” is a folder: name a file in it")
        }
        return FileHandle(fileDescriptor: file, closeOnDealloc: true)
    }

    /// An empty file to write to: made before the work whose result it takes, so that the work is not lost.
    ///
    /// - Parameter secret: only the user that prakerja runs as may read it.
    package static func create(
        _ path: String, replacing: Bool, secret: Bool = false
    ) throws -> FileHandle {
        let rule = replacing ? O_TRUNC : O_EXCL
        let file = Foundation.open(path, O_WRONLY | O_CREAT | O_CLOEXEC | rule, secret ? 0o600 : 0o644)
        let fault = errno
        guard file >= 0 else { throw CommandRefused("“\(path)” cannot be written: \(remedy(fault, .writing))") }
        return FileHandle(fileDescriptor: file, closeOnDealloc: true)
    }

    private enum Purpose { case reading, writing }

    private static func remedy(_ number: Int32, _ purpose: Purpose) -> String {
        switch (number, purpose) {
        case (ENOENT, .reading): "there is no such file; check the name, or give the whole path"
        case (ENOENT, .writing): "its folder does not exist; make the folder first, or name another"
        case (ENOTDIR, _): "a part of its path is a file and no folder; check the path"
        case (EISDIR, _): "it is a folder; name a file in it"
        case (EEXIST, _): "it exists already; move it away, or name another file"
        case (EACCES, .reading), (EPERM, .reading): "this user may not read it; give it to the user prakerja runs as"
        case (EACCES, _), (EPERM, _): "this user may not write there; name a folder of the user prakerja runs as"
        case (EROFS, _): "its disk is read-only; name a file on another"
        case (ENOSPC, _), (EDQUOT, _): "its disk is full; make room, or name a file on another"
        default: "\(String(cString: strerror(number))); name another file"
        }
    }
}
