// The story of a request or an outage, ended ones too, from our own tables: the engine's history is lean, and Cockpit shows none.
// Also the search that leads there. What people wrote becomes text; each look is written to the audit log by the server.
import {chosen} from '/assets/desktongue.js';
import {code, element, facts} from '/assets/dom.js';
import {running} from '/assets/texts.js';
import {noteOf} from './notes.js';
import {bare} from '/assets/moments.js';
import {brief, inFull} from '/assets/solar.js';
import {digits as persian, grouped} from '/assets/spans.js';
import {MESSAGE, MESSAGE_STATE, REQUEST_STATE, REQUEST_STEP, STATE, STEP, channelOf} from '/assets/vocabulary.js';
import {ask, why} from './ask.js';
import {spokenHere, tr} from './figurewords.js';
import {amount} from './format.js';

const KINDS = {requests: tr`روند رسیدگی به درخواست `, outages: tr`روند رسیدگی به خاموشی `};
const ENDED = chosen(inPersian('outage-ended'), inEnglish('outage-ended'));
const QUOTED = chosen('«»', '“”');
const ABOUT = chosen(inPersian('about'), inEnglish('about'));

/** @param {'requests'|'outages'} kind @returns {string} its page in Cockpit */
export function pageOf(kind, number) {
  return `#/roshan/${kind}/${encodeURIComponent(number)}`;
}

export function link(kind, number) {
  return element('a', {href: pageOf(kind, number)}, shown(kind, number));
}

function shown(kind, number) {
  return code(persian(kind === 'requests' ? grouped(number) : number));
}

export function instance(workflowId, ...text) {
  return element('a', {href: `#/process-instance/${workflowId}`}, ...text);
}

/** A page of its own in Cockpit: #/roshan/requests/180259433142. */
export function show(node) {
  const [, kind, number] = window.location.hash.replace(/\?.*$/, '').match(/#\/roshan\/([^/]+)\/([^/]+)/) || [];
  const story = element('div', {'aria-live': 'polite'});
  const root = element(
    'section',
    {class: 'roshan-board roshan-page', ...spokenHere},
    element('div', {class: 'top'}, element('a', {href: '#/dashboard'}, tr`بازگشت به «نمای کلی»`), search()),
    story,
  );
  node.append(root);
  tell(story, kind, decodeURIComponent(number));
  return () => {};
}

/** @param {HTMLElement} place @param {'requests'|'outages'} kind @param {string} [around] the process instance whose page it is */
export async function tell(place, kind, number, around) {
  if (!KINDS[kind]) {
    place.replaceChildren(element('p', {class: 'word warning'}, tr`این صفحه وجود ندارد.`));
    return;
  }
  place.replaceChildren(element('p', {class: 'quiet'}, tr`در حال خواندن…`));
  let told;
  try {
    told = await ask(`timelines/${kind}/${encodeURIComponent(number)}`);
  } catch (problem) {
    place.replaceChildren(element('p', {class: 'word warning'}, why(problem)));
    return;
  }
  place.replaceChildren(...story(kind, told.request || told.outage, told.entries, around));
}

function story(kind, of, entries, around) {
  const request = kind === 'requests';
  const ended = of.closedAt || ['CLOSED', 'WITHDRAWN', 'RESTORED', 'NOT_A_FAULT', 'ABSORBED', 'ABANDONED'].includes(of.state);
  return [
    element('h2', {}, KINDS[kind], shown(kind, of.trackingCode || of.number)),
    facts([
      [tr`وضعیت`, request ? REQUEST_STATE[of.state] : ENDED[of.state] || STATE[of.state]],
      [tr`مدیریت`, persian(of.district)],
      [request ? tr`ثبت` : tr`نخستین گزارش`, moment(of.submittedAt || of.detectedAt)],
      [tr`پایان`, of.closedAt ? moment(of.closedAt) : null],
      [tr`خاموشی`, of.outage ? link('outages', of.outage) : null],
      [tr`درخواست‌ها`, request ? null : amount(of.requests)],
      [tr`نمونهٔ فرایند`, ended || !of.workflowId || of.workflowId === around ? null : instance(of.workflowId, tr`نمایش در نمودار`)],
    ]),
    entries.length ? table(kind, entries) : element('p', {}, tr`هنوز رویدادی ثبت نشده است.`),
  ];
}

function table(kind, entries) {
  return element(
    'table',
    {class: 'story'},
    element('thead', {}, element('tr', {}, ...[tr`زمان`, tr`بند`, tr`دربارهٔ`, tr`چه شد`, tr`توسط`, tr`یادداشت`].map((name) => element('th', {scope: 'col'}, name)))),
    element('tbody', {}, ...entries.map((entry) => row(kind, entry))),
  );
}

function row(kind, entry) {
  const note = noteOf(entry);
  return element(
    'tr',
    {class: entry.about.toLowerCase(), 'data-step': entry.step},
    element('td', {class: 'when'}, moment(entry.at)),
    element('td', {}, entry.clause ? element('span', {class: 'clause'}, code(entry.clause)) : null),
    element('td', {class: 'about'}, ABOUT[entry.about], entry.about === 'OUTAGE' && kind === 'requests' ? [' ', link('outages', entry.subject)] : null),
    element('td', {class: 'step'}, what(entry)),
    element('td', {class: 'by'}, entry.by ? channelOf(entry.by) || entry.byName || code(entry.by) : tr`سامانه`),
    element('td', {class: 'note'}, note ? running(persian(note)) : null),
  );
}

function what(entry) {
  if (entry.about === 'MESSAGE') return `${QUOTED[0]}${MESSAGE[entry.subject] || entry.subject}${QUOTED[1]}: ${MESSAGE_STATE[entry.step] || entry.step}`;
  return (entry.about === 'REQUEST' ? REQUEST_STEP : STEP)[entry.step] || entry.step;
}

function moment(iso) {
  return element('time', {datetime: iso, title: inFull(Date.parse(iso))}, brief(iso));
}

/** Looks for a number; what is meant by it alone is opened, of several the manager chooses. */
export function search() {
  const input = element('input', {
    type: 'search',
    name: 'q',
    maxlength: 40,
    autocomplete: 'off',
    placeholder: tr`کد رهگیری، شمارهٔ خاموشی یا شناسهٔ قبض`,
    'aria-label': tr`کد رهگیری، شمارهٔ خاموشی یا شناسهٔ قبض`,
  });
  const found = element('div', {class: 'found', role: 'status'});
  const form = element('form', {class: 'search', role: 'search'}, input, element('button', {type: 'submit'}, tr`جست‌وجو`), found);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const typed = input.value.trim();
    if (!typed) return;
    let answer;
    try {
      answer = await ask(`search?q=${encodeURIComponent(typed)}`);
    } catch (problem) {
      found.replaceChildren(element('p', {class: 'word warning'}, problem.status === 400 ? tr`این شماره درست وارد نشده است.` : why(problem)));
      return;
    }
    const page = theOneMeant(typed, answer.requests, answer.outages);
    if (page) window.location.hash = page;
    else found.replaceChildren(...results(answer.requests, answer.outages));
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') found.replaceChildren();
  });
  return form;
}

/** A tracking code is one request, an outage number one outage; a bill id may have many. */
function theOneMeant(typed, requests, outages) {
  const number = bare(typed);
  const request = requests.find((one) => one.trackingCode === number);
  const outage = outages.find((one) => one.number.replace('-', '') === number);
  if (request) return pageOf('requests', request.trackingCode);
  return outage ? pageOf('outages', outage.number) : null;
}

function results(requests, outages) {
  if (!requests.length && !outages.length) return [element('p', {}, tr`چیزی با این شماره پیدا نشد.`)];
  const list = (title, rows) => (rows.length ? [element('h3', {}, title), element('ul', {}, ...rows.map((row) => element('li', {}, ...row)))] : []);
  return [
    ...list(tr`درخواست‌ها`, requests.map((r) => [link('requests', r.trackingCode), tr` ${REQUEST_STATE[r.state]}، `, moment(r.submittedAt)])),
    ...list(tr`خاموشی‌ها`, outages.map((o) => [link('outages', o.number), tr` ${ENDED[o.state] || STATE[o.state]}، `, moment(o.detectedAt)])),
  ];
}
