import Foundation
import Programme
import Testing

@Suite("Shipped editions")
struct ShippedEditionsTests {
    /// The digest of every text that was ever shipped, by edition id. A changed text needs a new id and a new line
    /// here; no line is ever changed or removed, because installations have published these texts.
    static let shipped = [
        "2019-1": "f3c3d300f946687dea751d9950f8783e4bef7be11911870a5e29f7524f52eb31",
        "2019-1b": "89ab864573fda6df8d0b8bb7eb9c7ab1d4e447d143d0a5946e629d02e47bcb2e",
        "2020-2": "53b81a643889479e4df0c09978407a8fc1f12b6006e320dc14adcb055ec90a43",
        "2020-2b": "f7fcf062395ad243f70e1ac2e2387953aa6be25ab9996d20067e5a4315d20239",
        "2020-3": "bb4507f150fc5a44f85b66f365214ffe2f6a9670dc4c2545a888d6d146dcb756",
        "2020-3b": "fe4564203452dc76996414d99e8111039ca3029265154c8120651ecb274b72b3",
        "2020-3-demo": "8b8a3c4e2ece67957bf69c0c02dd2d8e3a9088afc11b9a8d11b754dcfdc14e57",
        "2020-3b-demo": "d47ccf35f91af35ec67260947a7c90f1f7f5abb4998a2229b7c140a2f604603d",
        "2020-3-witnesses-demo": "b8f3f04faab1a4fe7518a1fd34e13d15a640c76ec73dfb6873d6a76bf72e8cdf",
        "2020-3b-witnesses-demo": "24d3b17506c4a4354a6e113568b4c2f4af8b600119abdf34f4e36741bd93493f",
        "2020-3c-witnesses-demo": "2c2e26f6685d8fe5f16a573200c763bf09f0df61a12c6c927b7d2bd0000d68d1",
        "2020-4": "568deacf080acef5ff2f9c080e9f6cf5c9b608434070858e11429d86272bced3",
        "2020-4b": "61f4f2ea74a541c9a3352399a0c0eec0175a2ec82547174ea679ac2d18d95089",
        "2019-1c": "c9bfed6beb7e1e53e7603e2afd1fe8d32b3807ebe55a7d7d92fe0afb47b38bd2",
        "2020-2c": "4f5db863373d5dbd1f1fd3ba2ebd523c6a3a661780263bc92e3303f2bb2ebb67",
        "2020-3c": "fbd6e25c23da0824a025f037a077362812b2c61e8b5735c0a31cb4bd9ef1f61a",
        "2020-4c": "754537e9a9c88eec7ce055a66b9ba8e2335a5f16469b3dbba6ca0e487e60662a",
        "2020-3c-demo": "97b61fc0df06db424a39b2bfb1fb5c3a0a8fbb4de8fd0aff3a6beb85fa4e5fe0",
        "2020-3d-witnesses-demo": "80033e833b6dae1316f311ab0f7a3f9ab9726018e8c784b10bed383437b0ddbb",
        "2020-3e-witnesses-demo": "cdad1771770eee43add526723bf101c9d968dbc69aabd60b2abf162f146e8ca5",
        "2019-1d": "1b6a1db9946a819a70c89a1e42c9149d973f113fd269513c0befa290ee45ecb7",
        "2020-2d": "5f251d49cd8c899e651e63c126168c670b2139489773b92bf26d48d794bd852e",
        "2020-3d": "7a0c84eb6a7a97befd23164f43a287cbcf1b2244f3c85c1d008cb6d01f0c91e5",
        "2020-4d": "0da274b1e127645e033c2cbc1aebb855b95423dda53f1115655d9f3ba92e2036",
        "2020-3d-demo": "d2b2418daa1dfc64cf8bb20812c119052b7a9fb20d9eedfa99b265e15af8a8c4",
        "2020-3f-witnesses-demo": "a73c3191a65bcd7a1f76cc1c3c36c7565492bf38c404763c74a177f45a7d485f",
        "2020-4e": "523687d08250cc4a20116db3ac369edd6ac68a001ddb1de4722a82d5138f98fd",
        "2020-3d-sandbox": "51ea91fc649cc41fadcf6a0753a4ef01f0ef103209886e28e7bca0d3c80ac3ea",
    ]

    @Test(
        "shipped editions: a text is unchanged, or has a new id",
        .bug(
            id: "3.45",
            """
            A shipped edition's text could be changed under its id; an installation that had published the earlier text \
            then refused to start, and nothing in the repository said so.
            """),
        arguments: ["demo", "demo-witnesses", "sandbox", "edition-1", "edition-2", "edition-3", "edition-4"])
    func pinned(file: String) throws {
        let published = try PublishedEdition(yaml: String(contentsOf: EditionFiles.url(file), encoding: .utf8))
        #expect(Self.shipped[published.edition.id] == published.text.digest.hex)
    }

    @Test(
        "shipped editions: none contains the test's questions or answers",
        .bug(id: "3.46", "/edisi.yaml published every question of the test with its right answer."),
        arguments: ["demo", "demo-witnesses", "sandbox", "edition-1", "edition-2", "edition-3", "edition-4"])
    func questions(file: String) throws {
        let published = try PublishedEdition(yaml: String(contentsOf: EditionFiles.url(file), encoding: .utf8))
        #expect(!published.edition.test.namesQuestions && published.edition.test.bank != nil)
        #expect(!published.yaml.contains("answer:"))
    }

    @Test("shipped editions: an old text with questions is parsed as before, and published without them")
    func old() throws {
        let text = try String(contentsOf: EditionFiles.url("edition-3"), encoding: .utf8)
        let bank = try #require(text.firstMatch(of: /(?m)^ *bank: .*\n/)?.output)
        let inline = text.replacing(
            bank,
            with: """
                  motivation:
                    - { id: m1, text: { id: "Rajin?", en: "Diligent?" } }
                  ability:
                    - { id: a1, text: { id: "5 + 2", en: "5 + 2" }, choices: ["6", "7"], answer: 1 }

                """)
        let published = try PublishedEdition(yaml: inline)
        #expect(published.edition.test.ability?.first?.answer == 1)
        #expect(!published.publicText.contains("answer") && !published.publicText.contains("Rajin"))
        let shown = try Edition(yaml: published.publicText)
        #expect(shown.id == published.edition.id && shown.waves == published.edition.waves)
        #expect(shown.payoutPartners == published.edition.payoutPartners)
        #expect(!shown.test.namesQuestions && shown.test.minutes == 25)
    }

    @Test(
        "question bank: an invalid one is refused, with the reason",
        arguments: [
            ("salt: \"00\"", "salt must be"), ("answer: 9", "not one of its choices"), ("id: m1\nid: m1", "is no bank"),
            ("", "is no bank"),
        ])
    func banks(change: String, reason: String) {
        var text = """
            salt: "5d0c1f8a7be9432608c4d1e27f9ab350"
            motivation: []
            ability: [{ id: a1, text: { id: "5 + 2", en: "5 + 2" }, choices: ["6", "7"], answer: 1 }]
            """
        if change.hasPrefix("salt") {
            text = text.replacing(/salt.*/, with: change)
        } else if change.hasPrefix("answer") {
            text = text.replacing("answer: 1", with: change)
        } else {
            text = change
        }
        let fault = #expect(throws: QuestionBankFault.self) { try QuestionBank(yaml: text) }
        #expect(fault?.description.contains(reason) == true)
    }
}
