// Satu panggilan bertanda tangan, dengan Node 18 atau lebih baru: node contoh.mjs
import { createHmac } from "node:crypto";

const { KLIEN: klien, KUNCI: kunci, ALAMAT: alamat } = process.env;
const jalur = "/api/v1/integration/payment/redeem-code/status";
const isi = '{"redeem_code":"PRAT-TC1001","sequence":1}';
const waktu = String(Math.floor(Date.now() / 1000));
const tanda = createHmac("sha1", kunci).update(klien + waktu + "POST" + jalur + isi).digest("hex");
const kepala = { "Content-Type": "application/json", client_code: klien, timestamp: waktu, signature: tanda };
const jawaban = await fetch(alamat + jalur, { method: "POST", headers: kepala, body: isi });
console.log(await jawaban.text());
