// An issuer on oidc-provider. Its keys are fixed when it is made: SIGUSR2 makes another provider, which publishes both keys and signs with the new one.
import { generateKeyPairSync } from "node:crypto";
import http from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";

const { default: Provider } = await import(pathToFileURL(path.join(process.argv[2], "oidc-provider/lib/index.js")));
const { HOST, PORT } = process.env;
const issuer = `http://${HOST}:${PORT}`;
const keys = [];
let answer;

function newKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  keys.unshift({ ...privateKey.export({ format: "jwk" }), kid: `key-${keys.length + 1}`, alg: "RS256", use: "sig" });
}

function resource() {
  const jwt = { sign: { alg: "RS256", kid: keys[0].kid } };
  return { scope: "orders", audience: "orders", accessTokenTTL: 600, accessTokenFormat: "jwt", jwt };
}

function turn() {
  newKey();
  const indicators = { enabled: true, defaultResource: () => "urn:orders", useGrantedResource: () => true, getResourceServerInfo: resource };
  const client = { client_id: "lab", client_secret: "lab", grant_types: ["client_credentials"], redirect_uris: [], response_types: [] };
  const features = { clientCredentials: { enabled: true }, devInteractions: { enabled: false }, resourceIndicators: indicators };
  answer = new Provider(issuer, { jwks: { keys }, clients: [client], features }).callback();
  console.log(`${new Date().toISOString()} info signing key ${keys[0].kid} is in use`);
}

turn();
process.on("SIGUSR2", turn);
http.createServer((request, response) => answer(request, response)).listen(Number(PORT), HOST);
