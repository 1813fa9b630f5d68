import Crypto
import Foundation

/// The tickets whose people are shown to auditors after a draw. They follow from the seed, and so from the sealed root,
/// the witnesses' secrets and the public randomness: the office cannot know which they are while it makes the list, so
/// invented people on it are found with a likelihood that grows with their number.
package enum DrawSample {
    /// - Parameters:
    ///   - entries: of the sealed list; all of them are shown where it has no more than `size`.
    ///   - seed: of the draw.
    /// - Returns: in ascending order.
    package static func tickets(of entries: Int, size: Int, seed: Data) -> [Int] {
        guard entries > size else { return entries > 0 ? Array(1...entries) : [] }
        let domain = Data("prakerja/draw/sample/1".utf8)
        var (found, counter): (Set<Int>, UInt32) = ([], 0)
        while found.count < size {
            var message = domain + seed
            message.append(bigEndian: counter)
            let number = Data(SHA256.hash(data: message)).number(UInt64.self, at: 0)
            found.insert(Int(number % UInt64(entries)) + 1)
            counter += 1
        }
        return found.sorted()
    }
}

extension WaveRules {
    /// Where an edition sets no number of tickets. Of a list in which one entry in a hundred is invented, a sample of this
    /// size holds one of them with a likelihood of 95 in a hundred.
    package static let usualSample = 300
    /// The most tickets an edition may set.
    package static let mostSample = 1_000

    /// How many tickets are shown to auditors with the people behind them.
    package var sampleSize: Int { sample ?? Self.usualSample }
}
