import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The form for a code")
struct CodeFormTests {
    @Test(
        "a form sent empty or with too few digits costs no try, and says how many were typed",
        .bug(id: "4.216", "Pressing the button before the code was typed cost one of five tries."),
        .bug(id: "4.217", "A visitor who waited for a link was offered “a new code”."),
        arguments: Engine.tested)
    func incomplete(engine: Engine) async throws {
        try await World.with(engine) { world in
            let browser = world.visitor()
            try await browser.post(Paths.signUp, [("kontak", "siti@contoh.id")])
            let code = try await world.code(to: "siti@contoh.id")
            for typed in ["", "12", "abcdef", "1234567"] {
                let answer = try await browser.post(Paths.signUpCode, [("kode", typed)])
                #expect(answer.status == .unprocessableContent && answer.text.contains("Sisa percobaan: 5."))
                let count = typed.count(where: \.isNumber)
                #expect(answer.text.contains("Anda mengetik \(count) angka"))
            }
            let wrong = try await browser.post(Paths.signUpCode, [("kode", code == "000000" ? "000001" : "000000")])
            #expect(wrong.text.contains("Sisa percobaan: 4."))
            #expect(try await browser.post(Paths.signUpCode, [("kode", code)]).location == Paths.signUpDone)

            let other = world.visitor()
            try await other.post(Paths.signUp, [("kontak", "budi@contoh.id"), ("cara", "tautan")])
            let page = try await other.get(Paths.signUpCode).text
            #expect(page.contains("Kirim tautan baru") && !page.contains("Kirim kode baru"))
        }
    }

    @Test(
        "a device that asked too often sees the form with the number that was typed",
        .bug(
            id: "4.221",
            "A device that had asked for too many codes got a page without the form, and what was typed was lost."))
    func tooOften() async throws {
        try await World.with(.sqlite) { world in
            let browser = world.visitor()
            for path in [Paths.signUp, Paths.signIn] {
                var last = try await browser.get(path)
                var phone = ""
                for number in 1...60 where last.status != .tooManyRequests {
                    phone = "0812-0009-\(1_000 + number)"
                    last = try await browser.post(path, [("kontak", phone)])
                }
                #expect(last.status == .tooManyRequests && last.text.contains("terlalu sering mencoba"))
                #expect(last.body.contains("value=\"\(phone)\""))
            }
        }
    }

    @Test(
        "a visitor whose browser lost the cookie begins again, and is told of no session that ended",
        .bug(
            id: "4.218",
            """
            A visitor without an account whose browser had lost our cookie read that a session had ended and that \
            signing in would lead back to the form.
            """))
    func cookiesLost() async throws {
        try await World.with(.sqlite) { world in
            for (path, stated, said) in [
                (Paths.signUpCode, Visitor.modern, "Tadi belum terkirim"),
                (Paths.signUp, HTTPFields(), "Formulir belum terkirim"),
            ] {
                var headers = stated
                headers[.contentType] = "application/x-www-form-urlencoded"
                let sent = try await world.client.execute(
                    uri: path, method: .post, headers: headers,
                    body: ByteBuffer(string: "_token=lama.&kode=123456&kontak=siti%40contoh.id"))
                let browser = world.visitor()
                for cookie in sent.headers[values: .setCookie] {
                    let pair = cookie.split(separator: ";")[0].split(separator: "=", maxSplits: 1).map(String.init)
                    browser.carry(cookie: pair[0], pair.count == 2 ? pair[1] : "")
                }
                let page = try await browser.follow(browser.get(try #require(sent.headers[.location])))
                #expect(page.text.contains(said) && !page.text.contains("Sesi Anda sudah berakhir"), "\(page.text)")
            }
        }
    }
}
