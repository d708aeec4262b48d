// llama.cpp on one case, through the bindings of node-llama-cpp. They are called
// without the layers above them, so that a run is one call of llama_decode at a
// known position. The protocol is that of tools/ptir-run/BenchServer.h.

import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import {pathToFileURL} from "node:url";

const job = JSON.parse(process.argv[2]);
const answer = (values) => fs.writeSync(1, JSON.stringify(values) + "\n");

async function start() {
  const folder = path.join(job.node_modules, "node-llama-cpp");
  const {version} =
      JSON.parse(fs.readFileSync(path.join(folder, "package.json")));
  const {getLlama, LlamaLogLevel} = await import(
      pathToFileURL(path.join(folder, "dist", "index.js")));
  const llama = await getLlama({
    build: "never", gpu: false, logLevel: LlamaLogLevel.error,
    maxThreads: job.threads
  });
  const model = await llama.loadModel({modelPath: job.gguf, gpuLayers: 0});
  const size = job.tokens.length;
  // By default keys and values are f16, whatever the weights are.
  const cacheType = job.dtype === "f32" ? "F32" : "F16";
  const context = await model.createContext({
    contextSize: size, batchSize: size, sequences: 1, threads: job.threads,
    experimentalKvCacheKeyType: cacheType,
    experimentalKvCacheValueType: cacheType
  });
  const bindings = context._ctx;
  const sampler = new llama._bindings.AddonSampler(model._model);
  sampler.applyConfig({temperature: 0});

  let last;
  // Feeds the tokens from `begin` to `end`, with the logits of the last one.
  async function feed(begin, end) {
    bindings.removeTokenCellsFromSequence(0, begin, -1);
    bindings.initBatch(end - begin);
    [last] = bindings.addToBatch(
        0, begin, Uint32Array.from(job.tokens.slice(begin, end)),
        Uint32Array.of(end - begin - 1));
    await bindings.decodeBatch();
  }
  const begin = job.run === "prefill" ? 0 : size - 1;
  if (begin > 0) {
    bindings.setThreads(job.threads);
    await feed(0, begin);
  }
  bindings.setThreads(job.threads);

  async function logits() {
    const pairs = (await bindings.sampleToken(
        last, sampler, false, false, true))[3];
    const row = new Float32Array(pairs.length / 2);
    for (let i = 0; i < pairs.length; i += 2)
      row[pairs[i]] = pairs[i + 1];
    return row;
  }
  return {version, run: () => feed(begin, size), logits};
}

async function handle(line, worker) {
  const [command, operand] = line.split(/ (.*)/);
  if (command === "run") {
    const seconds = [];
    for (let i = 0; i < Number(operand); ++i) {
      const begin = performance.now();
      await worker.run();
      seconds.push((performance.now() - begin) / 1000);
    }
    return {seconds};
  }
  if (command === "outputs") {
    const row = await worker.logits();
    fs.writeFileSync(operand, Buffer.from(row.buffer));
    return {shape: [1, row.length]};
  }
  return {error: `expected run, outputs or quit, found '${line}'`};
}

const oneLine = (error) => String(error).split("\n")[0];

let worker;
try {
  worker = await start();
} catch (error) {
  answer({error: oneLine(error)});
  process.exit(1);
}
answer({ready: true, version: worker.version});
for await (const line of readline.createInterface({input: process.stdin})) {
  if (line === "quit")
    break;
  try {
    answer(await handle(line, worker));
  } catch (error) {
    answer({error: oneLine(error)});
  }
}
process.exit(0);
