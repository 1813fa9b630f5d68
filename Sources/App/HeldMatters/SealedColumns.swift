import Storage

extension SealedText {
    /// Columns that `SealNames` seals one by one, with the column that a row is sealed for.
    static let oneByOne: [(text: SealedText, key: SQL)] = [
        (.certificateName, "id"), (.participantName, "purchase_id"), (.payeeHolder, "id"),
        (.wantedTraining, "person_id"), (.photoNote, "document_id"), (.courseworkNotes, "id"),
        (.courseworkFile, "id"), (.verdictReason, "id"), (.verdictAnswer, "id"), (.nameProposal, "id"),
        (.nameDecision, "id"), (.takenOutBecause, "id"), (.batchRefusal, "id"), (.findingReason, "id"),
        (.findingDecision, "id"),
    ]

    private static let together: [(text: SealedText, key: SQL)] = [
        (.personName, "person_id"), (.personStreet, "person_id"), (.registryName, "id"), (.questionedHolder, "id"),
        (.counterLabel, "id"), (.counterWords, "id"),
    ]

    /// Every column of a single sealed text.
    static var columns: [(text: SealedText, key: SQL)] { oneByOne + together }
}
