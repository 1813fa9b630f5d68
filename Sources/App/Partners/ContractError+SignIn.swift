import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Programme

extension ContractAnswers {
    /// A success of the sign-in, whose envelope has another form.
    static func signIn(_ data: some Encodable) throws -> Response {
        try json(SignInEnvelope(data: data), .ok)
    }

    private struct SignInEnvelope<Value: Encodable>: Encodable {
        let message = "no error"
        let success = true
        let errorCode = "0"
        let data: Value
    }
}

extension ContractError {
    /// What the codes of the contract's own sign-in errors begin with.
    static let signInPrefix = "ERROAUTH"

    /// The contract has four errors and one message for all of them; the others follow its pattern.
    static func signIn(_ refusal: SignInRefusal) -> ContractError {
        switch refusal {
        case .noClient: ContractError("ERROAUTH4024", "Unauthorized")
        case .unknownClient: ContractError("ERROAUTH4029", "Unauthorized")
        case .noUser: ContractError("ERROAUTH4030", "Unauthorized")
        case .unknownCode: ContractError("ERROAUTH4031", "Unauthorized")
        case .stopped: ContractError("ERRSSO40301", "Masuk dengan Prakerja sedang dihentikan untuk mitra ini.")
        case .redirectNotRegistered: ContractError("ERRSSO40001", "Alamat redirect_uri belum didaftarkan.")
        case .failureNotRegistered: ContractError("ERRSSO40002", "Alamat login_uri belum didaftarkan.")
        case .scope: ContractError("ERRSSO40003", "Isi scope dengan name, email, prakerjaid, atau notelp.")
        case .state:
            ContractError("ERRSSO40004", "Isi state, paling panjang \(SignInRequest.longestState) huruf.")
        case .challenge:
            ContractError("ERRSSO40005", "code_challenge harus 43 huruf dengan code_challenge_method S256.")
        case .verifier: ContractError("ERRSSO40006", "code_verifier tidak sesuai dengan code_challenge.")
        }
    }
}
