import Programme

extension DemoCatalogue {
    /// The demo's courses of care, trades, driving and farming.
    static let doing: [Offer] = [
        Offer(
            code: "asuh-lansia", title: "Merawat Lansia di Rumah",
            summary: "Makan, mandi, obat, dan teman bicara.",
            category: "Perawatan", school: "pondok-asuh", mode: .selfPaced, hours: 20,
            prices: ["pijarmahir": 480_000, "sekolahmu": 470_000, "sisnaker": 460_000],
            competence:
                "Membantu makan, mandi, dan berjalan dengan aman; Mencatat obat dan keluhan; "
                + "Mengenali keadaan darurat",
            audience: "Keluarga; Calon pengasuh",
            tools: "Ponsel",
            trainer: "Perawat Ningsih, pengasuh lansia"),
        Offer(
            code: "asuh-balita", title: "Mengasuh Balita",
            summary: "Tidur, makan, bermain, dan pertolongan pertama.",
            category: "Perawatan", school: "pondok-asuh", mode: .selfPaced, hours: 16,
            prices: ["tokopedia": 380_000, "skill-academy": 390_000],
            competence:
                "Menyusun jadwal tidur dan makan; Memilih permainan sesuai umur; "
                + "Memberi pertolongan pertama saat tersedak",
            audience: "Calon pengasuh; Orang tua",
            tools: "Ponsel; Boneka untuk latihan",
            trainer: "Bidan Kartika, pendidik"),
        Offer(
            code: "kebersihan-hotel", title: "Kebersihan Kamar Hotel",
            summary: "Urutan kerja, bahan pembersih, dan tata krama.",
            category: "Perawatan", school: "pondok-asuh", mode: .selfPaced, hours: 8,
            prices: ["bukalapak": 230_000, "maubelajarapa": 225_000],
            competence:
                "Menata tempat tidur dan kamar mandi; Memakai bahan pembersih dengan aman; Menyapa tamu",
            audience: "Pencari kerja hotel",
            tools: "Ponsel",
            trainer: "Ketut Artana, penyelia kamar"),
        Offer(
            code: "instalasi-listrik", title: "Instalasi Listrik Rumah",
            summary: "Sakelar, stopkontak, pembumian, dan pemutus arus.",
            category: "Teknik", school: "arus-terang", mode: .selfPaced, hours: 24,
            prices: ["pijarmahir": 690_000, "maubelajarapa": 700_000, "sisnaker": 670_000],
            competence:
                "Membaca gambar instalasi; Memasang sakelar, stopkontak, dan lampu; "
                + "Memeriksa pembumian dan pemutus arus",
            audience: "Lulusan SMK; Tukang",
            tools: "Tespen, tang, dan kabel",
            trainer: "Gatot Subekti, instalatir"),
        Offer(
            code: "panel-surya", title: "Panel Surya untuk Rumah",
            summary: "Menghitung kebutuhan, memasang, dan merawat.",
            category: "Teknik", school: "arus-terang", mode: .selfPaced, hours: 18,
            prices: ["sekolahmu": 590_000, "pintaria": 605_000],
            competence:
                "Menghitung kebutuhan listrik rumah; Memasang panel dan baterai; Merawat dan membaca hasilnya",
            audience: "Teknisi listrik",
            tools: "Ponsel; Alat ukur",
            trainer: "Gatot Subekti, instalatir"),
        Offer(
            code: "servis-ponsel", title: "Servis Ponsel",
            summary: "Layar, baterai, dan lubang pengisi daya.",
            category: "Teknik", school: "arus-terang", mode: .selfPaced, hours: 20,
            prices: ["tokopedia": 560_000, "bukalapak": 550_000, "skill-academy": 570_000],
            competence:
                "Membongkar ponsel tanpa merusak; Mengganti layar dan baterai; Menemukan gangguan pengisian",
            audience: "Pemula yang teliti",
            tools: "Satu set obeng kecil; Ponsel bekas",
            trainer: "Rian Maulana, teknisi ponsel"),
        Offer(
            code: "las-pipa", title: "Pengelasan Pipa",
            summary: "Persiapan sambungan, akar las, dan uji sederhana.",
            category: "Teknik", school: "bengkel-cakap", mode: .offline, hours: 60,
            prices: ["sisnaker": 980_000],
            competence:
                "Menyiapkan sambungan pipa; Mengelas akar dan penutup; Menguji hasil secara sederhana",
            audience: "Juru las dengan dasar",
            tools: "Disediakan di bengkel",
            trainer: "Slamet Widodo, juru las bersertifikat"),
        Offer(
            code: "cuci-ac", title: "Cuci dan Rawat AC Rumah",
            summary: "Membersihkan unit tanpa membasahi kamar.",
            category: "Teknik", school: "arus-terang", mode: .selfPaced, hours: 6,
            prices: ["tokopedia": 260_000, "pijarmahir": 255_000, "bukalapak": 250_000],
            competence:
                "Membuka dan membersihkan unit dalam dan luar; Memeriksa freon dengan alat ukur; "
                + "Menentukan tarif jasa",
            audience: "Pemula",
            tools: "Pompa air kecil dan obeng",
            trainer: "Hendro Wibisono, teknisi"),
        Offer(
            code: "mebel-kayu", title: "Mebel Kayu Sederhana",
            summary: "Mengukur, memotong, merakit rak dan meja.",
            category: "Teknik", school: "bengkel-cakap", mode: .offline, hours: 40,
            prices: ["maubelajarapa": 820_000, "sisnaker": 800_000],
            competence:
                "Membaca gambar kerja; Memotong dan merakit rak dan meja; Menghaluskan dan mewarnai kayu",
            audience: "Pemula; Tukang",
            tools: "Disediakan di bengkel",
            trainer: "Pak Sumarno, tukang kayu"),
        Offer(
            code: "mengemudi-aman", title: "Mengemudi Aman untuk Kurir",
            summary: "Rute, muatan, dan berkendara hemat.",
            category: "Otomotif", school: "teras-jalan", mode: .selfPaced, hours: 5,
            prices: ["tokopedia": 155_000, "sekolahmu": 145_000, "bukalapak": 155_000],
            competence:
                "Memeriksa kendaraan sebelum berangkat; Menata muatan dan memilih rute; Berkendara hemat dan aman",
            audience: "Kurir dan calon kurir",
            tools: "Ponsel",
            trainer: "Joko Susilo, pelatih mengemudi"),
        Offer(
            code: "sopir-wisata", title: "Pengemudi Wisata",
            summary: "Mobil bersih, cerita daerah, dan tamu yang kembali.",
            category: "Otomotif", school: "teras-jalan", mode: .webinar, hours: 8,
            prices: ["pintaria": 310_000, "skill-academy": 320_000],
            competence:
                "Merencanakan perjalanan sehari; Menyapa dan bercerita kepada tamu; "
                + "Menangani keadaan darurat di jalan",
            audience: "Pemilik SIM A",
            tools: "SIM A; Ponsel",
            trainer: "Wayan Sudira, pengemudi wisata"),
        Offer(
            code: "servis-mobil", title: "Servis Mobil Berkala",
            summary: "Oli, rem, ban, dan pendingin mesin.",
            category: "Otomotif", school: "teras-jalan", mode: .offline, hours: 48,
            prices: ["sisnaker": 940_000, "pijarmahir": 960_000],
            competence:
                "Mengganti oli dan saringan; Memeriksa rem dan ban; Membaca lampu peringatan",
            audience: "Calon montir",
            tools: "Disediakan di bengkel",
            trainer: "Anwar Fauzi, montir mobil"),
        Offer(
            code: "hidroponik", title: "Sayur Hidroponik di Pekarangan",
            summary: "Bibit, nutrisi, dan panen tiap minggu.",
            category: "Pertanian", school: "kebun-ilmu", mode: .selfPaced, hours: 9,
            prices: ["sekolahmu": 300_000, "tokopedia": 295_000, "sisnaker": 290_000],
            competence:
                "Merakit talang dari pipa; Mengatur nutrisi dan pH; Menjadwalkan panen tiap minggu",
            audience: "Pemula; Ibu rumah tangga",
            tools: "Pipa, rockwool, dan bibit",
            trainer: "Dewi Saraswati, petani hidroponik"),
        Offer(
            code: "budidaya-lele", title: "Budidaya Lele di Ember",
            summary: "Air, pakan, dan panen di lahan sempit.",
            category: "Pertanian", school: "kebun-ilmu", mode: .selfPaced, hours: 7,
            prices: ["bukalapak": 210_000, "maubelajarapa": 205_000, "pijarmahir": 215_000],
            competence:
                "Menyiapkan ember dan air; Memberi pakan dan mencegah sakit; Menghitung untung satu musim",
            audience: "Pemula",
            tools: "Ember 80 liter dan bibit lele",
            trainer: "Ujang Supriatna, pembudidaya"),
        Offer(
            code: "ternak-ayam", title: "Ternak Ayam Kampung",
            summary: "Kandang, pakan sendiri, dan vaksin.",
            category: "Pertanian", school: "kebun-ilmu", mode: .selfPaced, hours: 12,
            prices: ["sisnaker": 280_000, "pintaria": 290_000],
            competence:
                "Membangun kandang sehat; Mencampur pakan sendiri; Menjadwalkan vaksin",
            audience: "Peternak kecil",
            tools: "Lahan kecil",
            trainer: "Ujang Supriatna, pembudidaya"),
        Offer(
            code: "pupuk-organik", title: "Pupuk Organik dari Sampah Dapur",
            summary: "Kompos yang tidak bau dan siap jual.",
            category: "Pertanian", school: "kebun-ilmu", mode: .selfPaced, hours: 5,
            prices: ["tokopedia": 140_000, "sekolahmu": 135_000],
            competence:
                "Memilah sampah dapur; Membuat kompos tanpa bau; Mengemas dan menjual",
            audience: "Pemula",
            tools: "Ember bertutup",
            trainer: "Dewi Saraswati, petani hidroponik"),
    ]
}
