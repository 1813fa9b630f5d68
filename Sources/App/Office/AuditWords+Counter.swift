import Programme

extension AuditWords {
    /// Acts at a counter, where a local officer registers a person beside them.
    static let counter: [String: Bilingual] = [
        "counter.begun": Bilingual(id: "Kasus di loket dimulai", en: "Case at a counter begun"),
        "counter.session-begun": Bilingual(
            id: "Sesi dibantu di loket dimulai", en: "Assisted session at a counter begun"),
        "counter.acted": Bilingual(id: "Isian dikirim di loket", en: "A form sent at a counter"),
        "counter.abandoned": Bilingual(
            id: "Kasus di loket tidak dilanjutkan, kontaknya dihapus",
            en: "Case at a counter not continued, contact erased"),
        "counter.ended": Bilingual(id: "Sesi dibantu di loket selesai", en: "Assisted session at a counter ended"),
    ]

    /// How the person is reached, how they agreed, and what a form belonged to.
    static let counterValues: [String: Bilingual] = [
        "own": Bilingual(id: "kontak sendiri", en: "own contact"),
        "household": Bilingual(id: "nomor keluarga", en: "household member's number"),
        "slip": Bilingual(id: "slip kertas", en: "paper slip"),
        "spoken": Bilingual(id: "dibacakan", en: "read out"),
        "ticked": Bilingual(id: "dibaca sendiri", en: "read by the person"),
        "paper-form": Bilingual(id: "formulir kertas", en: "paper form"),
        "counter": Bilingual(id: "loket", en: "counter"),
        "step-phone": Bilingual(id: "nomor HP", en: "mobile number"),
        "step-identity": Bilingual(id: "KTP", en: "identity card"),
        "step-personal": Bilingual(id: "data diri", en: "personal data"),
        "step-photos": Bilingual(id: "foto", en: "photos"),
        "step-declarations": Bilingual(id: "pernyataan", en: "declarations"),
        "step-test": Bilingual(id: "tes, dikerjakan sendiri", en: "test, taken alone"),
        "step-submission": Bilingual(id: "pengiriman pendaftaran", en: "sending the application"),
        "step-wave": Bilingual(id: "gelombang", en: "wave"),
        "step-other": Bilingual(id: "lainnya", en: "something else"),
    ]
}
