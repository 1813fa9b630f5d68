import Programme

/// A message as an e-mail: plain text, and HTML without images or a style sheet, which many mail programs drop.
struct MailLayout: Sendable {
    let t: Words
    let content: MessageText
    let site: String
    let baseURL: String

    var text: String {
        var parts = [content.body]
        if let action = content.action { parts.append("\(action.label):\n\(action.address(under: baseURL))") }
        parts.append("--\n" + safety)
        return parts.joined(separator: "\n\n")
    }

    var html: HTML {
        """
        <!DOCTYPE html>
        <html lang="\(t.language.rawValue)"><head><meta charset="utf-8">\
        <meta name="viewport" content="width=device-width, initial-scale=1">\
        <meta name="color-scheme" content="light dark"><title>\(content.subject)</title></head>
        <body style="margin:0;background:#f3f6f8;color:#16202b;font:17px/1.5 system-ui,'Segoe UI',Roboto,sans-serif">
        <div style="max-width:560px;margin:0 auto;padding:24px 16px">
        <p style="font-weight:700;font-size:20px;margin:0 0 16px">Prakerja</p>
        <div style="background:#ffffff;border-top:4px solid #0b5a7a;padding:24px 20px">
        <h1 style="font-size:22px;line-height:1.3;margin:0 0 16px">\(content.subject)</h1>
        \(each: MessageMarkup.paragraphs(of: content.body), paragraph)\(content.action.map(button))
        </div>
        <p style="color:#4a5866;font-size:14px;margin:16px 0 0">\(safety)</p>
        </div></body></html>
        """
    }

    private var safety: String {
        t(
            "Satu-satunya alamat resmi: \(site). Petugas kami tidak pernah meminta kode lewat telepon, SMS, atau chat. Pesan ini tidak perlu dibalas.",
            "The only official address: \(site). Our staff never ask for a code by phone, text or chat. There is no need to reply."
        )
    }

    private func paragraph(_ paragraph: MessageMarkup.Paragraph) -> HTML {
        switch paragraph {
        case .code(let code):
            "<p style=\"font:700 30px/1.2 ui-monospace,monospace;letter-spacing:3px;margin:0 0 16px\">\(code)</p>"
        case .words(let pieces):
            "<p style=\"margin:0 0 16px\">\(each: pieces, piece)</p>"
        }
    }

    private func piece(_ piece: MessageMarkup.Piece) -> HTML {
        switch piece {
        case .text(let text): "\(text)"
        case .link(let address): "<a href=\"\(address)\" style=\"color:#0b5a7a\">\(address)</a>"
        case .newLine: "<br>"
        }
    }

    private func button(_ action: NoticeAction) -> HTML {
        """
        <p style="margin:24px 0 0"><a href="\(action.address(under: baseURL))" style="display:inline-block;\
        background:#0b5a7a;color:#ffffff;font-weight:600;text-decoration:none;padding:13px 22px;border-radius:6px">\
        \(action.label)</a></p>
        <p style="font-size:14px;color:#4a5866;margin:12px 0 0">\
        \(t("Atau salin alamat ini", "Or copy this address")):<br>\(action.address(under: baseURL))</p>
        """
    }
}
