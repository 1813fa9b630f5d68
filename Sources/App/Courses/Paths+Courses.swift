import Programme

extension Paths {
    static let course = Path<ID<Course>>("/pelatihan/{id}")
}
