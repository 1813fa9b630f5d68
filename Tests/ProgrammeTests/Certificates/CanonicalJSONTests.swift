import Testing

@testable import Programme

@Suite("Canonical JSON")
struct CanonicalJSONTests {
    @Test("canonical JSON: the samples of RFC 8785 have its texts")
    func samples() throws {
        let first = #"""
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """#
        let text =
            #"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#
            + #""string":"€$\u000f\nA'B\"\\\\\"/"}"#
        #expect(try JSONReader.read(first).canonical == text)
        let names = #"""
            {"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
             "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control",
             "\u00f6":"Latin Small Letter O With Diaeresis"}
            """#
        guard case .object(let members) = try JSONReader.read(JSONReader.read(names).canonical) else {
            Issue.record("an object stays one")
            return
        }
        #expect(
            members.compactMap(\.value.text) == [
                "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign",
                "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh",
            ])
    }

    @Test(
        "canonical JSON: numbers of RFC 8785, by their bits",
        arguments: [
            (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"), (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"), (0x4340_0000_0000_0000, "9007199254740992"),
            (0xc340_0000_0000_0000, "-9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"), (0x44b5_2d02_c7e1_4af6, "1e+23"),
            (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"), (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
            (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"), (0x444b_1ae4_d6e2_ef50, "1e+21"),
            (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"), (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
            (0x41b3_de43_5555_5553, "333333333.3333332"), (0x41b3_de43_5555_5554, "333333333.33333325"),
            (0x41b3_de43_5555_5555, "333333333.3333333"), (0x41b3_de43_5555_5556, "333333333.3333334"),
            (0x41b3_de43_5555_5557, "333333333.33333343"), (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
            (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
        ] as [(UInt64, String)])
    func numbers(bits: UInt64, text: String) throws {
        #expect(try JSONValue.number(Double(bitPattern: bits)).canonical == text)
        #expect(try JSONReader.read(text).canonical == text)
    }

    @Test("canonical JSON: numbers that are none are refused", arguments: [Double.nan, .infinity, -.infinity])
    func notFinite(number: Double) {
        #expect(throws: JSONFault.notFinite) { try JSONValue.number(number).canonical }
    }

    @Test(
        "JSON: what is no JSON is refused, and so are two members of one name, a half of a pair and deep nesting",
        arguments: [
            ("", JSONFault.malformed(at: 1)), ("{", .malformed(at: 2)), ("{\"a\":1}x", .malformed(at: 8)),
            ("[1,]", .malformed(at: 4)), ("01", .malformed(at: 2)), ("+1", .malformed(at: 1)),
            ("1.", .malformed(at: 3)),
            ("\"a\n\"", .malformed(at: 3)), ("\"\\x\"", .malformed(at: 4)), ("\"\\ud800\"", .malformed(at: 8)),
            ("\"\\udc00\"", .malformed(at: 8)), ("nul", .malformed(at: 1)), ("1e999", .notFinite),
            ("{\"a\":1,\"\\u0061\":2}", .twice("a")), (String(repeating: "[", count: 100), .tooDeep),
            (String(repeating: " ", count: JSONReader.longest + 1), .tooLong),
        ] as [(String, JSONFault)])
    func refused(text: String, fault: JSONFault) {
        #expect(throws: fault) { try JSONReader.read(text) }
    }

    @Test("JSON: names that look the same and differ in their bytes are two names")
    func names() throws {
        let value = try JSONReader.read("{\"\u{e9}\":1,\"e\u{301}\":2}")
        #expect(value["\u{e9}"] == .number(1) && value["e\u{301}"] == .number(2))
        #expect(try value.canonical == "{\"e\u{301}\":2,\"\u{e9}\":1}")
    }
}
