import Programme

extension Paths {
    static let officeLists = "/kantor/daftar"
    static let officeList = Path<ID<ListImport>>("/kantor/daftar/{id}")
    static let officeListApproval = Path<ID<ListImport>>("/kantor/daftar/{id}/setuju")
    static let officeListRefusal = Path<ID<ListImport>>("/kantor/daftar/{id}/tolak")
    static let officeListInvitation = Path<ID<ListImport>>("/kantor/daftar/{id}/undang")
    static let officeListCount = Path<ID<ListImport>>("/kantor/daftar/{id}/hitung")
    /// The lines of one change of a difference.
    static let listChange = Path<ID<ListImport>, ID<StoredDifference>, ListDifference.Change>(
        "/kantor/daftar/{id}/perubahan/{difference}/{change}")
    static let listWithdrawal = Path<ID<ListImport>>("/kantor/daftar/{id}/cabut")
    static let listWithdrawalCount = Path<ID<ListImport>>("/kantor/daftar/{id}/cabut/hitung")
    static let listWithdrawalAnswer = Path<ID<ListImport>, ListAnswer>("/kantor/daftar/{id}/cabut/{answer}")
    static let listRemovalForm = Path<ID<ListImport>>("/kantor/daftar/{id}/keluarkan")
    static let listRemovalOfPerson = Path<ID<ListImport>, ID<Account>>("/kantor/daftar/{id}/keluarkan/{person}")
    static let listRemovals = "/kantor/koreksi-daftar"
    static let listRemoval = Path<ID<ListRemoval>>("/kantor/koreksi-daftar/{id}")
    static let listRemovalAct = Path<ID<ListRemoval>, ListRemovalAct>("/kantor/koreksi-daftar/{id}/{act}")
    static let invitationBatches = "/kantor/undangan"
    static let invitationBatch = Path<ID<InvitationBatch>>("/kantor/undangan/{id}")
    static let invitationBatchAct = Path<ID<InvitationBatch>, InvitationAct>("/kantor/undangan/{id}/{act}")
    /// The people of one group whom a difference touches.
    static let listTouched = Path<ID<ListImport>, ID<StoredDifference>, ListTouch.Standing, ListTouch.Consequence>(
        "/kantor/daftar/{id}/dampak/{difference}/{standing}/{consequence}")
}
