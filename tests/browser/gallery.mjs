// Every component in every state (/dev/ui) and every page that says that something went wrong: in light and dark,
// from left to right and from right to left, at 320, 390 and 1280 px. axe finds nothing, nothing is wider than the
// window, the console is quiet. A part of the page comes by htmx under the policy of pages for one person, and an element
// without the nonce of its page asks for nothing. Pictures go to artifacts/gallery, for people to look at.
//   node gallery.mjs <gallery>       the example of kernel that serves it: cargo build -p kernel --example gallery
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import assert from "node:assert/strict";
import { axe, launch, picturesOf, sleep, until, violations } from "./lib.mjs";

const [program] = process.argv.slice(2);
const pictures = picturesOf("gallery");
mkdirSync(pictures, { recursive: true });
setTimeout(() => { console.error("FAIL it took longer than five minutes"); process.exit(2); }, 300_000).unref();

const child = spawn(program, { stdio: ["ignore", "pipe", "inherit"] });
process.once("exit", () => child.kill("SIGKILL"));
const [address] = await new Promise((done) => createInterface({ input: child.stdout }).once("line", (line) => done([line])));
const { origin } = new URL(address);

const browser = await launch();

async function look(path, name, { width, colorScheme }) {
  const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme, reducedMotion: "reduce" });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (it) => { if (it.type() === "error" && !it.text().includes("status of")) complaints.push(it.text()); });
  page.on("pageerror", (it) => complaints.push(String(it)));
  page.on("request", (it) => { if (!it.url().startsWith(origin)) complaints.push(`asks elsewhere: ${it.url()}`); });
  await page.goto(origin + path);
  await page.evaluate(() => document.fonts.ready);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  assert.ok(wide <= 0, `${name}: ${wide} px wider than the window`);
  await axe(page, name);
  assert.deepEqual(complaints, [], name);
  await context.close();
}

async function part() {
  const page = await (await browser.newContext()).newPage();
  const asked = [];
  page.on("request", (it) => asked.push(new URL(it.url()).pathname));
  await page.goto(`${origin}/dev/ui`);
  await page.locator("button[hx-get]").click();
  await page.locator("#part .notice").waitFor();
  assert.equal(asked.filter((it) => it === "/dev/ui/part").length, 1, "it was asked for once");
  const sinks = await page.evaluate(() => {
    const tried = (act) => { try { act(); return "done"; } catch (error) { return error.name; } };
    return [tried(() => { document.querySelector("#part").innerHTML = "<b>x</b>"; }), tried(() => trustedTypes.createPolicy("other", {}))];
  });
  assert.deepEqual(sinks, ["TypeError", "TypeError"], "text becomes markup by htmx alone");
  assert.ok(violations.size > 0, "what is forbidden is noticed");
  // It was tried on purpose.
  violations.clear();
  await page.context().close();
}

// A page that waits looks again by itself, though not under the hands of whoever writes on it, and no more once it was told to stop.
async function again() {
  const page = await (await browser.newContext()).newPage();
  const waits = '<noscript data-look-again="1"></noscript></head>';
  const parts = '<form><input id="note" aria-label="Note"></form><p data-stops-looking hidden><button type="button" data-done="Look again">Stop updating</button></p></main>';
  let looks = 0;
  await page.route(`${origin}/dev/ui`, async (route) => {
    looks += 1;
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace("</head>", waits).replace("</main>", parts) });
  });
  const stays = async (what) => {
    const before = looks;
    await sleep(2_500);
    assert.equal(looks, before, what);
  };
  await page.goto(`${origin}/dev/ui`);
  await until("it looks again", async () => looks > 1);
  await page.waitForLoadState();
  await page.locator("#note").focus();
  await stays("it looked again while somebody was in a form");
  await page.locator("#note").blur();
  const left = looks;
  await until("it looks again once the form was left", async () => looks > left);
  await page.waitForLoadState();
  await page.getByRole("button", { name: "Stop updating" }).click();
  await stays("it looked again after it was told to stop");
  const told = looks;
  await page.getByRole("button", { name: "Look again" }).click();
  await until("it goes on when it is told to", async () => looks > told);
  await page.context().close();
}

// Where people chose their colours, what is chosen looks chosen all the same.
async function chosen() {
  const page = await (await browser.newContext({ forcedColors: "active" })).newPage();
  await page.goto(`${origin}/dev/ui`);
  const colours = (it) => page.locator(it).first().evaluate((node) => getComputedStyle(node).backgroundColor);
  assert.notEqual(await colours(".seg label:has(:checked)"), await colours(".seg label:not(:has(:checked))"), "of two times one is chosen");
  await page.context().close();
}

let failed = 0;
const trying = async (what, look) => {
  try { await look(); } catch (error) { failed += 1; console.error(`FAIL ${what}: ${error.message}`); }
};
try {
  for (const [language, prefix] of [["english", ""], ["arabic", "/ar"], ["hindi", "/hi"], ["strange", "/en-XA"]]) {
    for (const colorScheme of ["light", "dark"]) {
      if (colorScheme === "dark" && ["hindi", "strange"].includes(language)) continue;
      for (const width of [320, 390, 1280]) {
        const name = `${language}-${colorScheme}-${width}`;
        await trying(name, () => look(`${prefix}/dev/ui`, name, { width, colorScheme }));
      }
    }
    console.log(`ok   every component in ${language}`);
  }
  await trying("a part of the page", part);
  console.log("ok   a part of the page");
  await trying("a page that looks again", again);
  console.log("ok   a page that looks again");
  await trying("what is chosen in people's own colours", chosen);
  console.log("ok   what is chosen in people's own colours");
  for (const status of [403, 404, 410, 429, 500, 503]) {
    for (const [width, colorScheme, prefix] of [[320, "light", ""], [1280, "dark", "/ar"]]) {
      const name = `error-${status}-${width}`;
      await trying(name, () => look(`${prefix}/dev/ui/errors/${status}`, name, { width, colorScheme }));
    }
  }
  console.log("ok   every page that says that something went wrong");
} finally {
  await browser.close();
  child.kill("SIGKILL");
}
process.exit(failed === 0 ? 0 : 1);
