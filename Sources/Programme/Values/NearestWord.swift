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
