// An issuer on oauth2-mock-server. SIGUSR2 adds a key, and from then on it signs with all its keys in turn.
import path from "node:path";
import { pathToFileURL } from "node:url";

const { OAuth2Server } = await import(pathToFileURL(path.join(process.argv[2], "oauth2-mock-server/dist/index.mjs")));
const { HOST, PORT } = process.env;
const server = new OAuth2Server();
let keys = 0;

async function addKey() {
  keys += 1;
  await server.issuer.keys.generate("RS256", { kid: `key-${keys}` });
  console.log(`${new Date().toISOString()} info signing key key-${keys} was added`);
}

await addKey();
process.on("SIGUSR2", addKey);
await server.start(Number(PORT), HOST);
