import Foundation
import Programme

/// `/kantor/akun-saya/autentikator`
struct ReplaceAuthenticatorPage: Page {
    let t: Words
    let key: AuthenticatorKey
    /// The key, encrypted for the form.
    let written: String
    let form: FormState

    static let key = "kunci-baru"
    static let code = "kode-baru"

    var title: String { t("Ganti autentikator", "Replace the authenticator") }
    var errors: [FieldError] { form.errors }
    var isWide: Bool { true }

    var body: HTML {
        let minutes = PendingAuthenticator.lifetime.seconds / 60
        return """
            <h1>\(title)</h1>
            \(Part.columns(
                form: """
                <form method="post" action="\(Paths.ownAuthenticator)" novalidate>\(Field.token(form.csrf))
                \(Field.hidden(Self.key, written))
                <h2>\(t("1. Pasang kunci baru", "1. Add the new key"))</h2>
                \(key.html(t))
                \(Field.code(
                    form, Self.code, t("Kode dari kunci baru", "Code from the new key"),
                    hint: t("Kunci ini berlaku \(minutes) menit.", "This key is good for \(minutes) minutes.")))
                <h2>\(t("2. Buktikan bahwa ini Anda", "2. Prove that it is you"))</h2>
                \(OwnProofFields.html(form, t))
                \(Part.submit(t("Ganti autentikator", "Replace the authenticator")))</form>
                """, notes: Part.panel(t("Setelah diganti", "Once it is replaced"), next)))
            """
    }

    private var next: HTML {
        let text = t(
            "Autentikator lama tidak berlaku lagi, dan semua sesi Anda yang lain berakhir. Kode pemulihan tetap berlaku.",
            "The old authenticator is no longer valid, and all your other sessions end. Recovery codes stay valid.")
        return "<p>\(text)</p><p>\(OwnProofFields.lost(t))</p>"
    }

    static func sample(_ t: Words) -> ReplaceAuthenticatorPage {
        ReplaceAuthenticatorPage(
            t: t, key: AuthenticatorKey(secret: Data(repeating: 7, count: 20), signIn: "ratna@kantor.example"),
            written: "contoh", form: .sample)
    }
}
