import CVips
import Foundation
import NIOConcurrencyHelpers

/// Reads print on a picture with Tesseract, in a process of its own: a picture that crashes it, or on which it never
/// ends, costs that process only. Nothing is written to a disk: the picture and the text are in memory files.
struct PrintReader: Sendable {
    /// The path of the `tesseract` command.
    let command: String
    /// Further environment, `NAME=value`.
    var environment: [String] = []
    /// Longest wait for a result.
    var patience = Duration.seconds(20)

    /// Debian's `tesseract-ocr`, with the English model that it brings: digits are the same in every language.
    static let installed = PrintReader(command: "/usr/bin/tesseract")

    private static let running = NIOLockedValueBox(0)

    private enum Limits {
        /// Most processes at a time.
        static let processes = 2
        /// Processor time of the process, in seconds.
        static let processorSeconds = 15
        /// Address space of the process, in KiB.
        static let memoryKiB = 1_048_576
        /// Most bytes of text that are read; the process cannot write more (in blocks of 512 bytes).
        static let textBytes = 65_536
        /// Pause between two looks whether the process has ended.
        static let pause = Duration.milliseconds(20)
    }

    /// Whether the command is there.
    var isInstalled: Bool { access(command, X_OK) == 0 }

    /// How it is installed, for the doctor.
    var remedy: String {
        "\(command) is not installed, so the print on photos of cards is not read: apt-get install tesseract-ocr"
    }

    /// Whether no further picture can be read just now.
    var isBusy: Bool { Self.running.withLockedValue { $0 } >= Limits.processes }

    /// The text on a PNG picture; nil when the process failed or took too long.
    func read(_ png: Data) async -> String? {
        Self.running.withLockedValue { $0 += 1 }
        defer { Self.running.withLockedValue { $0 -= 1 } }
        guard let picture = MemoryFile(png), let text = MemoryFile(Data()), let process = start(picture, text) else {
            return nil
        }
        guard await ended(process) else { return nil }
        return text.content(most: Limits.textBytes).map { String(decoding: $0, as: UTF8.self) }
    }

    /// `sh` sets the limits and becomes Tesseract. The environment is empty but for what Tesseract needs, and the
    /// process inherits no descriptor of the server's.
    private func start(_ picture: borrowing MemoryFile, _ text: borrowing MemoryFile) -> pid_t? {
        let script = """
            ulimit -v \(Limits.memoryKiB); ulimit -t \(Limits.processorSeconds); ulimit -c 0; \
            ulimit -f \(Limits.textBytes / 512); exec nice -n 10 "$0" stdin stdout -l eng --psm 11
            """
        return Self.withPointers(["/bin/sh", "-c", script, command]) { words in
            Self.withPointers(["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "OMP_THREAD_LIMIT=1"] + environment) {
                let process = prakerja_spawn(words, $0, picture.descriptor, text.descriptor)
                return process > 0 ? process : nil
            }
        }
    }

    /// Waits until the process has ended; false when it failed. It is ended where it takes too long, and when this task
    /// is cancelled.
    private func ended(_ process: pid_t) async -> Bool {
        let deadline = ContinuousClock.now + patience
        var status: Int32 = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            guard ContinuousClock.now < deadline, (try? await Task.sleep(for: Limits.pause)) != nil else {
                kill(process, SIGKILL)
                waitpid(process, &status, 0)
                return false
            }
        }
        return status == 0
    }

    /// C strings with a null at the end, as `posix_spawn` reads them.
    private static func withPointers<Result>(
        _ words: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = words.map { strdup($0) }
        defer { pointers.forEach { free($0) } }
        return body(pointers + [nil])
    }
}

extension Doctor {
    /// The server runs without the reader, so that its absence is a notice and not a fault.
    var printReader: Diagnosis {
        guard let reader = configuration.printReader else { return Diagnosis("reading of photos is off") }
        return Diagnosis(reader.isInstalled ? "reading of photos" : "reading of photos: \(reader.remedy)")
    }
}

/// A file without a name, in memory only; closed with its last owner.
private struct MemoryFile: ~Copyable {
    let descriptor: Int32

    /// Holds the bytes, and is read from its beginning. Nil when there is no memory for it.
    init?(_ bytes: Data) {
        descriptor = bytes.withUnsafeBytes { prakerja_memory_file($0.baseAddress, $0.count) }
        guard descriptor >= 0 else { return nil }
    }

    /// At most this many bytes from the beginning.
    func content(most: Int) -> Data? {
        var bytes = [UInt8](repeating: 0, count: most)
        let count = pread(descriptor, &bytes, most, 0)
        return count < 0 ? nil : Data(bytes.prefix(count))
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }
}
