import Programme
import Storage

extension ApplicationQueries {
    func announce(_ decision: Eligibility.Decision, to person: ID<Account>, on platform: Platform) throws {}
}

extension PhotoQueries {
    func announce(_ fault: IdentityPhoto.Fault, note: String, of photo: StoredPhoto, on platform: Platform) throws {}
}

extension CodeSender {
    func deliver(
        _ message: CodeMessage, _ purpose: CodePurpose, subject: String, to contact: Contact, in tx: Transaction
    ) throws {}
}
