/// Mistakes in a file: unknown keys and values of the wrong kind, each with its place and the most similar valid word.
extension EditionText {
    /// The key of YAML that merges another mapping in. Some readers obey it and others do not.
    static let mergeKey = "<<"

    /// Keys of the file that no type reads, and those that merge others in.
    func unknownKeys(readKeys: [String: Set<String>]) -> [Finding] {
        keys.compactMap { key in
            if key.name == Self.mergeKey {
                return .error(key.place, "merges in values that stand elsewhere: write them out here")
            }
            guard let known = readKeys[key.shape], !known.contains(key.name) else { return nil }
            let hint = nearest(to: key.name, in: known).map { "; did you mean “\($0)”?" } ?? ""
            return .error(key.place, "nothing reads the key “\(key.name)”\(hint)")
        }
    }

    /// Places that `assumed` names and that are not in the file.
    func unknownPlaces(_ places: [String]) -> [Finding] {
        let known = Set(keys.map(\.place))
        return places.filter { !known.contains($0) }.map { place in
            let hint = nearest(to: place, in: known).map { "; did you mean “\($0)”?" } ?? ""
            return .error("assumed", "“\(place)” is no place of this file\(hint)")
        }
    }

    /// A decoding error as a finding.
    func finding(of error: any Error) -> Finding {
        guard let error = error as? DecodingError else { return .error("file", "\(YAMLProblem(error))") }
        switch error {
        case .keyNotFound(let key, let context):
            return .error(place(context.codingPath + [key]), "is missing")
        case .valueNotFound(_, let context):
            return .error(place(context.codingPath), "has no value")
        case .typeMismatch(let type, let context):
            return .error(place(context.codingPath), "is of another kind than expected (\(type))")
        case .dataCorrupted(let context):
            return .error(place(context.codingPath), context.debugDescription)
        @unknown default:
            return .error("file", "\(YAMLProblem(error))")
        }
    }

    /// A decoder's path in the notation of findings: list elements by name.
    private func place(_ path: [any CodingKey]) -> String {
        path.reduce("") { place, key in
            if let index = key.intValue { return element(index, of: place) }
            return place.isEmpty ? key.stringValue : "\(place).\(key.stringValue)"
        }
    }
}
