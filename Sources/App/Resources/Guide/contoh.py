# Satu panggilan bertanda tangan, dengan pustaka baku Python 3.
import hashlib, hmac, os, time, urllib.error, urllib.request

klien, kunci, alamat = os.environ["KLIEN"], os.environ["KUNCI"], os.environ["ALAMAT"]
jalur = "/api/v1/integration/payment/redeem-code/status"
isi = '{"redeem_code":"PRAT-TC1001","sequence":1}'
waktu = str(int(time.time()))
teks = klien + waktu + "POST" + jalur + isi
tanda = hmac.new(kunci.encode(), teks.encode(), hashlib.sha1).hexdigest()
kepala = {"Content-Type": "application/json", "client_code": klien, "timestamp": waktu, "signature": tanda}
try:
    jawaban = urllib.request.urlopen(urllib.request.Request(alamat + jalur, isi.encode(), kepala))
except urllib.error.HTTPError as penolakan:
    jawaban = penolakan  # penolakan pun membawa isi: code dan message
print(jawaban.read().decode())
