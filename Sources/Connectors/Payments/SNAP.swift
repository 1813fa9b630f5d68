import AsyncHTTPClient
import CryptoExtras
import Foundation
import NIOCore
import NIOHTTP1
import Programme

/// A client of a payment rail with SNAP, Bank Indonesia's open payment standard: e-money top-ups and interbank
/// transfers.
package struct SNAP: PaymentRail {
    package struct Access: Sendable {
        package let address: String
        package let clientKey: String
        package let clientSecret: String
        package let privateKey: _RSA.Signing.PrivateKey
        package let partnerID: String
        package let channelID: String
        /// The programme's account from which bank transfers are paid.
        package let sourceAccount: String
        package let profile: Profile

        /// `address` without a trailing slash. Throws when the key is not RSA of at least 2,048 bits.
        package init(
            address: String, clientKey: String, clientSecret: String, privateKeyPEM: String, partnerID: String,
            channelID: String, sourceAccount: String, profile: Profile = Profile()
        ) throws {
            self.address = address
            self.clientKey = clientKey
            self.clientSecret = clientSecret
            privateKey = try _RSA.Signing.PrivateKey(pemRepresentation: privateKeyPEM)
            self.partnerID = partnerID
            self.channelID = channelID
            self.sourceAccount = sourceAccount
            self.profile = profile
        }
    }

    /// Whether the text is a key that requests can be signed with.
    package static func isPrivateKey(_ pem: String) -> Bool {
        (try? _RSA.Signing.PrivateKey(pemRepresentation: pem)) != nil
    }

    /// An operator has to correct a wrong key or refill an empty account; payments wait until then and are not lost.
    static let pauseForOperator = Span.minutes(15)
    /// The amount in an inquiry, which the standard requires.
    private static let inquiryAmount = Rupiah(1)

    private let access: Access
    private let call: OutboundHTTP
    private let now: @Sendable () -> Instant
    private let externalID: @Sendable () -> String
    private let tokens: SNAPTokens

    /// - Parameter externalID: digits, at most 36, unique within a day.
    package init(
        _ access: Access, call: OutboundHTTP, now: @escaping @Sendable () -> Instant,
        externalID: @escaping @Sendable () -> String
    ) {
        self.access = access
        self.call = call
        self.now = now
        self.externalID = externalID
        tokens = SNAPTokens()
    }

    package func inquire(_ payee: Payee) async throws(PaymentFault) -> PayeeAnswer {
        let reply: SNAPReply
        do {
            switch payee.partner.kind {
            case .wallet: reply = try await ask(.walletInquiry, walletInquiry(payee))
            case .bank: reply = try await ask(.bankInquiry, bankInquiry(payee))
            }
        } catch .unknown(let reason) {
            // An inquiry has no effect, so it may always be repeated.
            throw .retry(after: OutboundHTTP.Limits.pause, because: reason)
        }
        return try SNAPReading.inquiry(reply)
    }

    package func pay(_ instruction: PaymentInstruction) async throws(PaymentFault) -> PaymentAnswer {
        let reply: SNAPReply
        switch instruction.payee.partner.kind {
        case .wallet: reply = try await ask(.walletTopUp, topUp(instruction))
        case .bank: reply = try await ask(.bankTransfer, transfer(instruction))
        }
        if SNAPReading.isKnownReference(reply) {
            return try await statusAfterPaying(instruction)
        }
        return try SNAPReading.payment(reply)
    }

    package func status(
        of reference: ID<Disbursement>, to kind: PayoutPartner.Kind
    ) async throws(PaymentFault) -> PaymentAnswer {
        let (service, original): (SNAPService, SNAPService) =
            kind == .wallet ? (.walletStatus, .walletTopUp) : (.bankStatus, .bankTransfer)
        let question = StatusQuestion(
            originalPartnerReferenceNo: reference.description, serviceCode: original.rawValue)
        do {
            return try SNAPReading.status(try await ask(service, question))
        } catch .unknown(let reason) {
            throw .retry(after: OutboundHTTP.Limits.pause, because: reason)
        }
    }

    /// The rail knows the reference, so a failed status query means unknown, not unsent.
    private func statusAfterPaying(_ instruction: PaymentInstruction) async throws(PaymentFault) -> PaymentAnswer {
        do {
            return try await status(of: instruction.reference, to: instruction.payee.partner.kind)
        } catch {
            throw .unknown(because: error.reason)
        }
    }

    // MARK: One signed request

    /// Sends a request; a rejected token is renewed once. A 401 is sent before any effect, so repeating is safe.
    private func ask(_ service: SNAPService, _ question: some Encodable & Sendable) async throws(PaymentFault)
        -> SNAPReply
    {
        let body = SNAP.encode(question)
        let token = try await currentToken()
        let reply = SNAPReply(try await send(service, body, token: token), of: service)
        guard reply.status == 401 else { return reply }
        tokens.drop(token)
        return SNAPReply(try await send(service, body, token: try await currentToken()), of: service)
    }

    private func send(_ service: SNAPService, _ body: Data, token: String) async throws(PaymentFault)
        -> OutboundResponse
    {
        let timestamp = SNAPSignature.timestamp(now())
        let signature = SNAPSignature.symmetric(
            method: "POST", path: path(service), token: token, body: body, timestamp: timestamp,
            secret: access.clientSecret)
        let headers = [
            ("Authorization", "Bearer \(token)"), ("X-TIMESTAMP", timestamp), ("X-SIGNATURE", signature),
            ("X-PARTNER-ID", access.partnerID), ("X-EXTERNAL-ID", externalID()), ("CHANNEL-ID", access.channelID),
        ]
        do {
            return try await call.send(request(service, headers, body))
        } catch .notSent(let reason) {
            throw .retry(after: OutboundHTTP.Limits.pause, because: reason)
        } catch {
            throw .unknown(because: error.reason)
        }
    }

    private func currentToken() async throws(PaymentFault) -> String {
        if let token = tokens.valid(at: now()) { return token }
        let timestamp = SNAPSignature.timestamp(now())
        guard
            let signature = try? SNAPSignature.asymmetric(
                clientKey: access.clientKey, timestamp: timestamp, key: access.privateKey)
        else { throw .retry(after: SNAP.pauseForOperator, because: "our key cannot sign") }
        let headers = [
            ("X-TIMESTAMP", timestamp), ("X-CLIENT-KEY", access.clientKey), ("X-SIGNATURE", signature),
        ]
        let answer: OutboundResponse
        do {
            answer = try await call.send(request(.token, headers, SNAP.encode(SNAPTokenQuestion())))
        } catch {
            throw .retry(after: OutboundHTTP.Limits.pause, because: error.reason)
        }
        guard answer.isSuccess, let body = try? answer.decode(SNAPTokenAnswer.self), !body.accessToken.isEmpty else {
            throw .retry(after: SNAP.pauseForOperator, because: "no token: the rail answered \(answer.status)")
        }
        tokens.keep(body.accessToken, until: now() + body.life)
        return body.accessToken
    }

    private func request(
        _ service: SNAPService, _ headers: [(String, String)], _ body: Data
    ) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: access.address + service.path)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(bytes: body))
        return request
    }

    /// The signed path is the one the rail's host sees.
    private func path(_ service: SNAPService) -> String {
        (URLComponents(string: access.address)?.path ?? "") + service.path
    }

    private static func encode(_ question: some Encodable) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(question) else { preconditionFailure("strings can always be encoded") }
        return data
    }
}

// MARK: Request bodies

extension SNAP {
    private func walletInquiry(_ payee: Payee) -> WalletInquiryQuestion {
        WalletInquiryQuestion(
            partnerReferenceNo: externalID(), customerNumber: access.profile.number(payee),
            amount: SNAPAmount(Self.inquiryAmount),
            transactionDate: SNAPSignature.timestamp(now()),
            additionalInfo: .init(
                beneficiaryProvider: payee.partner.slug, customerName: access.profile.text(payee.name)))
    }

    private func bankInquiry(_ payee: Payee) -> BankInquiryQuestion {
        BankInquiryQuestion(
            beneficiaryBankCode: payee.partner.bankCode ?? "", beneficiaryAccountNo: payee.number.digits,
            partnerReferenceNo: externalID(),
            additionalInfo: .init(beneficiaryAccountName: access.profile.text(payee.name)))
    }

    private func topUp(_ instruction: PaymentInstruction) -> WalletTopUpQuestion {
        WalletTopUpQuestion(
            partnerReferenceNo: instruction.reference.description,
            customerNumber: access.profile.number(instruction.payee),
            customerName: access.profile.text(instruction.payee.name), amount: SNAPAmount(instruction.amount),
            transactionDate: SNAPSignature.timestamp(instruction.date), notes: access.profile.text(instruction.note),
            additionalInfo: .init(beneficiaryProvider: instruction.payee.partner.slug))
    }

    private func transfer(_ instruction: PaymentInstruction) -> BankTransferQuestion {
        BankTransferQuestion(
            partnerReferenceNo: instruction.reference.description, amount: SNAPAmount(instruction.amount),
            beneficiaryAccountName: access.profile.text(instruction.payee.name),
            beneficiaryAccountNo: instruction.payee.number.digits,
            beneficiaryBankCode: instruction.payee.partner.bankCode ?? "", sourceAccountNo: access.sourceAccount,
            transactionDate: SNAPSignature.timestamp(instruction.date))
    }
}
