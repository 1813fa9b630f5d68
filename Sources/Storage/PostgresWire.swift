import CPostgres
import Foundation

/// The OIDs of the built-in types we send and read; PostgreSQL never changes them.
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
    /// The server infers the type from the context: for NULL.
    static let unspecified: Oid = 0

    static func of(_ type: SQLType) -> Oid {
        switch type {
        case .integer: integer8
        case .text: text
        case .bytes: bytes
        case .boolean: boolean
        }
    }
}

/// Binds in PostgreSQL's binary format, in one block of memory. Types are sent explicitly, because the server would
/// otherwise infer 32 bits for a number in `CASE WHEN … THEN $1`.
struct PostgresBinds {
    private(set) var types: [Oid] = []
    private(set) var lengths: [Int32] = []
    private(set) var formats: [Int32] = []
    private var places: [Int?] = []
    private var bytes: [UInt8] = []

    init(_ values: [SQLValue]) {
        for value in values { append(value) }
        bytes.append(0)  // so that an empty value has an address too: a null pointer would mean NULL
    }

    private mutating func append(_ value: SQLValue) {
        switch value {
        case .null:
            appendNull(TypeNumber.unspecified)
        case .absent(let type):
            appendNull(TypeNumber.of(type))
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

    private mutating func appendNull(_ type: Oid) {
        types.append(type)
        places.append(nil)
        lengths.append(0)
        formats.append(1)
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

/// The server's result of one command.
struct PostgresReply {
    var rows: [Row] = []
    var changed = 0
    var tag = ""
    /// `changed` of every statement of the round trip that the caller asked for, in order.
    var counts: [Int] = []

    init() {}

    init(_ result: OpaquePointer) throws(Unreadable) {
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
                    throw Unreadable(type: type)
                }
                values.append(value)
            }
            rows.append(Row(columns: columns, values: values))
        }
    }
}

extension SQLValue {
    /// Nil for a fraction and for text that does not parse as its type, so that no wrong value is read silently. The
    /// server returns the sum of BIGINTs as NUMERIC; it is read as a whole number.
    fileprivate init?(_ text: UnsafePointer<CChar>, type: Oid) {
        switch type {
        case TypeNumber.integer8, TypeNumber.integer4, TypeNumber.integer2, TypeNumber.numeric, TypeNumber.real,
            TypeNumber.double:
            guard let number = Int64(decimal: text) else { return nil }
            self = .integer(number)
        case TypeNumber.boolean:
            guard text[0] != 0, text[1] == 0 else { return nil }
            switch UInt8(bitPattern: text[0]) {
            case UInt8(ascii: "t"): self = .boolean(true)
            case UInt8(ascii: "f"): self = .boolean(false)
            default: return nil
            }
        case TypeNumber.bytes:
            guard let data = Data(hexadecimal: text) else { return nil }
            self = .bytes(data)
        default:
            self = .text(String(cString: text))
        }
    }
}

/// A value whose text does not parse as its type.
struct Unreadable: Error {
    let type: Oid

    var message: String {
        [TypeNumber.numeric, TypeNumber.real, TypeNumber.double].contains(type)
            ? StorageFault.fraction : "a column is not written as its type, \(type), is"
    }
}

extension Int64 {
    /// Reads decimal digits with an optional minus, ended by a zero byte.
    fileprivate init?(decimal text: UnsafePointer<CChar>) {
        let isNegative = text[0] == CChar(UInt8(ascii: "-"))
        var rest = text + (isNegative ? 1 : 0)
        guard rest[0] != 0 else { return nil }
        // Accumulated as a negative number, because `Int64.min` has no positive counterpart.
        var number: Int64 = 0
        while rest[0] != 0 {
            let digit = Int64(rest[0]) - Int64(UInt8(ascii: "0"))
            guard (0...9).contains(digit) else { return nil }
            let (tenfold, isTooMuch) = number.multipliedReportingOverflow(by: 10)
            let (sum, isTooLittle) = tenfold.subtractingReportingOverflow(digit)
            guard !isTooMuch, !isTooLittle else { return nil }
            number = sum
            rest += 1
        }
        if !isNegative, number == .min { return nil }
        self = isNegative ? number : -number
    }
}

extension Data {
    /// Reads PostgreSQL's hex output of a BYTEA: `\x`, then two digits per byte. Nil for anything else.
    ///
    /// Pages of a draw are read this way, 256 entries in each: written through a pointer, because appending byte by byte
    /// takes longer than the database does.
    fileprivate init?(hexadecimal text: UnsafePointer<CChar>) {
        let length = strlen(text)
        guard length >= 2, length.isMultiple(of: 2), UInt8(bitPattern: text[0]) == UInt8(ascii: "\\"),
            UInt8(bitPattern: text[1]) == UInt8(ascii: "x")
        else { return nil }
        self.init(count: length / 2 - 1)
        let isRead = withUnsafeMutableBytes { bytes in
            var digits = text + 2
            for place in bytes.indices {
                let (high, low) = (Self.digit(digits[0]), Self.digit(digits[1]))
                guard high | low < 16 else { return false }
                bytes[place] = high << 4 | low
                digits += 2
            }
            return true
        }
        guard isRead else { return nil }
    }

    /// 16 for a character that is no digit in lower case.
    private static func digit(_ character: CChar) -> UInt8 {
        let code = UInt8(bitPattern: character)
        let (number, letter) = (code &- UInt8(ascii: "0"), code &- UInt8(ascii: "a"))
        if number < 10 { return number }
        return letter < 6 ? letter + 10 : 16
    }
}

/// An error as the server or libpq reports it.
struct PostgresError: Error {
    let state: String
    let message: String
    /// The text of the statement that failed, which may be an earlier one than the statement waited for.
    let statement: String
    let isLost: Bool

    init(message: String, statement: String, isLost: Bool = false) {
        state = ""
        self.message = message
        self.statement = statement
        self.isLost = isLost
    }

    /// Reads only the primary message: the detail below it quotes values, which may be personal data.
    init(_ result: OpaquePointer, statement: String, isLost: Bool) {
        func field(_ code: Int32) -> String? { PQresultErrorField(result, code).map { String(cString: $0) } }
        state = field(Int32(UInt8(ascii: "C"))) ?? ""
        message = field(Int32(UInt8(ascii: "M"))) ?? "the connection was lost"
        self.statement = statement
        // After FATAL the server closes the connection, although we may not have noticed yet.
        self.isLost = isLost || ["FATAL", "PANIC"].contains(field(Int32(UInt8(ascii: "V"))))
    }

    /// Serialisation failure or deadlock.
    var isConflict: Bool { state == "40001" || state == "40P01" }

    /// A unique violation. When the closure had looked for the row and found none, another transaction committed it
    /// meanwhile; attempted again, the closure finds it.
    var isTakenKey: Bool { state == "23505" }

    var fault: StorageFault {
        if state == "22P02", statement.hasPrefix(UnknownObjects.refusalBegins) {
            return .unknownObjects(UnknownObjects.names(in: message))
        }
        if state == "57014", !isLost { return .timedOut(statement: statement) }
        let isServerLeaving = ["08", "53"].contains(String(state.prefix(2))) || state.hasPrefix("57P")
        if isLost || isServerLeaving { return .unavailable(message) }
        return .failed(statement: statement, message: state.isEmpty ? message : "\(message) (\(state))")
    }
}

/// The texts as a C array that ends with a null pointer, valid while `body` runs.
func withCStrings<Value>(_ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Value) -> Value {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    let pointers = copies.map { UnsafePointer($0) } + [nil]
    return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
}
