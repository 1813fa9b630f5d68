import Foundation

/// A sentence in both languages, as the guide's files hold it.
struct GuideText: Decodable, Sendable {
    let id: String
    let en: String

    func callAsFunction(_ t: Words) -> String { t(id, en) }
}

/// A call of the contract, with an example of request and answer.
struct GuideCall: Decodable, Sendable {
    enum Caller: String, Decodable, Sendable { case platform, institution }

    let path: String
    let caller: Caller
    let purpose: GuideText
    /// The value of the header `Authorization`; nil for calls without one.
    let authorization: String?
    /// The body of a request, as it is signed.
    let request: String
    /// The body of a success.
    let answer: String
    /// The codes of its refusals, besides those that every call has.
    let errors: [String]
    /// Whether the example itself works in a sandbox, because its redeem code is a test code.
    let isTried: Bool

    /// `redeem-code/status`.
    var name: String { path.split(separator: "/").suffix(2).joined(separator: "/") }
    /// Its place on the page.
    var anchor: String { name.replacing("/", with: "-") }
    /// With the page.
    var place: String { "\((caller == .platform ? GuideChapter.platform : .institution).path)#\(anchor)" }
}

/// A code of the contract's refusals, with its cause and what a partner's engineer does about it.
struct GuideError: Decodable, Sendable {
    let code: String
    let cause: GuideText
    let remedy: GuideText
}

/// The guide's files, read once in a process.
struct GuideTexts: Sendable {
    let calls: [GuideCall]
    let errors: [GuideError]
    private let samples: [GuideSample: String]

    static let shared = GuideTexts(directory: Bundle.module.bundleURL.appending(path: "Guide"))

    /// The files are part of the program: a missing or broken one is a programming error.
    init(directory: URL) {
        func bytes(_ name: String) -> Data {
            guard let data = try? Data(contentsOf: directory.appending(path: name)) else {
                preconditionFailure("the guide has no file \(name)")
            }
            return data
        }
        func list<Value: Decodable>(_ name: String) -> [Value] {
            do {
                return try JSONDecoder().decode([Value].self, from: bytes(name))
            } catch {
                preconditionFailure("the guide's file \(name) is broken: \(error)")
            }
        }
        calls = list("calls.json")
        errors = list("errors.json")
        samples = Dictionary(
            uniqueKeysWithValues: GuideSample.allCases.map {
                ($0, String(decoding: bytes($0.rawValue), as: UTF8.self))
            })
    }

    func source(of sample: GuideSample) -> String { samples[sample] ?? "" }

    func error(_ code: String) -> GuideError? { errors.first { $0.code == code } }
}
