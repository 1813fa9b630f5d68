import Hummingbird
import Programme

/// What a visitor chose in the directory. It stands in the address, so that a choice can be kept and shared.
struct HelpOfficeQuery: Sendable, Equatable {
    /// Nil until one is chosen, and for a code that no province has.
    var province: Province?
    /// In `province`; nil for all of it.
    var regency: Regency?
    /// Nil for all kinds.
    var kind: HelpOffice.Kind?
    /// From 0.
    var page = 0

    /// Offices on one page.
    static let pageSize = 30
    private static let lastPage = HelpOfficeFile.mostRows / pageSize

    init(province: Province? = nil) {
        self.province = province
    }

    init(_ request: Request) {
        let chosen = Regency(code: request.query("kabupaten"))
        province = Province(code: request.query("provinsi"))
        // A regency of the province that was chosen before says nothing about the one that is chosen now.
        regency = chosen?.province == province ? chosen : nil
        kind = HelpOffice.Kind(slug: request.query("jenis"))
        page = (Int(clamping: request.query("halaman"), to: 1...Self.lastPage + 1) ?? 1) - 1
    }

    func fits(_ office: HelpOffice) -> Bool {
        (regency == nil || office.regency == regency) && (kind == nil || office.kind == kind)
    }

    /// The fields as the form shows them.
    var values: [String: String] {
        ["provinsi": province?.code ?? "", "kabupaten": regency?.code ?? "", "jenis": kind?.slug ?? ""]
    }

    /// The address of another page of the same choice: codes and numbers, which need no encoding.
    func path(page: Int, _ t: Words) -> String {
        let fields = [
            ("provinsi", province?.code ?? ""), ("kabupaten", regency?.code ?? ""), ("jenis", kind?.slug ?? ""),
            ("halaman", page > 0 ? "\(page + 1)" : ""),
        ]
        let said = fields.filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1)" }
        return said.isEmpty ? t.path(.helpOffices) : "\(t.path(.helpOffices))?\(said.joined(separator: "&"))"
    }
}
