// An HTTP service written by hand on the JCA.

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public final class Service {
    private static final String ALGORITHM = System.getenv("JWT_ALGORITHM");
    private static final Pattern ALG = Pattern.compile("\"alg\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern EXP = Pattern.compile("\"exp\"\\s*:\\s*(\\d+)");
    private static byte[] material;

    public static void main(String[] arguments) throws IOException {
        String file = System.getenv("JWT_KEY_FILE");
        material = file == null ? System.getenv("JWT_SECRET").getBytes(StandardCharsets.UTF_8) : Files.readAllBytes(Path.of(file));
        InetSocketAddress address = new InetSocketAddress(System.getenv("HOST"), Integer.parseInt(System.getenv("PORT")));
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/health", exchange -> send(exchange, 200, "ok"));
        server.createContext("/", Service::handle);
        server.start();
    }

    private static void handle(HttpExchange exchange) throws IOException {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        String token = header == null ? "" : header.replaceFirst("^Bearer ", "");
        int status = 200;
        String said = "accepted";
        try {
            check(token);
        } catch (GeneralSecurityException | IllegalArgumentException error) {
            status = 401;
            said = error.getClass().getName() + ": " + error.getMessage();
        }
        String level = status == 200 ? "INFO" : "WARN";
        System.out.println(Instant.now() + " " + level + " " + exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + status + " " + said);
        send(exchange, status, status == 200 ? said : "unauthorized");
    }

    private static void check(String token) throws GeneralSecurityException {
        String[] parts = token.split("\\.");
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a JWT");
        }
        if (!ALGORITHM.equals(member(ALG, parts[0]))) {
            throw new SignatureException("JWT algorithm not accepted");
        }
        byte[] input = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        if (!verifies(input, Base64.getUrlDecoder().decode(parts[2]))) {
            throw new SignatureException("JWT signature does not match locally computed signature");
        }
        String expires = member(EXP, parts[1]);
        if (expires != null && Long.parseLong(expires) <= Instant.now().getEpochSecond()) {
            throw new GeneralSecurityException("JWT expired");
        }
    }

    private static String member(Pattern pattern, String segment) {
        Matcher matcher = pattern.matcher(new String(Base64.getUrlDecoder().decode(segment), StandardCharsets.UTF_8));
        return matcher.find() ? matcher.group(1) : null;
    }

    private static boolean verifies(byte[] input, byte[] signature) throws GeneralSecurityException {
        if (ALGORITHM.startsWith("HS")) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(material, "HmacSHA256"));
            return MessageDigest.isEqual(mac.doFinal(input), signature);
        }
        String body = new String(material, StandardCharsets.US_ASCII).replaceAll("-----[A-Z ]+-----|\\s", "");
        PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body)));
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(key);
        verifier.update(input);
        return verifier.verify(signature);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }
}
