import Programme

/// The reasons to ask for a better photo: those with a key of their own as buttons, all of them in a form with a note.
struct ReviewReasons {
    let t: Words
    let photos: [StoredPhoto]
    let form: FormState
    let look: ReviewLook
    let keys: ShortcutKeys
    /// Of the page.
    let path: String

    /// Later looks judge accepted photos; a first verdict only those that wait.
    private var open: [StoredPhoto] { photos.filter { !look.isFirst || $0.state == .uploaded } }

    var html: HTML {
        """
        <div class="panel" id="minta"><h2>\(t("Minta foto baru", "Ask for a new photo"))</h2>
        \(each: open, quick)
        <details\(flag: "open", !form.errors.isEmpty)><summary>\(t(
            "Alasan lain atau catatan",
            "Another reason or a note"))</summary>\(any)</details>
        <details><summary>\(t("Kalimat untuk pendaftar", "What the applicant reads"))</summary><ul>\
        \(each: IdentityPhoto.Fault.allCases, sentence)</ul></details></div>
        <details class="panel needs-script"><summary>\(t("Tombol pintas", "Keys"))</summary><p>\(keys.areOn ? used : unused)</p>
        \(KeysSwitch(t: t, keys: keys, path: path, csrf: form.csrf).html)</details>
        """
    }

    private var used: String {
        t(
            "T terima · 1–6 KTP · 7–0 swafoto · L lewati · Z urungkan · Q W perbesar · A S putar · panah menggeser.",
            "T accept · 1–6 card · 7–0 selfie · L skip · Z undo · Q W zoom · A S turn · arrows move.")
    }

    private var unused: String {
        t("Mati: huruf dan angka tidak memutuskan apa pun.", "Off: letters and digits decide nothing.")
    }

    /// What the next pair's page says was done with this one, where a script shows it.
    private var done: String { t(look.rejected.sentence) }

    private func quick(_ photo: StoredPhoto) -> HTML {
        let first = photo.kind == .card ? 1 : PhotoWork.quickFaults(.card).count + 1
        func button(_ fault: (offset: Int, element: IdentityPhoto.Fault)) -> HTML {
            let key = (first + fault.offset) % 10
            return """
                <button class="button secondary" type="submit" name="alasan" value="\(fault.element.rawValue)" \
                title="\(fault.element.sentence(t))"\(attribute: "aria-keyshortcuts", keys["\(key)"])>\(keys.mark("\(key)")) \
                \(fault.element.short(t))</button>
                """
        }
        return """
            <form method="post" action="\(look.rejection(of: photo))" class="faults" data-done="\(done)">\(Field.token(form.csrf))
            <h3>\(photo.kind == .card ? "KTP" : t("Swafoto", "Selfie"))</h3>
            <div>\(each: PhotoWork.quickFaults(photo.kind).enumerated(), button)</div></form>
            """
    }

    private var any: HTML {
        func submit(_ photo: StoredPhoto) -> HTML {
            let label =
                photo.kind == .card
                ? t("Minta foto KTP baru", "New card photo")
                : t(
                    "Minta swafoto baru", "New selfie")
            return
                "<button class=\"button danger\" type=\"submit\" formaction=\"\(look.rejection(of: photo))\">\(label)</button>"
        }
        return """
            <form method="post" action="\(open.first.map(look.rejection) ?? Paths.photoOffice)" data-done="\(done)">\(Field.token(form.csrf))
            \(Field.select(
                form, "alasan", t("Alasan", "Reason"), hint: t(
                    "Pendaftar membaca kalimat ini.",
                    "The applicant reads this sentence."),
                options: IdentityPhoto.Fault.allCases.map { ($0.rawValue, $0.sentence(t)) }, prompt: t(
                    "Pilih alasan",
                    "Choose a reason")))
            \(when: look.takesNote, Field.text(form, "catatan", t(
                "Catatan untuk pendaftar (boleh dikosongkan)",
                "Note to the applicant (optional)"), maxLength: ReviewOffice.longestNote))
            \(each: open, submit)</form>
            """
    }

    private func sentence(_ fault: IdentityPhoto.Fault) -> HTML {
        "<li><strong>\(fault.short(t))</strong>: \(fault.sentence(t))</li>"
    }
}
