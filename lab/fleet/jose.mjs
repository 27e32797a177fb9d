// An HTTP service on jose. A key file that is JSON is a key set; the last argument is the folder that has the package.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";

const { HOST, PORT, JWT_ALGORITHM, JWT_KEY_FILE, JWT_SECRET } = process.env;
const { createLocalJWKSet, importSPKI, jwtVerify } = await import(pathToFileURL(path.join(process.argv[2], "jose/dist/webapi/index.js")));

const material = JWT_KEY_FILE ? fs.readFileSync(JWT_KEY_FILE, "utf8") : JWT_SECRET;

async function keyOf(text) {
  if (text.startsWith("{")) return createLocalJWKSet(JSON.parse(text));
  return JWT_ALGORITHM.startsWith("HS") ? new TextEncoder().encode(text) : importSPKI(text, JWT_ALGORITHM);
}

const key = await keyOf(material);

async function answer(request) {
  if (request.url === "/health") return [200, "ok"];
  try {
    const token = (request.headers.authorization || "").replace(/^Bearer /, "");
    await jwtVerify(token, key, { algorithms: [JWT_ALGORITHM] });
    return [200, "accepted"];
  } catch (error) {
    return [401, `${error.code}: ${error.message}`];
  }
}

http
  .createServer(async (request, response) => {
    const [status, text] = await answer(request);
    const entry = { time: new Date().toISOString(), level: status === 200 ? "info" : "warn", method: request.method, path: request.url, status, msg: text };
    if (request.url !== "/health") console.log(JSON.stringify(entry));
    response.writeHead(status, { "content-type": "text/plain" }).end(status === 200 ? text : "unauthorized");
  })
  .listen(Number(PORT), HOST);
