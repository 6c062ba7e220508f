// worker.py for engines of Node: `node worker.js ADAPTER PEERS`, where PEERS/node_modules holds the engines.
"use strict";
const fs = require("fs");
const path = require("path");
const readline = require("readline");
const { createRequire } = require("module");

const cpu = () => {
  const used = process.cpuUsage();
  return (used.user + used.system) / 1000;
};
const answer = (data) => process.stdout.write(JSON.stringify(data) + "\n");

async function rendered(render, request) {
  const lines = fs.readFileSync(request.contexts, "utf8").trimEnd().split("\n");
  const walls = [];
  let size = 0;
  let used = 0;
  for (const [number, line] of lines.entries()) {
    const context = JSON.parse(line);
    const began = cpu();
    const clock = performance.now();
    const data = await render(context);
    fs.writeFileSync(request.files[number % request.files.length], data);
    walls.push(performance.now() - clock);
    used += cpu() - began;
    size += data.length;
  }
  walls.sort((one, other) => one - other);
  return { cpu: used / lines.length, wall: walls[walls.length >> 1], bytes: size / lines.length };
}

async function main(name, peers) {
  const began = cpu();
  const prepare = require(`./engines/${name}.js`)(createRequire(path.join(path.resolve(peers), "peers.js")));
  answer({ cpu: cpu() - began });
  let render;
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    if (request.do === "prepare") {
      const template = fs.readFileSync(request.template);
      const began = cpu();
      render = prepare(template, request.template);
      answer({ cpu: cpu() - began });
    } else {
      answer(await rendered(render, request));
    }
  }
}

main(process.argv[2], process.argv[3]);
