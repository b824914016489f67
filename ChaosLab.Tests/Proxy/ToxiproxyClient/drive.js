// Drives a running proxy with a client that was made for Toxiproxy, and fails on the first thing that is not as it says.
"use strict";

const assert = require("node:assert");
const net = require("node:net");
const { Toxiproxy } = require("toxiproxy-node-client");

const [api, upstream] = process.argv.slice(2);

function call(listen, text) {
  return new Promise((resolve, reject) => {
    const began = process.hrtime.bigint();
    const [host, port] = listen.split(":");
    const socket = net.connect(Number(port), host, () => socket.write(text));
    let back = "";
    socket.setTimeout(60000, () => socket.destroy(new Error("no answer within 60 s")));
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("closed")));
    socket.on("data", (data) => {
      back += data;
      if (back.length >= text.length) {
        resolve({ back, milliseconds: Number(process.hrtime.bigint() - began) / 1e6 });
        socket.destroy();
      }
    });
  });
}

async function main() {
  const toxiproxy = new Toxiproxy(api);
  assert.match(await toxiproxy.getVersion(), /"version":\s*"2\./);

  const proxy = await toxiproxy.createProxy({ name: "node", listen: "127.0.0.1:0", upstream, enabled: true });
  assert.match(proxy.listen, /^127\.0\.0\.1:[1-9]/);
  assert.strictEqual((await call(proxy.listen, "hello")).back, "hello");
  await assert.rejects(toxiproxy.createProxy({ name: "node", listen: "127.0.0.1:0", upstream }), /409/);
  await assert.rejects(toxiproxy.get("none"), /404/);
  assert.deepStrictEqual(Object.keys(await toxiproxy.getAll()), ["node"]);

  const toxic = await proxy.addToxic({
    name: "slow", type: "latency", stream: "downstream", toxicity: 1, attributes: { latency: 200, jitter: 0 },
  });
  assert.deepStrictEqual(toxic.attributes, { latency: 200, jitter: 0 });
  assert.ok((await call(proxy.listen, "slow")).milliseconds >= 190);
  const changed = await toxic.update({ toxicity: 1, attributes: { latency: 1, jitter: 0 } });
  assert.strictEqual(changed.attributes.latency, 1);
  assert.strictEqual((await proxy.getToxic("slow")).attributes.latency, 1);
  await toxic.remove();
  await assert.rejects(proxy.getToxic("slow"), /404/);

  const off = await proxy.update({ enabled: false, listen: proxy.listen, upstream });
  assert.strictEqual(off.enabled, false);
  await assert.rejects(call(proxy.listen, "refused"), /ECONNREFUSED/);
  await toxiproxy.reset();
  assert.strictEqual((await call(proxy.listen, "again")).back, "again");

  const populated = await toxiproxy.populate([{ name: "node", listen: proxy.listen, upstream }, { name: "other", listen: "127.0.0.1:0", upstream }]);
  assert.deepStrictEqual(Object.keys(populated).sort(), ["node", "other"]);
  await populated.other.remove();
  await proxy.remove();
  assert.deepStrictEqual(await toxiproxy.getAll(), {});
  console.log("all as Toxiproxy's client expects");
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
