// Script planted in every field that people write, seen by everybody: it must lie there as text.
//   node injection.mjs <tributary>
// Walks through every page that a guest and each of the demo's people can reach, fills every text field of every form
// with markup that would run if it were taken for markup, sends the form, and then walks through everything again. No page
// tries what its policy forbids: what is planted is no markup, which the policy would stop if it were.
import assert from "node:assert/strict";
import { demo, launch, sleep, violations } from "./lib.mjs";

const [program] = process.argv.slice(2);
const PLANT = `x"'><img src=x onerror="window.__planted=1"><svg onload="window.__planted=1"><script>window.__planted=1</script>`;
const ROLES = ["guest", "donor", "creator", "moderator", "support", "finance", "admin"];
const PAGES = 45;
setTimeout(() => { console.error("FAIL it took longer than fifteen minutes"); process.exit(2); }, 900_000).unref();
const { url, stop } = await demo(program);
await sleep(5000);

const browser = await launch();

async function signIn(context, role) {
  if (role === "guest") return true;
  const page = await context.newPage();
  await page.goto(`${url}/login`);
  await page.locator("input[name=email]").first().fill(`${role}@demo.test`);
  await page.locator("input[name=password]").first().fill(`marigold-delta-${role}`);
  await page.locator("input[name=password]").first().press("Enter");
  await page.waitForURL((it) => it.pathname !== "/login", { timeout: 15_000 }).catch(() => undefined);
  const there = new URL(page.url()).pathname !== "/login";
  await page.close();
  return there;
}

// `/p/0190…` and `/p/0191…` are one kind of page.
const LANGUAGES = /^\/(ar|hi|es|en-XA)(?=\/|$)/;
const kindOf = (address) => new URL(address, url).pathname.replace(LANGUAGES, "").replace(/^\/dev\/ui\/mails\/[^/]+/, "/dev/ui/mails/{mail}").replace(/[0-9a-f]{8}-[0-9a-f-]{27}(~[0-9a-f]{32})?/g, "{id}").replace(/^\/c\/[^/]+/, "/c/{slug}").replace(/\d+/g, "{n}");
const planted = new Set();
let fields = 0;
const sent = new Set();

// Pages that wait for something load themselves anew; then there is nothing to look at for a moment.
async function look(page, where) {
  for (let tries = 0; ; tries += 1) {
    try {
      await page.waitForLoadState("load");
      const found = await page.evaluate(() => [window.__planted, document.querySelectorAll("img[src='x'], svg[onload], [onerror]").length]);
      assert.equal(found[0] ?? undefined, undefined, `script ran on ${where}`);
      assert.equal(found[1], 0, `markup came out as markup on ${where}`);
      return;
    } catch (error) {
      if (error instanceof assert.AssertionError || tries === 20) throw error;
      await sleep(250);
    }
  }
}

async function fillIn(page, form) {
  return form.evaluate((form, plant) => {
    form.noValidate = true;
    const names = [];
    for (const field of form.elements) {
      if (!field.name || field.type === "hidden" || field.disabled) continue;
      if (field.tagName === "TEXTAREA" || ["text", "search", "url", "tel"].includes(field.type)) {
        if (/amount|other|percent|cap|days|per_|goal|price|quantity|limit/.test(field.name)) { field.value ||= "1000"; continue; }
        field.removeAttribute("maxlength");
        field.value = plant;
        names.push(field.name);
      } else if (field.type === "email") {
        field.value = "planted@example.test";
      } else if (field.type === "radio" && field.value !== "other" && !form.querySelector(`input[name="${field.name}"]:checked`)) {
        field.checked = true;
      }
    }
    return names;
  }, PLANT);
}

async function sendForms(context, address, role) {
  const page = await context.newPage();
  try {
    for (let index = 0; index < 12; index += 1) {
      await page.goto(address);
      const form = page.locator("main form").nth(index);
      if (await form.count() === 0) return;
      const action = kindOf(await form.evaluate((it) => it.action));
      const name = `${role} ${action}`;
      if (sent.has(name) || /log(in|out)|password|close|sandbox|checkout/.test(action) || await form.locator("input[type=password]").count()) continue;
      sent.add(name);
      const names = await fillIn(page, form);
      if (names.length === 0) continue;
      fields += names.length;
      for (const field of names) planted.add(`${action} ${field}`);
      const answered = page.waitForNavigation({ timeout: 20_000 }).catch(() => undefined);
      await form.evaluate((it) => HTMLFormElement.prototype.submit.call(it)).catch(() => undefined);
      await answered;
      if (page.url().startsWith(url)) await look(page, `the answer to ${name}`);
    }
  } finally {
    await page.close();
  }
}

async function walk(context, role, plant) {
  const page = await context.newPage();
  page.on("dialog", () => assert.fail(`a dialog opened for ${role}`));
  const kinds = new Map();
  const waiting = ["/", "/me", "/backoffice", "/backoffice/pledges", "/dev/mail"];
  while (waiting.length && kinds.size < PAGES) {
    const address = waiting.shift();
    const kind = kindOf(address);
    if ((kinds.get(kind) ?? 0) >= (plant ? 1 : 3)) continue;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    const answer = await page.goto(new URL(address, url).href).catch(() => undefined);
    if (!answer || !/html/.test(answer.headers()["content-type"] ?? "")) continue;
    await look(page, `${address} for ${role}`);
    const links = await page.locator("a[href]").evaluateAll((all) => all.map((it) => it.href));
    waiting.push(...links.filter((it) => it.startsWith(url) && !/logout|\/assets\/|\/sandbox|^[^?]*\.(ics|pdf|csv)/.test(it)).map((it) => it.split("#")[0]));
    if (plant) await sendForms(context, new URL(address, url).href, role);
  }
  await page.close();
  return kinds.size;
}

const contexts = [];
for (const role of ROLES) {
  const context = await browser.newContext();
  if (await signIn(context, role)) contexts.push([role, context]);
  else console.log(`     ${role} does not sign in with a password alone and is left out`);
}
for (const [role, context] of contexts) await walk(context, role, true);
await sleep(3000);
let pages = 0;
for (const [role, context] of contexts) pages += await walk(context, role, false);
await browser.close();
await stop();
assert.deepEqual([...violations], [], "no page tried what its policy forbids");
assert.ok(fields > 0 && [...planted].some((it) => it.includes("/pledges")), "the form to give was among them");
console.log([...planted].sort().map((it) => `     ${it}`).join("\n"));
console.log(`ok   planted in ${fields} fields of ${sent.size} forms; text on each of ${pages} pages`);
process.exit(0);
