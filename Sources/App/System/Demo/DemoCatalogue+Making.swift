import Programme

extension DemoCatalogue {
    /// The demo's courses in which something is made.
    static let making: [Offer] = [
        Offer(
            code: "kue-kering", title: "Kue Kering untuk Dijual",
            summary: "Lima kue kering yang tahan lama, dari takaran sampai toples.",
            category: "Kuliner", school: "dapur-ajar", mode: .selfPaced, hours: 8,
            prices: ["tokopedia": 225_000, "bukalapak": 220_000, "maubelajarapa": 230_000],
            competence:
                "Menimbang dan mencampur adonan dengan hasil tetap; Memanggang lima jenis kue kering; "
                + "Menghitung modal dan harga satu toples",
            audience: "Pemula; Usaha rumahan",
            tools: "Oven atau panci panggang; Timbangan dapur",
            trainer: "Ratih Andayani, pembuat kue"),
        Offer(
            code: "roti-manis", title: "Roti Manis Rumahan",
            summary: "Adonan lembut, isi beragam, dan jadwal produksi harian.",
            category: "Kuliner", school: "dapur-ajar", mode: .selfPaced, hours: 12,
            prices: ["pintaria": 340_000, "sekolahmu": 350_000],
            competence:
                "Menguleni adonan sampai kalis; Membuat isi cokelat, keju, dan abon; Menyusun jadwal produksi pagi",
            audience: "Pemula",
            tools: "Oven; Timbangan dapur",
            trainer: "Ratih Andayani, pembuat kue"),
        Offer(
            code: "masakan-katering", title: "Masakan Katering Skala Kecil",
            summary: "Menu seminggu, belanja hemat, dan dapur yang bersih.",
            category: "Kuliner", school: "dapur-ajar", mode: .selfPaced, hours: 14,
            prices: ["pijarmahir": 420_000, "sisnaker": 400_000, "tokopedia": 430_000],
            competence:
                "Menyusun menu seminggu; Memasak untuk 30 orang tepat waktu; Menjaga dapur bersih dan makanan aman",
            audience: "Ibu rumah tangga; Juru masak",
            tools: "Dapur sendiri",
            trainer: "Made Suardana, juru masak"),
        Offer(
            code: "sambal-kemasan", title: "Sambal dan Lauk Kemasan",
            summary: "Resep tahan simpan, label, dan izin pangan rumah tangga.",
            category: "Kuliner", school: "dapur-ajar", mode: .selfPaced, hours: 10,
            prices: ["bukalapak": 275_000, "sekolahmu": 280_000],
            competence:
                "Membuat sambal yang tahan sebulan; Menulis label yang benar; "
                + "Mengurus izin pangan industri rumah tangga",
            audience: "Usaha rumahan",
            tools: "Kompor dan botol kaca",
            trainer: "Made Suardana, juru masak"),
        Offer(
            code: "minuman-kekinian", title: "Minuman Kekinian untuk Kedai",
            summary: "Teh, susu, dan boba dengan takaran yang menguntungkan.",
            category: "Kuliner", school: "rupa-rasa", mode: .webinar, hours: 5,
            prices: ["skill-academy": 190_000, "maubelajarapa": 185_000],
            competence:
                "Meracik sepuluh minuman; Menghitung modal satu gelas; Menata meja saji",
            audience: "Pemilik kedai; Pemula",
            tools: "Gelas takar dan blender",
            trainer: "Kevin Susanto, pemilik kedai"),
        Offer(
            code: "pola-busana", title: "Pola Busana Wanita",
            summary: "Dari ukuran badan sampai pola siap potong.",
            category: "Busana", school: "griya-jarum", mode: .selfPaced, hours: 20,
            prices: ["pijarmahir": 520_000, "pintaria": 510_000, "sekolahmu": 530_000],
            competence:
                "Mengambil dua belas ukuran badan; Menggambar pola dasar dan mengubahnya; "
                + "Memotong kain sesuai arah serat",
            audience: "Yang sudah bisa menjahit lurus",
            tools: "Kertas pola dan penggaris lengkung",
            trainer: "Endah Puspita, perancang pola"),
        Offer(
            code: "permak-pakaian", title: "Permak Pakaian",
            summary: "Mengecilkan, memendekkan, mengganti ritsleting.",
            category: "Busana", school: "griya-jarum", mode: .selfPaced, hours: 8,
            prices: ["tokopedia": 200_000, "bukalapak": 195_000, "sisnaker": 190_000],
            competence:
                "Memendekkan celana dan rok; Mengganti ritsleting; Menentukan ongkos permak",
            audience: "Pemula dengan mesin jahit",
            tools: "Mesin jahit",
            trainer: "Sri Mulyati, penjahit"),
        Offer(
            code: "jahit-seragam", title: "Menjahit Seragam dalam Jumlah Banyak",
            summary: "Kerja bergiliran, mutu tetap, pesanan selesai tepat waktu.",
            category: "Busana", school: "griya-jarum", mode: .offline, hours: 32,
            prices: ["maubelajarapa": 780_000, "sisnaker": 750_000],
            competence:
                "Membagi pekerjaan per bagian; Menjahit kemeja seragam dengan mutu tetap; "
                + "Menghitung upah per potong",
            audience: "Penjahit yang ingin menerima pesanan besar",
            tools: "Disediakan di tempat pelatihan",
            trainer: "Sri Mulyati, penjahit"),
        Offer(
            code: "bordir-mesin", title: "Bordir dengan Mesin",
            summary: "Motif, benang, dan bordir nama yang rapi.",
            category: "Busana", school: "griya-jarum", mode: .selfPaced, hours: 12,
            prices: ["pintaria": 360_000, "skill-academy": 370_000],
            competence:
                "Memasang kain dan benang; Membordir nama dan motif sederhana; Merapikan sisa benang",
            audience: "Penjahit",
            tools: "Mesin jahit dengan sepatu bordir",
            trainer: "Endah Puspita, perancang pola"),
        Offer(
            code: "batik-cap", title: "Batik Cap untuk Pemula",
            summary: "Malam, warna, dan pelorodan di halaman rumah.",
            category: "Kriya", school: "tenun-karya", mode: .selfPaced, hours: 18,
            prices: ["sekolahmu": 460_000, "sisnaker": 440_000, "bukalapak": 455_000],
            competence:
                "Menyiapkan kain dan malam; Mengecap dan mewarnai; Melorod dan merawat kain",
            audience: "Pemula; Perajin",
            tools: "Kompor kecil; Cap sewaan",
            trainer: "Siti Aminah, pembatik"),
        Offer(
            code: "tenun-dasar", title: "Tenun Dasar",
            summary: "Lungsin, pakan, dan selembar selendang.",
            category: "Kriya", school: "tenun-karya", mode: .offline, hours: 40,
            prices: ["sisnaker": 900_000],
            competence:
                "Memasang benang lungsin; Menenun selendang polos dan bergaris; Menghitung benang dan upah",
            audience: "Pemula",
            tools: "Alat tenun disediakan",
            trainer: "Maria Bano, penenun"),
        Offer(
            code: "anyaman-bambu", title: "Anyaman Bambu",
            summary: "Membelah, mengeringkan, menganyam besek dan kap lampu.",
            category: "Kriya", school: "tenun-karya", mode: .selfPaced, hours: 10,
            prices: ["tokopedia": 240_000, "sekolahmu": 235_000],
            competence:
                "Membelah dan mengawetkan bambu; Menganyam tiga motif; Menjual lewat toko daring",
            audience: "Perajin; Pemula",
            tools: "Pisau raut dan bambu",
            trainer: "Asep Suryana, perajin"),
        Offer(
            code: "sabun-alami", title: "Sabun Alami Buatan Tangan",
            summary: "Minyak, lindi, dan cetakan dengan cara yang aman.",
            category: "Kriya", school: "rupa-rasa", mode: .selfPaced, hours: 6,
            prices: ["skill-academy": 170_000, "tokopedia": 165_000, "pintaria": 175_000],
            competence:
                "Menghitung minyak dan lindi dengan aman; Membuat tiga jenis sabun; Mengemas dan menulis label",
            audience: "Pemula; Usaha rumahan",
            tools: "Timbangan dan cetakan",
            trainer: "Lia Hapsari, pembuat sabun"),
        Offer(
            code: "rias-wajah", title: "Tata Rias Wajah Dasar",
            summary: "Rias sehari-hari, wisuda, dan pesta.",
            category: "Kecantikan", school: "sanggar-ayu", mode: .selfPaced, hours: 12,
            prices: ["skill-academy": 390_000, "sekolahmu": 380_000, "pijarmahir": 385_000],
            competence:
                "Membersihkan alat dan kulit; Merias untuk siang dan pesta; Menyusun tarif jasa",
            audience: "Pemula",
            tools: "Kuas dan cermin; Alat rias sendiri",
            trainer: "Ayu Wirasti, perias"),
        Offer(
            code: "potong-rambut", title: "Potong Rambut Pria",
            summary: "Gunting, mesin, dan enam potongan yang paling dicari.",
            category: "Kecantikan", school: "sanggar-ayu", mode: .offline, hours: 30,
            prices: ["sisnaker": 700_000, "maubelajarapa": 720_000],
            competence:
                "Memakai gunting dan mesin dengan aman; Memotong enam gaya; "
                + "Melayani pelanggan dan mengatur antrean",
            audience: "Calon tukang cukur",
            tools: "Alat disediakan di tempat",
            trainer: "Agus Salim, pemangkas rambut"),
        Offer(
            code: "perawatan-kuku", title: "Perawatan Kuku",
            summary: "Bersih, sehat, dan rapi untuk jasa panggilan.",
            category: "Kecantikan", school: "sanggar-ayu", mode: .webinar, hours: 6,
            prices: ["tokopedia": 210_000, "pintaria": 205_000],
            competence:
                "Menyeterilkan alat; Merawat dan mewarnai kuku; Menerima pesanan panggilan",
            audience: "Pemula",
            tools: "Satu set alat kuku",
            trainer: "Ayu Wirasti, perias"),
        Offer(
            code: "pijat-refleksi", title: "Pijat Refleksi",
            summary: "Titik, tekanan, dan larangan yang perlu diketahui.",
            category: "Perawatan", school: "pondok-asuh", mode: .offline, hours: 36,
            prices: ["sisnaker": 640_000],
            competence:
                "Mengenal titik dan larangan; Memijat kaki dan punggung; Menjaga kebersihan dan kesopanan",
            audience: "Calon terapis",
            tools: "Disediakan di tempat",
            trainer: "Bu Jumirah, terapis"),
    ]
}
