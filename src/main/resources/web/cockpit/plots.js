// Plots as SVG, in the shape of the monthly report's: bars from left to right, what is beyond a target stands out. Each has its
// numbers as a table beside it, for whoever cannot see it and for whoever wants them exact.
import {element} from '/assets/dom.js';
import {chosen} from '/assets/desktongue.js';
import {MONTHS, dayInFull, partsOf} from '/assets/solar.js';
import {digits as persian} from '/assets/spans.js';
import {PRIORITY} from '/assets/vocabulary.js';
import {tr} from './figurewords.js';
import {NONE, SOLAR_MONTHS, amount, hours as asHours, monthName, percent} from './format.js';

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 640;
const HEIGHT = 190;
const FLOOR = 150;
const CEILING = 26;
const LEFT = 34;
const MONTH_WIDTH = 46;
const MONTH_HEIGHT = 46;
const NAMES = 92;

function drawn(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** SVG goes from left to right; what stands in it in Persian begins with its number where it has one. */
function words(x, y, kind, text, anchor = 'middle') {
  return drawn('text', {x, y, class: kind, 'text-anchor': anchor}, `${chosen('\u2067', '\u2066')}${text}\u2069`);
}

/** @param {string} name tells a figure that is drawn anew which of its tables was open */
function figure(name, title, spoken, plot, head, rows, ...notes) {
  plot.setAttribute('role', 'img');
  plot.setAttribute('aria-label', spoken);
  return element(
    'figure',
    {'data-plot': name},
    element('figcaption', {}, title),
    plot,
    ...notes,
    element(
      'details',
      {},
      element('summary', {}, tr`ارقام این نمودار`),
      element(
        'table',
        {},
        element('thead', {}, element('tr', {}, ...head.map((one) => element('th', {scope: 'col'}, one)))),
        element('tbody', {}, ...rows.map((row) => element('tr', {}, ...row.map((cell, i) => element(i ? 'td' : 'th', i ? {} : {scope: 'row'}, cell))))),
      ),
    ),
  );
}

/** Round numbers for a scale that reaches the highest. @returns {number[]} from 0 on */
function scale(highest) {
  const rough = Math.max(1, highest) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough));
  const ticks = [0];
  while (ticks.at(-1) < highest || ticks.length < 2) ticks.push(ticks.at(-1) + step);
  return ticks;
}

function frame(ticks) {
  const height = (value) => FLOOR - (value / ticks.at(-1)) * (FLOOR - CEILING);
  const plot = drawn(
    'svg',
    {viewBox: `0 0 ${WIDTH} ${HEIGHT}`},
    ...ticks.flatMap((tick) => [
      drawn('line', {x1: LEFT, x2: WIDTH, y1: height(tick), y2: height(tick), class: tick ? 'grid' : 'axis'}),
      words(LEFT - 6, height(tick) + 4, 'scale', amount(tick), 'end'),
    ]),
  );
  return {plot, height};
}

function bar(x, width, height, value, kind, told) {
  return drawn('rect', {x, y: height(value), width, height: FLOOR - height(value), class: kind}, drawn('title', {}, told));
}

/** @param {Array<{begins: string, requests: number, restorations: number}>} hours */
export function hoursPlot(hours) {
  const ticks = scale(Math.max(0, ...hours.flatMap((h) => [h.requests, h.restorations])));
  const {plot, height} = frame(ticks);
  const slot = (WIDTH - LEFT) / hours.length;
  const rows = hours.map((hour, i) => {
    const millis = Date.parse(hour.begins);
    const {hour: of, month, day} = partsOf(millis);
    const from = LEFT + slot * i;
    const time = persian(`${of}:00`);
    if (of === 0) plot.append(drawn('line', {x1: from, x2: from, y1: CEILING, y2: FLOOR, class: 'midnight'}), words(from + 3, FLOOR + 32, 'label', persian(`${day} ${MONTHS[month - 1]}`), 'start'));
    if (of % 6 === 0) plot.append(words(from + slot / 2, FLOOR + 16, 'label', persian(of)));
    plot.append(
      bar(from + slot * 0.1, slot * 0.4, height, hour.requests, 'bar', tr`ساعت ${time}: ${amount(hour.requests)} درخواست`),
      bar(from + slot * 0.5, slot * 0.4, height, hour.restorations, 'second', tr`ساعت ${time}: ${amount(hour.restorations)} وصل`),
    );
    return [tr`${dayInFull(millis)}، ساعت ${time}`, amount(hour.requests), amount(hour.restorations)];
  });
  const sum = (name) => amount(hours.reduce((all, hour) => all + hour[name], 0));
  return figure(
    'hours',
    tr`درخواست‌ها و وصل‌ها در هر ساعت (دو روز گذشته)`,
    tr`در این ${amount(hours.length)} ساعت ${sum('requests')} درخواست ثبت و برق ${sum('restorations')} درخواست وصل شد.`,
    plot,
    [tr`ساعت`, tr`درخواست`, tr`وصل`],
    rows,
    legend(['bar', tr`درخواست (${sum('requests')})`], ['second', tr`وصل برق (${sum('restorations')})`]),
  );
}

function legend(...kinds) {
  return element('p', {class: 'kinds'}, ...kinds.map(([kind, name]) => element('span', {class: kind}, name)));
}

/** One plot for each priority that had requests. */
export function restorePlots({bucketMinutes, priorities}) {
  return priorities.filter((times) => times.requests).map((times) => restorePlot(bucketMinutes, times));
}

function restorePlot(bucketMinutes, times) {
  const last = times.counts.length - 1;
  const {plot, height} = frame(scale(Math.max(...times.counts)));
  const slot = (WIDTH - LEFT) / times.counts.length;
  const at = (minutes) => LEFT + (slot * minutes) / bucketMinutes;
  const name = (i) => (i === last ? tr`بیش از ${asHours(i * bucketMinutes)} ساعت` : tr`${asHours(i * bucketMinutes)} تا ${asHours((i + 1) * bucketMinutes)} ساعت`);
  const rows = times.counts.map((count, i) => {
    plot.append(
      bar(LEFT + slot * (i + 0.12), slot * 0.76, height, count, i * bucketMinutes >= times.targetMinutes ? 'beyond' : 'bar', tr`${name(i)}: ${amount(count)} درخواست`),
    );
    if (count) plot.append(words(LEFT + slot * (i + 0.5), height(count) - 4, 'value', amount(count)));
    // Begins of buckets stand below the lines between them.
    plot.append(words(at(i * bucketMinutes), FLOOR + 16, 'label', asHours(i * bucketMinutes)));
    return [name(i), amount(count)];
  });
  const target = Math.min(at(times.targetMinutes), WIDTH);
  plot.append(
    drawn('line', {x1: target, x2: target, y1: CEILING - 12, y2: FLOOR, class: 'target'}),
    words(target - 5, CEILING - 4, 'target-name', tr`مهلت: ${asHours(times.targetMinutes)} ساعت`, 'end'),
    words((WIDTH + LEFT) / 2, FLOOR + 34, 'label', tr`ساعت از ثبت تا وصل`),
  );
  const told = tr`${amount(times.withinAgreement)} از ${amount(times.requests)} درخواست در مهلت`;
  return figure(
    `restore-${times.priority}`,
    tr`زمان وصل، اولویت ${PRIORITY[times.priority]} (۳۰ روز گذشته): ${told}`,
    tr`اولویت ${PRIORITY[times.priority]}، مهلت ${asHours(times.targetMinutes)} ساعت: ${told}.`,
    plot,
    [tr`زمان وصل`, tr`درخواست`],
    rows,
  );
}

/** A row of bars for the company and for each district, a column for each month. */
export function monthsPlot(months) {
  const districts = [...new Set(months.flatMap((m) => m.districts.map((d) => d.district)))].sort((a, b) => a - b);
  const of = (month, district) => (district === null ? month.total : (month.districts.find((d) => d.district === district) || {}).compliance);
  const lines = [null, ...districts];
  const name = (district) => (district === null ? tr`کل شرکت` : tr`مدیریت ${persian(district)}`);
  const width = months.length * MONTH_WIDTH + NAMES;
  const plot = drawn('svg', {viewBox: `0 0 ${width} ${lines.length * MONTH_HEIGHT + 36}`});
  lines.forEach((district, row) => {
    const floor = (row + 1) * MONTH_HEIGHT;
    plot.append(
      drawn('line', {x1: 0, x2: width - NAMES, y1: floor, y2: floor, class: 'axis'}),
      words(width - NAMES + 8, floor - 10, district === null ? 'name total' : 'name', name(district), 'start'),
    );
    months.forEach((month, column) => {
      const compliance = of(month, district);
      const middle = MONTH_WIDTH * (column + 0.5);
      if (!compliance || compliance.compliance === undefined) return plot.append(words(middle, floor - 5, 'nothing', NONE));
      const tall = compliance.compliance * (MONTH_HEIGHT - 20);
      const told = tr`${name(district)}، ${monthName(month.month)}: ${amount(compliance.withinAgreement)} در مهلت، ${amount(compliance.breached)} گذشته از مهلت`;
      plot.append(
        drawn('rect', {x: middle - 15, y: floor - tall, width: 30, height: Math.max(tall, 1), class: district === null ? 'bar' : 'third'}, drawn('title', {}, told)),
        words(middle, floor - tall - 3, 'value', percent(compliance.compliance)),
      );
      return undefined;
    });
  });
  months.forEach((month, column) => {
    const [year, number] = month.month.split('-').map(Number);
    const middle = MONTH_WIDTH * (column + 0.5);
    plot.append(words(middle, lines.length * MONTH_HEIGHT + 16, 'label', chosen(SOLAR_MONTHS[number - 1], SOLAR_MONTHS[number - 1].slice(0, 3))));
    if (!column || number === 1) plot.append(words(middle, lines.length * MONTH_HEIGHT + 32, 'label', persian(year)));
  });
  const cell = (compliance) => (compliance && compliance.compliance !== undefined ? tr`${percent(compliance.compliance)} (${amount(compliance.withinAgreement)} از ${amount(compliance.withinAgreement + compliance.breached)})` : NONE);
  const latest = months.at(-1);
  return figure(
    'months',
    tr`پایبندی به مهلت در هر مدیریت، ماه به ماه`,
    tr`پایبندی کل شرکت در ${monthName(latest.month)}: ${cell(latest.total)}.`,
    plot,
    [tr`ماه`, ...lines.map(name)],
    months.map((month) => [monthName(month.month), ...lines.map((district) => cell(of(month, district)))]),
  );
}
