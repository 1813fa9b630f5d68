/// Mistakes in a file: unknown keys and values of the wrong kind, each with its place and the most similar valid word.
extension EditionText {
    /// Keys of the file that no type reads.
    func unknownKeys(asked: [String: Set<String>]) -> [Finding] {
        keys.compactMap { key in
            guard let known = asked[key.shape], !known.contains(key.name) else { return nil }
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
        guard let error = error as? DecodingError else { return .error("file", "\(YAMLSlip(error))") }
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
            return .error("file", "\(YAMLSlip(error))")
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

/// The most similar known word, where it is similar enough to be what was meant.
func nearest(to word: String, in known: Set<String>) -> String? {
    let most = max(2, word.count / 3)
    return known.map { (word: $0, distance: distance(word.lowercased(), $0.lowercased())) }
        .filter { $0.distance <= most }
        .min { ($0.distance, $0.word) < ($1.distance, $1.word) }?.word
}

/// The Levenshtein distance: how many letters must be changed, added or removed.
private func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left), Array(right))
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, other) in right.enumerated() {
            let above = row[j + 1]
            row[j + 1] = letter == other ? diagonal : 1 + min(diagonal, above, row[j])
            diagonal = above
        }
    }
    return row[right.count]
}
