// How messages fared in the last seven days, for managers: by whose network, by kind, why some were lost, and what they cost; and
// what subscribers have written by SMS.
import {element} from '/assets/dom.js';
import {amount} from './format.js';

const CARRIER = inPersian('gateway');
const KIND = inPersian('message');
const ERROR = inPersian('message-error');
const INBOUND = inPersian('inbound-sms');

const COLUMNS = [
  ['owed', 'در صف'],
  ['sent', 'فرستاده'],
  ['delivered', 'رسیده'],
  ['lost', 'نرسیده'],
  ['held', 'نگه‌داشته'],
  ['units', 'واحد هزینه'],
];

/** @param {object} report the answer of reports/messages */
export function messageFigures({all, carriers, inbound}) {
  const came = Object.entries(inbound);
  const lost = Object.entries(all.lostBecause);
  return element(
    'figure',
    {'data-plot': 'messages'},
    element('figcaption', {}, 'پیام‌ها در هفت روز گذشته'),
    table('راه پیام', [...carriers.map(({carrier, counts}) => [nameOf(carrier), counts]), ['همه', all, 'total']]),
    lost.length ? element('p', {}, `چرا نرسید: ${listed(lost, ERROR, 'درگاه خطا داد')}`) : null,
    came.length ? element('p', {}, `پیامک‌های مشترکان: ${listed(came, INBOUND, '')}`) : null,
    element(
      'details',
      {},
      element('summary', {}, 'به تفکیک نوع پیام'),
      table('نوع پیام', carriers.flatMap(({carrier, kinds}) => kinds.map(({kind, counts}) => [`${KIND[kind] || kind}، ${nameOf(carrier)}`, counts]))),
    ),
  );
}

function nameOf(carrier) {
  return carrier ? CARRIER[carrier] || carrier : 'هنوز هیچ‌کدام';
}

/** «پذیرفته نشد ۲، نرسید ۱»: those that share a word count together. */
function listed(entries, words, otherwise) {
  const counts = new Map();
  for (const [code, number] of entries) counts.set(words[code] || otherwise, (counts.get(words[code] || otherwise) || 0) + number);
  return [...counts].map(([word, number]) => `${word} ${amount(number)}`).join('، ');
}

function table(first, rows) {
  return element(
    'table',
    {class: 'numbers'},
    element('thead', {}, element('tr', {}, ...[first, ...COLUMNS.map(([, title]) => title)].map((title) => element('th', {scope: 'col'}, title)))),
    element(
      'tbody',
      {},
      ...rows.map(([name, counts, kind]) => element('tr', {class: kind || null}, element('th', {scope: 'row'}, name), ...COLUMNS.map(([column]) => element('td', {}, amount(counts[column]))))),
    ),
  );
}
