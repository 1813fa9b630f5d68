import Programme

/// The ideas of cryptography that pages name, one plain word for each in either language. A page that uses one says
/// what it means where it first stands.
enum PlainTerm: CaseIterable {
    /// What hides a secret and rules out exchanging it: a commitment. A *kunci* is a key to sign or to sign in with.
    case lock
    /// The root of a tree over a list or over the log.
    case seal
    /// The number that the order of a draw follows from.
    case seed
    /// SHA-256 of a file or of a text.
    case digest

    var name: Bilingual {
        switch self {
        case .lock: Bilingual(id: "gembok", en: "lock")
        case .seal: Bilingual(id: "segel", en: "seal")
        case .seed: Bilingual(id: "bibit", en: "seed")
        case .digest: Bilingual(id: "sidik", en: "digest")
        }
    }

    /// One sentence, for readers who meet the word for the first time.
    var meaning: Bilingual {
        switch self {
        case .lock:
            Bilingual(
                id: "Gembok: angka yang kami pajang; ia menyembunyikan rahasia dan membuatnya tidak dapat ditukar.",
                en: "Lock: a number on display that hides a secret and rules out exchanging it.")
        case .seal:
            Bilingual(
                id: "Segel: satu angka yang dihitung dari seluruh daftar. Satu baris diubah, segelnya lain.",
                en: "Seal: one number computed from the whole list. Change one line and the seal is another.")
        case .seed:
            Bilingual(
                id:
                    "Bibit: angka yang menentukan urutan undian. Dihitung dari segel, rahasia, dan angka acak publik bila ada.",
                en:
                    "Seed: what the order of the draw follows from. Computed from seal, secrets and any public random number."
            )
        case .digest:
            Bilingual(
                id: "Sidik: satu angka yang dihitung dari isi berkas. Satu huruf diubah, sidiknya lain.",
                en: "Digest: one number computed from a file. Change one letter and the digest is another.")
        }
    }
}
