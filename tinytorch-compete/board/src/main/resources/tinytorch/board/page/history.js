// How a task went: the best that was known at each time as a line, and one's own submissions as points.
import {columns, evenSteps, linear, logarithmic, margin, rows, svg, tenfoldSteps, timeSteps} from './axes.js';
import {nothing, present} from './points.js';
import {figures, states, when} from './words.js';

const lane = 26; // below the numbers: what has none

/** One's own submissions to a task as points: with a number where it is measured, else in the lane. */
function own(submissions, field, write, x, y, floor) {
  return submissions.map(one => {
    const value = one.score?.[field];
    const place = {x: x(one.received), y: value === undefined ? floor : y(value)};
    const ended = one.state === 'rejected' || one.state === 'failed';
    const text = `You, ${when(one.received)}: ${value === undefined ? states[one.state] : write(value)}${one.reason ? ', ' + one.reason : ''}`;
    const [left, right, top, bottom] = [place.x - 5, place.x + 5, place.y - 5, place.y + 5];
    const shape = ended ? `M${left},${top}L${right},${bottom}M${left},${bottom}L${right},${top}` : `M${left},${place.y}L${place.x},${top}L${right},${place.y}L${place.x},${bottom}Z`;
    return {key: one.id, ...place, at: one.received, text, node: svg('path', {class: `own ${one.state}`, d: shape})};
  });
}

/** Draws into a figure, as large as it is. `mine`: one's own submissions to all tasks, or none. */
export function history(figure, board, category, mine) {
  const {field, write, axis} = figures[category.id];
  const records = category.records;
  const submissions = mine.filter(one => one.task === board.task);
  const times = [...records, ...submissions].map(one => one.received);
  if (times.length === 0) {
    nothing(figure, 'Nothing to show yet.');
    return;
  }
  const width = figure.querySelector('.plot').clientWidth;
  const height = figure.querySelector('.plot').clientHeight;
  const spare = Math.max(60_000, (Math.max(...times) - Math.min(...times)) * 0.03);
  const [begin, end] = [Math.min(...times) - spare, Math.max(...times) + spare];
  const x = linear(begin, end, margin.left, width - margin.right);

  const even = category.id === 'accuracy';
  const values = [...records.map(one => one.value), ...submissions.map(one => one.score?.[field]).filter(Number.isFinite)];
  const [least, most] = values.length === 0 ? [0.1, 1] : [Math.min(...values), Math.max(...values)];
  const pad = Math.max(0.005, (most - least) * 0.1);
  const [low, high] = even ? [Math.max(0, least - pad), Math.min(1, most + pad)] : [least / 1.3, most * 1.3];
  const floor = height - margin.bottom - 8;
  const y = (even ? linear : logarithmic)(low, high, height - margin.bottom - lane, margin.top);

  const picture = svg('svg', {viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': `${category.title} over time: `
    + (records.length === 0 ? 'nothing is ranked yet' : `from ${write(records[0].value)} to ${write(records.at(-1).value)} in ${records.length} steps`)
    + (submissions.length === 0 ? '.' : `; ${submissions.length} submissions of yours.`)});
  rows(picture, width, (even ? evenSteps : tenfoldSteps)(low, high), y, axis);
  columns(picture, width, height, timeSteps(begin, end, width / 90).map(step => ({place: x(step.at), text: step.text})), 'handed in');
  if (submissions.some(one => !one.score)) {
    picture.append(svg('text', {x: margin.left - 6, y: floor + 4, 'text-anchor': 'end'}, 'no score'));
  }
  if (records.length > 0) {
    const steps = records.map(one => `H${x(one.received)}V${y(one.value)}`).join('');
    picture.append(svg('path', {class: 'line', d: `M${x(records[0].received)},${y(records[0].value)}${steps}H${width - margin.right}`}));
  }
  const points = [...records.map(one => ({key: `${one.learner} ${one.received}`, x: x(one.received), y: y(one.value), at: one.received,
    text: `${one.learner}, ${when(one.received)}: ${write(one.value)}, the best so far`, node: svg('circle', {class: 'point best', cx: x(one.received), cy: y(one.value), r: 4})})),
  ...own(submissions, field, write, x, y, floor)];
  picture.append(...points.map(point => point.node));
  present(figure, picture, points.sort((a, b) => a.at - b.at));
}
