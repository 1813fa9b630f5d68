import Programme

/// The demo's partners and what they sell: each of the edition's platforms has a few courses.
extension DemoCatalogue {
    /// Platforms with their fees, in hundredths of a percent.
    static let sellers = [
        "bukalapak": 1_200, "maubelajarapa": 1_500, "pijarmahir": 1_000, "pintaria": 1_000, "sekolahmu": 1_000,
        "sisnaker": 0, "skill-academy": 1_500, "tokopedia": 1_200,
    ]

    static let schools = [
        "balai-nusantara": "Balai Latihan Nusantara", "bengkel-cakap": "Bengkel Cakap",
        "sanggar-digital": "Sanggar Digital Rakyat",
    ]

    static let others: [(kind: PartnerRecord.Kind, name: String, website: String)] = [
        (.association, "Kamar Dagang dan Industri Indonesia (Kadin)", "https://kadin.id"),
        (.association, "Asosiasi Pengusaha Indonesia (Apindo)", "https://apindo.or.id"),
        (.jobPortal, "Karirhub Kemnaker", "https://karirhub.kemnaker.go.id"),
        (.jobPortal, "TopKarir", "https://www.topkarir.com"),
        (.paymentProvider, "Bank Negara Indonesia", "https://www.bni.co.id"),
        (.paymentProvider, "LinkAja", "https://www.linkaja.id"),
    ]

    static let offers = [
        Offer(
            code: "dasar-barista", title: "Dasar Barista", summary: "Menyeduh kopi, merawat mesin, melayani tamu.",
            category: "Kuliner", school: "balai-nusantara", mode: .selfPaced, hours: 12,
            prices: ["pijarmahir": 575_000, "maubelajarapa": 625_000]),
        Offer(
            code: "pemasaran-digital", title: "Pemasaran Digital untuk Warung",
            summary: "Foto produk, toko daring, dan iklan kecil yang masuk akal.", category: "Usaha",
            school: "balai-nusantara", mode: .selfPaced, hours: 10, prices: ["pijarmahir": 250_000]),
        Offer(
            code: "lembar-kerja", title: "Lembar Kerja untuk Kantor",
            summary: "Menghitung, menyusun, dan merapikan data.",
            category: "Perkantoran", school: "balai-nusantara", mode: .selfPaced, hours: 8,
            prices: ["maubelajarapa": 200_000, "pijarmahir": 200_000]),
        Offer(
            code: "las-listrik", title: "Las Listrik untuk Pemula",
            summary: "Mengenal alat, keselamatan, dan sambungan dasar.",
            category: "Teknik", school: "bengkel-cakap", mode: .selfPaced, hours: 20,
            prices: ["maubelajarapa": 850_000]),
        Offer(
            code: "servis-motor", title: "Servis Sepeda Motor", summary: "Perawatan berkala, rem, dan kelistrikan.",
            category: "Teknik", school: "bengkel-cakap", mode: .webinar, hours: 6, prices: ["pijarmahir": 350_000]),
        Offer(
            code: "teknisi-pendingin", title: "Teknisi Pendingin Ruangan",
            summary: "Memasang, membersihkan, dan memperbaiki. Harganya di atas saldo kartu.", category: "Teknik",
            school: "bengkel-cakap", mode: .selfPaced, hours: 30, prices: ["pijarmahir": 1_250_000]),
        Offer(
            code: "foto-produk", title: "Foto Produk dengan Ponsel",
            summary: "Cahaya, latar, dan susunan yang membuat barang laku.", category: "Usaha",
            school: "sanggar-digital", mode: .selfPaced, hours: 6,
            prices: ["tokopedia": 180_000, "bukalapak": 175_000, "sisnaker": 180_000]),
        Offer(
            code: "bahasa-inggris-kerja", title: "Bahasa Inggris untuk Kerja",
            summary: "Menyapa, menulis surel, dan wawancara kerja.", category: "Bahasa", school: "sanggar-digital",
            mode: .selfPaced, hours: 24, prices: ["skill-academy": 450_000, "pintaria": 425_000, "sekolahmu": 440_000]),
        Offer(
            code: "desain-grafis", title: "Desain Grafis Dasar",
            summary: "Warna, huruf, tata letak, dan poster pertama.",
            category: "Desain", school: "sanggar-digital", mode: .selfPaced, hours: 18,
            prices: ["skill-academy": 500_000, "tokopedia": 480_000, "sekolahmu": 495_000]),
        Offer(
            code: "menjahit", title: "Menjahit Pakaian Sederhana",
            summary: "Mengukur, memotong, dan menjahit dengan mesin.",
            category: "Kriya", school: "balai-nusantara", mode: .selfPaced, hours: 16,
            prices: ["bukalapak": 400_000, "pintaria": 410_000, "sisnaker": 395_000]),
        Offer(
            code: "layanan-pelanggan", title: "Layanan Pelanggan lewat Telepon",
            summary: "Mendengarkan, menjawab, dan menyelesaikan keluhan.", category: "Perkantoran",
            school: "balai-nusantara", mode: .selfPaced, hours: 8,
            prices: ["skill-academy": 220_000, "sekolahmu": 210_000, "tokopedia": 215_000]),
        Offer(
            code: "pembukuan-kecil", title: "Pembukuan Usaha Kecil",
            summary: "Kas, utang, stok, dan laba yang sebenarnya.",
            category: "Usaha", school: "balai-nusantara", mode: .selfPaced, hours: 10,
            prices: ["bukalapak": 260_000, "pintaria": 255_000, "sisnaker": 250_000]),
    ]
}
