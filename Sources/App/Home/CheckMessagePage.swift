import Programme

/// `/bantuan/cek-pesan`: how to tell whether a message or a site is really ours. It is the same for every reader, and
/// asks for nothing: so it cannot say whether a number or an address is known here.
struct CheckMessagePage: Page {
    let t: Words
    let edition: Edition

    var title: String { t("Cek pesan atau situs", "Check a message or a site") }
    var isWide: Bool { true }

    private var name: String { edition.site.split(separator: "/").last.map(String.init) ?? edition.site }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t("Satu alamat saja yang resmi:", "One address alone is official:")) <strong>\(edition.site)</strong></p>
        <div class="split"><div>
        <h2>\(t("Cek situs, tiga langkah", "Check a site, in three steps"))</h2>
        <ol class="steps"><li>\(t(
            "Lihat alamat di atas layar. Bagian sebelum garis miring pertama harus \(name).",
            "Look at the address at the top. What stands before the first slash must be \(name)."))</li>
        <li>\(t(
            "Ketuk gembok atau tanda di sebelah alamat. Sertifikatnya harus untuk \(name).",
            "Tap the lock or the sign beside the address. The certificate must be for \(name)."))</li>
        <li>\(t(
            "Ragu? Tutup halamannya. Ketik \(name) sendiri di peramban.",
            "Not sure? Close the page. Type \(name) into the browser yourself."))</li></ol>
        <h2>\(t("Cek pesan", "Check a message"))</h2>
        <ol class="steps"><li>\(t(
            "Pesan kami menyebut alamat resmi di atas, dan tidak mengarah ke alamat lain.",
            "Our messages name the official address above, and lead to no other."))</li>
        <li>\(t(
            "Masuk ke akun Anda dan buka Pesan. Kabar tentang pendaftaran, kartu, dan uang selalu ada di sana.",
            "Sign in and open Messages. News of application, card and money is always there."))</li>
        <li>\(t(
            "Kode masuk dan undangan tidak ada di akun. Kode hanya datang bila Anda sendiri memintanya.",
            "Codes and invitations are not in the account. A code comes only when you ask for it yourself."))</li>
        <li>\(t(
            "Nama pengirim SMS dan email dapat dipalsukan. Nama saja bukan bukti.",
            "The sender's name of a text or an e-mail can be forged. A name alone is no proof."))</li></ol>
        <p>\(Part.button(t("Buka pesan saya", "Open my messages"), to: Paths.inbox))</p>
        </div><div>
        <h2>\(t("Pasti bukan dari kami", "This is never from us"))</h2>
        <ul class="ticks">\(each: frauds, fraud)</ul>
        <h2>\(t("Sudah terlanjur?", "Already fell for it?"))</h2>
        <ol class="steps"><li>\(t(
            "Sudah memberi kode? Masuk, lalu keluarkan semua perangkat lain.",
            "Gave a code away? Sign in, then sign all other devices out."))
        <a href="\(Paths.devices)">\(t("Perangkat yang masuk", "Signed-in devices"))</a></li>
        <li>\(t("Sudah mengirim uang? Hubungi bank Anda segera.", "Sent money? Call your bank at once."))</li>
        <li>\(t("Laporkan kepada kami:", "Report it to us:")) \
        <a href="tel:\(edition.contact.callCentre)">\(edition.contact.callCentre)</a>, \
        <a href="mailto:\(edition.contact.email)">\(edition.contact.email)</a></li></ol>
        <p><small>\(t(
            "Halaman ini tidak meminta nomor atau isi pesan Anda. Ia juga tidak memberi tahu apakah suatu nomor terdaftar.",
            "This page asks for no number and no text of yours. Nor does it tell whether a number is registered."))</small></p>
        </div></div>
        """
    }

    private var frauds: [String] {
        [
            t(
                "Meminta kode, kata sandi, PIN, atau foto KTP lewat chat.",
                "It asks for a code, password, PIN or a photo of your card by chat."),
            t("Meminta uang, juga “biaya administrasi”.", "It asks for money, also for a “fee”."),
            t(
                "Menjamin Anda terpilih. Undian tidak dapat dijamin.",
                "It promises that you are selected. No draw can be promised."),
            t("Meminta Anda memasang aplikasi dari tautan.", "It asks you to install an app from a link."),
            t("Menawarkan membeli akun atau kartu Anda.", "It offers to buy your account or your card."),
        ]
    }

    private func fraud(_ text: String) -> HTML { "<li class=\"not\">\(text)</li>" }

    static func sample(_ t: Words, _ edition: Edition) -> CheckMessagePage { CheckMessagePage(t: t, edition: edition) }
}
