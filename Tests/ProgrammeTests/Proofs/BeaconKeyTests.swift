import Foundation
import Testing

@testable import Programme

/// Rounds that the chains of drand published.
@Suite("Rounds of drand")
struct BeaconKeyTests {
    struct Round: Sendable {
        let number: Int
        let signature: String
        let randomness: String
        var previous: String?
    }

    static let quicknet =
        "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
        + "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
    static let unchained = [
        Round(
            number: 1_000,
            signature:
                "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
            randomness: "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd"),
        Round(
            number: 1_001,
            signature:
                "b33bf3667cbd5a82de3a24b4e0e9fe5513cc1a0e840368c6e31f5fcfa79bea03f73896b25883abf2853d10337fb8fa41",
            randomness: "b0a591ad1b9002cfc372ac6e30abd3da8d3088d4caae026961743474fb94235f"),
        Round(
            number: 1_002,
            signature:
                "ab066f9c12dd6de1336fca0f925192fb0c72a771c3e4c82ede1fd362c1a770f9eb05843c6308ce2530b53a99c0281a6e",
            randomness: "339d3f0e702ed27d36966c6ee85a2bc762a24e178e7e5c835d9b5a7509cb920c"),
        Round(
            number: 1_003,
            signature:
                "b104c82771698f45fd8dcfead083d482694c31ab519bcef077f126f3736fe98c8392fd5d45d88aeb76b56ccfcb0296d7",
            randomness: "758f0c906d8c5296a032a66f0d96c6e0eeea4291e8fc9830bbfb19a2ba8610a9"),
        Round(
            number: 657_413,
            signature:
                "b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b",
            randomness: "fc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587"),
    ]

    static let league =
        "868f005eb8e6e4ca0a47c8a77ceaa5309a47978a7c71bc5cce96366b5d7a569937c529eeda66c7293784a9402801af31"
    static let chained = [
        Round(
            number: 72_785,
            signature:
                "82f5d3d2de4db19d40a6980e8aa37842a0e55d1df06bd68bddc8d60002e8e959eb9cfa368b3c1b77d18f02a54fe047b8"
                + "0f0989315f83b12a74fd8679c4f12aae86eaf6ab5690b34f1fddd50ee3cc6f6cdf59e95526d5a5d82aaa84fa6f181e42",
            randomness: "8b676484b5fb1f37f9ec5c413d7d29883504e5b669f604a1ce68b3388e9ae3d9",
            previous: "a609e19a03c2fcc559e8dae14900aaefe517cb55c840f6e69bc8e4f66c8d18e8a609685d9917efbfb0c37f058c2de88f"
                + "13d297c7e19e0ab24813079efe57a182554ff054c7638153f9b26a60e7111f71a0ff63d9571704905d3ca6df0b031747"),
        Round(
            number: 162_810,
            signature:
                "8aee2fb6c79704f54c164ee9fcab89a16e83f843e8d483ba7002c3aee222812263a2e9225ad2e32b80acefe1f066d3db"
                + "17ebc4cd2a25e5f7975575c94316851113e674056b0eecb515a01ca62f7a370a5d6d26828dd02243041cab8d33ad4796",
            randomness: "646c742faded02ebeb15fcb1c34314ed566381df59b90b28ba5af8b12b959c2d",
            previous: "ac27db9e31f65fed65130667dcb323ad2745fa5901f6f8b82f39e3707cd13150d9c25c412f02f32cc9561466d7abbec8"
                + "08a31899d4768d2429c3a83d21d41928399b9a6e1e74873069990210ee57c0bc049af5dc1ef0b1b394caade1d77f4c0d"),
        Round(
            number: 2_373_935,
            signature:
                "a2cd8577944b84484ef557a7f92f0d5092779497cc470b1b97680b8f7c807d97250d310b801c7c2185c7c8a21032d454"
                + "03b97530ca87bd8f05d0cf4ffceb4bcb9bf7184fb604967db7e9e6ea555bc51b25a9e41fbd51181f712aa73aaec749fe",
            randomness: "167e52ee5e4f1fa0b220455633534c9f8b0f674f82e8f13e172ec557f737d7e7",
            previous: "a96aace596906562dc525dba4dff734642d71b334d51324f9c9bcb5a3d6caf14b05cde91d6507bf4615cb4285e5b4efd"
                + "1358ebc46b80b51e338f9dc46cca17cf2e046765ba857c04101a560887fa81aef101a5bb3b2350884558bd3adc72be37"),
        Round(
            number: 3_311_596,
            signature:
                "a696b9409ababce45749c3a4ec369074453dd4a79967734e1390d969c8ad8d98897d217b9121e92c8ddebbddda8d92f9"
                + "00e3bd6bf9deb166863b1a19390d743f82774001487594c5c09e581db7365f02b70a2c8cc41ce32446ef08e4890c4754",
            randomness: "647c07b2abbf7ff2afb4d670214f565e5cd9f9c91bfdcecb59a21f3c78d73920",
            previous: "8ed588f2a7716fb1349e2d9803da5db0005e98a83783c353d4a08f183236a9ad91d70ddb01266f4b7c576983db464b43"
                + "0e65680b9e0098552758afd6c1e6afcb77e3f62fe1b93d42d1cb63abbb2205512fe12fbf74ea9c5ac3b8f5c1e283a1d8"),
    ]

    private static func key(_ round: Round) throws -> BeaconKey {
        let isChained = round.previous != nil
        return try BeaconKey(
            #require(Data(hex: isChained ? league : quicknet)), scheme: isChained ? .chained : .unchained)
    }

    private static func verify(
        _ round: Round, number: Int? = nil, signature: Data? = nil, previous: Data?? = nil
    ) throws {
        try key(round).verify(
            round: number ?? round.number, signature: signature ?? #require(Data(hex: round.signature)),
            previous: previous ?? round.previous.flatMap { Data(hex: $0) })
    }

    @Test(
        "drand: published rounds of both schemes verify, and as another round they do not",
        arguments: unchained + chained)
    func published(round: Round) throws {
        try Self.verify(round)
        let signature = try #require(Data(hex: round.signature))
        #expect(Data(BLS12381.hash(Array(signature))).hex == round.randomness)
        #expect(throws: BeaconSignatureFault.signature(.signature)) {
            try Self.verify(round, number: round.number + 1)
        }
    }

    @Test("drand: a signature with one changed bit is refused", arguments: [unchained[4], chained[3]])
    func bits(round: Round) throws {
        let signature = try #require(Data(hex: round.signature))
        let bits = Array(0..<8) + Array(stride(from: 11, to: signature.count * 8, by: 41))
        for bit in bits {
            var other = signature
            other[bit / 8] ^= 0x80 >> UInt8(bit % 8)
            #expect(throws: BeaconSignatureFault.self, "bit \(bit)") { try Self.verify(round, signature: other) }
        }
        #expect(throws: BeaconSignatureFault.signature(.length(is: signature.count - 1, expected: signature.count))) {
            try Self.verify(round, signature: signature.dropLast())
        }
    }

    @Test("drand: a chained round needs the signature before it, and an unchained one has none")
    func previous() throws {
        let (chained, unchained) = (Self.chained[3], Self.unchained[4])
        #expect(throws: BeaconSignatureFault.previous) { try Self.verify(chained, previous: .some(nil)) }
        #expect(throws: BeaconSignatureFault.previous) { try Self.verify(unchained, previous: Data(count: 48)) }
        var other = try #require(chained.previous.flatMap { Data(hex: $0) })
        other[95] ^= 1
        #expect(throws: BeaconSignatureFault.signature(.signature)) { try Self.verify(chained, previous: other) }
    }

    @Test("drand: a number below one is no round", arguments: [0, -1, Int.min])
    func numbers(number: Int) {
        #expect(throws: BeaconSignatureFault.round(number)) { try Self.verify(Self.unchained[0], number: number) }
    }

    @Test("drand: a key of the other scheme is refused by its length")
    func keys() throws {
        let key = try #require(Data(hex: Self.league))
        #expect(throws: BLS12381.Fault.length(is: 48, expected: 96)) { try BeaconKey(key, scheme: .unchained) }
    }
}
