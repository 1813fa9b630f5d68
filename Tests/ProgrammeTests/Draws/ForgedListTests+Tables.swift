import Foundation
import Testing

extension ForgedListTests {
    /// One change of the lines, 36 bytes each, and a part of what the verifier must say.
    struct Lines: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let says: String
        let change: @Sendable (inout [Data]) -> Void

        init(_ what: String, _ says: String, _ change: @escaping @Sendable (inout [Data]) -> Void) {
            (testDescription, self.says, self.change) = (what, says, change)
        }
    }

    static func put(_ bytes: Data, at place: Int, in line: Data) -> Data {
        var line = line
        line.replaceSubrange(place..<place + bytes.count, with: bytes)
        return line
    }

    static func field(_ range: Range<Int>, of line: Data) -> Data {
        Data(line.dropFirst(range.lowerBound).prefix(range.count))
    }

    static let lineForgeries: [Lines] = [
        Lines("one line copied over another", "another entry has its salt") {
            $0[4] = put(field(3..<36, of: $0[5]), at: 3, in: $0[4])
        },
        Lines("a salt copied", "ticket 31: another entry has its salt") {
            $0[30] = put(field(20..<36, of: $0[8]), at: 20, in: $0[30])
        },
        Lines("a salt of zero", "ticket 3: its salt is zero") { $0[2] = put(Data(count: 16), at: 20, in: $0[2]) },
        Lines("all salts of zero", "ticket 1: its salt is zero") {
            for place in $0.indices { $0[place] = put(Data(count: 16), at: 20, in: $0[place]) }
        },
        Lines("a household tag copied", "it shares a household tag") {
            $0[7] = put(field(3..<19, of: $0[6]), at: 3, in: $0[7])
        },
        Lines("one household tag for all", "it shares a household tag") {
            for place in $0.indices { $0[place] = put(Data(repeating: 5, count: 16), at: 3, in: $0[place]) }
        },
        Lines("one earlier place", "ticket 9: it has earlier places") { $0[8] = put(Data([1]), at: 19, in: $0[8]) },
        Lines("two hundred earlier places", "ticket 2: it has earlier places") {
            $0[1] = put(Data([200]), at: 19, in: $0[1])
        },
        Lines("a priority of two", "ticket 5 is not in the form") { $0[4] = put(Data([2]), at: 0, in: $0[4]) },
        Lines("a province that no list has", "ticket 6 is not in the form") {
            $0[5] = put(Data([0, 99]), at: 1, in: $0[5])
        },
        Lines("a province of two bytes", "ticket 6 is not in the form") {
            $0[5] = put(Data([1, 0]), at: 1, in: $0[5])
        },
        Lines("a province exchanged", "they are not the list's") { lines in
            let own = field(1..<3, of: lines[0])
            guard let other = lines.first(where: { field(1..<3, of: $0) != own }) else { return }
            lines[0] = put(field(1..<3, of: other), at: 1, in: lines[0])
        },
        Lines("all in the merged pool", "they are not the list's") {
            for place in $0.indices { $0[place] = put(Data([0, 98]), at: 1, in: $0[place]) }
        },
        Lines("priority for all", "they are not the list's") {
            for place in $0.indices { $0[place] = put(Data([1]), at: 0, in: $0[place]) }
        },
        Lines("a line added", "the list has 61 entries, 60 were sealed") { $0.append(Data(repeating: 1, count: 36)) },
        Lines("a line dropped", "the list has 59 entries, 60 were sealed") { $0.removeLast() },
        Lines("no line", "the list has 0 entries, 60 were sealed") { $0 = [] },
    ]

    /// One change of a published file, by its three parts.
    struct File: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let says: String
        let change: @Sendable (_ head: String, _ list: Data, _ selected: Data) -> Data

        init(_ what: String, _ says: String, _ change: @escaping @Sendable (String, Data, Data) -> Data) {
            (testDescription, self.says, self.change) = (what, says, change)
        }

        init(_ what: String, head says: String, _ change: @escaping @Sendable (String) -> String) {
            self.init(what, says) { ForgedListTests.file(change($0), $1, $2) }
        }
    }

    static let first = "the first line is not as it is written"

    static func file(_ head: String, _ parts: Data...) -> Data {
        parts.reduce(into: Data(head.utf8)) { $0.append($1) }
    }

    /// The lines of so many bytes, the last one first.
    static func reversed(_ bytes: Data, each count: Int) -> Data {
        stride(from: bytes.count - count, through: 0, by: -count).reduce(into: Data()) { lines, start in
            lines.append(Data(bytes.dropFirst(start).prefix(count)))
        }
    }

    static let fileForgeries: [File] = [
        File("lines exchanged", "its Merkle root differs") { head, list, selected in
            file(head, Data(list.dropFirst(36).prefix(36)), Data(list.prefix(36)), Data(list.dropFirst(72)), selected)
        },
        File("lines reversed", "its Merkle root differs") { file($0, reversed($1, each: 36), $2) },
        File("a line doubled", "the list has 61 entries") { file($0, $1, Data($1.prefix(36)), $2) },
        File("a line dropped", "the list has 59 entries") { file($0, Data($1.dropFirst(36)), $2) },
        File("half a line dropped", "longer or shorter than its parts") { file($0, Data($1.dropFirst(18)), $2) },
        File("a byte after the end", "longer or shorter than its parts") { file($0, $1, $2, Data([0])) },
        File("a line after the end", "the list has 61 entries") { file($0, $1, $2, Data(count: 36)) },
        File("the outcome reversed", "the outcome is not as it is written") { file($0, $1, reversed($2, each: 16)) },
        File("one selected ticket doubled", "is selected by its rank") {
            file($0, $1, Data($2.prefix(16)), Data($2.dropLast(16)))
        },
        File("an outcome of zeros", "ticket 0 is in the outcome") { file($0, $1, Data(count: $2.count)) },
        File("no first line", first) { _, list, selected in
            file("", Data(list.filter { $0 != 10 }), Data(selected.filter { $0 != 10 }))
        },
        File("nothing", first) { _, _, _ in Data() },
        File("the first line alone", "longer or shorter than its parts") { head, _, _ in Data(head.utf8) },
        File("a carriage return", head: first) { String($0.dropLast()).appending("\r\n") },
        File("a space before", head: first) { "\(" ")\($0)" },
        File("a mark of byte order", head: first) { "\u{FEFF}\($0)" },
        File("a key that no file has", head: first) { $0.replacing("{\"beacon\"", with: "{\"a\":1,\"beacon\"") },
        File("a key twice", head: first) { $0.replacing("{\"beacon\"", with: "{\"seed\":\"00\",\"beacon\"") },
        File("a number with a fraction", head: first) { $0.replacing("\"selected\":12", with: "\"selected\":12.0") },
        File("an escaped letter", head: first) { $0.replacing("prakerja-draw", with: "\\u0070rakerja-draw") },
        File("fewer selected", head: "longer or shorter than its parts") {
            $0.replacing("\"selected\":12", with: "\"selected\":11")
        },
        File("another seed", head: "the seed does not follow") {
            $0.replacing(/"seed":"\w+"/, with: "\"seed\":\"\(ForgedDrawTests.hash)\"")
        },
        File("a seed in capitals", head: "the seed does not follow") {
            $0.replacing(/"seed":"(\w+)"/) { "\"seed\":\"\($0.output.1.uppercased())\"" }
        },
        File("a secret in capitals", head: "the secret of kantor is not the one") {
            $0.replacing(/"secrets":\["(\w+)"/) { "\"secrets\":[\"\($0.output.1.uppercased())\"" }
        },
        File("a secret left out", head: "the secret of kantor is not the one in the statement") {
            $0.replacing(/"secrets":\["\w+"/, with: "\"secrets\":[null")
        },
        File("no secrets", head: "the commitments are not those") {
            $0.replacing(/"secrets":\[[^\]]*\]/, with: "\"secrets\":[]")
        },
        File("no public randomness", head: "it is missing") { $0.replacing(/"beacon":\{[^}]*\},/, with: "") },
        File("lines of the statement ended otherwise", head: "is not as it is written") {
            $0.replacing("\\n", with: "\\r\\n")
        },
        File("a blank at a line's end", head: "is not as it is written") {
            $0.replacing("places 12\\n", with: "places 12 \\n")
        },
        File("an empty line more", head: "has not the form of one") { $0.replacing("\\n\\n", with: "\\n\\n\\n") },
        File("a line of the statement added", head: "the site signed it") {
            $0.replacing(/withdrawn 0\\n/, with: "withdrawn 0\\nremoved ineligible 0\\n")
        },
    ]
}
