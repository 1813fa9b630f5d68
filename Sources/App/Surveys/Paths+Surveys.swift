import Programme

extension Paths {
    static let survey = Path<ID<Instalment>>("/insentif/survei/{id}")
}
