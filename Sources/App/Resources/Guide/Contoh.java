// Satu panggilan bertanda tangan, dengan Java 17 saja: java Contoh.java
import java.net.URI;
import java.net.http.*;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class Contoh {
    public static void main(String[] isian) throws Exception {
        var klien = System.getenv("KLIEN");
        var jalur = "/api/v1/integration/payment/redeem-code/status";
        var isi = "{\"redeem_code\":\"PRAT-TC1001\",\"sequence\":1}";
        var waktu = String.valueOf(System.currentTimeMillis() / 1000);
        var kode = Mac.getInstance("HmacSHA1");
        kode.init(new SecretKeySpec(System.getenv("KUNCI").getBytes("UTF-8"), "HmacSHA1"));
        var tanda = HexFormat.of().formatHex(kode.doFinal((klien + waktu + "POST" + jalur + isi).getBytes("UTF-8")));
        var permintaan = HttpRequest.newBuilder(URI.create(System.getenv("ALAMAT") + jalur))
            .header("Content-Type", "application/json").header("client_code", klien)
            .header("timestamp", waktu).header("signature", tanda)
            .POST(HttpRequest.BodyPublishers.ofString(isi)).build();
        System.out.println(HttpClient.newHttpClient().send(permintaan, HttpResponse.BodyHandlers.ofString()).body());
    }
}
