import Programme

extension Paths {
    static let officeLists = "/kantor/daftar"
    static let officeList = Path<ID<ListImport>>("/kantor/daftar/{id}")
    static let officeListApproval = Path<ID<ListImport>>("/kantor/daftar/{id}/setuju")
    static let officeListRefusal = Path<ID<ListImport>>("/kantor/daftar/{id}/tolak")
    static let officeListInvitation = Path<ID<ListImport>>("/kantor/daftar/{id}/undang")
    static let officeListCount = Path<ID<ListImport>>("/kantor/daftar/{id}/hitung")
}
