import Foundation
import HTTPTypes
import Hummingbird
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// Which acts of the office ask for the authenticator's code again: those that decide on money, keys, exports of
/// personal data, a draw, a signature, or on what a person is entitled to.
@Suite("Acts that ask for the authenticator", .timeLimit(.minutes(2)))
struct ProofRouteTests {
    enum Need: Sendable {
        case always
        case never
        /// By the last part of the address: these ask, and these do not.
        case by(asking: [String], free: [String])
    }

    /// Every address of the office that takes a form.
    static let needs: [String: Need] = [
        "/kantor/akses": .never,
        "/kantor/akun-saya": .never,
        // These two ask for the present password and code on the form itself.
        "/kantor/akun-saya/autentikator": .never,
        "/kantor/akun-saya/sandi": .never,
        "/kantor/akun-saya/sesi/keluar": .never,
        "/kantor/akun-saya/sesi/keluar-lain": .never,
        "/kantor/foto-ketiga/{id}": .never,
        "/kantor/foto-ketiga/{id}/{kind}": .never,
        "/kantor/jejak": .never,
        // Takes in a file, and moves no money.
        "/kantor/mutasi": .never,
        "/kantor/akun-saya/kode-pemulihan": .always,
        "/kantor/akun-saya/tombol": .never,
        "/kantor/bukti-diri": .never,
        "/kantor/cari": .never,
        "/kantor/daftar": .never,
        "/kantor/daftar/{id}/cabut": .always,
        "/kantor/daftar/{id}/cabut/hitung": .never,
        "/kantor/daftar/{id}/cabut/{answer}": .always,
        "/kantor/daftar/{id}/hitung": .never,
        "/kantor/daftar/{id}/keluarkan": .always,
        "/kantor/daftar/{id}/keluarkan/{person}": .always,
        "/kantor/daftar/{id}/perubahan/{difference}/{change}": .never,
        "/kantor/daftar/{id}/setuju": .always,
        "/kantor/daftar/{id}/tolak": .always,
        "/kantor/daftar/{id}/undang": .never,
        "/kantor/ekspor": .always,
        "/kantor/ekspor/{id}/{answer}": .by(asking: ["setuju"], free: ["tolak"]),
        "/kantor/foto-kedua/{id}": .never,
        "/kantor/foto-urungkan": .never,
        "/kantor/foto/{id}/terima": .never,
        "/kantor/foto/{id}/tolak": .never,
        "/kantor/gelombang/{number}/pembatalan": .always,
        "/kantor/gelombang/{number}/pembatalan/{id}/{answer}": .always,
        "/kantor/gelombang/{number}/pengumuman": .always,
        "/kantor/gelombang/{number}/pengumuman/{answer}": .always,
        "/kantor/gelombang/{number}/tanpa-undian": .always,
        "/kantor/gelombang/{number}/tanpa-undian/{answer}": .always,
        "/kantor/gelombang/{number}/{act}": .by(asking: WaveAction.allCases.map(\.rawValue), free: []),
        "/kantor/impor-pelatihan": .never,
        "/kantor/impor-pelatihan/{id}": .always,
        "/kantor/jawaban-bersama": .never,
        "/kantor/jawaban-bersama/{id}/{answer}": .always,
        "/kantor/kontak": .always,
        "/kantor/kontak/{id}/setuju": .always,
        "/kantor/kontak/{id}/tolak": .always,
        "/kantor/koreksi-daftar/{id}/{act}": .always,
        // Notes that the institution was asked; what stands, stands.
        "/kantor/laporan-lembaga/{id}": .never,
        "/kantor/laporan-selesai/{id}": .always,
        "/kantor/laporan-selesai/{id}/putusan": .always,
        "/kantor/loket/baru": .never,
        "/kantor/loket/kasus/{id}/kode": .never,
        "/kantor/loket/kasus/{id}/kode/ulang": .never,
        "/kantor/mitra-baru": .always,
        "/kantor/mitra/{id}/{act}": .by(
            asking: ["aktifkan", "akhiri", "ganti-kunci", "perjanjian", "alamat", "kontak", "tautan-kunci", "lepas"],
            free: ["hentikan", "pemilik"]),
        "/kantor/nama-rekening/{id}": .always,
        "/kantor/nama-rekening/{id}/putusan": .always,
        "/kantor/orang/{id}/buka": .never,
        "/kantor/orang/{id}/kontak": .always,
        "/kantor/orang/{id}/tampilkan": .never,
        "/kantor/orang/{id}/tindakan/{act}": .by(
            asking: PersonActForm.allCases.filter { $0.act?.needsProof ?? false }.map(\.rawValue),
            free: [PersonActForm.message.rawValue]),
        "/kantor/pekerjaan/jenis/{name}/{cause}/{act}": .always,
        "/kantor/pekerjaan/{id}/ulang": .always,
        "/kantor/pelatihan/{id}/{act}": .by(asking: ["kurasi"], free: ["tarik", "usulkan"]),
        "/kantor/penyaluran": .always,
        "/kantor/penyaluran/{id}/ekspor": .always,
        "/kantor/penyaluran/{id}/keluarkan/{payment}": .always,
        "/kantor/penyaluran/{id}/mutasi/{payment}": .always,
        "/kantor/penyaluran/{id}/mutasi/{payment}/putusan": .always,
        "/kantor/penyaluran/{id}/penolakan": .always,
        "/kantor/penyaluran/{id}/persetujuan": .always,
        "/kantor/percobaan-masuk": .never,
        "/kantor/petugas/{id}/{change}": .always,
        "/kantor/sanggahan/baru": .never,
        "/kantor/sanggahan/{id}/{act}": .by(
            asking: CaseAct.allCases.filter(\.needsProof).map(\.rawValue),
            free: CaseAct.allCases.filter { !$0.needsProof }.map(\.rawValue)),
        "/kantor/sengketa/{id}/setuju": .always,
        "/kantor/sengketa/{id}/tolak": .always,
        "/kantor/sengketa/{id}/usulan": .always,
        "/kantor/templat-jawaban": .never,
        "/kantor/templat-jawaban/{id}/hapus": .never,
        "/kantor/tindakan-orang/{id}/{answer}": .by(asking: ["setujui"], free: ["tolak"]),
        "/kantor/undang-petugas": .always,
        "/kantor/undangan/{id}/{act}": .by(asking: ["mulai"], free: ["jeda", "lanjut", "tolak"]),
        "/kantor/orang-mitra/{id}": .always,
        "/kantor/orang-mitra/{id}/{person}/{act}": .by(
            asking: ["jadi-admin", "jadi-staf", "atur-ulang", "aktifkan"], free: ["hentikan"]),
        "/kantor/usul-orang-mitra/{id}/{answer}": .by(asking: ["setujui"], free: ["tolak"]),
        "/kantor/usul-mitra/{id}/{answer}": .by(asking: ["setujui"], free: ["tolak"]),
        "/kantor/usul-petugas/{id}": .always,
        "/kantor/webhook/{partner}/kejadian/{event}/kirim-lagi": .never,
    ]

    /// Before sign-in, where there is no session to prove.
    private static let open = [Paths.officeSignIn, Paths.officerSetUp.pattern, Paths.officerSetUpStart.pattern]

    @Test(
        "acts on money, keys, personal data, draws and signatures ask for the authenticator after some minutes, and no other"
    )
    func needs() async throws {
        try await World.with(.sqlite, settings: { $0.officeProof = .minutes(10) }) { world in
            let officer = try await world.officer("Semua", World.officeRoles.roles.map(\.slug)).browser
            try await officer.open(Paths.office)
            world.clock.advance(.minutes(11))
            let posts = Set(
                makeRouter(world.dependencies).routes.filter { $0.method == .post }.map(\.path.description))
            for route in posts.sorted() where route.hasPrefix("/kantor/") && !Self.open.contains(route) {
                switch Self.needs[route] {
                case nil:
                    Issue.record("\(route) has no line in ProofRouteTests.needs: does it ask for the authenticator?")
                case .always: try await expect(true, at: Self.filled(route, "setuju"), by: officer)
                case .never: try await expect(false, at: Self.filled(route, "setuju"), by: officer)
                case .by(let asking, let free):
                    for last in asking { try await expect(true, at: Self.filled(route, last), by: officer) }
                    for last in free { try await expect(false, at: Self.filled(route, last), by: officer) }
                }
            }
        }
    }

    private func expect(_ isAsked: Bool, at path: String, by officer: Visitor) async throws {
        let answer = try await officer.post(path, [], seeing: Paths.office)
        let asked = answer.location?.hasPrefix(Paths.officerProof) ?? false
        #expect(asked == isAsked, "\(path): \(answer.status)")
    }

    private static func filled(_ route: String, _ last: String) -> String {
        guard route.hasSuffix("}"), let start = route.lastIndex(of: "{") else {
            return route.replacing(/\{\w+\}/, with: "1")
        }
        let isAct = ["{act}", "{answer}", "{change}"].contains(String(route[start...]))
        return route[..<start].replacing(/\{\w+\}/, with: "1") + (isAct ? last : "1")
    }
}
