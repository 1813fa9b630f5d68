import Foundation
import Programme
import Testing

@Suite("Merkle tree of RFC 6962")
struct MerkleTreeTests {
    /// The leaves and roots with which implementations of certificate transparency are tested.
    static let leaves = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ]
    static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test("Merkle tree: the known roots match", arguments: 1...8)
    func knownRoots(count: Int) throws {
        let leaves = try Self.leaves.prefix(count).map { try #require(Data(hex: $0)) }
        #expect(MerkleTree(leaves: leaves).root.hex == Self.roots[count - 1])
    }

    @Test("Merkle tree: the root of no leaves is the hash of no bytes")
    func empty() {
        let root = MerkleTree(leaves: [Data]()).root
        #expect(root.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test("Merkle tree: every leaf's proof is valid at its own place only", arguments: 1...33)
    func inclusion(count: Int) {
        let hashes = (0..<count).map { MerkleTree.leafHash(Data("leaf \($0)".utf8)) }
        let tree = MerkleTree(leafHashes: hashes)
        for index in 0..<count {
            let path = tree.inclusionProof(of: index)
            func proves(_ hash: Data, at place: Int, path: [Data]) -> Bool {
                MerkleTree.verify(leafHash: hash, index: place, count: count, path: path, root: tree.root)
            }
            #expect(proves(hashes[index], at: index, path: path))
            #expect(!proves(MerkleTree.leafHash(Data("another".utf8)), at: index, path: path))
            #expect(!proves(hashes[index], at: index, path: path + [tree.root]))
            if count > 1 {
                #expect(!proves(hashes[index], at: (index + 1) % count, path: path))
                #expect(!proves(hashes[index], at: index, path: Array(path.dropLast())))
            }
        }
    }

    @Test("hexadecimal: it is parsed back as written, and other text is refused")
    func hexadecimal() {
        #expect(Data(hex: "00ff7A")?.hex == "00ff7a")
        #expect(Data(hex: "0") == nil)
        #expect(Data(hex: "zz") == nil)
    }
}
