import HTTPTypes
import Programme

extension Disqualification.State {
    func label(_ t: Words) -> (text: String, kind: Tag) {
        switch self {
        case .proposed: (t("Menunggu petugas kedua", "Waits for a second officer"), .waiting)
        case .refused: (t("Ditolak petugas kedua", "Refused by the second officer"), .blocked)
        case .told: (t("Diberitahukan, dapat disanggah", "Told, may be contested"), .waiting)
        case .reserved: (t("Disanggah, tempat disimpan", "Contested, place kept"), .waiting)
        case .upheld: (t("Sanggahan diterima", "Upheld, keeps the place"), .done)
        case .dismissed: (t("Sanggahan ditolak", "Dismissed, carried out next"), .wrong)
        case .done: (t("Dilaksanakan", "Carried out"), .done)
        }
    }
}

extension DisqualificationRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .notAnnounced:
            t(
                "Hasil gelombang ini belum diumumkan. Pembatalan baru mungkin setelahnya.",
                "The outcome of this wave is not out yet. Nobody can be taken out before.")
        case .unknownTicket(let ticket):
            t(
                "Tidak ada nomor undian \(t.count(ticket)) di gelombang ini. Periksa nomornya.",
                "This wave has no number \(t.count(ticket)). Check the number.")
        case .notSelected(let ticket):
            t(
                "Nomor \(t.count(ticket)) tidak sedang terpilih, jadi tidak ada tempat yang dibatalkan.",
                "Number \(t.count(ticket)) is not selected, so it has no place to lose.")
        case .listNotSealed(let list):
            t(
                "Daftar “\(list)” tidak ikut disegel bersama gelombang ini. Pilih daftar yang disegel.",
                "The list “\(list)” was not sealed with this wave. Choose one that was.")
        case .notOnList(let ticket, let list):
            t(
                "Orang dengan nomor \(t.count(ticket)) tidak ada di daftar “\(list)” sebagaimana disegel.",
                "The person with number \(t.count(ticket)) is not on the list “\(list)” as it was sealed.")
        case .alreadyProposed(let ticket):
            t(
                "Nomor \(t.count(ticket)) sudah pernah diusulkan. Setiap orang hanya sekali per gelombang.",
                "Number \(t.count(ticket)) was proposed before. This is possible once per wave.")
        case .cardPending:
            t(
                "Kartu gelombang ini masih diterbitkan. Coba lagi beberapa menit kemudian.",
                "This wave's cards are still being issued. Try again in a few minutes.")
        case .cardUsed:
            t(
                "Kartunya sudah dipakai. Uang yang terpakai tidak ditarik kembali.",
                "The card was used. What was spent is not taken back.")
        case .notWaiting:
            t(
                "Usulan ini tidak sedang menunggu. Buka lagi halamannya.",
                "This is not waiting for a decision. Open the page again.")
        case .sameOfficer:
            t(
                "Anda sendiri yang mengusulkan. Petugas lain yang harus menjawab.",
                "You proposed this yourself. Another officer must answer.")
        case .involved:
            t(
                "Anda ikut memutus pembatalan ini. Sanggahan diputus petugas ketiga.",
                "You took part in this. A third officer decides what is contested.")
        case .notContestable:
            t("Tidak ada yang dapat disanggah.", "There is nothing to contest.")
        case .contestOver(let until):
            t(
                "Waktu menyanggah habis \(t.moment(until)). Hubungi pusat bantuan.",
                "The time to contest ended \(t.moment(until)). Call the call centre.")
        case .reasonMissing:
            t(
                "Tulis mengapa ini keliru, paling panjang \(t.count(DisqualifyEntry.contestLength)) huruf.",
                "Write why this is wrong, at most \(t.count(DisqualifyEntry.contestLength)) letters.")
        case .fourEyes(let refusal): refusal.sentence(t)
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .fourEyes(let refusal): refusal.status
        case .unknownTicket, .listNotSealed, .notOnList, .reasonMissing: .unprocessableContent
        case .sameOfficer, .involved: .forbidden
        default: .conflict
        }
    }
}
