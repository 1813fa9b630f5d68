<?php
// Satu panggilan bertanda tangan, dengan PHP 8 saja.
[$klien, $kunci, $alamat] = [getenv("KLIEN"), getenv("KUNCI"), getenv("ALAMAT")];
$jalur = "/api/v1/integration/payment/redeem-code/status";
$isi = '{"redeem_code":"PRAT-TC1001","sequence":1}';
$waktu = (string) time();
$tanda = hash_hmac("sha1", $klien . $waktu . "POST" . $jalur . $isi, $kunci);
$kepala = ["Content-Type: application/json", "client_code: $klien", "timestamp: $waktu", "signature: $tanda"];
$pilihan = ["method" => "POST", "header" => $kepala, "content" => $isi, "ignore_errors" => true];
echo file_get_contents($alamat . $jalur, false, stream_context_create(["http" => $pilihan])), PHP_EOL;
