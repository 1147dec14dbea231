// The page while things happen: how soon it shows a score, that nothing on it jumps, and that it comes back after the server was away.
import {must} from './browser.mjs';

const limit = 1000; // milliseconds

/** Begins to wait for a text inside an element; a promise of when it was there and a frame had been made of it. */
function shown(page, selector, text) {
  return page.evaluate(([where, what]) => new Promise((resolve, reject) => {
    const look = () => [...document.querySelectorAll(where)].some(one => one.textContent.includes(what)) && requestAnimationFrame(() => setTimeout(() => done()));
    const observer = new MutationObserver(look);
    const timer = setTimeout(() => reject(new Error(`"${what}" did not appear in ${where}`)), 10_000);
    const done = () => {
      observer.disconnect();
      clearTimeout(timer);
      resolve(Date.now());
    };
    observer.observe(document.body, {subtree: true, childList: true, characterData: true});
    look();
  }), [selector, text]);
}

/** From a score on its way into the database to the pixels of the ranking. Who is first stays first, so nothing else on the page may move. */
export async function delays(stage, browser, page, name, count) {
  const times = [];
  await page.evaluate(() => location.hash = 'mnist/smallest');
  await stage.score(name, 'mnist', 0.95, 1000, 0.01);
  await shown(page, '#standings tr:first-child', '1.0 kB');
  await browser.still(page, 'before the updates');
  for (let bytes = 999; bytes > 999 - count; bytes--) {
    const waiting = shown(page, '#submissions td', 'waiting');
    await stage.tell('queue', name, 'mnist');
    await waiting;
    const evaluating = shown(page, '#submissions td', 'being evaluated');
    await stage.tell('begin');
    await evaluating;
    const ranked = shown(page, '#standings tr:first-child', `${bytes} B`);
    const scored = shown(page, '#submissions tr:first-child td', `${bytes} B`);
    const began = Number(await stage.tell('score', 0.95, bytes, 0.01));
    times.push(Math.max(await ranked, await scored) - began);
  }
  times.sort((a, b) => a - b);
  must(times.at(-1) < limit, `a score took ${times.at(-1)} ms to the page, at most ${limit} are allowed`);
  const moved = await browser.still(page, 'at updates');
  return `from a score to the page, ${count} times: median ${times[count >> 1]} ms, at most ${times.at(-1)} ms; ${moved} things moved`;
}

/** The server is killed, and comes back with a score more. */
export async function away(stage, page, name) {
  page.expected = /net::ERR|Failed to load/;
  const lost = shown(page, '#connection', 'Connection lost');
  const killed = Date.now();
  await stage.kill();
  const told = await lost - killed;
  must(await page.locator('#standings tbody tr').count() > 0, 'without the server the page forgets what it knew');
  const live = shown(page, '#connection', 'Live');
  const ranked = shown(page, '#standings tr:first-child', '500 B');
  await stage.start();
  const began = Date.now();
  await stage.tell('enrol', 'somebody else', 60);
  await stage.score('somebody else', 'mnist', 0.95, 500, 0.01);
  const back = await live - began;
  await ranked;
  page.expected = null;
  must(await page.locator('#mine').isVisible(), 'without the server the page forgets who one is');
  return `the server killed: told after ${told} ms; live again ${back} ms after the new one listened, with what happened meanwhile`;
}

/** What is new is lit up for a moment, unless one asked for no motion. */
export async function motion(stage, browser, name, bytes) {
  for (const [wish, moves] of [['no-preference', true], ['reduce', false]]) {
    const page = await browser.page(stage.address + '#mnist/smallest', {motion: wish});
    const fresh = page.locator('#standings tr.fresh');
    await stage.score(name, 'mnist', 0.95, bytes--, 0.01);
    await fresh.waitFor();
    const animations = await page.evaluate(() => document.getAnimations().length);
    must(animations > 0 === moves, `with prefers-reduced-motion: ${wish}, ${animations} things are moving`);
    await page.context().close();
  }
}

/** A token that ends while the page is open. */
export async function expiry(stage, page) {
  page.expected = /401/;
  await stage.tell('later', 200 * 24 * 60);
  const told = page.locator('#token-problem', {hasText: 'expired'}).waitFor();
  await stage.tell('enrol', 'late', 60);
  await stage.tell('queue', 'late', 'mnist'); // any news makes the page ask
  await told;
  must(await page.locator('#enter').isVisible() && await page.evaluate(() => sessionStorage.length === 0), 'an expired token is kept');
  page.expected = null;
}
