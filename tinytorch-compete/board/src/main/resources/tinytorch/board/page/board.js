// The page: what is chosen stands in the address (#task/category), what is shown comes from the server, and events say when to ask again.
import {history} from './history.js';
import {loader, watch} from './live.js';
import {me, own} from './own.js';
import {pareto} from './pareto.js';
import * as tables from './tables.js';
import {element, ends, percent, say, titles} from './words.js';

const find = id => document.getElementById(id);
const title = task => titles[task] ?? task;
const tasks = new Map(); // by task: {now: its part of the newest event, board, version of the board, load}
const choice = {task: null, category: 'accuracy'};
let all = false;      // whether long rankings are shown in full
let before = {};      // the numbers of the ranking that is shown: {of: which, numbers}

/** Other addresses, such as that of the skip link, choose nothing. */
function choose() {
  const [task, category] = location.hash.slice(1).split('/');
  if (tasks.has(task)) {
    Object.assign(choice, {task, category: category || 'accuracy'});
  } else if (!tasks.has(choice.task)) {
    choice.task = tasks.keys().next().value;
  }
}

/** Links to choose from. They are made once: whoever stands on one with the keyboard stays there. */
function links(list, choices, chosen) {
  while (list.children.length > choices.length) {
    list.lastChild.remove();
  }
  choices.forEach(({id, hash, text}, index) => {
    const link = (list.children[index] ?? list.appendChild(element('li', {}, element('a')))).firstChild;
    link.href = '#' + hash;
    say(link, text);
    if (id === chosen) {
      link.setAttribute('aria-current', 'true');
    } else {
      link.removeAttribute('aria-current');
    }
  });
}

/** What changes with every event: small, and of the same height. */
function showQueue() {
  const {now, board} = tasks.get(choice.task);
  const open = now.waiting + now.evaluating;
  say(find('queue'), `In the queue: ${now.waiting} waiting, ${now.evaluating} being evaluated.`);
  say(find('closed'), !board?.closed ? '' : open > 0 ? 'Closed: the private part of the hidden set decides. What is in the queue still counts.'
    : 'Closed: this is the final ranking. ' + board.categories.filter(one => one.ranking.length > 0).map(one => `${one.title}: ${board.entries[one.ranking[0]].learner}.`).join(' '));
  find('closed').hidden = !board?.closed;
}

function show() {
  if (tasks.size === 0) {
    return;
  }
  choose();
  const {task} = choice;
  const {board} = tasks.get(task);
  links(find('tasks'), [...tasks.keys()].map(id => ({id, hash: `${id}/${choice.category}`, text: title(id)})), task);
  showQueue();
  if (!board || !me.known) {
    return;
  }
  find('main').hidden = false; // all at once, instead of piece by piece with things jumping
  const category = board.categories.find(one => one.id === choice.category) ?? board.categories[0];
  links(find('categories'), board.categories.map(one => ({id: one.id, hash: `${task}/${one.id}`, text: one.title})), category.id);
  const {rules} = board;
  say(find('rules'), `At most ${rules.bytes / 1e6} MB, p95 under ${rules.p95} ms, accuracy of at least ${percent(rules.accuracy)}`
    + (board.text ? ' (of text: 2 to the power of minus the bits per character).' : '.'));
  const of = `${task}/${category.id}/${board.closed}`;
  before = {of, numbers: tables.standings(find('standings'), board, category, me.name, all, before.of === of ? before.numbers : null)};
  find('standings').hidden = category.ranking.length === 0;
  find('empty').hidden = category.ranking.length > 0;
  find('all').hidden = !tables.long(category);
  say(find('all'), all ? 'Show the first 10' : `Show all ${category.ranking.length}`);
  pareto(find('tradeoff-chart'), board, me.name);
  tables.front(find('front'), board);
  say(find('history-title'), `History: ${category.title.toLowerCase()}`);
  history(find('history-chart'), board, category, me.submissions);
  tables.records(find('records'), category);
  document.title = `${title(task)} · TinyTorch leaderboard`;
  return {board, category};
}

/** Where things stand in one sentence, for those who hear the page: said again only when it is another. */
function tell({board, category}) {
  const names = category.ranking.map(index => board.entries[index].learner);
  if (names.length > 0) {
    const place = names.indexOf(me.name) + 1;
    say(find('news'), `${title(board.task)}, ${category.title}: ${names[0]} is first of ${names.length}.` + (place > 0 ? ` You are number ${place}.` : ''));
  }
}

async function load(task) {
  const state = tasks.get(task);
  const version = state.now.scores; // what comes may be newer, never older
  const response = await fetch(`api/board/${task}`);
  if (!response.ok) {
    throw new Error(`the board was answered with ${response.status}`);
  }
  const first = !state.board;
  state.board = await response.json();
  state.version = version;
  if (task === choice.task) {
    const shown = show();
    if (shown && !first) {
      tell(shown);
    }
  }
}

const loadOwn = own(was => {
  tables.own(find('submissions'), me.submissions);
  const ended = me.submissions.find(one => ends.includes(one.state) && was.submissions.some(old => old.id === one.id && old.state !== one.state));
  if (ended) {
    say(find('own-news'), `Your submission to ${title(ended.task)} is ${ended.state}${ended.score ? ': ' + percent(ended.score.accuracy) : ''}.`);
  }
  show();
});

function changed(event) {
  let queue = false;
  for (const [task, now] of Object.entries(event)) {
    const state = tasks.get(task) ?? {load: loader(() => load(task))};
    queue ||= state.now?.queue !== now.queue;
    state.now = now;
    tasks.set(task, state);
    if (state.version !== now.scores) {
      state.load();
    }
  }
  if (queue) {
    loadOwn();
  }
  if (choice.task === null) {
    show();
  } else {
    showQueue();
  }
}

function connected(live) {
  find('connection').classList.toggle('live', live);
  say(find('connection'), live ? 'Live' : 'Connection lost, trying again …');
}

find('all').addEventListener('click', () => {
  all = !all;
  show();
});
addEventListener('hashchange', show);
let width = innerWidth;
addEventListener('resize', () => {
  if (innerWidth !== width) { // on a phone the height changes with every scroll
    width = innerWidth;
    show();
  }
});
watch(changed, connected);
