extension Paths {
    static let proofs = "/bukti"
    static let checkpoint = "/bukti/titik.txt"
    /// A receipt's proof, as a file for its holder.
    static let receiptProof = "/bukti/tanda-terima.tlog-proof"
    /// The log as C2SP tlog-tiles: under this prefix, which monitors and witnesses are given.
    static let log = "/bukti/log"
    /// That the latest checkpoint continues an earlier one, for a witness.
    static let logContinuation = "/bukti/log/kelanjutan.txt"
    /// The newest checkpoint that a witness has signed, with the signatures of all who signed it.
    static let logWitnessed = "/bukti/log/disaksikan"
    /// The newest checkpoint that this witness has signed.
    static let logWitness = Path<String>("/bukti/log/saksi/{witness}")
    /// Which witnesses signed the log last, and where they hand in their signatures.
    static let logWitnesses = "/bukti/saksi"
    static let logCheckpoint = "/bukti/log/checkpoint"
    /// The level, and an index of up to a thousand tiles, up to a million, and so on; the last two parts are `067.p/12`
    /// in a part of a tile.
    static let logTiles = "/bukti/log/tile/"
    static let logTile = Path<String, String>("/bukti/log/tile/{level}/{a}")
    static let logTile2 = Path<String, String, String>("/bukti/log/tile/{level}/{a}/{b}")
    static let logTile3 = Path<String, String, String, String>("/bukti/log/tile/{level}/{a}/{b}/{c}")
    static let logTile4 = Path<String, String, String, String, String>("/bukti/log/tile/{level}/{a}/{b}/{c}/{d}")
}
