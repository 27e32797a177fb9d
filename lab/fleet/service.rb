# An HTTP service on ruby-jwt.
require "jwt"
require "openssl"
require "socket"
require "time"

$stdout.sync = true
algorithm = ENV.fetch("JWT_ALGORITHM")
text = ENV["JWT_KEY_FILE"] ? File.binread(ENV["JWT_KEY_FILE"]) : ENV.fetch("JWT_SECRET")
KEY = algorithm.start_with?("HS") ? text : OpenSSL::PKey::RSA.new(text)
RULES = { algorithm: algorithm }.freeze

def answer(path, token)
  return [200, "ok"] if path == "/health"

  JWT.decode(token, KEY, true, RULES)
  [200, "accepted"]
rescue JWT::DecodeError => e
  [401, "#{e.class}: #{e.message}"]
end

server = TCPServer.new(ENV.fetch("HOST"), Integer(ENV.fetch("PORT")))
loop do
  client = server.accept
  method, path = client.gets.to_s.split
  if path.nil?
    client.close
    next
  end
  token = ""
  while (line = client.gets) && line != "\r\n"
    token = line.split(":", 2).last.strip.delete_prefix("Bearer ") if line.downcase.start_with?("authorization:")
  end
  status, said = answer(path, token)
  puts "#{Time.now.utc.iso8601(3)} #{status == 200 ? 'INFO' : 'WARN'} #{method} #{path} #{status} #{said}" unless path == "/health"
  body = status == 200 ? said : "unauthorized"
  client.write "HTTP/1.1 #{status} #{status == 200 ? 'OK' : 'Unauthorized'}\r\nContent-Length: #{body.bytesize}\r\nConnection: close\r\n\r\n#{body}"
  client.close
rescue SystemCallError, IOError
  next
end
