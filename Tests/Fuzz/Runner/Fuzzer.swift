import Foundation
import Synchronization

/// libFuzzer, as `scripts/fuzz` links it: it calls `one` with bytes of its choice until something breaks or time is up.
package enum Fuzzer {
    /// In an object of its own: a closure in a generic place is wrapped anew each time it is taken out.
    private final class Target: Sendable {
        let one: @Sendable (Data) -> Void

        init(_ one: @escaping @Sendable (Data) -> Void) {
            self.one = one
        }
    }

    private static let target = Mutex<Target?>(nil)

    package static func run(_ one: @escaping @Sendable (Data) -> Void) -> Never {
        target.withLock { $0 = Target(one) }
        var (count, arguments) = (CommandLine.argc, CommandLine.unsafeArgv)
        exit(
            drive(&count, &arguments) { start, count in
                let bytes = start.map { Data(bytes: $0, count: count) } ?? Data()
                Fuzzer.target.withLock { $0 }?.one(bytes)
                return 0
            })
    }
}

/// Whatever does not hold for some bytes ends the process, which is what libFuzzer looks for.
package func demand(_ holds: Bool, _ what: @autoclosure () -> String) {
    guard holds else { fatalError(what()) }
}

@_silgen_name("LLVMFuzzerRunDriver")
private func drive(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ one: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
