// Says which key this process holds, one line per key; the line names the key and holds none of it. Copy this file; it needs Java 17 or newer.
//   log.info(JwtKeyLines.of(System.getenv("JWT_KEY"), Map.of("alg", "RS256", "role", "verify", "source", "env JWT_KEY", "version", "1.2.3")));
// The key is a public PEM, a JWK or JWKS, or a shared secret (text that HMAC gets in UTF-8). Secrets get a tag where JWTRIAGE_FINGERPRINT_KEY is set.
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.*;
import java.security.interfaces.*;
import java.security.spec.*;
import java.util.*;
import java.util.regex.*;
import java.util.stream.*;

public class JwtKeyLines {
    static final List<String> FIELDS = List.of("alg", "kid", "fingerprint", "role", "source", "loaded_at", "instance", "version");
    static final Map<String, List<String>> REQUIRED = Map.of("RSA", List.of("e", "kty", "n"), "EC", List.of("crv", "kty", "x", "y"),
            "OKP", List.of("crv", "kty", "x"), "AKP", List.of("alg", "kty", "pub"));
    static final Pattern OBJECT = Pattern.compile("\\{[^{}]*}"), MEMBER = Pattern.compile("\"(\\w+)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    public static String of(String key, Map<String, String> given) throws java.io.IOException {
        var fields = new HashMap<>(given);
        fields.putIfAbsent("loaded_at", java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString());
        fields.putIfAbsent("instance", java.net.InetAddress.getLocalHost().getHostName() + "/" + ProcessHandle.current().pid());
        return keysOf(key == null ? "" : key).stream().map(own -> line(name -> own.getOrDefault(name, fields.get(name)))).collect(Collectors.joining("\n"));
    }

    static List<Map<String, String>> keysOf(String key) {
        try {
            if (key.contains("-----BEGIN ")) return List.of(Map.of("fingerprint", thumbprint(jwkOf(key))));
            if (!key.stripLeading().startsWith("{")) return List.of(Map.of("fingerprint", secretTag(key.getBytes(UTF_8))));
            var keys = new ArrayList<Map<String, String>>();
            for (var object : (Iterable<MatchResult>) OBJECT.matcher(key).results()::iterator) { // a JWK has texts, and lists of them
                var jwk = new HashMap<String, String>();
                MEMBER.matcher(object.group()).results().forEach(member -> jwk.put(member.group(1), unescaped(member.group(2))));
                jwk.put("fingerprint", thumbprint(jwk));
                jwk.keySet().retainAll(Set.of("alg", "kid", "fingerprint"));
                keys.add(jwk);
            }
            if (!keys.isEmpty()) return keys;
        } catch (GeneralSecurityException | RuntimeException error) { } // no message: it could quote the key
        return List.of(Map.of("fingerprint", "unreadable"));
    }

    static Map<String, String> jwkOf(String pem) throws GeneralSecurityException {
        byte[] der = Base64.getDecoder().decode(pem.replaceAll("-----[^-]*-----|\\s", ""));
        var spki = new X509EncodedKeySpec(der);
        if (HexFormat.of().formatHex(der).startsWith("302a300506032b6570032100")) // Ed25519 (RFC 8410, 4)
            return Map.of("kty", "OKP", "crv", "Ed25519", "x", BASE64URL.encodeToString(Arrays.copyOfRange(der, 12, 44)));
        try {
            var ec = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spki);
            int bits = ec.getParams().getCurve().getField().getFieldSize(), octets = (bits + 7) / 8;
            return Map.of("kty", "EC", "crv", "P-" + bits, "x", base64url(ec.getW().getAffineX(), octets), "y", base64url(ec.getW().getAffineY(), octets));
        } catch (InvalidKeySpecException other) { }
        var rsa = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spki);
        BigInteger n = rsa.getModulus(), e = rsa.getPublicExponent();
        return Map.of("kty", "RSA", "n", base64url(n, (n.bitLength() + 7) / 8), "e", base64url(e, (e.bitLength() + 7) / 8));
    }

    static String thumbprint(Map<String, String> jwk) throws GeneralSecurityException { // RFC 7638, 3; of a shared secret it would be a plain hash
        if (jwk.get("kty").equals("oct")) return secretTag(Base64.getUrlDecoder().decode(jwk.get("k")));
        var members = REQUIRED.get(jwk.get("kty")).stream().map(name -> "\"%s\":\"%s\"".formatted(name, Objects.requireNonNull(jwk.get(name))));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(("{" + members.collect(Collectors.joining(",")) + "}").getBytes(UTF_8));
        return jwk.get("kty").toLowerCase(Locale.ROOT) + ":" + BASE64URL.encodeToString(digest).substring(0, 12);
    }

    static String secretTag(byte[] secret) throws GeneralSecurityException { // what looks guessable has no tag: it would help to guess
        var octets = new String(secret, java.nio.charset.StandardCharsets.ISO_8859_1);
        if (secret.length < 32 || octets.chars().distinct().count() < (octets.matches("[0-9A-Fa-f]*") ? 12 : 24)) return "weak";
        var key = System.getenv("JWTRIAGE_FINGERPRINT_KEY");
        if (key == null || key.isEmpty()) return "none";
        var mac = javax.crypto.Mac.getInstance("HmacSHA256");
        mac.init(new javax.crypto.spec.SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
        mac.update("jwt-fp/v1".getBytes(UTF_8));
        mac.update(ByteBuffer.allocate(8).putLong(secret.length).array());
        long bits = ByteBuffer.wrap(mac.doFinal(secret)).getLong() >>> 24;
        return IntStream.rangeClosed(0, 7).mapToObj(place -> "abcdefghijklmnopqrstuvwxyz234567".charAt((int) (bits >>> (35 - 5 * place)) & 31) + "")
                .collect(Collectors.joining("", "hk1:", ""));
    }

    static String base64url(BigInteger number, int octets) {
        return BASE64URL.encodeToString(Arrays.copyOfRange(number.setBit(8 * octets).toByteArray(), 1, octets + 1));
    }

    static String unescaped(String json) {
        var decoded = Pattern.compile("\\\\u([0-9A-Fa-f]{4})").matcher(json).replaceAll(unit -> Matcher.quoteReplacement((char) Integer.parseInt(unit.group(1), 16) + ""));
        return decoded.replace("\\/", "/").translateEscapes();
    }

    static String line(java.util.function.UnaryOperator<String> fields) { // logfmt; what is no plain word is a JSON string in ASCII
        var set = FIELDS.stream().filter(name -> fields.apply(name) != null && !fields.apply(name).isEmpty());
        return set.map(name -> " " + name + "=" + shown(fields.apply(name))).collect(Collectors.joining("", "jwt-key", ""));
    }

    static String shown(String value) {
        if (value.matches("[A-Za-z0-9._:/+@-]+")) return value;
        return value.chars().mapToObj(unit -> unit == '"' || unit == '\\' ? "\\" + (char) unit : unit < ' ' || unit > '~' ? "\\u%04x".formatted(unit) : (char) unit + "")
                .collect(Collectors.joining("", "\"", "\""));
    }

    public static void main(String[] arguments) throws java.io.IOException { // run by itself, it shows the key of JWT_KEY
        var named = new HashMap<>(Map.of("role", "verify", "source", "env JWT_KEY"));
        for (var name : List.of("alg", "kid")) named.put(name, System.getenv("JWT_" + name.toUpperCase(Locale.ROOT)));
        System.out.println(of(System.getenv("JWT_KEY"), named));
    }
}
