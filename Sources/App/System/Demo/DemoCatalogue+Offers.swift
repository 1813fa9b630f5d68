import Programme

/// The demo's partners and what they sell: each of the edition's platforms sells some of sixty courses.
extension DemoCatalogue {
    /// Platforms with their fees, in hundredths of a percent.
    static let sellers = [
        "bukalapak": 1_200, "maubelajarapa": 1_500, "pijarmahir": 1_000, "pintaria": 1_000, "sekolahmu": 1_000,
        "sisnaker": 0, "skill-academy": 1_500, "tokopedia": 1_200,
    ]

    /// Institutions with invented names.
    static let schools = [
        "arus-terang": "Arus Terang Teknik",
        "balai-nusantara": "Balai Latihan Nusantara",
        "bengkel-cakap": "Bengkel Cakap",
        "dapur-ajar": "Dapur Ajar Khatulistiwa",
        "griya-jarum": "Griya Jarum Rapi",
        "kebun-ilmu": "Kebun Ilmu Lestari",
        "kelas-wicara": "Kelas Wicara",
        "lentera-kantor": "Lentera Kantor",
        "nada-niaga": "Nada Niaga Mandiri",
        "pondok-asuh": "Pondok Asuh Kasih",
        "rumah-kode": "Rumah Kode Bersama",
        "rupa-rasa": "Rupa Rasa Studio",
        "sanggar-ayu": "Sanggar Ayu Lestari",
        "sanggar-digital": "Sanggar Digital Rakyat",
        "tenun-karya": "Tenun Karya Bangsa",
        "teras-jalan": "Teras Jalan Raya",
    ]

    static let others: [(kind: PartnerRecord.Kind, name: String, website: String)] = [
        (.association, "Kamar Dagang dan Industri Indonesia (Kadin)", "https://kadin.id"),
        (.association, "Asosiasi Pengusaha Indonesia (Apindo)", "https://apindo.or.id"),
        (.jobPortal, "Karirhub Kemnaker", "https://karirhub.kemnaker.go.id"),
        (.jobPortal, "TopKarir", "https://www.topkarir.com"),
        (.paymentProvider, "Bank Negara Indonesia", "https://www.bni.co.id"),
        (.paymentProvider, "LinkAja", "https://www.linkaja.id"),
    ]

    static let offers = first + making + doing + knowing

    /// What the people of the demo's stories buy is among these.
    private static let first: [Offer] = [
        Offer(
            code: "dasar-barista", title: "Dasar Barista",
            summary: "Menyeduh kopi, merawat mesin, melayani tamu.",
            category: "Kuliner", school: "balai-nusantara", mode: .selfPaced, hours: 12,
            prices: ["pijarmahir": 575_000, "maubelajarapa": 625_000],
            competence:
                "Menyeduh espreso, kopi tubruk, dan V60 dengan takaran tetap; "
                + "Membuat busa susu dan tiga minuman dasar; Membersihkan dan merawat mesin setiap hari; "
                + "Melayani tamu dan menghitung harga jual",
            audience: "Pemula tanpa syarat; Pemilik kedai kecil",
            tools: "Ponsel Android 7 ke atas; Teko dan saringan kopi di rumah",
            trainer: "Rudi Hartanto, barista sejak 2011"),
        Offer(
            code: "pemasaran-digital", title: "Pemasaran Digital untuk Warung",
            summary: "Foto produk, toko daring, dan iklan kecil yang masuk akal.",
            category: "Usaha", school: "balai-nusantara", mode: .selfPaced, hours: 10,
            prices: ["pijarmahir": 250_000],
            competence:
                "Membuka toko daring dan mengisi lima produk; "
                + "Menulis keterangan yang menjawab pertanyaan pembeli; "
                + "Memasang iklan kecil dan membaca hasilnya",
            audience: "Pemilik warung dan usaha rumahan",
            tools: "Ponsel dengan kamera; Kuota 1 GB",
            trainer: "Tika Maharani, pendamping usaha kecil"),
        Offer(
            code: "lembar-kerja", title: "Lembar Kerja untuk Kantor",
            summary: "Menghitung, menyusun, dan merapikan data.",
            category: "Perkantoran", school: "balai-nusantara", mode: .selfPaced, hours: 8,
            prices: ["maubelajarapa": 200_000, "pijarmahir": 200_000],
            competence:
                "Menyusun tabel yang rapi dan mudah dibaca; "
                + "Menghitung dengan rumus jumlah, rata-rata, dan syarat; "
                + "Membuat grafik dan mencetaknya dalam satu halaman",
            audience: "Pencari kerja kantor; Staf yang belum terbiasa dengan komputer",
            tools: "Komputer atau laptop; Aplikasi lembar kerja apa saja",
            trainer: "Dimas Kurniawan, pengajar komputer"),
        Offer(
            code: "las-listrik", title: "Las Listrik untuk Pemula",
            summary: "Mengenal alat, keselamatan, dan sambungan dasar.",
            category: "Teknik", school: "bengkel-cakap", mode: .selfPaced, hours: 20,
            prices: ["maubelajarapa": 850_000],
            competence:
                "Memakai alat pelindung dan memeriksa bahaya; Menyetel arus dan memilih elektrode; "
                + "Membuat sambungan tumpang dan sudut; Memeriksa hasil las dengan mata",
            audience: "Pemula yang ingin bekerja di bengkel",
            tools: "Ponsel untuk menonton; Praktik di bengkel terdekat",
            trainer: "Slamet Widodo, juru las bersertifikat"),
        Offer(
            code: "servis-motor", title: "Servis Sepeda Motor",
            summary: "Perawatan berkala, rem, dan kelistrikan.",
            category: "Teknik", school: "bengkel-cakap", mode: .webinar, hours: 6,
            prices: ["pijarmahir": 350_000],
            competence:
                "Melakukan perawatan berkala; Menyetel rem dan rantai; Menemukan gangguan kelistrikan sederhana",
            audience: "Pemilik motor; Calon montir",
            tools: "Ponsel; Kunci pas dan obeng",
            trainer: "Anton Siregar, montir 15 tahun"),
        Offer(
            code: "teknisi-pendingin", title: "Teknisi Pendingin Ruangan",
            summary: "Memasang, membersihkan, dan memperbaiki. Harganya di atas saldo kartu.",
            category: "Teknik", school: "bengkel-cakap", mode: .selfPaced, hours: 30,
            prices: ["pijarmahir": 1_250_000],
            competence:
                "Memasang pendingin ruangan; Membersihkan dan mengisi refrigeran dengan aman; "
                + "Menemukan lima gangguan yang paling sering",
            audience: "Lulusan SMK teknik; Teknisi listrik",
            tools: "Ponsel; Tang ampere dan obeng",
            trainer: "Hasan Basri, teknisi tata udara"),
        Offer(
            code: "foto-produk", title: "Foto Produk dengan Ponsel",
            summary: "Cahaya, latar, dan susunan yang membuat barang laku.",
            category: "Usaha", school: "sanggar-digital", mode: .selfPaced, hours: 6,
            prices: ["tokopedia": 180_000, "bukalapak": 175_000, "sisnaker": 180_000],
            competence:
                "Mengatur cahaya jendela dan latar; Memotret lima jenis produk; Menyunting foto di ponsel",
            audience: "Penjual daring",
            tools: "Ponsel dengan kamera; Karton putih",
            trainer: "Nia Permata, juru foto"),
        Offer(
            code: "bahasa-inggris-kerja", title: "Bahasa Inggris untuk Kerja",
            summary: "Menyapa, menulis surel, dan wawancara kerja.",
            category: "Bahasa", school: "sanggar-digital", mode: .selfPaced, hours: 24,
            prices: ["skill-academy": 450_000, "pintaria": 425_000, "sekolahmu": 440_000],
            competence:
                "Menyapa dan memperkenalkan diri; Menulis surel lamaran; Menjawab sepuluh pertanyaan wawancara",
            audience: "Pencari kerja; Pekerja hotel dan toko",
            tools: "Ponsel dengan mikrofon",
            trainer: "Sarah Pohan, pengajar bahasa"),
        Offer(
            code: "desain-grafis", title: "Desain Grafis Dasar",
            summary: "Warna, huruf, tata letak, dan poster pertama.",
            category: "Desain", school: "sanggar-digital", mode: .selfPaced, hours: 18,
            prices: ["skill-academy": 500_000, "tokopedia": 480_000, "sekolahmu": 495_000],
            competence:
                "Memilih warna dan huruf yang cocok; Menata poster dan unggahan; "
                + "Menyiapkan berkas untuk percetakan",
            audience: "Pemula",
            tools: "Laptop; Aplikasi gambar gratis",
            trainer: "Bagus Prakoso, perancang grafis"),
        Offer(
            code: "menjahit", title: "Menjahit Pakaian Sederhana",
            summary: "Mengukur, memotong, dan menjahit dengan mesin.",
            category: "Busana", school: "balai-nusantara", mode: .selfPaced, hours: 16,
            prices: ["bukalapak": 400_000, "pintaria": 410_000, "sisnaker": 395_000],
            competence:
                "Mengukur badan dan membuat pola; Memotong kain tanpa sisa banyak; "
                + "Menjahit rok dan kemeja sederhana",
            audience: "Pemula; Ibu rumah tangga",
            tools: "Mesin jahit; Kain dua meter",
            trainer: "Endang Lestari, penjahit"),
        Offer(
            code: "layanan-pelanggan", title: "Layanan Pelanggan lewat Telepon",
            summary: "Mendengarkan, menjawab, dan menyelesaikan keluhan.",
            category: "Perkantoran", school: "balai-nusantara", mode: .selfPaced, hours: 8,
            prices: ["skill-academy": 220_000, "sekolahmu": 210_000, "tokopedia": 215_000],
            competence:
                "Menyapa dan mendengarkan dengan tenang; Menjawab keluhan dengan langkah jelas; "
                + "Mencatat hasil percakapan",
            audience: "Pencari kerja pusat panggilan",
            tools: "Ponsel",
            trainer: "Wulan Sasmita, penyelia layanan"),
        Offer(
            code: "pembukuan-kecil", title: "Pembukuan Usaha Kecil",
            summary: "Kas, utang, stok, dan laba yang sebenarnya.",
            category: "Usaha", school: "balai-nusantara", mode: .selfPaced, hours: 10,
            prices: ["bukalapak": 260_000, "pintaria": 255_000, "sisnaker": 250_000],
            competence:
                "Mencatat kas masuk dan keluar; Menghitung stok dan utang; Membaca laba sebulan",
            audience: "Pemilik usaha kecil",
            tools: "Buku tulis atau ponsel",
            trainer: "Yohana Lim, akuntan"),
    ]
}
