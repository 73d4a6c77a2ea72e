// A visitor reports a campaign and staff decide on it, with scripts at 1280 px and without them at 390: the form that says
// too little is refused with what was typed; the report is confirmed by mail, waits in its room and is decided with words to
// both sides. The first leaves the campaign as it is, the second pauses it, which its page says and its form obeys.
//   node reporting.mjs <tributary>
import { join } from "node:path";
import assert from "node:assert/strict";
import { axe, live, pictures, until } from "./lib.mjs";
import { anyone, begin, mail, press, says, someone } from "./people.mjs";

const [program] = process.argv.slice(2);
const [title, slug] = ["A bell for the ferry", "a-bell-for-the-ferry"];
const campaign = {
  title,
  promise: "A bell that is heard across the lake.",
  story: "The old one cracked. A founder nearby casts a new one.",
  model: "keep_it_all",
  goal: "600",
  days: 30,
  buys: "Bronze",
  thirty: "A kilogram of bronze",
  risks: "A casting may fail.",
};

let looked = 0;
async function look(page, name, what) {
  // axe needs scripts; the pages are the same without.
  if (name.includes("scripts")) await axe(page, what);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1).catch(() => false);
  assert.ok(!wide, `${what} is wider than the screen at ${name}`);
  await page.screenshot({ path: join(pictures, `reporting-${name}-${String(++looked).padStart(2, "0")}-${what}.png`), fullPage: true });
}

const refused = (page, what) => until(what, async () => (await page.title()).startsWith("Error: "));

// Somebody who is not known here says what is wrong with the campaign.
async function reports(browser, url, name, options, seen) {
  const page = await anyone(browser, options);
  await page.goto(`${url}/c/${slug}`);
  await page.getByRole("link", { name: "Report this campaign" }).first().click();
  await page.waitForURL(/\/report$/);
  await look(page, name, "report");
  await page.fill("#words", seen);
  await press(page, "Send the report");
  await refused(page, `${name}: it asks for a reason`);
  assert.equal(await page.locator("#problems a[href='#reason']").count(), 1, `${name}: it says which field`);
  assert.equal(await page.inputValue("#words"), seen, `${name}: what was typed is kept`);
  await look(page, name, "report-without-a-reason");
  await page.check("[name=reason][value=untrue]", { force: true });
  await page.fill("#email", `${name}@example.test`);
  await press(page, "Send the report");
  await page.getByRole("heading", { name: "Thank you. We look at it." }).waitFor();
  await look(page, name, "reported");
  assert.match(await mail(page, url, `${name}@example.test`, `Your report of “${title}”`), /A moderator reads it within three days/);
  return page;
}

// A moderator opens the oldest report and decides, at first without a word to whoever reported it.
async function decides(browser, url, name, options, seen, outcome, { reporter, creator }) {
  // Whoever stops gifts has just signed in.
  const page = await someone(browser, url, "moderator", options);
  await page.goto(`${url}/backoffice/reports`);
  await look(page, name, "reports");
  await page.getByRole("link", { name: title, exact: true }).first().click();
  await page.getByText(seen).waitFor();
  await page.check(`[name=outcome][value=${outcome}]`, { force: true });
  await press(page, "Decide on this report");
  await refused(page, `${name}: it asks for words to the reporter`);
  assert.equal(await page.locator("#problems a[href='#to_reporter']").count(), 1, `${name}: it says which field`);
  assert.ok(await page.isChecked(`[name=outcome][value=${outcome}]`), `${name}: what was chosen is kept`);
  await look(page, name, "decision-without-words");
  await page.fill("#to_reporter", reporter);
  if (creator) await page.fill("#to_creator", creator);
  await press(page, "Decide on this report");
  await page.getByText("Nothing waits for a decision").waitFor();
  await look(page, name, "decided");
  await page.context().close();
}

// Nothing was found: whoever reported it is told so, and everything is as before.
async function kept(browser, url) {
  const [name, options] = ["desktop-scripts", {}];
  const seen = "The old bell still rings.";
  const guest = await reports(browser, url, name, options, seen);
  const reporter = "We asked the ferry: it is cracked.";
  await decides(browser, url, name, options, seen, "kept", { reporter });
  assert.match(await mail(guest, url, `${name}@example.test`, `What we decided about “${title}”`), new RegExp(reporter));
  await says(guest, `${url}/c/${slug}/give`, /How much\?|Another amount/);
  await guest.context().close();
}

// It was right: the campaign takes nothing until it is put right, and everybody reads why.
async function suspended(browser, url) {
  const [name, options] = ["phone-plain", { viewport: { width: 390, height: 844 }, javaScriptEnabled: false }];
  const seen = "The founder says that nobody asked for a bell.";
  const guest = await reports(browser, url, name, options, seen);
  const [reporter, creator] = ["The founder told us the same.", "Show us the founder’s offer."];
  await decides(browser, url, name, options, seen, "suspended", { reporter, creator });
  assert.match(await mail(guest, url, `${name}@example.test`, `What we decided about “${title}”`), new RegExp(reporter));
  assert.match(await mail(guest, url, "creator@demo.test", `“${title}” is suspended`), new RegExp(creator));
  await says(guest, `${url}/c/${slug}`, new RegExp(creator));
  await look(guest, name, "paused");
  await until("its form takes nothing", async () => (await guest.goto(`${url}/c/${slug}/give`)).status() === 410);
  await look(guest, name, "takes-nothing");
  await guest.context().close();
}

await live(program, 8, ["--empty"], async (browser, { url }) => {
  await begin(url, await someone(browser, url, "creator"), await someone(browser, url, "moderator"), campaign);
  await kept(browser, url);
  console.log("ok   a report is decided and the campaign left as it is: desktop, with scripts");
  await suspended(browser, url);
  console.log("ok   a report is decided and the campaign paused: phone, without scripts");
  console.log(`reporting: ${looked} pages looked at`);
});
