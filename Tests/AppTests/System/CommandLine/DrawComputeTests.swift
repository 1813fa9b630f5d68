import Foundation
import Programme
import Testing

@testable import App

@Suite("Computing a draw before the office does")
struct DrawComputeTests {
    @Test(
        "draw compute: list, statement and the round's signature give the same file as the office's",
        .bug(
            id: "6.701",
            "A list with a province that cannot be ended `draw compute` with a crash: it was drawn before it was checked."
        ))
    func compute() async throws {
        try await Shipped.inDirectory { directory in
            let file = directory.appending(path: "undian.prakerja").path
            let simulated = try await Shipped.run([
                "draw", "simulate", "--entries", "300", "--quota", "20", "--out", file,
                "--edition", World.repository.appending(path: "Editions/edition-3.yaml").path,
            ])
            #expect(simulated.status == 0, "\(simulated.errors)")
            let bundle = try DrawBundle(Data(contentsOf: URL(filePath: file)))
            let paths = ["daftar.bin", "pernyataan.txt", "hasil.prakerja"].map { directory.appending(path: $0) }
            try bundle.list.bytes.write(to: paths[0])
            try Data(bundle.head.statement.utf8).write(to: paths[1])
            let signature = try #require(bundle.head.beacon?.signature)
            func computed(_ signature: String, _ more: String...) async throws -> Shipped {
                try await Shipped.run(
                    [
                        "draw", "compute", paths[0].path, "--statement", paths[1].path, "--signature", signature,
                        "--edition", file + ".edition.yaml", "--annex", file + ".annex.txt",
                    ] + more)
            }
            let chosen = try #require((1...300).first { bundle.place(of: $0) != nil })
            let right = try await computed(signature, "--out", paths[2].path, "--ticket", "\(chosen)")
            #expect(right.status == 0 && right.output.hasPrefix("✓ the draw of wave 1 is right"), "\(right.output)")
            #expect(right.output.contains("ticket \(chosen) is selected: "))
            #expect(try Data(contentsOf: paths[2]) == Data(contentsOf: URL(filePath: file)))
            let left = try #require((1...300).first { bundle.place(of: $0) == nil })
            #expect(
                try await computed(signature, "--ticket", "\(left)").output.contains("ticket \(left) is not selected"))
            #expect(try await computed(signature, "--ticket", "301").output.contains("ticket 301 is not on the list"))

            let changed = (signature.first == "8" ? "9" : "8") + signature.dropFirst()
            let invented = try await computed(changed)
            #expect(invented.status == 1 && invented.output.contains("the public randomness"), "\(invented.output)")
            let odd = try await computed("xyz")
            #expect(odd.status != 0 && odd.lines.count == 1 && odd.errors.contains("--signature is no hexadecimal"))
            let previous = try await computed(signature, "--previous", "xyz")
            #expect(previous.status != 0 && previous.errors.contains("--previous is no hexadecimal"))
            var bytes = Data(bundle.list.bytes)
            bytes[40] ^= 1
            try bytes.write(to: paths[0])
            let other = try await computed(signature)
            #expect(other.status == 1 && other.output.contains("its Merkle root differs"))
            for (place, value) in [(2, UInt8(200)), (1, 1), (0, 7)] {
                var odd = bundle.list.bytes
                odd[odd.startIndex + place] = value
                try odd.write(to: paths[0])
                let refused = try await computed(signature)
                #expect(refused.status == 1 && refused.output.contains("ticket 1 is not in the form"), "\(refused)")
            }
            try bytes.dropLast().write(to: paths[0])
            #expect(try await computed(signature).errors.contains("is no sealed list"))
            let early = bundle.head.statement.replacing(/secret .*\n/, with: "")
            try bundle.list.bytes.write(to: paths[0])
            try Data(early.utf8).write(to: paths[1])
            #expect(try await computed(signature).errors.contains("which secrets count"))
        }
    }
}
