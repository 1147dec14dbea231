// The check of the page: node check.mjs CHROMIUM JAVA TOOLS, from ../../../page-check.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Browser, counts, must, problems} from './browser.mjs';
import {byKeyboard, byPointer} from './hands.mjs';
import {away, delays, expiry, motion} from './live.mjs';
import {Stage} from './stage.mjs';

const [chromium, java, tools] = process.argv.slice(2);
const looks = ['light', 'dark'].flatMap(theme => [{theme, width: 1280}, {theme, width: 390}]);
const long = 'Maximiliane-Konstantinowna.Featherstone.';
const minutes = 60 * 24 * 150;
const began = Date.now();
const step = text => console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(5)} s  ${text}`);

/** The page in both themes and at both sizes. */
async function look(browser, stage, name, hash, token) {
  for (const one of looks) {
    const page = await browser.page(stage.address + hash, {...one, token});
    await browser.still(page, `${name} ${one.theme} ${one.width}: while it loaded`);
    await browser.inspect(page, `${name} ${one.theme} ${one.width}`);
    await page.context().close();
  }
  step(`${name}: looked at`);
}

const folder = mkdtempSync(join(tmpdir(), 'tinytorch-page-'));
const stage = new Stage(java, join(folder, 'board.db'));
await stage.start();
const browser = await Browser.open(chromium, tools);
try {
  await look(browser, stage, 'empty', '');
  await stage.tell('class', 60);
  const token = await stage.tell('enrol', long, minutes);
  await stage.score(long, 'mnist', 0.981, 123_456, 0.31);
  await stage.tell('queue', long, 'mnist');
  await stage.tell('begin');
  await stage.tell('reject', 'TOO_SLOW', 'the 95th percentile of the time for one example is 123.456 ms; at most 100 ms are allowed. Make the model smaller, or quantise it.');
  await stage.score(long, 'tinygpt', 0.2571, 4_123_456, 12.31);
  await stage.tell('queue', 'learner 1', 'mnist');
  await stage.tell('queue', long, 'cifar10');
  await look(browser, stage, 'sixty learners', '#mnist/accuracy');
  await look(browser, stage, 'signed in', '#mnist/efficiency', token);
  await look(browser, stage, 'text', '#tinygpt/fastest', token);

  for (const one of [[0.93, 90_000, 0.2], [0.71, 400_000, 1.5]]) {
    await stage.tell('begin');
    await stage.tell('score', ...one);
  }

  const page = await browser.page(stage.address);
  await byKeyboard(page, token);
  await page.context().close();
  step('by keyboard alone: done');
  for (const width of [1280, 390]) {
    const pointed = await browser.page(stage.address, {width});
    await byPointer(pointed, width < 600);
    await pointed.context().close();
  }
  step('charts by mouse and finger: done');

  const live = await browser.page(stage.address, {token});
  step(await delays(stage, browser, live, long, 15));
  step(await away(stage, live, long));
  await motion(stage, browser, 'somebody else', 400);
  step('prefers-reduced-motion: tried');
  await expiry(stage, live);
  step('a token that expires: told');

  await stage.tell('close', 'cifar10');
  await look(browser, stage, 'closed', '#cifar10/accuracy');
} catch (error) {
  must(false, error.stack);
} finally {
  await browser.close();
  await stage.kill();
  rmSync(folder, {recursive: true});
}
step(`${counts.axe} pages through axe-core: ${counts.violations} violations; ${counts.requests} requests, all to the server itself`);
console.log(problems.length === 0 ? 'page-check: passed' : `page-check: FAILED, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
