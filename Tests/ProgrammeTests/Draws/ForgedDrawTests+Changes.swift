import Testing

extension ForgedDrawTests {
    /// One change of an honest statement, and a part of what the verifier must say.
    struct Change: Sendable, CustomTestStringConvertible {
        let what: String
        let change: @Sendable (String) -> String
        let says: String

        init(_ what: String, _ old: String, _ new: String, _ says: String) {
            self.what = what
            change = { $0.replacing(old, with: new, maxReplacements: 1) }
            self.says = says
        }

        init(_ what: String, _ says: String, _ change: @escaping @Sendable (String) -> String) {
            (self.what, self.says, self.change) = (what, says, change)
        }

        var testDescription: String { what }
    }

    static let hash = String(repeating: "ab", count: 32)

    static func before(_ line: String, _ new: String) -> @Sendable (String) -> String {
        { $0.replacing("\n\(line) ", with: "\n\(new)\n\(line) ", maxReplacements: 1) }
    }

    static let changes: [Change] = [
        Change("another edition", "edition 2020-3d", "edition 2020-4e", "is of edition 2020-4e"),
        Change("another text of the edition", "the edition's file is not the one of the draw") {
            $0.replacing(/edition (\S+) \w+\n/) { "edition \($0.output.1) \(hash)\n" }
        },
        Change("no text of the edition", "the edition is not as") {
            $0.replacing(/edition (\S+) \w+\n/) { "edition \($0.output.1)\n" }
        },
        Change("another annex", "the draw was made under") { $0.replacing(/annex \w+/, with: "annex \(hash)") },
        Change("no annex", "the statement names none") { $0.replacing(/annex \w+/, with: "annex none") },
        Change("annex left out", "the annex is not as") { $0.replacing(/annex \w+\n/, with: "") },
        Change("another wave", "wave 1\n", "wave 31\n", "no wave 31"),
        Change("another attempt", "attempt 1\n", "attempt 2\n", "waited for round"),
        Change("attempt beyond the half of 64 bits", "attempt 1\n", "attempt 9223372036854775808\n", "attempt is not"),
        Change("more places", "places 12\n", "places 13\n", "13 places, the edition 12"),
        Change("more people joined", "joined 60", "joined 61", "61 joined, 0 left and 0 were removed"),
        Change("fewer people joined", "joined 60", "joined 59", "59 joined"),
        Change("people left whom nobody counted", "withdrawn 0", "withdrawn 3", "3 left"),
        Change("a negative number left", "withdrawn 0", "withdrawn -1", "withdrawn is not"),
        Change("removals without people", "1 were removed", before("entries", "removed ineligible 1")),
        Change(
            "one reason twice", "not named once each",
            { before("entries", "removed a 1\nremoved a 1")($0.replacing("joined 60", with: "joined 62")) }),
        Change(
            "reasons out of order", "not named once each",
            { before("entries", "removed b 1\nremoved a 1")($0.replacing("joined 60", with: "joined 62")) }),
        Change("fewer entries", "entries 60", "entries 59", "does not leave 59 entries"),
        Change("commitment after the edition's closing", "submitted after the edition's closing") {
            $0.replacing(/committed \S+/, with: "committed 2020-04-16T09:00:01.000Z")
        },
        Change("commitment after the closing", "not older than the closing") {
            $0.replacing(/committed \S+/, with: "committed 2020-04-17T09:00:01.000Z")
        },
        Change("commitment before the annex", "issued after the commitments") {
            $0.replacing(/committed \S+/, with: "committed 2019-04-17T09:00:01.000Z")
        },
        Change("closed early", "closed before the edition's instant") {
            $0.replacing(/closed \S+/, with: "closed 2020-04-16T08:59:59.000Z")
        },
        Change("sealed before the closing", "sealed before the wave closed") {
            $0.replacing(/sealed \S+/, with: "sealed 2020-04-16T09:00:00.000Z")
        },
        Change("sealed after the round", "sealed after its round") {
            $0.replacing(/sealed \S+/, with: "sealed 2020-04-16T11:00:00.000Z")
        },
        Change("sealed after the time for secrets", "yet secrets were revealed") {
            $0.replacing(/sealed \S+/, with: "sealed 2020-04-16T10:30:00.000Z")
        },
        Change("another round", "closing instant fixes") { $0.replacing(/round \d+/, with: "round 22204") },
        Change("no round", "waited for round none") { $0.replacing(/round \d+/, with: "round none") },
        Change("a round too large for a number", "the statement is not as") {
            $0.replacing(/round \d+/, with: "round 99999999999999999999")
        },
        Change("a list of no known kind", "no kind of list", before("root", "list teman \(hash) 3")),
        Change(
            "a list's number with a zero", "no kind of list",
            before("root", "list blacklist \(hash) 3\nlist blacklist-02 \(hash) 3")),
        Change("a list without its size", "list is not as", before("root", "list blacklist \(hash)")),
        Change(
            "one list twice", "named twice", before("root", "list blacklist \(hash) 3\nlist blacklist-2 \(hash) 3")),
        Change("a second list without a first", "not numbered", before("root", "list blacklist-2 \(hash) 3")),
        Change(
            "one number twice", "not numbered",
            { text in
                let other = String(repeating: "cd", count: 32)
                return before("root", "list blacklist \(hash) 3\nlist blacklist \(other) 3")(text)
            }),
        Change("a province twice", "not named once each", before("people", "people 11 1\npeople 11 1")),
        Change("a province with nobody", "not named once each", before("people", "people 11 0")),
        Change("more people in the provinces", "together, not 60", before("people", "people 0 5")),
        Change("an impossible province", "people is not", before("people", "people 98 5")),
        Change("an unknown witness", "not those of the edition's witnesses") {
            $0.replacing("commitment auditor", with: "commitment orang").replacing(
                "secret auditor", with: "secret orang")
        },
        Change("a witness left out", "not those of the edition's witnesses") {
            $0.replacing(/(commitment|secret) universitas \w+\n/, with: "")
        },
        Change("a commitment without its secret line", "the statement is not as") {
            $0.replacing(/commitment universitas \w+\n/, with: "")
        },
        Change("witnesses in another order", "not those of the edition's witnesses") {
            $0.replacing(/((?:commitment|secret) auditor \w+\n)((?:commitment|secret) universitas \w+\n)/) {
                "\($0.output.2)\($0.output.1)"
            }
        },
        Change("another secret", "secret of auditor is not the one") {
            $0.replacing(/secret auditor \w+/, with: "secret auditor \(hash)")
        },
        Change("a secret without a commitment", "secret of kantor is not the one") {
            $0.replacing(/commitment kantor \w+/, with: "commitment kantor none")
        },
        Change("a secret called absent", "not those of the edition's witnesses") {
            $0.replacing(/secret universitas none\n/, with: "")
        },
        Change("a root of another list", "its Merkle root differs") { $0.replacing(/root \w+/, with: "root \(hash)") },
        Change("an unknown line", "count is not as", before("count", "count 1")),
        Change("an older version", "draws of this edition are of version prakerja-draw-4") { text in
            text.replacing("prakerja-draw-4", with: "prakerja-draw-3").replacing(/edition (\S+) \w+\n/) {
                "edition \($0.output.1)\n"
            }.replacing(
                /annex \w+\n|order \w+\njoined \d+\nwithdrawn \d+\n|answer\w+ \S+ \S+\n|people \d+ \d+\n/, with: "")
        },
        Change("an unknown version", "prakerja-draw-4", "prakerja-draw-5", "version “prakerja-draw-5”"),
    ]
}
