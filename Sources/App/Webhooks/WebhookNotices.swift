import Programme

/// To the partner's agreed address: the link to the secret of its webhook.
struct WebhookSecretNotice: Notice {
    let name: String
    /// Of the endpoint.
    let address: String
    let token: String

    func subject(_ t: Words) -> String {
        t("Rahasia webhook untuk \(name)", "The webhook secret for \(name)")
    }

    func body(_ t: Words) -> String {
        t(
            """
            Yth. tim integrasi \(name),

            Rahasia untuk memeriksa webhook Prakerja ke \(address) sudah dibuat. Tombol di bawah menampilkannya sekali.

            Tautan berlaku \(WebhookSecretLink.hours) jam, sekali pakai. Petugas program tidak melihat rahasianya dan \
            tidak akan memintanya. Bila tautan sudah terpakai bukan oleh Anda, segera hubungi petugas mitra.
            """,
            """
            To the integration team of \(name),

            The secret to verify Prakerja's webhooks to \(address) was made. The button below shows it once.

            The link is valid for \(WebhookSecretLink.hours) hours and works once. The programme's officers do not see \
            the secret and will not ask for it. If the link was used and not by you, tell the partner managers at once.
            """)
    }

    func text(_ t: Words) -> String {
        t("Rahasia webhook mitra: buka email integrasi Anda.", "Webhook secret: see your integration e-mail.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Ambil rahasia", "Fetch the secret"), target: Paths.webhookSecretLink(token))
    }

    static var sample: WebhookSecretNotice {
        WebhookSecretNotice(name: "Pijarmahir", address: WebhookEndpoint.sample.address, token: "contoh")
    }
}

/// To the partner's agreed address: its endpoint did not take an event, or was closed.
struct WebhookTroubleNotice: Notice {
    let name: String
    /// Of the endpoint.
    let address: String
    /// Whether nothing more is sent.
    let isClosed: Bool

    func subject(_ t: Words) -> String {
        isClosed
            ? t("Webhook \(name) dihentikan", "\(name)'s webhook was stopped")
            : t("Webhook \(name) tidak menerima kejadian", "\(name)'s webhook does not take events")
    }

    func body(_ t: Words) -> String {
        isClosed
            ? t(
                """
                Webhook \(name) di \(address) dihentikan: \
                server Anda menjawab 410, atau catatannya tidak lagi sesuai putusan petugas.

                Kejadian tidak dikirim lagi. Untuk memulai lagi, hubungi petugas mitra program.
                """,
                """
                \(name)'s webhook at \(address) was stopped: \
                your server answered 410, or its record is not as officers decided.

                No more events are sent. To start again, write to the programme's partner managers.
                """)
            : t(
                """
                Satu kejadian tidak diterima webhook \(name) di \(address) \
                setelah \(WebhookRetry.mostAttempts) kali percobaan.

                Kejadian lain tetap dikirim. Perbaiki server Anda, lalu minta petugas mitra mengirim ulang kejadian itu.
                """,
                """
                One event was not taken by \(name)'s webhook at \(address) \
                after \(WebhookRetry.mostAttempts) attempts.

                Other events are still sent. Mend your server, then ask the partner managers to send the event again.
                """)
    }

    func text(_ t: Words) -> String {
        t("Webhook mitra Prakerja bermasalah: buka email integrasi Anda.", "Webhook trouble: see your e-mail.")
    }

    static var sample: WebhookTroubleNotice { sample(isClosed: false) }
    static var closedSample: WebhookTroubleNotice { sample(isClosed: true) }

    private static func sample(isClosed: Bool) -> WebhookTroubleNotice {
        WebhookTroubleNotice(name: "Pijarmahir", address: WebhookEndpoint.sample.address, isClosed: isClosed)
    }
}
