import Hummingbird
import Programme
import Storage

/// For a browser that waits for a link which was pressed in another browser. The other one is signed in now; this one
/// is not, and can ask for a new message.
struct ElsewherePage: Page {
    let t: Words
    /// Real clock.
    let at: Instant

    var title: String { t("Tautan sudah dipakai di perangkat lain", "The link was used on another device") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t(
            "Tautan di email Anda ditekan pukul \(t.ownHour(at)). Perangkat itulah yang sekarang masuk.",
            "The link in your mail was pressed at \(t.ownHour(at)). That device is signed in now."))</p>
        <p>\(t(
            "Lanjutkan di sana, atau minta kode baru untuk masuk di sini.",
            "Go on there, or ask for a new code to sign in here."))</p>
        \(Part.button(t("Minta kode untuk di sini", "Ask for a code for here"), to: t.path(.signIn)))
        <p>\(t(
            "Bukan Anda yang menekannya? Masuk, lalu keluarkan perangkat itu di halaman Perangkat.",
            "Was it not you? Sign in, then sign that device out on the page Devices."))</p>
        """
    }

    /// Nil unless the link this browser waits for was used elsewhere within the last hour.
    static func response(_ purpose: CodePurpose, _ context: VisitorContext) async throws -> Response? {
        guard context.browser.person == nil else { return nil }
        let dependencies = context.dependencies
        let at = try await dependencies.database.read { tx in
            try tx.codes.usedElsewhere(purpose, subject: context.visit, at: dependencies.realNow())
        }
        return at.map { context.page(ElsewherePage(t: context.t, at: $0)) }
    }

    static func sample(_ t: Words) -> ElsewherePage {
        ElsewherePage(t: t, at: Instant(milliseconds: 1_586_916_000_000))
    }
}
