import HTTPTypes
import Hummingbird
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// Which kind of personal data each address of the office shows; `nil` for none. An act has the kind of the page that
/// it shows again when it is refused.
@Suite("Addresses of the office and the readings they record")
struct AccessRouteTests {
    static let kinds: [String: AccessKind?] = [
        "/kantor": nil,
        "/kantor/akses": .readings,
        // The ledger has ids of cards, and no names; who may open persons' pages reads the cards' last digits.
        "/kantor/anggaran": nil,
        "/kantor/anggaran/akun/{code}": .card,
        "/kantor/anggaran/entri/{id}": .card,
        "/kantor/anggaran/pembayaran/{id}": .payee,
        "/kantor/anggaran/pembelian/{id}": .card,
        "/kantor/anggaran/tempat/{place}": .card,
        // The search: names in part and the place, of the people found.
        "/kantor/cari": .search,
        // Lists keep no names and no NIKs; the people with an account whom a list touches are shown.
        "/kantor/akun-saya": nil,
        "/kantor/akun-saya/autentikator": nil,
        "/kantor/akun-saya/kode-pemulihan": nil,
        "/kantor/akun-saya/sandi": nil,
        "/kantor/akun-saya/sesi/keluar": nil,
        "/kantor/akun-saya/sesi/keluar-lain": nil,
        "/kantor/akun-saya/tombol": nil,
        "/kantor/bukti-diri": nil,
        "/kantor/daftar": nil,
        "/kantor/daftar/{id}": nil,
        "/kantor/daftar/{id}/cabut": nil,
        "/kantor/daftar/{id}/cabut/hitung": nil,
        "/kantor/daftar/{id}/cabut/{answer}": nil,
        "/kantor/daftar/{id}/dampak/{difference}/{standing}/{consequence}": .list,
        "/kantor/daftar/{id}/hitung": nil,
        "/kantor/daftar/{id}/keluarkan": nil,
        "/kantor/daftar/{id}/keluarkan/{person}": .list,
        "/kantor/daftar/{id}/perubahan/{difference}/{change}": .list,
        "/kantor/daftar/{id}/setuju": nil,
        "/kantor/daftar/{id}/tolak": nil,
        "/kantor/daftar/{id}/undang": nil,
        // Requests have a purpose and no person; the file is recorded for each person in it.
        "/kantor/ekspor": nil,
        "/kantor/ekspor/{id}": nil,
        "/kantor/ekspor/{id}/berkas.csv": .export,
        "/kantor/ekspor/{id}/{answer}": nil,
        // The queue lists kinds and times; the photo's page has name, NIK, birth date and region.
        "/kantor/foto": nil,
        "/kantor/foto/{id}": .identity,
        "/kantor/foto/{id}/gambar": .photo,
        "/kantor/foto/{id}/terima": .identity,
        "/kantor/foto/{id}/tolak": .identity,
        "/kantor/foto-kedua": nil,
        "/kantor/foto-kedua/{id}": .identity,
        "/kantor/foto-ketiga": nil,
        "/kantor/foto-ketiga/{id}": .identity,
        "/kantor/foto-ketiga/{id}/{kind}": .identity,
        "/kantor/foto-kesepakatan": nil,
        "/kantor/foto-urungkan": nil,
        // Events of a partner have its own numbers of a purchase, and no person.
        "/kantor/webhook": nil,
        "/kantor/webhook/{partner}": nil,
        "/kantor/webhook/{partner}/kejadian/{event}": nil,
        "/kantor/webhook/{partner}/kejadian/{event}/kirim-lagi": nil,
        // Waves: counts only.
        "/kantor/gelombang": nil,
        "/kantor/gelombang/{number}": nil,
        "/kantor/gelombang/{number}/{act}": nil,
        "/kantor/gelombang/{number}/naskah-keputusan": nil,
        // Tickets and regions, as published.
        "/kantor/gelombang/{number}/naskah-keputusan/lampiran.csv": nil,
        "/kantor/gelombang/{number}/pembatalan": .entry,
        "/kantor/gelombang/{number}/pembatalan/{id}/{answer}": .entry,
        "/kantor/gelombang/{number}/pengumuman": nil,
        "/kantor/gelombang/{number}/pengumuman/{answer}": nil,
        "/kantor/gelombang/{number}/sampel": .identity,
        "/kantor/gelombang/{number}/tanpa-undian": nil,
        "/kantor/gelombang/{number}/tanpa-undian/{answer}": nil,
        // Partners are organisations, and courses are no persons.
        "/kantor/impor-pelatihan": nil,
        "/kantor/impor-pelatihan/{id}": nil,
        "/kantor/jejak": .trail,
        "/kantor/kontak": .contact,
        "/kantor/koreksi-daftar": nil,
        "/kantor/koreksi-daftar/{id}": .list,
        "/kantor/koreksi-daftar/{id}/{act}": .list,
        "/kantor/kontak/{id}/setuju": .contact,
        "/kantor/kontak/{id}/tolak": .contact,
        "/kantor/laporan": nil,
        "/kantor/laporan/keputusan/{id}": .trail,
        // What the officer has written down today; the contact of a person who has no account yet.
        "/kantor/loket": nil,
        "/kantor/loket/baru": nil,
        "/kantor/loket/baru/{way}": nil,
        "/kantor/loket/kasus/{id}/kode": .identity,
        "/kantor/loket/kasus/{id}/kode/ulang": nil,
        // Counts only.
        "/kantor/loket-catatan": nil,
        "/kantor/masuk": nil,
        "/kantor/mitra": nil,
        "/kantor/mitra-baru": nil,
        "/kantor/mitra/{id}": nil,
        "/kantor/mitra/{id}/{act}": nil,
        // Numbers and sums of payments; the payment's own page has the person.
        "/kantor/mutasi": nil,
        "/kantor/mutasi/{id}": nil,
        "/kantor/nama-rekening": .payee,
        "/kantor/nama-rekening/{id}": .payee,
        "/kantor/nama-rekening/{id}/putusan": .payee,
        // Times and numbers of reports, without their participants.
        "/kantor/laporan-lembaga": nil,
        "/kantor/laporan-lembaga/{id}": nil,
        // Numbers and sums of what is held back, with the number of an account.
        "/kantor/ditahan": nil,
        "/kantor/laporan-selesai": nil,
        "/kantor/laporan-selesai/{id}": nil,
        "/kantor/laporan-selesai/{id}/putusan": nil,
        "/kantor/orang": nil,
        "/kantor/orang/{id}": .person,
        "/kantor/orang/{id}/buka": .person,
        "/kantor/orang/{id}/kontak": .contact,
        "/kantor/orang/{id}/tampilkan": .person,
        // The person's own data, or their messages.
        "/kantor/orang/{id}/tindakan/{act}": .identity,
        "/kantor/pekerjaan": nil,
        "/kantor/pekerjaan/jenis/{name}/{cause}": nil,
        "/kantor/pekerjaan/jenis/{name}/{cause}/{act}": nil,
        "/kantor/pekerjaan/{id}/ulang": nil,
        "/kantor/pelatihan": nil,
        "/kantor/pelatihan/{id}": nil,
        "/kantor/pelatihan/{id}/{act}": nil,
        "/kantor/penyaluran": nil,
        "/kantor/penyaluran/{id}": .payee,
        "/kantor/penyaluran/{id}/ekspor": nil,
        "/kantor/penyaluran/{id}/keluarkan/{payment}": .payee,
        "/kantor/penyaluran/{id}/mutasi/{payment}": .payee,
        "/kantor/penyaluran/{id}/mutasi/{payment}/putusan": .payee,
        "/kantor/penyaluran/{id}/penolakan": .payee,
        "/kantor/penyaluran/{id}/persetujuan": .payee,
        "/kantor/percobaan-masuk": nil,
        "/kantor/jawaban-bersama": nil,
        "/kantor/jawaban-bersama/{id}": .correspondence,
        "/kantor/jawaban-bersama/{id}/{answer}": .correspondence,
        "/kantor/sanggahan": nil,
        "/kantor/sanggahan/baru": nil,
        "/kantor/sanggahan/{id}": .correspondence,
        "/kantor/sanggahan/{id}/{act}": .correspondence,
        "/kantor/templat-jawaban": nil,
        "/kantor/templat-jawaban/{id}/hapus": nil,
        // Officers are no participants.
        "/kantor/petugas": nil,
        "/kantor/petugas/{id}": nil,
        "/kantor/petugas/{id}/{change}": nil,
        "/kantor/sengketa": nil,
        "/kantor/sengketa/{id}": .dispute,
        "/kantor/sengketa/{id}/foto/{photo}": .photo,
        "/kantor/sengketa/{id}/setuju": .dispute,
        "/kantor/sengketa/{id}/tolak": .dispute,
        "/kantor/sengketa/{id}/usulan": .dispute,
        "/kantor/siapkan/{token}": nil,
        "/kantor/siapkan/{token}/mulai": nil,
        // The list has numbers of persons only; a proposal has their data.
        "/kantor/tindakan-orang": .identity,
        "/kantor/tindakan-orang/{id}": .identity,
        "/kantor/tindakan-orang/{id}/{answer}": .identity,
        "/kantor/undang-petugas": nil,
        "/kantor/undangan": nil,
        "/kantor/undangan/{id}": nil,
        "/kantor/undangan/{id}/{act}": nil,
        // People of partners, who are no participants.
        "/kantor/orang-mitra": nil,
        "/kantor/orang-mitra/{id}": nil,
        "/kantor/orang-mitra/{id}/{person}/{act}": nil,
        "/kantor/usul-orang-mitra": nil,
        "/kantor/usul-orang-mitra/{id}": nil,
        "/kantor/usul-orang-mitra/{id}/{answer}": nil,
        "/kantor/usul-mitra": nil,
        "/kantor/usul-mitra/{id}": nil,
        "/kantor/usul-mitra/{id}/{answer}": nil,
        "/kantor/usul-petugas": nil,
        "/kantor/usul-petugas/{id}": nil,
    ]

    @Test("every address of the office says which personal data it shows, and every one listed exists")
    func all() async throws {
        try await World.with(.sqlite) { world in
            let routes = Set(makeRouter(world.dependencies).routes.map { $0.path.description })
                .filter { $0 == Paths.office || $0.hasPrefix("\(Paths.office)/") }
            #expect(routes.subtracting(Self.kinds.keys).sorted() == [], "say which data each of these shows")
            #expect(Set(Self.kinds.keys).subtracting(routes).sorted() == [])
        }
    }
}
