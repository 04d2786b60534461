// What a program on Node does with a store, by the client that Redis recommends.
import { createClient } from "redis";
import assert from "node:assert/strict";

const [port, protocol] = process.argv.slice(2).map(Number);
const options = { socket: { host: "127.0.0.1", port }, RESP: protocol };
const client = createClient(options);
client.on("error", (error) => { console.error(error); process.exit(1); });
await client.connect();

assert.equal(await client.ping(), "PONG");
assert.equal(await client.set("key", "value"), "OK");
assert.equal(await client.get("key"), "value");
assert.equal(await client.get("none"), null);
assert.equal(await client.set("key", "other", { NX: true }), null);
assert.equal(await client.set("key", "third", { GET: true, EX: 100 }), "value");
assert.ok((await client.ttl("key")) > 90);
assert.deepEqual(await client.mGet(["key", "none"]), ["third", null]);
assert.equal(await client.incrBy("count", 41), 41);
assert.equal(await client.incr("count"), 42);
assert.equal(await client.exists(["key", "count", "none"]), 2);
assert.equal(await client.type("key"), "string");

assert.deepEqual(await client.multi().set("a", "1").incr("a").get("a").exec(), ["OK", 2, "2"]);
await client.watch("a");
const other = client.duplicate();
await other.connect();
await other.set("a", "9");
await assert.rejects(client.multi().get("a").exec(), { name: /Error/ });

for (let i = 0; i < 100; i++) {
  await client.set(`scan:${i}`, "v");
}
const seen = new Set();
for await (const step of client.scanIterator({ MATCH: "scan:*", COUNT: 10 })) {
  for (const key of [].concat(step)) {
    seen.add(key);
  }
}
assert.equal(seen.size, 100);

const heard = new Promise((resolve) => {
  other.subscribe("channel", (message) => resolve(message)).then(() => client.publish("channel", "hello"));
});
assert.equal(await heard, "hello");
await other.unsubscribe("channel");

const token = String(await client.sendCommand(["SESSION", "TOKEN"]));
assert.equal(String(await other.sendCommand(["SESSION", "RESUME", token])), "OK");
await assert.rejects(other.sendCommand(["SESSION", "RESUME", token.slice(1)]), /token/);
await assert.rejects(client.sendCommand(["LPUSH", "list", "x"]), /unknown command 'LPUSH'/);

assert.equal(await client.del(["key", "a", "none"]), 2);
await client.flushAll();
assert.equal(await client.dbSize(), 0);
await other.close();
await client.close();
console.log("passed");
