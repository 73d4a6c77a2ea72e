// A creator in a real browser, with scripts and without, at 1280 and 390 px: drafts, is saved while writing, sends
// in; a moderator asks for changes and approves; it begins; an update is posted. axe finds nothing on the way.
//   node creator.mjs <tributary>
import { join } from "node:path";
import assert from "node:assert/strict";
import { axe, demo, launch, pictures, until } from "./lib.mjs";

const [program] = process.argv.slice(2);
const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function someone(browser, url, role, options) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  await page.goto(`${url}/login`);
  await page.fill("[name=email]", `${role}@demo.test`);
  await page.fill("[name=password]", `marigold-delta-${role}`);
  await page.click("form [type=submit], form button:not([type=button])");
  return page;
}

let looked = 0;
async function look(page, name, what) {
  // axe needs scripts; the pages are the same without.
  if (name.includes("scripts")) await axe(page, what);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1).catch(() => false);
  assert.ok(!wide, `${what} is wider than the screen at ${name}`);
  await page.screenshot({ path: join(pictures, `creator-${name}-${String(++looked).padStart(2, "0")}-${what}.png`), fullPage: true });
}

const press = (page, text) => page.getByRole("button", { name: text }).first().click();

// On a phone the back office's rooms leave the first screen to the page and open at a press; else they stand beside it.
async function rooms(page, url, name) {
  await page.goto(`${url}/backoffice/review`);
  const [opener, first] = [page.locator(".rooms-open"), page.locator("#rooms a").first()];
  if (!name.startsWith("390")) {
    assert.ok(await opener.isHidden() && await first.isVisible(), "with room the rooms stand beside the page");
    return;
  }
  const { y } = await page.getByRole("heading", { level: 1 }).boundingBox();
  assert.ok(y < 844 * 0.4 && await first.isHidden(), `the heading stands ${y} px down a phone's screen`);
  await opener.click();
  await first.waitFor();
  for (const it of [opener, ...await page.locator("#rooms a").all()]) {
    assert.ok((await it.boundingBox()).height >= 44, `${await it.innerText()} is too low to be hit`);
  }
  await look(page, name, "rooms");
  await page.locator("#rooms").getByRole("link", { name: "Reports" }).click();
  await page.waitForURL(/backoffice\/reports$/);
  assert.match(await opener.innerText(), /Reports/);
}

// Nothing begins before the payment provider knows who is charged for: the page says so, offers
// nothing else, and leads there and back.
async function known(page, url, name) {
  await page.getByText("It begins only once our payment provider knows").first().waitFor();
  assert.equal(await page.getByRole("button", { name: "Begin now" }).count(), 0, "what cannot be is offered");
  await look(page, name, "not-yet");
  await page.getByRole("link", { name: "Tell our payment provider who you are" }).click();
  await look(page, name, "account");
  await press(page, "Fill in at our payment provider");
  await press(page, "Agree and submit");
  await page.getByText("Your campaigns can begin.").waitFor();
  await look(page, name, "known");
}

async function creator(browser, url, name, options, number) {
  const page = await someone(browser, url, "creator", options);
  const title = `Bench number ${number}`;
  await page.goto(`${url}/dashboard`);
  await look(page, name, "dashboard");
  await page.goto(`${url}/dashboard/campaigns/new`);
  await look(page, name, "new");
  await page.fill("[name=title]", title);
  await press(page, "Start writing");
  await page.fill("[name=goal]", "many");
  await press(page, "Save and go on");
  await until("what is wrong is said in the title", async () => /^Error: /.test(await page.title()));
  assert.equal(await page.inputValue("[name=goal]"), "many");
  await look(page, name, "wrong");
  await page.fill("[name=promise]", "One bench of oak where the path turns.");
  await page.fill("[name=place]", "Lindau, Germany");
  await page.selectOption("[name=category]", "community");
  await page.fill("[name=goal]", "900");
  await page.fill("[name=deadline]", day(30));
  await look(page, name, "basics");
  await press(page, "Save and go on");
  await page.fill("[name=story]", "It is a long way round the lake.\n\nAnd no place to rest.");
  if (options.javaScriptEnabled !== false) {
    await page.getByText("Saved as a draft.").waitFor();
    await page.reload();
    assert.match(await page.inputValue("[name=story]"), /no place to rest/);
  }
  await press(page, "Save and go on");
  await look(page, name, "cover");
  await press(page, "Save and go on");
  await page.fill("[name=budget_label_1]", "Oak");
  await page.fill("[name=budget_amount_1]", "900");
  await press(page, "Save and go on");
  await page.fill("[name=impact_amount_1]", "30");
  await page.fill("[name=impact_words_1]", "A plank of oak");
  await look(page, name, "gifts");
  await press(page, "Save and go on");
  await look(page, name, "rewards");
  await press(page, "Save and go on");
  await page.fill("[name=risks]", "The town may want another place.");
  await press(page, "Save and go on");
  await page.getByText("7 of 7 ready").waitFor();
  await look(page, name, "ready");
  const desk = page.url();
  await press(page, "Send in for review");

  const moderator = await someone(browser, url, "moderator", options);
  await rooms(moderator, url, name);
  const decide = async (decision, reason) => {
    await moderator.goto(`${url}/backoffice/review`);
    await look(moderator, name, "queue");
    await moderator.getByRole("link", { name: title, exact: true }).click();
    await moderator.check(`[name=decision][value=${decision}]`);
    await moderator.fill("[name=reason]", reason);
    await look(moderator, name, `review-${decision}`);
    await press(moderator, "Decide on this campaign");
  };
  await decide("changes", "Say who owns the ground.");
  await page.goto(desk);
  await page.getByText("Say who owns the ground.").first().waitFor();
  await page.goto(`${desk}/edit/story`);
  await page.fill("[name=story]", "It is a long way round the lake. The town owns the ground.");
  await page.locator("[name=then][value=stay]").click();
  await page.goto(desk);
  await press(page, "Send in for review");
  await decide("approve", "");
  await page.goto(desk);
  await look(page, name, "approved");
  if (number === 1) {
    await known(page, url, name);
    await page.goto(desk);
  }
  await press(page, "Begin now");
  await look(page, name, "live");
  await page.goto(`${desk}/updates/new`);
  await page.fill("[name=title]", "The oak has come");
  await page.fill("[name=body]", "It smells **good**.");
  await look(page, name, "update");
  await press(page, "Post the update now");
  for (const room of ["updates", "comments", "backers", "team"]) {
    await page.goto(`${desk}/${room}`);
    await look(page, name, room);
  }
  const slug = `bench-number-${number}`;
  for (const [path, what] of [["", "page"], ["/updates", "public-updates"], ["/comments", "public-comments"], ["/history", "history"], ["/report", "report"]]) {
    await page.goto(`${url}/c/${slug}${path}`);
    await look(page, name, what);
  }
  await page.context().close();
  await moderator.context().close();
}

const { url, stop } = await demo(program, "--empty");
const browser = await launch();
let number = 0;
for (const [size, viewport] of [["1280", { width: 1280, height: 900 }], ["390", { width: 390, height: 844 }]]) {
  await creator(browser, url, `${size}-scripts`, { viewport }, ++number);
  await creator(browser, url, `${size}-plain`, { viewport, javaScriptEnabled: false }, ++number);
}
await browser.close();
await stop();
console.log(`creators: ${number} campaigns written, reviewed and begun; ${looked} pages looked at`);
process.exit(0);
