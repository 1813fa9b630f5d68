import Foundation
import Programme

/// A new authenticator's secret between the page that shows it and the form that proves it. It is encrypted in the form,
/// for this officer and this session, so that nothing is stored before it is proved.
struct PendingAuthenticator: Sendable {
    let secret: Data
    /// As it stands in the form.
    let written: String

    static let lifetime = Span.minutes(15)
    private static let secretBytes = 20
    private static let (table, column) = ("form", "authenticator")

    init(newFor officer: ID<Officer>, in session: Session, on dependencies: Dependencies) throws {
        secret = dependencies.random.bytes(Self.secretBytes)
        let until = dependencies.realNow() + Self.lifetime
        let plain = secret + Data("\(until.milliseconds) \(session.hash.hex)".utf8)
        written = try dependencies.vault.seal(
            plain, table: Self.table, column: Self.column, row: officer.rawValue
        ).base64URL
    }

    /// Nil for one that is over, or of another officer or session.
    init?(_ written: String, of officer: ID<Officer>, in session: Session, on dependencies: Dependencies) {
        guard let sealed = Data(base64URL: written),
            let plain = try? dependencies.vault.open(
                sealed, table: Self.table, column: Self.column, row: officer.rawValue),
            plain.count > Self.secretBytes
        else { return nil }
        let parts = String(decoding: plain.dropFirst(Self.secretBytes), as: UTF8.self).split(separator: " ")
        guard parts.count == 2, let until = parts.first.flatMap({ Int64($0, in: 0...Int64.max) }),
            dependencies.realNow() < Instant(milliseconds: until), parts[1] == session.hash.hex
        else { return nil }
        secret = Data(plain.prefix(Self.secretBytes))
        self.written = written
    }
}

/// An authenticator's secret as officers take it over: scanned, typed, or opened in the app.
struct AuthenticatorKey: Sendable {
    /// 20 bytes.
    let secret: Data
    let signIn: String

    /// The characters of a sign-in name that need no escape in the URI.
    private static let plain = CharacterSet(
        charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~@")

    /// The URI that an authenticator app opens or scans.
    var address: String {
        let name = signIn.addingPercentEncoding(withAllowedCharacters: Self.plain) ?? ""
        return "otpauth://totp/Prakerja:\(name)?secret=\(Base32.encode(secret))&issuer=Prakerja"
    }

    /// In groups of four, for typing.
    var typed: String {
        Base32.encode(secret).enumerated().map { ($0 > 0 && $0 % 4 == 0 ? " " : "") + String($1) }.joined()
    }

    func html(_ t: Words) -> HTML {
        """
        \(QRCode(address).map { scan($0, t) })
        <p>\(t(
            "Tidak bisa memindai? Ketik kunci ini di aplikasi:", "Cannot scan it? Type this key into the app:"))</p>
        <p class="code">\(typed)</p>
        <p><a href="\(address)">\(t(
            "Buka di aplikasi autentikator di perangkat ini", "Open in the authenticator app of this device"))</a></p>
        """
    }

    private func scan(_ code: QRCode, _ t: Words) -> HTML {
        let title = t("Kode QR untuk aplikasi autentikator", "QR code for the authenticator app")
        return """
            <p>\(t(
                "Pindai kode ini dengan aplikasi autentikator di HP Anda:",
                "Scan this code with the authenticator app on your phone:"))</p>
            <p>\(code.html(title: title))</p>
            """
    }
}
