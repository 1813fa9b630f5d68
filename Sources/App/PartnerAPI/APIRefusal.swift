import Programme

/// Why a request to the modern API is refused before any rule of the programme applies.
enum APIRefusal: Refusal {
    case tokenMissing
    /// Unknown, over, or its key has ended.
    case tokenInvalid
    /// The token does not permit the call.
    case scope(APIScope)
    /// Also for another partner's purchase.
    case noSuchPurchase
    /// The body has another type than this one.
    case mediaType(String)
    case parameters([FieldFault])
    case fields([FieldFault])
    case keyInFlight
    /// What is asked about the partner's record.
    case record(PartnerRecordRefusal)
    case tooManyCalls(seconds: Int)

    var code: String {
        switch self {
        case .tokenMissing: "api.token-missing"
        case .tokenInvalid: "api.token-invalid"
        case .scope: "api.scope"
        case .noSuchPurchase: "api.no-such-purchase"
        case .mediaType: "api.media-type"
        case .parameters: "api.parameters"
        case .fields: "api.fields"
        case .keyInFlight: "api.idempotency-key.in-flight"
        case .record(let refusal): refusal.code
        case .tooManyCalls: "api.too-many-calls"
        }
    }

    /// Indonesian, as in the contract: what is wrong and what to do.
    var detail: String {
        switch self {
        case .tokenMissing: "Kirim kepala Authorization: Bearer dengan token dari \(Paths.apiToken)."
        case .tokenInvalid: "Token tidak dikenal atau sudah berakhir. Minta token baru."
        case .scope(let scope): "Token ini tidak memuat izin \(scope.rawValue). Minta token dengan izin itu."
        case .noSuchPurchase: "Pembelian ini tidak ada pada Anda. Periksa nomornya."
        case .mediaType(let type): "Kirim isi permintaan sebagai \(type)."
        case .parameters(let faults): "Parameter ini tidak sesuai: \(Self.names(faults.map(\.parameter)))."
        case .fields(let faults): "Kolom ini tidak sesuai: \(Self.names(faults.map(\.pointer)))."
        case .keyInFlight: "Permintaan dengan Idempotency-Key ini sedang dikerjakan. Ulangi sebentar lagi."
        case .record(let refusal): refusal.sentence(.indonesian)
        case .tooManyCalls(let seconds): "Terlalu banyak permintaan. Ulangi \(seconds) detik lagi."
        }
    }

    private static func names(_ names: [String?]) -> String {
        names.compactMap { $0 }.joined(separator: ", ")
    }
}
