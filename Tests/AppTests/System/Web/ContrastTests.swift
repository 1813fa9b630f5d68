import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Colour contrast")
struct ContrastTests {
    /// WCAG 2.2 AA for text of our size.
    private static let least = 4.5

    /// Every nesting of backgrounds a text can have, from the page's body down.
    private static let grounds: [[String]] =
        [["body", "main"], ["body", "main", "div.card"], ["body", "main", "table", "tbody", "tr", "td"]]
        + ["information", "done", "attention", "wrong"].map { ["body", "main", "div.banner.\($0)"] }
        + [["body", "footer", "div.row"], ["body", "aside.demo", "div.row"]]

    private static let texts: [[String]] =
        [
            ["p"], ["h2"], ["p", "a"], ["p", "small"], ["ul", "li", "a"], ["p", "a.button"],
            ["p", "a.button.secondary"],
        ]
        + [
            ["form.act", "button.button"], ["form.act", "button.button.secondary"],
            ["form.act", "button.button.danger"],
        ]
        + ["todo", "waiting", "wrong", "done", "blocked"].map { ["p", "span.tag.\($0)"] }

    @Test(
        "every text, link, button and mark is readable on every background, in both themes",
        .bug(
            id: "4.45",
            """
            The button in a red note was red on blue, at a contrast of 1.16 to 1: the rule for links in such a note \
            applied to it, too.
            """))
    func readable() async throws {
        try await World.with(.sqlite) { world in
            let home = try await world.visitor().get(Paths.home)
            let path = try #require(home.body.firstMatch(of: /<link rel="stylesheet" href="([^"]*)"/)?.output.1)
            let sheet = StyleSheet(try await world.visitor().get(String(path)).body)
            for ground in Self.grounds {
                for text in Self.texts {
                    let place = (ground + text).map(StyleSheet.Element.init)
                    for isDark in [false, true] {
                        let contrast = sheet.contrast(of: place, dark: isDark)
                        #expect(
                            contrast >= Self.least,
                            "\((ground + text).joined(separator: " > ")), \(isDark ? "dark" : "light"): \(contrast)")
                    }
                }
            }
        }
    }

    @Test("the contrast computation reproduces the known fault")
    func itself() {
        let sheet = StyleSheet(
            """
            :root { --ink: #16202b; --paper: #fff; --sea: #0b5a7a; --on-sea: #fff; --clay: #b3261e; }
            .banner.wrong a { color: var(--clay); }
            .button { color: var(--on-sea); background: var(--sea); }
            """)
        let path = ["body", "div.banner.wrong", "p", "a.button"].map(StyleSheet.Element.init)
        #expect(abs(sheet.contrast(of: path, dark: false) - 1.16) < 0.02)
        let other = ["body", "div.banner.done", "p", "a.button"].map(StyleSheet.Element.init)
        #expect(sheet.contrast(of: other, dark: false) > 7)
    }

    @Test(
        "words break only as a last resort, labels stand above their boxes, the footer is at the window's end",
        .bug(id: "4.46", "Words were broken in the middle in tables, because every page let lines break anywhere."),
        .bug(id: "4.47", "The labels of a date had no space between them and their boxes."),
        .bug(id: "4.48", "On short pages the footer floated in the middle of the window."))
    func layout() throws {
        let file = World.repository.appending(path: "Sources/App/Resources/Public/app.css")
        let text = try String(contentsOf: file, encoding: .utf8)
        func rule(_ selector: String) -> String {
            text.split(separator: "\n").first { $0.hasPrefix("\(selector) {") }.map(String.init) ?? ""
        }
        #expect(rule("body").contains("overflow-wrap: break-word"))
        #expect(!rule("body").contains("anywhere") && !rule("td").contains("anywhere"))
        #expect(rule(".date label").contains("display: block"))
        #expect(rule("body").contains("min-height: 100dvh") && rule("main").contains("flex: 1 0 auto"))
    }
}
