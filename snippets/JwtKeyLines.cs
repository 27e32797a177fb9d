// Says which key this process holds, one line per key; the line names the key and holds none of it. Copy this file; it needs .NET Core 3.1 or newer.
//   logger.LogInformation(JwtKeyLines.Of(key, new Dictionary<string, string> { ["alg"] = "RS256", ["role"] = "verify", ["source"] = "env JWT_KEY" }));
// The key is a public PEM, a JWK or JWKS, or a shared secret (text that HMAC gets in UTF-8). Secrets get a tag where JWTRIAGE_FINGERPRINT_KEY is set.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Members = System.Collections.Generic.Dictionary<string, string>;

public static class JwtKeyLines
{
    static readonly string[] Fields = { "alg", "kid", "fingerprint", "role", "source", "loaded_at", "instance", "version" };
    static readonly Dictionary<string, string[]> Required = new Dictionary<string, string[]> {
        ["RSA"] = new[] { "e", "kty", "n" }, ["EC"] = new[] { "crv", "kty", "x", "y" }, ["OKP"] = new[] { "crv", "kty", "x" }, ["AKP"] = new[] { "alg", "kty", "pub" } };

    public static string Of(string key, IDictionary<string, string> given)
    {
        var common = new Members { ["loaded_at"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"), ["instance"] = $"{Environment.MachineName}/{Process.GetCurrentProcess().Id}" };
        foreach (var field in given) common[field.Key] = field.Value;
        return string.Join("\n", KeysOf(key ?? "").Select(own => Line(name => own.GetValueOrDefault(name) ?? common.GetValueOrDefault(name))));
    }

    static List<Members> KeysOf(string key)
    {
        try
        {
            if (key.Contains("-----BEGIN ")) return new List<Members> { new Members { ["fingerprint"] = Thumbprint(JwkOf(key)) } };
            if (!key.TrimStart().StartsWith("{")) return new List<Members> { new Members { ["fingerprint"] = SecretTag(Encoding.UTF8.GetBytes(key)) } };
            var document = JsonDocument.Parse(key).RootElement;
            var keys = document.TryGetProperty("keys", out var list) ? list.EnumerateArray().ToList() : new List<JsonElement> { document };
            if (keys.Any()) return keys.Select(Named).ToList();
        }
        catch (Exception) { } // no message: it could quote the key
        return new List<Members> { new Members { ["fingerprint"] = "unreadable" } };
    }

    static Members Named(JsonElement element)
    {
        var jwk = element.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String).ToDictionary(member => member.Name, member => member.Value.GetString());
        return new Members { ["alg"] = jwk.GetValueOrDefault("alg"), ["kid"] = jwk.GetValueOrDefault("kid"), ["fingerprint"] = Thumbprint(jwk) };
    }

    static Members JwkOf(string pem)
    {
        var der = Convert.FromBase64String(Regex.Replace(pem, @"-----[^-]*-----|\s", ""));
        if (BitConverter.ToString(der).StartsWith("30-2A-30-05-06-03-2B-65-70-03-21-00")) // Ed25519 (RFC 8410, 4)
            return new Members { ["kty"] = "OKP", ["crv"] = "Ed25519", ["x"] = Base64Url(der.Skip(12).ToArray()) };
        try
        {
            var rsa = RSA.Create();
            rsa.ImportSubjectPublicKeyInfo(der, out _);
            var open = rsa.ExportParameters(false);
            return new Members { ["kty"] = "RSA", ["n"] = Base64Url(open.Modulus), ["e"] = Base64Url(open.Exponent) };
        }
        catch (CryptographicException) { }
        var ec = ECDsa.Create();
        ec.ImportSubjectPublicKeyInfo(der, out _);
        var point = ec.ExportParameters(false).Q;
        return new Members { ["kty"] = "EC", ["crv"] = $"P-{ec.KeySize}", ["x"] = Base64Url(point.X), ["y"] = Base64Url(point.Y) };
    }

    static string Thumbprint(Members jwk) // RFC 7638, 3; of a shared secret it would be a plain hash
    {
        if (jwk["kty"] == "oct") return SecretTag(Octets(jwk["k"].Replace('-', '+').Replace('_', '/')));
        var members = "{" + string.Join(",", Required[jwk["kty"]].Select(name => $"\"{name}\":\"{jwk[name]}\"")) + "}";
        using (var hash = SHA256.Create())
            return jwk["kty"].ToLowerInvariant() + ":" + Base64Url(hash.ComputeHash(Encoding.UTF8.GetBytes(members))).Substring(0, 12);
    }

    static string SecretTag(byte[] secret) // what looks guessable has no tag: it would help to guess
    {
        var isHexadecimal = secret.All(octet => Uri.IsHexDigit((char)octet));
        if (secret.Length < 32 || secret.Distinct().Count() < (isHexadecimal ? 12 : 24)) return "weak";
        var key = Environment.GetEnvironmentVariable("JWTRIAGE_FINGERPRINT_KEY");
        if (string.IsNullOrEmpty(key)) return "none";
        var length = BitConverter.GetBytes((long)secret.Length).Reverse();
        using (var hmac = new HMACSHA256(Octets(key)))
        {
            var tag = hmac.ComputeHash(Encoding.UTF8.GetBytes("jwt-fp/v1").Concat(length).Concat(secret).ToArray());
            var bits = tag.Take(5).Aggregate(0L, (number, octet) => number << 8 | octet);
            return "hk1:" + string.Concat(Enumerable.Range(0, 8).Select(place => "abcdefghijklmnopqrstuvwxyz234567"[(int)(bits >> (35 - 5 * place)) & 31]));
        }
    }

    static byte[] Octets(string base64) => Convert.FromBase64String(base64.TrimEnd('=').PadRight((base64.TrimEnd('=').Length + 3) / 4 * 4, '='));

    static string Base64Url(byte[] octets) => Convert.ToBase64String(octets).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    static string Line(Func<string, string> field) => // logfmt; what is no plain word is a JSON string in ASCII
        "jwt-key" + string.Concat(Fields.Where(name => !string.IsNullOrEmpty(field(name))).Select(name => $" {name}={Shown(field(name))}"));

    static string Shown(string value)
    {
        if (Regex.IsMatch(value, @"\A[A-Za-z0-9._:/+@-]+\z")) return value;
        return "\"" + Regex.Replace(value, @"[^ !#-\[\]-~]", sign => sign.Value == "\"" || sign.Value == "\\" ? "\\" + sign.Value : $"\\u{(int)sign.Value[0]:x4}") + "\"";
    }
}

public static class JwtKeyLinesProgram // leave it out when you copy: run by itself, it shows the key of JWT_KEY
{
    public static void Main() => Console.WriteLine(JwtKeyLines.Of(Environment.GetEnvironmentVariable("JWT_KEY"), new Members {
        ["alg"] = Environment.GetEnvironmentVariable("JWT_ALG"), ["kid"] = Environment.GetEnvironmentVariable("JWT_KID"), ["role"] = "verify", ["source"] = "env JWT_KEY" }));
}
