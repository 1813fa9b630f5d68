// Satu panggilan bertanda tangan, dengan pustaka baku Go: go run contoh.go
package main

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

func main() {
	klien, kunci, alamat := os.Getenv("KLIEN"), os.Getenv("KUNCI"), os.Getenv("ALAMAT")
	jalur := "/api/v1/integration/payment/redeem-code/status"
	isi := `{"redeem_code":"PRAT-TC1001","sequence":1}`
	waktu := fmt.Sprint(time.Now().Unix())
	kode := hmac.New(sha1.New, []byte(kunci))
	kode.Write([]byte(klien + waktu + "POST" + jalur + isi))
	permintaan, err := http.NewRequest("POST", alamat+jalur, strings.NewReader(isi))
	if err != nil {
		panic(err)
	}
	// Header.Set menulis huruf besar; kepala HTTP tidak membedakannya.
	permintaan.Header.Set("Content-Type", "application/json")
	permintaan.Header.Set("client_code", klien)
	permintaan.Header.Set("timestamp", waktu)
	permintaan.Header.Set("signature", hex.EncodeToString(kode.Sum(nil)))
	jawaban, err := http.DefaultClient.Do(permintaan)
	if err != nil {
		panic(err)
	}
	defer jawaban.Body.Close()
	teks, _ := io.ReadAll(jawaban.Body)
	fmt.Println(string(teks))
}
