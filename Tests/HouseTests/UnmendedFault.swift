/// A known fault that is not fixed, or only partly. docs/faults.md lists these below the fixed ones.
struct UnmendedFault {
    let what: String
    /// Why it is not fixed, and what limits it meanwhile.
    let why: String

    static let all = [
        UnmendedFault(
            what:
                "Draws can be forged by an attacker who chooses the beacon's value or changes an edition under its id.",
            why: "The draw's statement and its verifier change together, in work of their own."),
        UnmendedFault(
            what: "Wrong tries of officers are counted in each process.",
            why: "So several web processes allow as many tries each; the counters stay out of the database on purpose."),
        UnmendedFault(
            what: "An officer who lost the authenticator has no way back but a new officer.",
            why: "Recovery codes and a reset by two officers come with the office's own rooms."),
        UnmendedFault(
            what: "Officers hear of tries with their name on their desk, not by mail.",
            why: "Officers have no address of their own yet."),
        UnmendedFault(
            what: "Refusing a list, or a proposed disqualification, takes another officer, but not another duty.",
            why: "A refusal hurts no person: what stood before still stands."),
        UnmendedFault(
            what:
                "A wave decreed before this version and announced after it keeps cards that count from the signature.",
            why: "Its people were told that date."),
        UnmendedFault(
            what: "The draw's statement does not say how many were removed when sealing looked again.",
            why: "It would be another version of the draw; the wave's page and the trail say it."),
        UnmendedFault(
            what: "Two editions of one database that already shared a ledger account keep what was mixed.",
            why: "Sealed leaves are not rewritten; what comes later is apart."),
        UnmendedFault(
            what: "A person who is disqualified can delay the return of money by asking for purchases again and again.",
            why: "The money stays on the card meanwhile and cannot be spent."),
        UnmendedFault(
            what: "A platform that invents account names is reported to the office, not slowed down.",
            why: "A limit for the whole platform would keep its honest buyers out."),
        UnmendedFault(
            what: "Closing joining by the operator's switch does not stop the carry-over between waves.",
            why: "It moves only people who had joined before."),
        UnmendedFault(
            what: "`audit verify` says of rows that no sealer has taken for some minutes that they are out of order.",
            why: "It happens only where no server runs; the next start seals them, and the finding goes."),
        UnmendedFault(
            what: "A stranger can keep a person out of a browser that never proved the contact, for a day.",
            why: "Every browser that did, and the other contact, still let the person in."),
        UnmendedFault(
            what: "A new contact that signs up during the 72 hours of a lost contact's notice ends that case.",
            why: "The office begins it again with another contact."),
        UnmendedFault(
            what: "A holder who loses a disputed NIK finds no appeal on the site, and money paid is not claimed back.",
            why: "Appeals come with the citizen's portal; the notice sends the person to an office with the card."),
        UnmendedFault(
            what: "Only weekends are no working days until an edition lists its holidays.",
            why: "The shipped editions' text never changes."),
        UnmendedFault(
            what: "A refused list stays in the office's table as not read to its end, without the reason.",
            why: "It has no effect and keeps no contact; the officer was told the reason when it was brought in."),
        UnmendedFault(
            what: "The editions of 2020 say that they hold over the same days, since the seed's dates do.",
            why: "A shipped edition's text never changes; which one is in force stands on the page."),
        UnmendedFault(
            what: "Partners are registered in the database, and no command or page does it.",
            why: "The office's own rooms bring it; the doctor says when there are none."),
        UnmendedFault(
            what: "What was typed into a form with files is lost when the session had ended.",
            why: "Without a session nothing of an upload is read."),
        UnmendedFault(
            what: "Ratings of courses are shown nowhere.",
            why: "Only the sentence that promised it is mended; the catalogue's own work shows them."),
    ]
}
