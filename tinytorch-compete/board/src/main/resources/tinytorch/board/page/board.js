// The page: what is chosen stands in the address (#task/category), what is shown comes from the server, and events say when to ask again.
import {draw} from './chart.js';
import {element, front, history, percent, standings} from './tables.js';

const titles = {mnist: 'MNIST digits', cifar10: 'CIFAR-10 photographs', tinygpt: 'TinyGPT text'};
const find = id => document.getElementById(id);
const boards = new Map();
let now = {};        // the newest event: versions and queues by task
let name = null;     // the learner whose token was entered

function chosen() {
  const [task, category] = location.hash.slice(1).split('/');
  const tasks = Object.keys(now);
  return {task: tasks.includes(task) ? task : tasks[0], category: category || 'accuracy'};
}

function choice(list, hash, text, current) {
  list.append(element('li', {}, element('a', {href: '#' + hash, 'aria-current': current ? 'true' : null}, text)));
}

/** Replaces links without taking the keyboard's place from whoever is on one of them. */
function renew(list, fill) {
  const focused = list.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
  list.replaceChildren();
  fill();
  if (focused) {
    [...list.querySelectorAll('a')].find(link => link.getAttribute('href') === focused)?.focus();
  }
}

function show() {
  const {task, category} = chosen();
  const board = boards.get(task);
  if (!board) {
    return;
  }
  const selected = board.categories.find(one => one.id === category) ?? board.categories[0];
  renew(find('tasks'), () => Object.keys(now).forEach(id => choice(find('tasks'), `${id}/${selected.id}`, titles[id] ?? id, id === task)));
  renew(find('categories'), () => board.categories.forEach(one => choice(find('categories'), `${task}/${one.id}`, one.title, one.id === selected.id)));
  const queue = now[task];
  const rules = board.rules;
  find('rules').textContent = (board.closed ? 'Closed: this is the final ranking. ' : '')
    + `At most ${rules.bytes / 1e6} MB, p95 under ${rules.p95} ms, accuracy of at least ${percent(rules.accuracy)}`
    + (board.text ? ' (of text: 2 to the power of minus the bits per character).' : '.')
    + ` In the queue: ${queue.waiting} waiting, ${queue.evaluating} being evaluated.`;
  standings(find('standings'), board, selected, name);
  find('standings').hidden = selected.ranking.length === 0;
  find('empty').hidden = selected.ranking.length > 0;
  draw(find('chart'), board);
  front(find('front'), board);
  document.title = `${titles[task] ?? task} · TinyTorch leaderboard`;
}

async function loadBoard(task, tell) {
  const response = await fetch(`api/board/${task}`);
  if (!response.ok) {
    return; // the next event asks again
  }
  const board = await response.json();
  boards.set(task, board);
  show();
  const first = board.entries[board.categories[0].ranking[0]];
  if (tell && first && task === chosen().task) {
    find('news').textContent = `Ranking of ${titles[task] ?? task} changed. Most accurate: ${first.learner} with ${percent(first.accuracy)}.`;
  }
}

async function loadOwn() {
  const token = sessionStorage.getItem('token');
  if (!token) {
    return;
  }
  const response = await fetch('api/submissions', {headers: {Authorization: `Bearer ${token}`}});
  const answer = await response.json();
  if (response.status === 401) {
    forget();
    find('token-problem').textContent = answer.message;
  } else if (response.ok) {
    name = answer.learner;
    find('token-problem').textContent = '';
    find('name').textContent = name;
    history(find('history'), answer.submissions);
    find('enter').hidden = true;
    find('mine').hidden = false;
    show();
  }
}

function forget() {
  sessionStorage.removeItem('token');
  name = null;
  find('enter').hidden = false;
  find('mine').hidden = true;
  find('history').replaceChildren();
  show();
}

/** Hundreds of pages hear of a change in the same moment: each asks a little later than the other. */
function soon(load) {
  setTimeout(() => load().catch(() => connected(false)), Math.random() * 200);
}

function changed(event) {
  const before = now;
  now = JSON.parse(event.data);
  connected(true);
  for (const [task, state] of Object.entries(now)) {
    if (!boards.has(task) || before[task]?.scores !== state.scores) {
      soon(() => loadBoard(task, boards.has(task)));
    }
  }
  const queues = state => JSON.stringify(Object.values(state).map(one => one.queue));
  if (queues(before) !== queues(now)) {
    soon(loadOwn);
  }
  show();
}

function connected(live) {
  find('connection').classList.toggle('live', live);
  const text = live ? 'Live' : 'Connection lost, trying again …';
  if (find('connection').textContent !== text) { // said once, not with every event
    find('connection').textContent = text;
  }
}

find('enter').addEventListener('submit', event => {
  event.preventDefault();
  sessionStorage.setItem('token', find('token').value.trim());
  find('token').value = '';
  loadOwn().then(() => find(name ? 'forget' : 'token').focus());
});
find('forget').addEventListener('click', () => {
  forget();
  find('token').focus();
});
addEventListener('hashchange', show);
addEventListener('resize', show);

const events = new EventSource('api/events');
events.addEventListener('change', changed);
events.addEventListener('error', () => connected(false));
