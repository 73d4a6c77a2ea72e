// Follows every link that each role is shown, and finds no page that fails, none that is not there and none that is
// not for whoever was led to it. The first page of each kind is then looked at: axe finds nothing in light, in dark,
// on a phone and in Arabic, nothing is wider than the window at 1280, 390 and 320 px, and the console is quiet.
//   node crawl.mjs <tributary> [<part of a kind>]      with the second, axe looks only at kinds that contain it
import { join } from "node:path";
import { mkdirSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { demo, itsPast, launch, pictures, sleep } from "./lib.mjs";

const [program, only = ""] = process.argv.slice(2);
const ROLES = ["guest", "donor", "creator", "moderator", "support", "finance", "admin"];
const DOORS = ["/", "/search", "/login", "/signup", "/me", "/me/pledges", "/dashboard", "/backoffice", "/dev/mail", "/dev/ui", "/there-is-nothing-here"];
// Where a door is meant to stay shut; everything else that answers with 4xx is a dead link.
const SHUT = { "/there-is-nothing-here": [404], "/backoffice": [403, 404] };
const LANGUAGES = /^\/(ar|hi|es|en-XA)(?=\/|$)/;
// Mails, and what they look like in the gallery.
const MAILS = /^\/dev\/(mail|ui\/mails)\//;
const AT_ONCE = 4;
// Filters can be put together without end: of each kind with a question mark this many are followed.
const MOST_QUESTIONS = 24;
// What a window of 1280 px shows at four times its size (WCAG 1.4.10).
const NARROW = { width: 320, height: 640 };

const shots = join(pictures, "crawl");
mkdirSync(shots, { recursive: true });
const started = Date.now();
const failures = [];
const fail = (words) => { failures.push(words); console.error(`FAIL ${words}`); };
setTimeout(() => { console.error("FAIL it took longer than twenty minutes"); process.exit(2); }, 1_200_000).unref();

const { url, data, stop } = await demo(program);
await itsPast({ url, data });
await sleep(2000);
const browser = await launch();

async function someone(role) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  if (role === "guest") return context;
  const page = await context.newPage();
  await page.goto(`${url}/login`);
  await page.getByLabel("E-mail").fill(`${role}@demo.test`);
  await page.getByLabel("Password").fill(`marigold-delta-${role}`);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL((it) => it.pathname !== "/login");
  await page.close();
  return context;
}

// `/p/0190…` and `/p/0191…` are one kind of page.
const kindOf = (path) => path.split("?")[0].replace(LANGUAGES, "").replace(/[0-9a-f]{8}-[0-9a-f-]{27}(~[0-9a-f]{32})?/g, "{id}").replace(/^\/c\/[^/]+/, "/c/{slug}").replace(/^\/dev\/ui\/mails\/[^/]+/, "/dev/ui/mails/{mail}").replace(/\/assets\/.*/, "/assets").replace(/[0-9a-f]{32,}/g, "{secret}").replace(/\d+/g, "{n}") || "/";
const decoded = (text) => text.replaceAll("&amp;", "&").replaceAll("&#x27;", "'").replaceAll("&quot;", '"');

// What a page leads to: paths of this site, with the part behind `#`.
function linksOf(html, at) {
  const links = [...html.matchAll(/<(?:a|link|img|script|iframe)\b[^>]*?\s(?:href|src)="([^"]*)"/g)].map((it) => decoded(it[1]));
  return links.map((it) => { try { return new URL(it, new URL(at, url)); } catch { fail(`${at} leads to “${it}”, which is no address`); return undefined; } })
    .filter((it) => it && it.origin === new URL(url).origin)
    .map((it) => ({ path: it.pathname + it.search, mark: decodeURIComponent(it.hash.slice(1)) }));
}

const ids = (html) => new Set([...html.matchAll(/\sid="([^"]*)"/g)].map((it) => it[1]));

// Follows everything from the doors on; answers how many pages there were, and the first of each kind.
async function walk(role, context, kinds) {
  const seen = new Map();
  const waiting = DOORS.map((path) => ({ path, from: "the beginning" }));
  const languages = new Set();
  const questions = new Map();
  let marks = 0;
  async function visit({ path, from }) {
    const answer = await context.request.get(url + path, { maxRedirects: 0, timeout: 30_000, headers: { accept: "text/html,*/*" } }).catch((error) => error);
    if (answer instanceof Error) return fail(`${role}: ${path} (from ${from}) does not answer: ${answer.message.split("\n")[0]}`);
    const status = answer.status();
    if (status >= 300 && status < 400) {
      const to = new URL(answer.headers().location ?? "", url + path);
      if (to.origin === new URL(url).origin && !to.pathname.startsWith("/checkout/")) add(to.pathname + to.search, path);
      return undefined;
    }
    if (status >= 400 && !SHUT[path.replace(LANGUAGES, "")]?.includes(status)) fail(`${role}: ${path} (from ${from}) answers ${status}`);
    if (!/html/.test(answer.headers()["content-type"] ?? "")) return undefined;
    const html = await answer.text();
    seen.set(path, ids(html));
    const kind = kindOf(path);
    if (status < 400 && !path.startsWith("/sandbox") && !/\/html$/.test(path) && !kinds.has(kind)) kinds.set(kind, { role, path });
    // Mails lead to pages that were theirs alone: to links that are used up, and to what others may see.
    for (const link of MAILS.test(path.replace(LANGUAGES, "")) ? [] : linksOf(html, path)) {
      // What is shown in the gallery leads nowhere.
      if (link.mark && link.path === path && !/\/dev\/ui$/.test(path) && !seen.get(path).has(link.mark)) fail(`${role}: ${path} leads to #${link.mark}, which is not on it`);
      marks += link.mark ? 1 : 0;
      add(link.path, path);
    }
    return undefined;
  }
  function add(path, from) {
    if (LANGUAGES.test(path)) {
      // Of each kind of page one in each language: the words differ, the links do not.
      const kind = path.match(LANGUAGES)[1] + kindOf(path);
      if (languages.has(kind)) return;
      languages.add(kind);
    }
    if (path.includes("?") && !seen.has(path)) {
      const many = (questions.get(kindOf(path)) ?? 0) + 1;
      questions.set(kindOf(path), many);
      if (many > MOST_QUESTIONS) return;
    }
    if (seen.has(path) || /^\/(logout|checkout\/|sandbox\/)/.test(path)) return;
    seen.set(path, new Set());
    waiting.push({ path, from });
  }
  for (const door of DOORS) seen.set(door, new Set());
  while (waiting.length) await Promise.all(waiting.splice(0, AT_ONCE).map(visit));
  return [seen.size, marks];
}

const violations = async (page, rules) => {
  // Axe would wait for an answer out of the frame of a mail, which runs no scripts.
  await page.evaluate(() => { for (const it of document.querySelectorAll("iframe[sandbox]")) it.remove(); });
  const builder = new AxeBuilder({ page });
  const found = await (rules ? builder.withRules(rules) : builder).analyze();
  return found.violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target).slice(0, 3).join(", ")}`);
};

async function look(context, kind, { role, path }) {
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (it) => { if (it.type() === "error" && !/status of 4/.test(it.text())) complaints.push(it.text()); });
  page.on("pageerror", (it) => complaints.push(String(it)));
  page.on("request", (it) => { if (!it.url().startsWith(url)) complaints.push(`asks elsewhere: ${it.url()}`); });
  const name = `${role}${kind.replace(/[^a-z]+/gi, "-")}`;
  const wide = async (where) => { const by = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth); if (by > 0) fail(`${kind} is ${by} px wider than the window ${where}`); };
  const check = async (where, rules) => { for (const it of await violations(page, rules)) fail(`axe on ${kind} (${role}, ${path}) ${where}: ${it}`); };
  try {
    await page.goto(url + path);
    await wide("at 1280 px");
    await page.screenshot({ path: join(shots, `${name}-1280.png`), fullPage: true });
    await check("in light");
    await page.emulateMedia({ colorScheme: "dark" });
    // Only colours are others in the dark.
    await check("in dark", ["color-contrast", "link-in-text-block"]);
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 390, height: 844 });
    await wide("at 390 px");
    await page.screenshot({ path: join(shots, `${name}-390.png`), fullPage: true });
    // On a phone something else may be seen, and fingers need 24 px (WCAG 2.5.8), which axe looks for only when asked to.
    await check("at 390 px", ["color-contrast", "scrollable-region-focusable", "target-size"]);
    await page.setViewportSize(NARROW);
    await wide("at 320 px");
    await page.goto(`${url}/ar${path === "/" ? "" : path}`);
    await wide("at 320 px in Arabic");
    await page.setViewportSize({ width: 390, height: 844 });
    await check("in Arabic");
    await wide("at 390 px in Arabic");
    await page.emulateMedia({ colorScheme: "dark" });
    await check("in Arabic in dark", ["color-contrast", "link-in-text-block"]);
    for (const it of new Set(complaints)) fail(`the console on ${kind}: ${it}`);
  } catch (error) {
    fail(`${kind} (${path}): ${error.message.split("\n")[0]}`);
  } finally {
    await page.close();
  }
}

const kinds = new Map();
const contexts = new Map();
for (const role of ROLES) {
  const context = await someone(role);
  contexts.set(role, context);
  const [pages, marks] = await walk(role, context, kinds);
  console.log(`ok   ${role}: ${pages} addresses, ${marks} places within pages`);
}
console.log(`     ${Math.round((Date.now() - started) / 1000)} s so far; ${kinds.size} kinds of pages`);
const waiting = [...kinds].filter(([kind]) => kind.includes(only));
const worker = async () => { for (let it = waiting.shift(); it; it = waiting.shift()) await look(contexts.get(it[1].role), ...it); };
await Promise.all([worker(), worker()]);
await browser.close();
await stop();
console.log(`${failures.length ? "FAIL" : "ok  "} ${kinds.size} kinds of pages looked at, ${failures.length} complaints, ${Math.round((Date.now() - started) / 1000)} s`);
process.exit(failures.length ? 1 : 0);
