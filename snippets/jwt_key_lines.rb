# Says which key this process holds, one line per key; the line names the key and holds none of it. Copy this file; it needs Ruby 3.0 or newer.
#   puts JwtKeyLines.of(ENV["JWT_KEY"], alg: "RS256", role: "verify", source: "env JWT_KEY", version: "1.2.3")
# The key is a PEM, a JWK or JWKS, or a shared secret (what HMAC gets). JWTRIAGE_FINGERPRINT_KEY makes tags of secrets fast and keyed.
require "json"
require "openssl"
require "socket"

module JwtKeyLines
  FIELDS = %i[alg kid fingerprint role source loaded_at instance version].freeze
  REQUIRED = { "RSA" => %w[e kty n], "EC" => %w[crv kty x y], "OKP" => %w[crv kty x], "AKP" => %w[alg kty pub] }.freeze
  CURVES = { "prime256v1" => "P-256", "secp384r1" => "P-384", "secp521r1" => "P-521", "secp256k1" => "secp256k1" }.freeze
  BASE32 = [*"a".."z", *"2".."7"].freeze
  module_function
  def of(key, **fields)
    common = { loaded_at: Time.now.utc.strftime("%FT%TZ"), instance: "#{Socket.gethostname}/#{Process.pid}", **fields }
    keys_of(key.to_s).map { |own| line(common.merge(own)) }
  end

  def keys_of(key)
    return [{ fingerprint: thumbprint(jwk_of(key)) }] if key.include?("-----BEGIN ")
    return [{ fingerprint: secret_tag(key.b) }] unless key.b.lstrip.start_with?("{")
    document = JSON.parse(key)
    document.fetch("keys", [document]).map { |jwk| { alg: jwk["alg"], kid: jwk["kid"], fingerprint: thumbprint(jwk) }.compact }
  rescue StandardError
    [{ fingerprint: "unreadable" }] # no message: it could quote the key
  end

  def jwk_of(pem) # an Ed25519 or Ed448 key is the end of its SubjectPublicKeyInfo (RFC 8410, 4)
    key = OpenSSL::PKey.read(pem)
    return { "kty" => "RSA", "n" => base64url(key.n.to_s(2)), "e" => base64url(key.e.to_s(2)) } if key.oid == "rsaEncryption"
    return { "kty" => "OKP", "crv" => key.oid.capitalize.sub("ed", "Ed"), "x" => base64url(key.public_to_der[12..]) } if key.oid.start_with?("ED")
    point = key.public_key.to_octet_string(:uncompressed)[1..]
    half = point.size / 2
    { "kty" => "EC", "crv" => CURVES.fetch(key.group.curve_name), "x" => base64url(point[...half]), "y" => base64url(point[half..]) }
  end

  def thumbprint(jwk) # RFC 7638, 3; of a shared secret it would be a plain hash
    return secret_tag(jwk["k"].tr("-_", "+/").unpack1("m")) if jwk["kty"] == "oct"
    members = REQUIRED.fetch(jwk["kty"]).to_h { |name| [name, jwk.fetch(name)] }
    "#{jwk["kty"].downcase}:#{base64url(OpenSSL::Digest.digest("SHA256", JSON.generate(members)))[...12]}"
  end

  def secret_tag(secret) # a tag of a secret that could be guessed would help to guess it; what looks guessable has none
    fewest = secret.match?(/\A\h*\z/n) ? 12 : 24
    return "weak" if secret.bytesize < 32 || secret.bytes.uniq.size < fewest
    key, salt = ENV.values_at("JWTRIAGE_FINGERPRINT_KEY", "JWTRIAGE_FINGERPRINT_SALT")
    return "hk1:#{base32(OpenSSL::HMAC.digest("SHA256", key.unpack1("m"), "jwt-fp/v1".b + [secret.bytesize].pack("Q>") + secret), 8)}" if key.to_s != ""
    "sc1:#{base32(OpenSSL::KDF.scrypt(secret, salt: "jwt-fp/v1#{salt}", N: 2**15, r: 8, p: 1, length: 32), 5)}"
  end
  def base32(octets, characters) = octets.unpack1("B*").scan(/.{5}/).first(characters).map { |bits| BASE32[bits.to_i(2)] }.join
  def base64url(octets) = [octets].pack("m0").tr("+/", "-_").delete("=")
  def line(fields) # logfmt; what is no plain word is a JSON string in ASCII
    escape = ->(c) { %w[" \\].include?(c) ? "\\#{c}" : c.encode("UTF-16BE").unpack("n*").map { |unit| format("\\u%04x", unit) }.join }
    shown = ->(value) { value.match?(%r{\A[A-Za-z0-9._:/+@-]+\z}) ? value : "\"#{value.scrub.gsub(/[^ !#-\[\]-~]/, &escape)}\"" }
    ["jwt-key", *FIELDS.reject { |name| fields[name].to_s.empty? }.map { |name| "#{name}=#{shown[fields[name].to_s]}" }].join(" ")
  end
end

puts JwtKeyLines.of(ENV["JWT_KEY"], alg: ENV["JWT_ALG"], kid: ENV["JWT_KID"], role: "verify", source: "env JWT_KEY") if $PROGRAM_NAME == __FILE__
