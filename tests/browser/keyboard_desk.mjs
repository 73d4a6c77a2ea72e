// Writing, reviewing and beginning a campaign with the keys alone, with scripts at 1280 px and without them at 390: a
// creator logs in, chooses, mistypes, is led to the field and puts it right, through each section; a moderator asks for
// changes, not without a reason, and approves; the creator tells the provider who they are, and it begins.
//   node keyboard_desk.mjs <tributary>
import { join } from "node:path";
import assert from "node:assert/strict";
import { corrects, follow, tabTo, write } from "./keys.mjs";
import { live, pictures, until } from "./lib.mjs";

const [program] = process.argv.slice(2);
const ON = "Save and go on";
const button = (text) => `button:has-text("${text}")`;

// The day in a month as it is typed into a field for days: month, day, year.
const inAMonth = () => {
  const [year, month, day] = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10).split("-");
  return { typed: `${month}${day}${year}`, kept: `${year}-${month}-${day}` };
};

async function someone(browser, url, role, name, options) {
  const page = await (await browser.newContext({ locale: "en-US", reducedMotion: "reduce", ...options })).newPage();
  await page.goto(`${url}/login`);
  await write(page, "#email", `${role}@demo.test`, name);
  await write(page, "#password", `marigold-delta-${role}`, name);
  await Promise.all([page.waitForURL((it) => it.pathname !== "/login"), page.keyboard.press("Enter")]);
  return page;
}

// Arrows choose among what can be chosen only once, and the tab key goes past all of it.
async function chooses(page, group, name) {
  await tabTo(page, `input[name=${group}]`, name);
  const chosen = () => page.locator(`input[name=${group}]:checked`).getAttribute("value");
  const before = await chosen();
  await page.keyboard.press("ArrowDown");
  assert.notEqual(await chosen(), before, `${name}: arrows choose another ${group}`);
  await page.keyboard.press("ArrowUp");
  assert.equal(await chosen(), before, `${name}: and back`);
}

async function basics(page, name, leadTo) {
  await write(page, "#promise", "One bench of oak where the path turns.", name);
  await write(page, "#place", "Lindau, Germany", name);
  await tabTo(page, "#category", name);
  await page.keyboard.type("Community");
  assert.equal(await page.inputValue("#category"), "community", `${name}: a category is chosen by its first letters`);
  await write(page, "#goal", "many", name);
  await tabTo(page, button(ON), name);
  await page.keyboard.press("Enter");
  await corrects(page, "goal", name);
  assert.equal(await page.inputValue("#goal"), "many", `${name}: what was typed is kept`);
  await write(page, "#goal", "900", name);
  const { typed, kept } = inAMonth();
  await tabTo(page, "#deadline", name);
  await page.keyboard.type(typed);
  assert.equal(await page.inputValue("#deadline"), kept, `${name}: a day is typed`);
  await follow(page, button(ON), leadTo("edit/story"), name);
}

async function writes(page, url, name, title, picture) {
  const leadTo = (part) => () => page.waitForURL((it) => it.pathname.includes(part));
  const ready = () => page.getByText("7 of 7 ready").waitFor();
  await page.goto(`${url}/dashboard`);
  await follow(page, "main a[href='/dashboard/campaigns/new']", leadTo("campaigns/new"), name);
  await write(page, "#title", title, name);
  await chooses(page, "model", name);
  await follow(page, button("Start writing"), leadTo("edit/basics"), name);
  await basics(page, name, leadTo);
  await picture("1-story");
  await write(page, "#story", "It is a long way round the lake.", name);
  await follow(page, button(ON), leadTo("edit/cover"), name);
  await follow(page, button(ON), leadTo("edit/budget"), name);
  await write(page, "#budget_label_1", "Oak", name);
  await write(page, "#budget_amount_1", "900", name);
  await follow(page, button(ON), leadTo("edit/gifts"), name);
  await write(page, "#impact_amount_1", "30", name);
  await write(page, "#impact_words_1", "A plank of oak", name);
  await follow(page, button(ON), leadTo("edit/rewards"), name);
  await follow(page, button(ON), leadTo("edit/details"), name);
  await write(page, "#risks", "The town may want another place.", name);
  await follow(page, button(ON), ready, name);
  await picture("2-ready");
  const desk = page.url();
  await sendsIn(page, name);
  return desk;
}

const sendsIn = (page, name) => follow(page, button("Send in for review"), () => page.getByText("Our moderators are reading it").waitFor(), name);

async function opens(moderator, url, name, title) {
  await moderator.goto(`${url}/backoffice/review`);
  await follow(moderator, `td a:has-text("${title}")`, () => moderator.waitForURL(/backoffice\/review\/[0-9a-f-]+$/), name);
  await tabTo(moderator, "input[name=decision]", name);
  await moderator.keyboard.press("Space");
  const chosen = moderator.locator("input[name=decision]:checked");
  assert.equal(await chosen.getAttribute("value"), "approve", `${name}: the first is chosen with the space bar`);
  return chosen;
}

const decides = (moderator, name) => follow(moderator, button("Decide on this campaign"), () => moderator.waitForURL(/backoffice\/review$/), name);

// Changes are asked for, at first without saying which.
async function asksForChanges(moderator, url, name, title, picture) {
  const chosen = await opens(moderator, url, name, title);
  await moderator.keyboard.press("ArrowDown");
  assert.equal(await chosen.getAttribute("value"), "changes", `${name}: arrows choose another decision`);
  await tabTo(moderator, button("Decide on this campaign"), name);
  await moderator.keyboard.press("Enter");
  await corrects(moderator, "reason", name);
  assert.equal(await chosen.getAttribute("value"), "changes", `${name}: what was chosen is kept`);
  await picture("3-no-reason");
  await write(moderator, "#reason", "Say who owns the ground.", name);
  await decides(moderator, name);
}

async function putsRight(page, desk, name) {
  await page.goto(desk);
  await page.getByText("Say who owns the ground.").first().waitFor();
  await follow(page, ".checklist a[href$='/edit/story']", () => page.waitForURL(/edit\/story/), name);
  await write(page, "#story", "It is a long way round the lake. The town owns the ground.", name);
  await follow(page, "button[name=then][value=stay]", () => page.waitForURL(/saved=yes/), name);
  await page.goto(desk);
  await sendsIn(page, name);
}

// Nothing begins before the provider knows who is charged for.
async function isKnown(page, name) {
  await follow(page, "main a[href='/dashboard/payout-account']", () => page.waitForURL(/payout-account/), name);
  await follow(page, button("Fill in at our payment provider"), () => page.getByRole("button", { name: "Agree and submit" }).waitFor(), name);
  await follow(page, button("Agree and submit"), () => page.getByText("Your campaigns can begin.").waitFor(), name);
}

async function launches(browser, url, name, options, number) {
  const title = `Bench by keys ${number}`;
  const page = await someone(browser, url, "creator", name, options);
  const picture = (what) => page.screenshot({ path: join(pictures, `keyboard-desk-${name}-${what}.png`), fullPage: true });
  const desk = await writes(page, url, name, title, picture);
  const moderator = await someone(browser, url, "moderator", name, options);
  const theirs = (what) => moderator.screenshot({ path: join(pictures, `keyboard-desk-${name}-${what}.png`), fullPage: true });
  await asksForChanges(moderator, url, name, title, theirs);
  await putsRight(page, desk, name);
  await opens(moderator, url, name, title);
  await decides(moderator, name);
  await page.goto(desk);
  if (number === 1) await isKnown(page, name);
  await until(`${name}: it can begin`, async () => { await page.goto(desk); return page.getByRole("button", { name: "Begin now" }).count(); });
  await follow(page, button("Begin now"), () => page.getByRole("button", { name: "Begin now" }).waitFor({ state: "detached" }), name);
  await picture("4-begun");
  await page.goto(`${url}/c/bench-by-keys-${number}`);
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await page.context().close();
  await moderator.context().close();
}

await live(program, 8, ["--empty"], async (browser, { url }) => {
  await launches(browser, url, "desktop-scripts", { viewport: { width: 1280, height: 900 } }, 1);
  console.log("ok   a creator launches and a moderator decides with the keys alone: desktop, with scripts");
  await launches(browser, url, "phone-plain", { viewport: { width: 390, height: 844 }, javaScriptEnabled: false }, 2);
  console.log("ok   a creator launches and a moderator decides with the keys alone: phone, without scripts");
});
