// The tables: rankings, the front, records, and one's own submissions.
import {bits, bytes, decimals, element, figures, millis, none, percent, points, states, when} from './words.js';

const few = 10; // of a ranking, until all are asked for

const time = at => element('time', {datetime: new Date(at).toISOString()}, when(at));

/** p95 with the quartiles of its blocks: how far it can be trusted. */
function latency(row) {
  const cell = element('span', {}, millis(row.p95));
  if (row.p95Low !== null && row.p95High !== null) {
    cell.append(element('small', {class: 'wide'}, ` (${decimals(row.p95Low)} to ${decimals(row.p95High)})`));
  }
  return cell;
}

const shown = {
  accuracy: {title: 'Accuracy', cell: (row, digits) => percent(row.accuracy, digits)},
  bits: {title: 'Bits/char', cell: row => bits(row.bits)},
  fastest: {title: 'p95', cell: latency},
  smallest: {title: 'Size', cell: row => bytes(row.bytes)},
  efficiency: {title: 'Points/MB', cell: row => points(row.efficiency)},
  memory: {title: 'Peak memory', class: 'wide', cell: row => bytes(row.memory)},
  received: {title: 'Handed in', class: 'wide', cell: row => time(row.received)},
};

function fill(table, caption, columns, lines) {
  table.replaceChildren(element('caption', {}, element('span', {}, caption)),
    element('thead', {}, element('tr', {}, ...columns.map(column => element('th', {scope: 'col', class: column.class}, column.title)))),
    element('tbody', {}, ...lines));
}

const left = title => ({title, class: 'left'});
const head = (...content) => element('th', {scope: 'row', class: 'left'}, ...content);
const cell = (content, name) => element('td', {class: name || null}, content);

/**
 * The ranking of one category: the first ten and one's own, or all. The number that decides comes first, because on a phone the others may be out of
 * sight. `before`: what that number was for each learner, to mark what is new; without it nothing is. Gives these numbers as they are now.
 */
export function standings(table, board, category, name, all, before) {
  const ids = ['accuracy', ...(board.text ? ['bits'] : []), 'fastest', 'smallest', 'efficiency', 'memory', 'received'];
  const order = [category.id, ...ids.filter(id => id !== category.id)];
  const digits = board.closed ? 3 : 1;
  const field = figures[category.id].field;
  const now = new Map();
  const lines = [];
  const own = category.ranking.findIndex(index => board.entries[index].learner === name);
  const most = all ? Infinity : own >= 0 && own < few ? few + 1 : few; // as many lines wherever one stands: the page below does not move
  category.ranking.forEach((index, place) => {
    const row = board.entries[index];
    const mine = place === own;
    now.set(row.learner, row[field]);
    if (place < most || mine) {
      const fresh = before && before.get(row.learner) !== row[field];
      lines.push(element('tr', {class: [mine && 'mine', fresh && 'fresh'].filter(Boolean).join(' ') || null}, cell(String(place + 1)),
        head(row.learner + (mine ? ' (you)' : '')),
        ...order.map(id => cell(shown[id].cell(row, digits), [shown[id].class, id === category.id && 'key'].filter(Boolean).join(' ')))));
    }
  });
  fill(table, `${category.title}, on the ${board.closed ? 'private' : 'public'} part of the hidden set`,
    [{title: 'Rank'}, left('Learner'), ...order.map(id => shown[id])], lines);
  return now;
}

/** Whether a ranking may have more than is shown at first. */
export function long(category) {
  return category.ranking.length > few;
}

/** What the chart of accuracy against size has on its line. */
export function front(table, board) {
  fill(table, 'From the smallest to the most accurate', [left('Learner'), shown.smallest, shown.accuracy], board.pareto.map(index => board.entries[index])
    .map(row => element('tr', {}, head(row.learner), cell(bytes(row.bytes)), cell(percent(row.accuracy, board.closed ? 3 : 1)))));
}

/** What the chart of history has on its line. */
export function records(table, category) {
  const {write} = figures[category.id];
  fill(table, 'Each was the best when it came', [left('Learner'), shown[category.id], {title: 'Handed in'}],
    category.records.map(one => element('tr', {}, head(one.learner), cell(write(one.value)), cell(time(one.received)))));
}

function progress(one) {
  const place = one.ahead === undefined ? '' : one.ahead === 0 ? ', the next' : `, ${one.ahead} before it`;
  return states[one.state] + place + (one.attempts > 1 ? `, attempt ${one.attempts}` : '');
}

/** One's own submissions to all tasks, the newest first. */
export function own(table, submissions) {
  const lines = submissions.flatMap(one => {
    const score = one.score;
    const line = element('tr', {}, head(one.task, element('small', {}, time(one.received))),
      cell(progress(one), 'left ' + one.state),
      cell(score ? percent(score.accuracy) : none), cell(score ? latency(score) : none), cell(score ? bytes(score.bytes) : none));
    return one.message ? [line, element('tr', {}, element('td', {colspan: 5, class: 'words ' + one.state}, element('div', {}, `${one.reason}: ${one.message}`)))] : [line];
  });
  fill(table, submissions.length === 0 ? 'None so far. Hand one in: tito submit' : 'The newest first',
    [left('Submission'), left('State'), shown.accuracy, shown.fastest, shown.smallest], lines);
}
