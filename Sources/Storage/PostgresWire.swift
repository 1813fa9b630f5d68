import CPostgres
import Foundation

/// The types we send and understand, by the numbers PostgreSQL has given them for ever.
private enum TypeNumber {
    static let boolean: Oid = 16
    static let bytes: Oid = 17
    static let integer8: Oid = 20
    static let integer2: Oid = 21
    static let integer4: Oid = 23
    static let text: Oid = 25
    static let numeric: Oid = 1700
    static let real: Oid = 700
    static let double: Oid = 701
    /// The server works it out from where the value stands: for NULL.
    static let unspecified: Oid = 0
}

/// Binds in PostgreSQL's binary format, in one stretch of memory. The types are said, because the server would
/// otherwise take a number it meets in `CASE WHEN … THEN $1` for one of 32 bits.
struct PostgresBinds {
    private(set) var types: [Oid] = []
    private(set) var lengths: [Int32] = []
    private(set) var formats: [Int32] = []
    private var places: [Int?] = []
    private var bytes: [UInt8] = []

    init(_ values: [SQLValue]) {
        for value in values { append(value) }
        bytes.append(0)  // so that an empty value, too, has an address: a null pointer would mean NULL
    }

    private mutating func append(_ value: SQLValue) {
        switch value {
        case .null:
            types.append(TypeNumber.unspecified)
            places.append(nil)
            lengths.append(0)
            formats.append(1)
        case .integer(let number):
            append(TypeNumber.integer8, withUnsafeBytes(of: number.bigEndian) { Array($0) })
        case .text(let text):
            append(TypeNumber.text, text.utf8)
        case .bytes(let data):
            append(TypeNumber.bytes, data)
        case .boolean(let flag):
            append(TypeNumber.boolean, CollectionOfOne(flag ? 1 : 0))
        }
    }

    private mutating func append(_ type: Oid, _ content: some Collection<UInt8>) {
        types.append(type)
        places.append(bytes.count)
        lengths.append(Int32(content.count))
        formats.append(1)
        bytes.append(contentsOf: content)
    }

    func withPointers<Value>(_ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Value) -> Value {
        bytes.withUnsafeBytes { buffer in
            let pointers = places.map { place in
                place.flatMap { buffer.baseAddress?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
            }
            return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
        }
    }
}

/// What the server answered to one command.
struct PostgresReply {
    var rows: [Row] = []
    var changed = 0
    var tag = ""
    /// `changed` of every statement of the round trip, in order.
    var counts: [Int] = []

    init() {}

    init(_ result: OpaquePointer) throws(FractionFound) {
        tag = String(cString: PQcmdStatus(result))
        changed = Int(String(cString: PQcmdTuples(result))) ?? 0
        let width = PQnfields(result)
        guard width > 0 else { return }
        let columns = Columns((0..<width).map { String(cString: PQfname(result, $0)) })
        let types = (0..<width).map { PQftype(result, $0) }
        for row in 0..<PQntuples(result) {
            var values: [SQLValue] = []
            for (column, type) in zip(0..<width, types) {
                guard PQgetisnull(result, row, column) == 0, let text = PQgetvalue(result, row, column) else {
                    values.append(.null)
                    continue
                }
                guard let value = SQLValue(text, type: type) else {
                    throw FractionFound()
                }
                values.append(value)
            }
            rows.append(Row(columns: columns, values: values))
        }
    }
}

extension SQLValue {
    /// Nil for a fraction. The sum of BIGINTs is NUMERIC to the server, and a whole number to us.
    fileprivate init?(_ text: UnsafePointer<CChar>, type: Oid) {
        switch type {
        case TypeNumber.integer8, TypeNumber.integer4, TypeNumber.integer2:
            self = .integer(strtoll(text, nil, 10))
        case TypeNumber.numeric, TypeNumber.real, TypeNumber.double:
            guard let number = Int64(String(cString: text)) else { return nil }
            self = .integer(number)
        case TypeNumber.boolean:
            self = .boolean(text.pointee == CChar(UInt8(ascii: "t")))
        case TypeNumber.bytes:
            self = .bytes(Data(hexadecimal: text))
        default:
            self = .text(String(cString: text))
        }
    }
}

extension Data {
    /// What PostgreSQL writes for a BYTEA: `\x`, then two digits for each byte.
    fileprivate init(hexadecimal text: UnsafePointer<CChar>) {
        func digit(_ character: CChar) -> UInt8 {
            let code = UInt8(bitPattern: character)
            return code < UInt8(ascii: "a") ? code - UInt8(ascii: "0") : code - UInt8(ascii: "a") + 10
        }
        let count = (strlen(text) - 2) / 2
        self.init(capacity: count)
        for index in 0..<count {
            append(digit(text[2 + index * 2]) << 4 | digit(text[3 + index * 2]))
        }
    }
}

/// A column held what we have no type for.
struct FractionFound: Error {
    let message = StorageFault.fraction
}

/// What went wrong, in the server's own terms.
struct PostgresError: Error {
    let state: String
    let message: String
    /// The text of what failed; it need not be what was waited for.
    let statement: String
    let isLost: Bool

    init(message: String, statement: String, isLost: Bool = false) {
        state = ""
        self.message = message
        self.statement = statement
        self.isLost = isLost
    }

    /// Only the primary message: the detail below it quotes values, and those may be somebody's.
    init(_ result: OpaquePointer, statement: String, isLost: Bool) {
        func field(_ code: Int32) -> String? { PQresultErrorField(result, code).map { String(cString: $0) } }
        state = field(Int32(UInt8(ascii: "C"))) ?? ""
        message = field(Int32(UInt8(ascii: "M"))) ?? "the connection was lost"
        self.statement = statement
        self.isLost = isLost
    }

    /// Serialisation failure or deadlock.
    var isConflict: Bool { state == "40001" || state == "40P01" }

    var fault: StorageFault {
        let isServerLeaving = ["08", "53"].contains(String(state.prefix(2))) || state.hasPrefix("57P")
        if isLost || isServerLeaving { return .unavailable(message) }
        return .failed(statement: statement, message: state.isEmpty ? message : "\(message) (\(state))")
    }
}

/// Texts as C wants a list of them: ended by a null pointer, valid while `body` runs.
func withCStrings<Value>(_ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Value) -> Value {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    let pointers = copies.map { UnsafePointer($0) } + [nil]
    return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
}
