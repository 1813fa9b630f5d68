import Programme

/// For a person without any contact, whom an officer registered at a counter: no message reaches them.
enum Unreached {
    /// In place of the promise that a message comes.
    static func outcome(_ t: Words) -> String {
        t(
            "Kami tidak punya nomor Anda, jadi tidak ada pesan. Tanyakan hasilnya di loket dengan slip Anda.",
            "We have no number of yours, so no message comes. Ask for the result at a counter, with your slip.")
    }

    /// In a text for readers with and without a contact.
    static func condition(_ t: Words) -> String {
        t(
            "Kalau nomor atau email Anda tercatat, kami mengirim pesan.",
            "If we have your number or e-mail, we send a message.")
    }

    /// What is missing without a number of one's own.
    static func missing(_ t: Words) -> String {
        t(
            "Tanpa nomor sendiri Anda tidak menerima pesan. Masuk dari HP, membeli pelatihan, dan insentif juga belum bisa.",
            "Without a number of your own no message comes, and you cannot sign in, buy training or get the incentive.")
    }

    static func remedy(_ t: Words) -> String {
        t(
            "Bawa HP dan KTP asli ke loket. Dua petugas mencatat nomor itu di akun Anda.",
            "Bring phone and original card to a counter. Two officers add the number to your account.")
    }
}
