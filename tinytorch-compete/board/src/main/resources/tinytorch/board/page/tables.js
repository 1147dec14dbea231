// Numbers as words, and tables. Text goes in as text, never as markup: names are chosen by learners.

/** An element with attributes, and children that are elements or text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.filter(child => child !== undefined && child !== null));
  return made;
}

const none = '–';

/** 0.8123 as "81.23 %": with as many digits as the server gave, at least one. */
export function percent(value) {
  return value === null || value === undefined ? none : (value * 100).toLocaleString('en', {minimumFractionDigits: 1, maximumFractionDigits: 3}) + ' %';
}

export function bytes(value) {
  return value >= 1e6 ? (value / 1e6).toFixed(2) + ' MB' : value >= 1e3 ? (value / 1e3).toFixed(1) + ' kB' : value + ' B';
}

/** A small network takes microseconds. */
function decimals(milliseconds) {
  return milliseconds.toFixed(milliseconds < 10 ? 3 : 2);
}

export function millis(value) {
  return value === null || value === undefined ? none : decimals(value) + ' ms';
}

export function bits(value) {
  return value === null || value === undefined ? none : value.toLocaleString('en', {minimumFractionDigits: 2, maximumFractionDigits: 4});
}

function when(time) {
  return element('time', {datetime: new Date(time).toISOString()}, new Date(time).toLocaleString(undefined, {dateStyle: 'short', timeStyle: 'short'}));
}

/** p95 with the quartiles of its blocks: how far it can be trusted. */
function latency(row) {
  const cell = element('span', {}, millis(row.p95));
  if (row.p95Low !== null && row.p95High !== null) {
    cell.append(element('small', {class: 'wide'}, ` (${decimals(row.p95Low)} to ${decimals(row.p95High)})`));
  }
  return cell;
}

function head(table, caption, columns) {
  table.replaceChildren(
    element('caption', {}, caption),
    element('thead', {}, element('tr', {}, ...columns.map(column => element('th', {scope: 'col', class: column.class}, column.title)))));
}

const figures = {
  accuracy: {title: 'Accuracy', cell: row => percent(row.accuracy)},
  bits: {title: 'Bits/char', cell: row => bits(row.bits)},
  fastest: {title: 'p95', cell: latency},
  smallest: {title: 'Size', cell: row => bytes(row.bytes)},
  efficiency: {title: 'Points/MB', cell: row => row.efficiency.toFixed(1)},
  memory: {title: 'Peak memory', class: 'wide', cell: row => bytes(row.memory)},
  received: {title: 'Handed in', class: 'wide', cell: row => when(row.received)},
};

/** The number that decides comes first: on a phone the others may be out of sight. */
function columns(board, category) {
  const all = ['accuracy', ...(board.text ? ['bits'] : []), 'fastest', 'smallest', 'efficiency', 'memory', 'received'];
  return [category.id, ...all.filter(id => id !== category.id)];
}

/** The ranking of one category. */
export function standings(table, board, category, myName) {
  const shown = columns(board, category);
  head(table, `${category.title}, ${board.closed ? 'final: on the private part of the hidden set' : 'on the public part of the hidden set'}`,
    [{title: 'Rank'}, {title: 'Learner', class: 'left'}, ...shown.map(id => figures[id])]);
  table.append(element('tbody', {}, ...category.ranking.map((index, place) => {
    const row = board.entries[index];
    const mine = row.learner === myName;
    return element('tr', {class: mine ? 'mine' : null}, element('td', {}, String(place + 1)),
      element('th', {scope: 'row', class: 'left'}, row.learner + (mine ? ' (you)' : '')),
      ...shown.map(id => element('td', {class: [figures[id].class, id === category.id ? 'key' : ''].join(' ').trim() || null}, figures[id].cell(row))));
  })));
}

/** What the chart shows, for those who do not see it. */
export function front(table, board) {
  head(table, 'From the smallest to the most accurate', [{title: 'Learner', class: 'left'}, figures.smallest, figures.accuracy]);
  table.append(element('tbody', {}, ...board.pareto.map(index => board.entries[index]).map(row => element('tr', {},
    element('th', {scope: 'row', class: 'left'}, row.learner), element('td', {}, bytes(row.bytes)), element('td', {}, percent(row.accuracy))))));
}

const states = {queued: 'waiting', evaluating: 'being evaluated', scored: 'scored', rejected: 'rejected', failed: 'failed'};

/** One's own submissions, the newest first. */
export function history(table, submissions) {
  head(table, submissions.length === 0 ? 'None so far. Hand one in: tito submit' : 'The newest first',
    [{title: 'Handed in', class: 'left'}, {title: 'Task', class: 'left'}, {title: 'State', class: 'left'}, {title: 'Accuracy'}, {title: 'p95'}, {title: 'Size'}]);
  const body = element('tbody');
  for (const one of submissions) {
    const score = one.score;
    body.append(element('tr', {}, element('th', {scope: 'row', class: 'left'}, when(one.received)), element('td', {class: 'left'}, one.task),
      element('td', {class: 'left ' + one.state}, states[one.state] + (one.attempts > 1 ? `, attempt ${one.attempts}` : '')),
      element('td', {}, score ? percent(score.accuracy) : none), element('td', {}, score ? latency(score) : none), element('td', {}, score ? bytes(score.bytes) : none)));
    if (one.message) {
      body.append(element('tr', {}, element('td', {colspan: 6, class: 'words ' + one.state}, element('div', {}, `${one.reason}: ${one.message}`))));
    }
  }
  table.append(body);
}
