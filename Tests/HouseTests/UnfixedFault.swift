/// A known fault that is not fixed, or only partly. docs/faults.md lists these below the fixed ones.
struct UnfixedFault {
    let what: String
    /// Why it is not fixed, and what limits it meanwhile.
    let why: String

    static let all = [
        UnfixedFault(
            what:
                "Draws can be forged by an attacker who changes an edition under its id, or the beacon's key in it.",
            why: "The draw's statement and its verifier have to change together, in a later version."),
        UnfixedFault(
            what: "Officers' failed sign-ins are counted per process.",
            why: "Several web processes allow as many tries each; the counters are deliberately not in the database."),
        UnfixedFault(
            what: "An officer who lost the authenticator needs a new officer account.",
            why: "Recovery codes and a reset by two officers are planned with the office's own accounts."),
        UnfixedFault(
            what: "Officers are notified of failed sign-ins with their name on the office's pages, not by e-mail.",
            why: "Officers have no e-mail address yet."),
        UnfixedFault(
            what: "Refusing a list, or a proposed disqualification, takes another officer, but not another duty.",
            why: "A refusal harms no person: the state before it remains."),
        UnfixedFault(
            what:
                "A wave decreed before this version and announced after it keeps cards that count from the signature.",
            why: "Its people were notified of that date."),
        UnfixedFault(
            what: "The draw's statement does not contain how many entries the last check at sealing removed.",
            why: "It would need another version of the draw; the wave's page and the audit trail have the number."),
        UnfixedFault(
            what: "Two editions of one database that already shared a ledger account keep the mixed entries.",
            why: "Sealed leaves are not rewritten; later entries are separate."),
        UnfixedFault(
            what: "A platform that invents account names is reported to the office, not slowed down.",
            why: "A limit for the whole platform would refuse its honest buyers."),
        UnfixedFault(
            what: "Closing joining by the operator's switch does not stop the carry-over between waves.",
            why: "It moves only people who had joined before."),
        UnfixedFault(
            what: "An attacker can use up a day's codes for browsers that never proved the contact.",
            why: "The person can sign in with every browser that did, and with the other contact."),
        UnfixedFault(
            what: "A new contact that signs up during the 72 hours of a lost contact's notice ends that case.",
            why: "The office starts a new case with another contact."),
        UnfixedFault(
            what: "A holder who loses a disputed NIK cannot appeal on the site, and money paid is not recovered.",
            why: "Appeals are planned; the notice asks the person to bring the card to an office."),
        UnfixedFault(
            what: "The editions of 2020 have overlapping periods of validity, as the source data has.",
            why: "A shipped edition's text never changes; the page shows which one is in force."),
        UnfixedFault(
            what: "Partners can be registered only in the database, without a command or page.",
            why: "A page of the office is planned; `prakerja doctor` reports when there are none."),
        UnfixedFault(
            what:
                "Attackers who know a card's number can use up a day's purchase codes of a holder's new platform account.",
            why: "An account that has bought with the card has codes of its own; a new one cannot be told from theirs."),
        UnfixedFault(
            what: "The money on the card of a person who lost a disputed NIK is not returned to the programme.",
            why: "The card is suspended and the money cannot be spent; the return comes with the appeals."),
        UnfixedFault(
            what: "A payment that the bank did not receive is submitted again although a dispute about the NIK began.",
            why: "It was approved and sent before the dispute, and waits only for the bank."),
        UnfixedFault(
            what: "The input of a form with files is lost when the session had ended.",
            why: "Without a session an upload is not read."),
        UnfixedFault(
            what: "`/health/ready` is ok while the database's disk is full.",
            why: "Pages that only read are served; `prakerja doctor` and the log report the disk."),
        UnfixedFault(
            what: "A job that a server with its clock ahead scheduled for later waits until that time.",
            why: "Only retries are scheduled for later; `prakerja doctor` compares the clocks of all servers."),
    ]
}
