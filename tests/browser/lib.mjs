// What every journey needs: the demo on a port of its own, a Chromium, patience, and axe.
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import AxeBuilder from "@axe-core/playwright";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import assert from "node:assert/strict";

// Where pictures are kept for people to look at, wherever a journey is started from; git does not keep them.
export const picturesOf = (what) => fileURLToPath(new URL(`../../artifacts/${what}`, import.meta.url));
export const pictures = picturesOf("browser");
mkdirSync(pictures, { recursive: true });

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const freePort = () => new Promise((done) => { const s = createServer(); s.listen(0, "127.0.0.1", () => { const { port } = s.address(); s.close(() => done(port)); }); });

// The first true thing that `look` finds; what it throws meanwhile only means "not yet".
export async function until(what, look, limit = 60_000) {
  const end = Date.now() + limit;
  for (;;) {
    const found = await look().catch(() => undefined);
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await sleep(200);
  }
}

// Starts the demo of `program`, with `more` arguments, on data of its own; `stop` ends it and throws the data away.
export async function demo(program, ...more) {
  const data = mkdtempSync(join(tmpdir(), "tributary-"));
  const port = await freePort();
  const child = spawn(program, ["demo", "--port", String(port), "--data", data, ...more], { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, TRIBUTARY_LOG: "warn" } });
  const url = `http://localhost:${port}`;
  process.once("exit", () => child.kill("SIGKILL"));
  await until("the demo is ready", async () => (await fetch(`${url}/readyz`)).ok, 120_000);
  return { url, data, stop: async () => { child.kill("SIGTERM"); await new Promise((done) => child.once("exit", done)); rmSync(data, { recursive: true, force: true }); } };
}

// Until the past is made the clock jumps, and a checkout that was just opened is out of date. It is made when the
// clock has come up to the present; then what creators and moderators see is laid out.
export async function itsPast({ url, data }) {
  await until("the demo has a past", async () => existsSync(join(data, "past-made")), 150_000);
  await until("it has started anew", async () => (await fetch(`${url}/readyz`)).ok);
  await until("what was given is in the totals", async () => {
    const before = await (await fetch(`${url}/`)).text();
    await sleep(1500);
    return before === await (await fetch(`${url}/`)).text();
  });
}

// What a policy kept a page from, on any page of any journey. Nothing of ours tries what a policy forbids, so whatever is
// here is a mistake: a journey that saw one fails when it ends, whatever else it found.
export const violations = new Set();
const FORBIDDEN = /Content Security Policy|requires '?Trusted|TrustedTypePolicy|\[hx-csp\]/i;
function heed(context) {
  context.on("console", (it) => {
    const where = it.page()?.url() ?? "a page that is gone";
    if (FORBIDDEN.test(it.text())) violations.add(`${where}: ${it.text().trim()}`);
  });
  return context;
}
process.on("exit", () => {
  for (const it of violations) console.error(`FAIL a policy was violated on ${it}`);
  if (violations.size) process.exitCode = 1;
});

export async function launch(args = []) {
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", ...args],
  });
  const open = browser.newContext.bind(browser);
  browser.newContext = async (options) => heed(await open(options));
  return browser;
}

export async function axe(page, where) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target).join(", ")}`), [], `axe on ${where}`);
}

// Lives through `journey`, which is given a browser and a demo of `program` with `more` arguments, and ends the process: with
// 0 when it went well, with 1 when it did not, and with 2 when it takes longer than so many minutes.
export async function live(program, minutes, more, journey) {
  setTimeout(() => { console.error(`FAIL it took longer than ${minutes} minutes`); process.exit(2); }, minutes * 60_000).unref();
  const browser = await launch();
  const place = await demo(program, ...more);
  let failed = false;
  try {
    await journey(browser, place);
  } catch (error) {
    failed = true;
    console.error("FAIL", error);
  } finally {
    await place.stop();
    await browser.close();
  }
  process.exit(failed ? 1 : 0);
}
