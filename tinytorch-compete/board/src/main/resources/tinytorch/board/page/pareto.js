// Accuracy against size, as SVG. The horizontal axis is logarithmic: models differ in size by powers of ten.
import {columns, evenSteps, linear, logarithmic, margin, rows, svg, tenfoldSteps} from './axes.js';
import {nothing, present} from './points.js';
import {bytes, percent, size} from './words.js';

const overlap = (a, b) => a.right > b.left && a.left < b.right && a.bottom > b.top && a.top < b.bottom;
const around = point => ({left: point.x - 7, right: point.x + 7, top: point.y - 7, bottom: point.y + 7});

/** A name beside its point, where it covers no other point and no other name. Above the front there is none; a crowded point goes without. */
function label(picture, point, width, taken) {
  const text = point.name.length > 16 ? point.name.slice(0, 15) + '…' : point.name;
  const long = text.length * 7;
  for (const [dx, dy] of [[-8 - long, -8], [-long / 2, -12], [8, -8], [8, 18]]) {
    const box = {left: point.x + dx, right: point.x + dx + long, top: point.y + dy - 11, bottom: point.y + dy + 3};
    if (box.left > margin.left && box.right < width && box.top > 0 && !taken.some(other => overlap(box, other))) {
      taken.push(box);
      picture.append(svg('text', {class: 'name', x: box.left, y: point.y + dy}, text));
      return;
    }
  }
}

/** Draws into a figure, as large as it is. `me`: the name of who looks, or null. */
export function pareto(figure, board, me) {
  const entries = board.entries;
  if (entries.length === 0) {
    nothing(figure, 'Nothing to show yet.');
    return;
  }
  const width = figure.querySelector('.plot').clientWidth;
  const height = figure.querySelector('.plot').clientHeight;
  const sizes = entries.map(entry => entry.bytes);
  const accuracies = entries.map(entry => entry.accuracy);
  const [small, large] = [Math.min(...sizes) / 1.5, Math.max(...sizes) * 1.5];
  const pad = Math.max(0.005, (Math.max(...accuracies) - Math.min(...accuracies)) * 0.12);
  const [low, high] = [Math.max(0, Math.min(...accuracies) - pad), Math.min(1, Math.max(...accuracies) + pad)];
  const x = logarithmic(small, large, margin.left, width - margin.right);
  const y = linear(low, high, height - margin.bottom, margin.top);

  const leaders = board.pareto.map(index => entries[index]);
  const last = leaders.at(-1);
  const picture = svg('svg', {viewBox: `0 0 ${width} ${height}`, role: 'group',
    'aria-label': `Accuracy against size of ${entries.length} models. The front goes from ${bytes(leaders[0].bytes)} with ${percent(leaders[0].accuracy)} to ${bytes(last.bytes)} with ${percent(last.accuracy)}.`});
  rows(picture, width, evenSteps(low, high), y, step => percent(step));
  columns(picture, width, height, tenfoldSteps(small, large).map(step => ({place: x(step), text: size(step)})), 'size on disk');

  // A step: between two models of the front nothing is known to be better than the smaller one.
  const steps = leaders.map(entry => `H${x(entry.bytes)}V${y(entry.accuracy)}`).join('');
  picture.append(svg('path', {class: 'line', d: `M${x(leaders[0].bytes)},${y(leaders[0].accuracy)}${steps}H${width - margin.right}`}));

  const best = new Set(board.pareto);
  const points = entries.map((entry, index) => {
    const place = {x: x(entry.bytes), y: y(entry.accuracy)};
    const front = best.has(index);
    const mine = entry.learner === me;
    const text = `${entry.learner}${mine ? ' (you)' : ''}: ${percent(entry.accuracy)}, ${bytes(entry.bytes)}${front ? ', on the front' : ''}`;
    return {key: `${entry.learner} ${entry.received}`, name: entry.learner, front, text, ...place,
      node: svg('circle', {class: ['point', front && 'best', mine && 'own'].filter(Boolean).join(' '), cx: place.x, cy: place.y, r: 5})};
  }).sort((a, b) => a.x - b.x || a.y - b.y);
  const taken = points.map(around);
  picture.append(...points.filter(point => !point.front).map(point => point.node), ...points.filter(point => point.front).map(point => point.node));
  points.filter(point => point.front).forEach(point => label(picture, point, width, taken));
  present(figure, picture, points);
}
