import Programme

extension DemoCatalogue {
    /// The demo's courses of office, business, language and computing.
    static let knowing: [Offer] = [
        Offer(
            code: "excel-rumus", title: "Excel: Rumus dan Tabel Pivot",
            summary: "Dari VLOOKUP sampai laporan yang menghitung sendiri.",
            category: "Perkantoran", school: "lentera-kantor", mode: .selfPaced, hours: 14,
            prices: ["skill-academy": 360_000, "pintaria": 350_000, "tokopedia": 355_000],
            competence:
                "Mencari data antar tabel; Membuat tabel pivot; Menyusun laporan bulanan yang menghitung sendiri",
            audience: "Staf kantor; Yang sudah mengenal Excel",
            tools: "Laptop dengan Excel",
            trainer: "Dimas Kurniawan, pengajar komputer"),
        Offer(
            code: "administrasi-kantor", title: "Administrasi Kantor",
            summary: "Surat, arsip, jadwal, dan notula.",
            category: "Perkantoran", school: "lentera-kantor", mode: .selfPaced, hours: 10,
            prices: ["sekolahmu": 270_000, "pijarmahir": 265_000, "sisnaker": 260_000],
            competence:
                "Menulis surat resmi; Menyusun arsip yang mudah dicari; Mencatat rapat",
            audience: "Lulusan SMA; Pencari kerja",
            tools: "Komputer",
            trainer: "Herlina Tobing, kepala tata usaha"),
        Offer(
            code: "siap-wawancara", title: "Siap Wawancara Kerja",
            summary: "Surat lamaran, riwayat hidup, dan jawaban yang jujur.",
            category: "Perkantoran", school: "lentera-kantor", mode: .webinar, hours: 4,
            prices: ["skill-academy": 120_000, "bukalapak": 115_000, "maubelajarapa": 125_000],
            competence:
                "Menulis riwayat hidup satu halaman; Menjawab pertanyaan sulit dengan jujur; "
                + "Menawar gaji dengan sopan",
            audience: "Pencari kerja",
            tools: "Ponsel dengan kamera",
            trainer: "Putri Ramadhani, perekrut"),
        Offer(
            code: "pajak-usaha", title: "Pajak untuk Usaha Kecil",
            summary: "NPWP, setoran, dan lapor tanpa takut.",
            category: "Usaha", school: "nada-niaga", mode: .webinar, hours: 6,
            prices: ["pintaria": 240_000, "pijarmahir": 235_000],
            competence:
                "Menentukan pajak yang berlaku; Menyetor dan melapor; Menyimpan bukti",
            audience: "Pemilik usaha kecil",
            tools: "Ponsel; Catatan penjualan",
            trainer: "Yohana Lim, akuntan"),
        Offer(
            code: "toko-daring", title: "Membuka Toko Daring",
            summary: "Dari nama toko sampai sepuluh penjualan pertama.",
            category: "Usaha", school: "nada-niaga", mode: .selfPaced, hours: 12,
            prices: ["tokopedia": 300_000, "bukalapak": 295_000, "maubelajarapa": 310_000, "sekolahmu": 305_000],
            competence:
                "Membuka toko di lokapasar; Menulis judul dan foto yang menjual; Mengatur stok dan kiriman",
            audience: "Pemula",
            tools: "Ponsel; Produk sendiri",
            trainer: "Tika Maharani, pendamping usaha kecil"),
        Offer(
            code: "jual-whatsapp", title: "Berjualan lewat Pesan Singkat",
            summary: "Katalog, balasan cepat, dan pelanggan yang kembali.",
            category: "Usaha", school: "nada-niaga", mode: .selfPaced, hours: 5,
            prices: ["bukalapak": 130_000, "sisnaker": 125_000],
            competence:
                "Menyusun katalog di ponsel; Membalas dengan cepat dan ramah; Mencatat pesanan",
            audience: "Usaha rumahan",
            tools: "Ponsel",
            trainer: "Nurul Fadilah, pedagang"),
        Offer(
            code: "inggris-hotel", title: "Bahasa Inggris untuk Hotel dan Kasir",
            summary: "Kalimat pendek yang dipakai setiap hari.",
            category: "Bahasa", school: "kelas-wicara", mode: .webinar, hours: 14,
            prices: ["pijarmahir": 400_000, "skill-academy": 410_000, "pintaria": 395_000],
            competence:
                "Menyapa dan membantu tamu; Menyebut harga dan menerima pembayaran; Menjawab telepon",
            audience: "Pekerja hotel, toko, dan restoran",
            tools: "Ponsel dengan mikrofon",
            trainer: "Sarah Pohan, pengajar bahasa"),
        Offer(
            code: "jepang-dasar", title: "Bahasa Jepang untuk Perawat Magang",
            summary: "Huruf, angka, dan percakapan di tempat kerja.",
            category: "Bahasa", school: "kelas-wicara", mode: .selfPaced, hours: 40,
            prices: ["sekolahmu": 690_000, "skill-academy": 720_000],
            competence:
                "Membaca hiragana dan katakana; Bercakap tentang keadaan pasien; Mengikuti perintah kerja",
            audience: "Calon peserta magang",
            tools: "Ponsel; Buku tulis",
            trainer: "Kenji Prabowo, pengajar bahasa"),
        Offer(
            code: "korea-dasar", title: "Bahasa Korea untuk Kerja Pabrik",
            summary: "Hangul, keselamatan, dan perintah kerja.",
            category: "Bahasa", school: "kelas-wicara", mode: .selfPaced, hours: 36,
            prices: ["pintaria": 650_000, "sisnaker": 630_000, "bukalapak": 660_000],
            competence:
                "Membaca hangul; Memahami perintah dan tanda bahaya; Menyelesaikan soal latihan ujian",
            audience: "Calon pekerja migran",
            tools: "Ponsel",
            trainer: "Mega Anggraini, pengajar bahasa"),
        Offer(
            code: "web-pertama", title: "Membuat Situs Web Pertama",
            summary: "HTML, CSS, dan halaman yang ramah ponsel.",
            category: "Komputer", school: "rumah-kode", mode: .selfPaced, hours: 24,
            prices: ["skill-academy": 490_000, "sekolahmu": 480_000, "pijarmahir": 495_000],
            competence:
                "Menulis HTML dan CSS; Membuat halaman yang ramah ponsel; Menerbitkan situs gratis",
            audience: "Pemula yang punya laptop",
            tools: "Laptop; Internet",
            trainer: "Fajar Hidayat, pengembang web"),
        Offer(
            code: "python-dasar", title: "Pemrograman Python Dasar",
            summary: "Variabel, keputusan, perulangan, dan program kecil.",
            category: "Komputer", school: "rumah-kode", mode: .selfPaced, hours: 30,
            prices: ["skill-academy": 560_000, "pintaria": 550_000, "maubelajarapa": 570_000],
            competence:
                "Menulis program kecil; Membaca dan mengolah berkas; Mencari kesalahan sendiri",
            audience: "Pemula; Mahasiswa yang sudah lulus",
            tools: "Laptop",
            trainer: "Intan Prameswari, pengembang"),
        Offer(
            code: "rakit-komputer", title: "Merakit dan Memperbaiki Komputer",
            summary: "Suku cadang, sistem operasi, dan pesan kesalahan.",
            category: "Komputer", school: "rumah-kode", mode: .offline, hours: 24,
            prices: ["sisnaker": 520_000, "tokopedia": 540_000],
            competence:
                "Merakit komputer dari suku cadang; Memasang sistem operasi; Menemukan bagian yang rusak",
            audience: "Pemula",
            tools: "Disediakan di tempat",
            trainer: "Fajar Hidayat, pengembang web"),
        Offer(
            code: "komputer-nol", title: "Komputer dari Nol",
            summary: "Menyalakan, mengetik, mencetak, dan berkirim surel.",
            category: "Komputer", school: "lentera-kantor", mode: .selfPaced, hours: 8,
            prices: ["tokopedia": 155_000, "sisnaker": 140_000, "sekolahmu": 145_000],
            competence:
                "Mengetik dan menyimpan berkas; Mencetak dokumen; Mengirim surel dengan lampiran",
            audience: "Yang belum pernah memakai komputer; Lansia",
            tools: "Komputer pinjaman atau sendiri",
            trainer: "Herlina Tobing, kepala tata usaha"),
        Offer(
            code: "video-ponsel", title: "Video Pendek dengan Ponsel",
            summary: "Naskah, gambar, suara, dan suntingan.",
            category: "Desain", school: "rupa-rasa", mode: .selfPaced, hours: 10,
            prices: ["tokopedia": 280_000, "skill-academy": 290_000, "bukalapak": 275_000],
            competence:
                "Menulis naskah 30 detik; Merekam gambar dan suara yang jernih; Menyunting di ponsel",
            audience: "Penjual; Pembuat konten",
            tools: "Ponsel dengan kamera",
            trainer: "Nia Permata, juru foto"),
        Offer(
            code: "sablon-kaos", title: "Desain dan Sablon Kaos",
            summary: "Gambar, warna pisah, dan sablon satu meja.",
            category: "Desain", school: "rupa-rasa", mode: .selfPaced, hours: 14,
            prices: ["maubelajarapa": 370_000, "bukalapak": 360_000, "pintaria": 365_000],
            competence:
                "Menyiapkan gambar untuk sablon; Membuat film dan screen; Menyablon dua warna",
            audience: "Pemula",
            tools: "Meja dan screen sablon",
            trainer: "Bagus Prakoso, perancang grafis"),
    ]
}
