import Foundation
import Synchronization

/// libFuzzer, as `scripts/fuzz` links it: it calls `one` with bytes of its choice until something breaks or time is up.
package enum Fuzzer {
    private static let one = Mutex<@Sendable (Data) -> Void>({ _ in })

    package static func run(_ one: @escaping @Sendable (Data) -> Void) -> Never {
        Self.one.withLock { $0 = one }
        var (count, arguments) = (CommandLine.argc, CommandLine.unsafeArgv)
        exit(
            drive(&count, &arguments) { start, count in
                Fuzzer.one.withLock { $0 }(start.map { Data(bytes: $0, count: count) } ?? Data())
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
