// How messages fared in the last seven days, for managers: by whose network, by kind, why some were lost, and what they cost; and
// what subscribers have written by SMS; and after which messages they wanted to hear no more of the plan.
import {chosen} from '/assets/desktongue.js';
import {element} from '/assets/dom.js';
import {tr} from './figurewords.js';
import {amount} from './format.js';

const CARRIER = chosen(inPersian('gateway'), inEnglish('gateway'));
const KIND = chosen(inPersian('message'), inEnglish('message'));
const ERROR = chosen(inPersian('message-error'), inEnglish('message-error'));
const INBOUND = chosen(inPersian('inbound-sms'), inEnglish('inbound-sms'));
const DOOR = chosen(inPersian('plan-stop'), inEnglish('plan-stop'));

const COLUMNS = [
  ['owed', tr`در صف`],
  ['sent', tr`فرستاده‌شده`],
  ['delivered', tr`رسیده`],
  ['lost', tr`نرسیده`],
  ['held', tr`نگه‌داشته‌شده`],
  ['units', tr`واحد هزینه`],
];

/** @param {object} report the answer of reports/messages */
export function messageFigures({all, carriers, inbound, stops}) {
  const came = Object.entries(inbound);
  const lost = Object.entries(all.lostBecause);
  return element(
    'figure',
    {'data-plot': 'messages'},
    element('figcaption', {}, tr`پیام‌ها در هفت روز گذشته`),
    table(tr`راه پیام`, COLUMNS, [...carriers.map(({carrier, counts}) => [nameOf(carrier), counts]), [tr`همه`, all, 'total']]),
    lost.length ? element('p', {}, tr`چرا نرسید: ${listed(lost, ERROR, tr`درگاه خطا داد`)}`) : null,
    came.length ? element('p', {}, tr`پیامک‌های مشترکان: ${listed(came, INBOUND, '')}`) : null,
    stops.length ? stopped(stops) : null,
    element(
      'details',
      {},
      element('summary', {}, tr`به تفکیک نوع پیام`),
      table(tr`نوع پیام`, COLUMNS, carriers.flatMap(({carrier, kinds}) => kinds.map(({kind, counts}) => [tr`${KIND[kind] || kind}، ${nameOf(carrier)}`, counts]))),
    ),
  );
}

function nameOf(carrier) {
  return carrier ? CARRIER[carrier] || carrier : tr`هنوز هیچ‌کدام`;
}

/** «پذیرفته نشد ۲، نرسید ۱»: those that share a word count together. */
function listed(entries, words, otherwise) {
  const counts = new Map();
  for (const [code, number] of entries) counts.set(words[code] || otherwise, (counts.get(words[code] || otherwise) || 0) + number);
  return [...counts].map(([word, number]) => `${word} ${amount(number)}`).join(tr`، `);
}

/** After which kind how many places were ended, and by which door; the kind that is ended most comes first. */
function stopped(stops) {
  const kinds = new Map();
  for (const {kind, by, stopped: places} of stops) {
    const counts = kinds.get(kind) || {all: 0};
    counts[by] = (counts[by] || 0) + places;
    counts.all += places;
    kinds.set(kind, counts);
  }
  return element(
    'section',
    {'data-part': 'stopped'},
    element('p', {}, tr`محل‌هایی که خبر پیش از خاموشی‌شان را قطع کرده‌اند`),
    table(
      tr`پس از پیام`,
      [...Object.entries(DOOR), ['all', tr`همه`]],
      [...kinds].sort(([, one], [, other]) => other.all - one.all).map(([kind, counts]) => [kind ? KIND[kind] || kind : tr`بدون پیام پیشین`, counts]),
    ),
  );
}

function table(first, columns, rows) {
  return element(
    'table',
    {class: 'numbers'},
    element('thead', {}, element('tr', {}, ...[first, ...columns.map(([, title]) => title)].map((title) => element('th', {scope: 'col'}, title)))),
    element(
      'tbody',
      {},
      ...rows.map(([name, counts, kind]) => element('tr', {class: kind || null}, element('th', {scope: 'row'}, name), ...columns.map(([column]) => element('td', {}, amount(counts[column] || 0))))),
    ),
  );
}
