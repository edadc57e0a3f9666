#!/usr/bin/env node
/**
 * Prisma's schema engine without a download. The Prisma CLI fetches a native program from a host that many networks
 * block; the same engine is published to npm as WebAssembly. This program puts it behind what the CLI expects of
 * the native one, and the CLI is pointed at it by PRISMA_SCHEMA_ENGINE_BINARY (see ../prisma.mjs):
 *
 * - JSON-RPC on standard input and output, one request a line, until standard input ends;
 * - the arguments `--datamodels <path>` (repeated) and `--datasource <JSON with url>`;
 * - `cli can-connect-to-database` and `cli create-database`, answered by exit code, with the error as a JSON log line.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as binding from '@prisma/schema-engine-wasm/schema_engine_bg';
import { canConnect, createDatabase, errorCodeOf, MigrationAdapterFactory } from './migration-adapter.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    datamodels: { type: 'string', multiple: true, default: [] },
    datasource: { type: 'string' },
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
  },
});
const url = values.datasource ? JSON.parse(values.datasource).url : process.env.DATABASE_URL;

if (positionals[0] === 'cli') await answerCommand(positionals[1] ?? '');
else serve();

/** `cli <command>`: exit code 0, or 1 with the error on standard error. @param {string} command */
async function answerCommand(command) {
  try {
    if (command === 'can-connect-to-database') await canConnect(url);
    else if (command === 'create-database') await createDatabase(url);
    else throw new Error(`This schema engine has no command ${command}.`);
  } catch (error) {
    // The CLI drops the first line and wants JSON in every other one.
    process.stderr.write('\n');
    logLine('ERROR', { message: messageOf(error), error_code: errorCodeOf(error) });
    process.exitCode = 1;
  }
}

/** Answers requests until standard input ends, one after the other: the engine is one state machine. */
function serve() {
  /** @type {Map<unknown, () => void>} */
  const printed = new Map();
  let queue = Promise.resolve();
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  lines.on('line', (line) => {
    if (!line.trim()) return;
    const request = JSON.parse(line);
    if (request.method === undefined) printed.get(request.id)?.();
    else queue = queue.then(() => answer(request, print));
  });
  lines.on('close', () => {
    queue
      .then(() => engine?.then((made) => made.factory.dispose()).catch(() => undefined))
      .then(() => process.exit(0));
  });

  let prints = 0;
  /** Text for the terminal goes through the CLI, which owns standard output. @param {string} content */
  function print(content) {
    const id = `print-${++prints}`;
    const done = new Promise((resolve) => printed.set(id, () => resolve(undefined)));
    send({ jsonrpc: '2.0', id, method: 'print', params: { content } });
    // A CLI that has gone away answers no more; standard input has then ended and so do we.
    return done;
  }
}

/**
 * @param {{ id: unknown, method: string, params: unknown }} request
 * @param {(content: string) => Promise<unknown>} print
 */
async function answer({ id, method, params }, print) {
  try {
    engine ??= startEngine();
    const { instance } = await engine;
    const name = method === 'getDatabaseVersion' ? 'version' : method;
    if (typeof instance[name] !== 'function') throw new Error(`This schema engine cannot ${method}.`);
    if (name === 'evaluateDataLoss' || name === 'createMigration')
      await buildFromMigrations(instance, params);
    let result = await instance[name](params ?? undefined);
    if (method === 'diff') {
      if (result.stdout) await print(result.stdout.replace(/\n$/, ''));
      result = { exitCode: result.exitCode, stdout: null };
    }
    send({ jsonrpc: '2.0', id, result: result ?? null });
  } catch (error) {
    const data = {
      is_panic: error instanceof WebAssembly.RuntimeError,
      message: messageOf(error),
      error_code: errorCodeOf(error),
      meta: null,
    };
    send({
      jsonrpc: '2.0',
      id,
      error: { code: 4466, message: 'An error happened. Check the data field.', data },
    });
  }
}

/**
 * These two look up what the migrations build, and the WebAssembly engine can only build it, in a shadow database, on
 * behalf of a few others (prisma-engines, commands/src/commands: who is given the adapter factory). On a database that
 * was empty a moment ago none of those has run. One that has costs nothing here: the engine remembers.
 * @param {Record<string, Function>} instance @param {any} params
 */
async function buildFromMigrations(instance, { migrationsList, filters }) {
  await instance.diagnoseMigrationHistory?.({ migrationsList, filters, optInToShadowDatabase: true });
}

/** @type {Promise<{ instance: Record<string, Function>, factory: MigrationAdapterFactory }> | undefined} */
let engine;

async function startEngine() {
  const file = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasm = await WebAssembly.instantiate(readFileSync(file.replace(/\.js$/, '.wasm')), {
    './schema_engine_bg.js': binding,
  });
  binding.__wbg_set_wasm(wasm.instance.exports);
  /** @type {() => void} */ (wasm.instance.exports.__wbindgen_start)();

  const factory = new MigrationAdapterFactory(url);
  const datamodels = values.datamodels.map((path) => [path, readFileSync(path, 'utf8')]);
  const instance = await binding.SchemaEngine.new(
    { datamodels: datamodels.length ? datamodels : undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  return { instance, factory };
}

/** @param {object} message */
function send(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

/** @param {string} level @param {object} fields */
function logLine(level, fields) {
  process.stderr.write(`${JSON.stringify({ level, target: 'schema_engine::logger', fields })}\n`);
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
