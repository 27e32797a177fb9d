// An HTTP service on jsonwebtoken; the argument is the package's name, so that two versions can be compared.
const fs = require("node:fs");
const http = require("node:http");
const jwt = require(process.argv[2]);

const { HOST, PORT, JWT_ALGORITHM, JWT_KEY_FILE, JWT_SECRET } = process.env;
const key = JWT_KEY_FILE ? fs.readFileSync(JWT_KEY_FILE) : JWT_SECRET;

function answer(request) {
  if (request.url === "/health") return [200, "ok"];
  try {
    const token = (request.headers.authorization || "").replace(/^Bearer /, "");
    jwt.verify(token, key, { algorithms: [JWT_ALGORITHM] });
    return [200, "accepted"];
  } catch (error) {
    return [401, `${error.name}: ${error.message}`];
  }
}

http
  .createServer((request, response) => {
    const [status, text] = answer(request);
    const level = status === 200 ? "info" : "warn";
    if (request.url !== "/health") console.log(`${new Date().toISOString()} ${level} ${request.method} ${request.url} ${status} ${text}`);
    response.writeHead(status, { "content-type": "text/plain" }).end(status === 200 ? text : "unauthorized");
  })
  .listen(Number(PORT), HOST);
