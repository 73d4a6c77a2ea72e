// An account's whole life in a real browser: open it by a mailed link (no JavaScript), log in, add a passkey with
// Chromium's virtual authenticator, confirm with it, add an app, end a session elsewhere, log in by link, close.
// axe finds nothing on any of the pages.
//   node account.mjs <tributary>
import { createHmac } from "node:crypto";
import assert from "node:assert/strict";
import { axe, demo, launch, until } from "./lib.mjs";

const [program] = process.argv.slice(2);
const EMAIL = "asha@example.test";
const PASSWORD = "seven herons at the weir";

// The link in the newest mail whose subject is `subject`.
async function mailed(url, subject, seen) {
  return until(`the mail “${subject}”`, async () => {
    const list = await (await fetch(`${url}/dev/mail`)).text();
    const mails = [...list.matchAll(/href="\/dev\/mail\/(\d+)">([^<]*)</g)].filter((it) => it[2] === subject && !seen.has(it[1]));
    if (!mails.length) return undefined;
    const newest = mails.map((it) => Number(it[1])).sort((a, b) => b - a)[0];
    seen.add(String(newest));
    const mail = await (await fetch(`${url}/dev/mail/${newest}`)).text();
    return mail.match(/\/link\/[0-9a-f]{32}/)?.[0];
  });
}

// RFC 6238 with SHA-1, as an app does it.
function code(letters) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...letters.replaceAll(" ", "")].map((it) => alphabet.indexOf(it).toString(2).padStart(5, "0")).join("");
  const secret = Buffer.from(bits.match(/.{8}/g).map((it) => parseInt(it, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac("sha1", secret).update(step).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function openAccount(context, url, seen) {
  const page = await context.newPage();
  await page.goto(`${url}/signup`);
  await axeless(page, "signup");
  await page.getByLabel("Name").fill("Asha");
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Open an account" }).click();
  await until("what is wrong is said in the title", async () => /^Error: /.test(await page.title()));
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Open an account" }).click();
  await page.waitForURL(/\/link\/sent/);
  await page.goto(`${url}${await mailed(url, "Open your account", seen)}`);
  await page.getByRole("button", { name: "Open the account and log in" }).click();
  await page.waitForURL(/\/me$/);
  await page.getByRole("button", { name: "Log out" }).click();
  await logIn(page, url);
  await page.waitForURL(/\/me$/);
  await page.close();
}

// Without JavaScript axe cannot run: the page is looked at again with it.
async function axeless(page, where) {
  assert.equal(await page.locator("h1").count(), 1, `one heading on ${where}`);
}

async function logIn(page, url) {
  await page.goto(`${url}/login`);
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Log in" }).click();
}

async function life(browser, url) {
  const seen = new Set();
  const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await openAccount(plain, url, seen);
  console.log("ok   an account is opened and used without JavaScript");

  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (it) => { if (it.type() === "error" && !/422|410|403/.test(it.text())) complaints.push(it.text()); });
  page.on("pageerror", (it) => complaints.push(String(it)));
  const cdp = await context.newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  await cdp.send("WebAuthn.addVirtualAuthenticator", { options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });

  for (const path of ["/signup", "/login", "/login/link", "/login/reset", "/link/sent", "/link/00000000000000000000000000000000"]) {
    await page.goto(`${url}${path}`);
    await axe(page, path);
  }
  await logIn(page, url);
  await page.waitForURL(/\/me$/);
  for (const path of ["/me", "/me/security", "/me/password", "/me/email", "/me/close", "/me/pledges", "/me/confirm?next=/me/email"]) {
    await page.goto(`${url}${path}`);
    await axe(page, path);
  }

  await page.goto(`${url}/me/security/passkey`);
  await axe(page, "passkey");
  await page.getByLabel("What you call it").fill("Virtual key");
  await page.getByRole("button", { name: "Make a passkey" }).click();
  await page.getByRole("heading", { name: "Your recovery codes" }).waitFor();
  await axe(page, "codes");
  assert.equal(await page.locator("main li code").count(), 10);
  console.log("ok   a passkey is made, with ten recovery codes");

  await page.goto(`${url}/me`);
  await page.getByRole("button", { name: "Log out" }).click();
  await logIn(page, url);
  await page.waitForURL(/\/login\/second/);
  await axe(page, "second factor");
  await page.getByRole("button", { name: "Go on with a passkey" }).click();
  await page.waitForURL(/\/me$/);
  console.log("ok   the password alone opens nothing, the passkey does");

  await page.goto(`${url}/me/confirm?next=/me/email`);
  await page.getByRole("button", { name: "Go on with a passkey" }).click();
  await page.waitForURL((it) => it.pathname === "/me/email");
  await page.goto(`${url}/me/security/app`);
  await axe(page, "app");
  const letters = await page.locator("#secret").textContent();
  await page.getByLabel("Six digits").fill(code(letters));
  await page.getByRole("button", { name: "Add this app" }).click();
  await page.waitForURL(/\/me\/security$/);
  await axe(page, "security with factors");
  console.log("ok   step-up by passkey, and an app is added");

  const elsewhere = await (await plain.newPage());
  await elsewhere.goto(`${url}/me`);
  assert.match(elsewhere.url(), /\/me$/, "the first browser is still logged in");
  await page.getByRole("button", { name: /^Log out there/ }).first().click();
  await page.waitForURL(/\/me\/security$/);
  await elsewhere.goto(`${url}/me`);
  assert.match(elsewhere.url(), /\/login/, "and is not any more");
  console.log("ok   a session is ended from elsewhere");

  await page.goto(`${url}/me`);
  await page.getByRole("button", { name: "Log out" }).click();
  await page.goto(`${url}/login/link`);
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByRole("button", { name: "Send me a link" }).click();
  const link = await mailed(url, "Your link to log in", seen);
  await elsewhere.goto(`${url}${link}`);
  assert.match(await elsewhere.locator("h1").textContent(), /where you asked for it/, "no other browser can use it");
  await page.goto(`${url}${link}`);
  await axe(page, "link");
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL(/\/login\/second/);
  await page.getByRole("button", { name: "Go on with a passkey" }).click();
  await page.waitForURL(/\/me$/);
  console.log("ok   a link logs in, by way of the second factor");

  await page.goto(`${url}/me/close`);
  await page.getByRole("button", { name: "Close my account" }).click();
  await until("not without the tick", async () => /^Error: /.test(await page.title()));
  await page.getByLabel("I want to close my account.").check();
  await page.getByRole("button", { name: "Close my account" }).click();
  await page.getByRole("heading", { name: "Your account is closed" }).waitFor();
  await axe(page, "closed");
  await logIn(page, url);
  await until("nobody gets in any more", async () => /^Error: /.test(await page.title()));
  assert.deepEqual(complaints, [], "the browser's console is quiet");
  console.log("ok   the account is closed");
}

setTimeout(() => { console.error("FAIL it took longer than four minutes"); process.exit(2); }, 240_000).unref();

const browser = await launch();
let failed = 0;
const { url, stop } = await demo(program, "--empty");
try {
  await life(browser, url);
} catch (error) {
  failed = 1;
  console.error("FAIL", error);
} finally {
  await stop();
  await browser.close();
}
process.exit(failed);
