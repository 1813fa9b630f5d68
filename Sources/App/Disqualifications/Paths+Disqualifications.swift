import Programme

extension Paths {
    static let contest = Path<WaveAddress>("/gelombang/{number}/sanggah")
    static let disqualifications = Path<WaveAddress>("/kantor/gelombang/{number}/pembatalan")
    static let disqualification = Path<WaveAddress, ID<Disqualification>, DisqualificationAnswer>(
        "/kantor/gelombang/{number}/pembatalan/{id}/{answer}")
}
