// People of the demo and what they do on its pages, for whichever journey is about something else.
import { until } from "./lib.mjs";

const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

export const press = (page, text) => page.getByRole("button", { name: text }).first().click();
export const words = (page) => page.locator("main").innerText();

export const anyone = async (browser, options = {}) => (await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options })).newPage();

// Somebody of the demo, signed in. How lately they showed that it is them is not told by the clock that is moved.
export async function someone(browser, url, role, options = {}) {
  const page = await anyone(browser, options);
  await page.goto(`${url}/login`);
  await page.fill("[name=email]", `${role}@demo.test`);
  await page.fill("[name=password]", `marigold-delta-${role}`);
  await press(page, /sign in|log in/i);
  await page.waitForURL((it) => !it.pathname.startsWith("/login"));
  return page;
}

// What the page at `path` says once it says `what`.
export const says = (page, path, what) => until(`${path} says ${what}`, async () => { await page.goto(path); const said = await words(page); return what.test(said) && said; });

// A mail to `to` about `subject`, open.
export async function mail(page, url, to, subject) {
  await until(`${to} is written to: ${subject}`, async () => {
    await page.goto(`${url}/dev/mail`);
    const found = page.locator("tbody tr", { hasText: to }).filter({ hasText: subject });
    return (await found.count()) > 0 && (await found.first().getByRole("link").first().click(), true);
  });
  return page.locator(".mail-text").innerText();
}

// Has `creator` write a campaign, `moderator` approve it, and `creator` begin it. Gives the address of its desk.
export async function begin(url, creator, moderator, { title, promise, story, model, goal, days, buys, thirty, risks }) {
  await creator.goto(`${url}/dashboard/campaigns/new`);
  await creator.fill("[name=title]", title);
  await press(creator, "Start writing");
  const fill = async (fields) => { for (const [name, value] of Object.entries(fields)) await creator.fill(`[name=${name}]`, value); await press(creator, "Save and go on"); };
  await creator.selectOption("[name=category]", "community");
  await creator.check(`[name=model][value=${model}]`, { force: true });
  await fill({ promise, place: "Lindau, Germany", goal, deadline: day(days) });
  await fill({ story });
  await press(creator, "Save and go on");
  await fill({ budget_label_1: buys, budget_amount_1: goal });
  await fill({ impact_amount_1: "30", impact_words_1: thirty });
  await press(creator, "Save and go on");
  await fill({ risks });
  const desk = creator.url().replace(/\/edit.*/, "");
  await creator.goto(desk);
  await press(creator, "Send in for review");
  await moderator.goto(`${url}/backoffice/review`);
  await moderator.getByRole("link", { name: title, exact: true }).click();
  await moderator.check("[name=decision][value=approve]");
  await press(moderator, "Decide on this campaign");
  await creator.goto(`${url}/dashboard/payout-account`);
  await press(creator, "Fill in at our payment provider");
  await press(creator, "Agree and submit");
  await creator.getByText("Your campaigns can begin.").waitFor();
  await creator.goto(desk);
  await press(creator, "Begin now");
  await creator.getByRole("button", { name: "Begin now" }).waitFor({ state: "detached" });
  return desk;
}
