import Programme

/// What an officer does with a case: the answer and its confirmation, messages, notes, and opening it again.
extension OfficeCasePage {
    var work: HTML {
        switch stored.state {
        case .proposed: confirming
        case .answered: "\(reopenUntil.map(reopening))\(noting)"
        case .withdrawn: noting
        case .open:
            if let refusal = obstacle {
                "<p class=\"empty\">\(said(refusal))</p>\(noting)"
            } else {
                "\(answering)\(messaging)\(noting)"
            }
        }
    }

    private func said(_ refusal: CaseRefusal) -> String {
        guard refusal == .takenByOther, isHeldInVain else { return refusal.sentence(t) }
        return t(
            "Petugas yang mengambilnya tidak dapat menjawab. Ambil alih dulu.",
            "The officer who took it cannot answer it. Take it over first.")
    }

    /// Why this officer cannot answer it; nil when they can.
    private var obstacle: CaseRefusal? {
        do throws(CaseRefusal) {
            try stored.checkAnswer(.explained, by: officer.signatory, now: nil)
            return nil
        } catch {
            return error
        }
    }

    private var outcomes: [ServiceCase.Outcome] {
        if let missing, missing.standing != .counts { return [.explained, .dismissed] }
        guard let appeal else { return [.settled, .explained, .dismissed] }
        let isLifted = appeal.result.map { appeal.contested.isLifted(by: $0) } ?? false
        return isLifted ? [.granted, .dismissed] : [.dismissed]
    }

    private var answering: HTML {
        """
        <h2>\(t("Jawab", "Answer"))</h2>
        \(when: promise.twoOfficers && appeal == nil && missing == nil, twoOfficers)
        \(when: appeal != nil && !outcomes.contains(.granted), granting)
        \(templateLinks)
        \(CaseForm.begin(stored.id, .answer, form))
        \(Field.radios(
            form, CaseHandling.outcome, t("Hasil", "Outcome"), options: outcomes.map { ($0.rawValue, t($0.label)) }))
        \(CaseForm.area(
            form, t, t("Jawaban kepada pelapor", "Answer to the person"),
            hint: t(
                "Dengan “Anda”, kalimat pendek, dan apa yang perlu dilakukan.",
                "Short sentences, and what they have to do.")))
        \(ReasonField.area(
            form, t, hint: t(
                "Hanya untuk “Tidak dikabulkan”: alasan yang dibaca pelapor.",
                "Only for “Not upheld”: the reason the person reads.")))
        \(Part.submit(t("Kirim jawaban", "Send the answer"), kind: correctionWaits ? "secondary" : ""))</form>
        """
    }

    /// Whether the person's correction comes before the answer.
    private var correctionWaits: Bool { appeal?.correction.map { $0.state != .done } ?? false }

    /// How an appeal is granted, as long as the rules give the contested result.
    private var granting: HTML {
        let text = t(
            "“Dikabulkan” belum bisa dipilih: aturannya masih memberi hasil yang sama. Data yang keliru dikoreksi dari "
                + "halaman peserta; sesudah itu jalankan aturan lagi di atas.",
            "“Upheld” cannot be chosen yet: the rules still give the same result. Wrong data is corrected from the "
                + "person's page; run the rules again above after that.")
        return "<p>\(text)</p>"
    }

    private var twoOfficers: HTML {
        let text = t(
            "Jawaban “Diselesaikan” di jenis ini menyangkut uang atau tempat. "
                + "Petugas dengan peran lain menyetujuinya dulu.",
            "“Put right” is about money or a place here. An officer of another duty confirms it first.")
        return "<p>\(text)</p>"
    }

    private var templateLinks: HTML {
        guard !templates.isEmpty else {
            let (none, add) = (
                t("Belum ada templat jawaban.", "There are no answer templates yet."), t("Tulis templat", "Write one")
            )
            return "<p>\(none) <a href=\"\(Paths.caseTemplates)\">\(add)</a></p>"
        }
        func link(_ template: StoredTemplate) -> HTML {
            let path = "\(Paths.officeCase(stored.id))?templat=\(template.id)#\(CaseForm.text)"
            return "<li><a href=\"\(path)\">\(template.value.title)</a></li>"
        }
        return Part.details(t("Isi dari templat", "Fill in from a template"), "<ul>\(each: templates, link)</ul>")
    }

    private var messaging: HTML {
        let fields = """
            \(CaseForm.begin(stored.id, .message, form))
            \(CaseForm.area(
                form, t, t("Kabar atau pertanyaan kepada pelapor", "News or a question to the person"),
                hint: t("Pelapor mendapat pesan dan dapat menjawab.", "They get a message and can reply."),
                name: CaseHandling.message))
            \(Part.submit(t("Kirim kabar", "Send it"), kind: "secondary"))</form>
            """ as HTML
        return section(
            t("Tulis kepada pelapor sebelum menjawab", "Write to the person before answering"), fields,
            CaseHandling.message)
    }

    /// For a person who calls, comes or writes; with an account they can also do it themselves.
    private func reopening(_ until: Instant) -> HTML {
        let fields = """
            <p>\(t(
                "Untuk orang yang menelepon, datang, atau menulis bahwa ini belum selesai. Boleh sampai \(t.lastDay(before: until)). "
                    + "Batas waktu jawaban dihitung lagi, dan petugas lain yang menjawab.",
                "For a person who calls, comes or writes that it is not settled. Possible until \(t.lastDay(before: until)). The "
                    + "time to answer begins again, and another officer answers."))</p>
            \(CaseForm.begin(stored.id, .reopen, form))
            \(CaseForm.area(
                form, t, t("Apa yang belum selesai, dengan kata pelapor", "What is not settled, in the person's words"),
                hint: t("Pelapor membacanya di akunnya.", "The person reads it in their account."),
                name: CaseHandling.reopening))
            \(Part.submit(t("Buka lagi", "Reopen"), kind: "secondary"))</form>
            """ as HTML
        return section(t("Buka lagi untuk pelapor", "Reopen it for the person"), fields, CaseHandling.reopening)
    }

    private var noting: HTML {
        let fields = """
            \(CaseForm.begin(stored.id, .note, form))
            \(CaseForm.area(
                form, t, t("Catatan internal", "Internal note"),
                hint: t("Hanya petugas yang membacanya.", "Only officers read it."), name: CaseHandling.note))
            \(Part.submit(t("Simpan catatan", "Save the note"), kind: "secondary"))</form>
            """ as HTML
        return section(t("Tambah catatan internal", "Add an internal note"), fields, CaseHandling.note)
    }

    /// Folded, unless its field has an error that must be seen.
    private func section(_ label: String, _ fields: HTML, _ field: String) -> HTML {
        form.error(field) == nil ? Part.details(label, fields) : "<h2>\(label)</h2>\(fields)"
    }

    private var confirming: HTML {
        let second = SecondOfficer { (approving) throws(CaseRefusal) in
            try stored.checkConfirmation(by: officer.signatory(for: .answerCases), approving: approving)
        }
        return "\(second.html(t, answers))\(noting)"
    }

    private func answers(_ mayApprove: Bool) -> HTML {
        """
        <h2>\(t("Setujui jawaban ini?", "Confirm this answer?"))</h2>
        <p>\(t("Hasil", "Outcome")): <strong>\(stored.outcome.map { t($0.label) })</strong></p>
        \(when: mayApprove, Part.act(
            t("Setujui dan kirim", "Confirm and send"), to: Paths.officeCaseAct(stored.id, .confirm), csrf: form.csrf))
        \(CaseForm.begin(stored.id, .sendBack, form))
        \(ReasonField.area(
            form, t, hint: t("Apa yang perlu diperbaiki petugas pertama.", "What the first officer should change."),
            name: CaseHandling.returning))
        \(Part.submit(t("Kembalikan", "Return it"), kind: "secondary"))</form>
        """
    }
}
