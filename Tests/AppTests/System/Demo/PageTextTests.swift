import Simulators
import Testing

@Suite("What programs read from a page")
struct PageTextTests {
    @Test(
        "the visible text is the page without tags, with one blank for each gap",
        arguments: [
            ("<h1>Kartu</h1>\n  <p class=\"a\">Rp1.000\u{A0}000</p>", " Kartu Rp1.000 000 "),
            ("a<b>b</b><br>c", "a b c"), ("a\r\n\t b", "a b"), ("a \u{2009}\u{3000} b", "a b"), ("1 < 2", "1 < 2"),
            ("<p>1 < 2</p>", " 1 "), ("Jum&#39;at &quot;A&amp;B&quot; &lt;", "Jum'at \"A&B\" &lt;"),
            ("&amp;quot;", "&quot;"), ("“é” — 日", "“é” — 日"), ("&am", "&am"), ("", ""), (" ", " "),
        ])
    func visible(html: String, text: String) {
        #expect(PageText.visible(in: html) == text)
        let gaps = html.replacing(/<[^>]*>/, with: " ").replacing(/\s+/, with: " ")
        let read = gaps.replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
        #expect(read == text, "as regular expressions read it")
    }

    @Test("the token is the first form's")
    func token() {
        let page = #"<form><input type="hidden" name="_token" value="a.b-1"></form><input name="_token" value="c">"#
        #expect(PageText.token(in: page) == "a.b-1")
        #expect(PageText.token(in: #"<input name="_token" value="">"#) == "")
        #expect(PageText.token(in: "<p>_token</p>") == nil)
    }
}
