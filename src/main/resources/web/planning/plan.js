// The page of the planning office: the company's announcement is pasted, looked at beside what was read in it, tied to the
// network, and confirmed; and the plan as it stands. The session of Tasklist opens it; nothing that it shows is in the page itself.
import {announce, code, element, free, notice, part} from './dom.js';
import {interval, moment} from './moments.js';
import {hide, show, tied} from './planpreview.js';
import {sentence, tie} from './plantie.js';
import {KIND} from './planwords.js';
import {Refused, call} from './server.js';
import {amount, date, digits} from './spans.js';

const PLAN = '/api/v1/operations/planned-outages';
const PLACES = '/api/v1/operations/planned-places';
const TASKLIST = '/camunda/app/tasklist/';

const paste = part('paste');
const places = part('places');
const wrong = document.getElementById('text-error');
const text = document.getElementById('text');

function ask(path) {
  return call(path, {session: true});
}

/** Whoever is not let in sees the door and nothing of the inside. @returns {boolean} whether it was about the door */
function shut(problem) {
  if (!(problem instanceof Refused) || problem.status !== 401) return false;
  part('inside').hidden = true;
  part('door').replaceChildren(
    notice(
      'warning',
      element('p', {}, 'برای دیدن برنامه نخست با حساب خود وارد «میز کار» شوید و سپس این صفحه را دوباره باز کنید.'),
      element('a', {class: 'button', href: TASKLIST}, 'ورود'),
    ),
  );
  return true;
}

function refusal(problem) {
  return notice('warning', element('p', {}, sentence(problem)));
}

/** The days of Tehran, which has no daylight saving: three and a half hours before UTC. */
function todayAndTomorrow() {
  const OFFSET = 3.5 * 3_600_000;
  const DAY = 24 * 3_600_000;
  const midnight = Math.floor((Date.now() + OFFSET) / DAY) * DAY - OFFSET;
  return new URLSearchParams({from: new Date(midnight).toISOString(), until: new Date(midnight + 2 * DAY).toISOString()});
}

async function showPlan() {
  const place = part('plan');
  try {
    const plan = await ask(`${PLAN}?${todayAndTomorrow()}`);
    part('door').replaceChildren();
    part('inside').hidden = false;
    place.replaceChildren(plan.windows.length ? table(plan.windows) : element('p', {}, 'برای امروز و فردا بازه‌ای ثبت نشده است.'));
    if (plan.more) place.append(element('p', {class: 'quiet'}, 'بازه‌های دیگری هم هست که نشان داده نمی‌شود.'));
  } catch (problem) {
    if (shut(problem)) return;
    if (problem instanceof Refused && problem.status === 403) {
      part('door').replaceChildren(notice('warning', element('p', {}, 'این صفحه برای دفتر برنامه‌ریزی و دیسپچینگ است و حساب شما به آن راه ندارد.')));
      return;
    }
    part('inside').hidden = false;
    place.replaceChildren(refusal(problem));
  }
}

function table(windows) {
  const head = ['زمان', 'محل', 'نوع', 'در شبکه'];
  return element(
    'table',
    {role: 'table', 'aria-labelledby': 'plan-title'},
    element('thead', {role: 'rowgroup'}, element('tr', {role: 'row'}, ...head.map((name) => element('th', {role: 'columnheader', scope: 'col'}, name)))),
    element('tbody', {role: 'rowgroup'}, ...windows.map(row)),
  );
}

function row(window) {
  const cell = (name, ...content) => element('td', {role: 'cell', class: name}, ...content);
  return element(
    'tr',
    {role: 'row', class: window.cancelled ? 'cancelled' : null},
    cell('when', interval(window.startsAt, window.endsAt), window.cancelled ? element('span', {class: 'badge'}, 'لغو شد') : null),
    cell('place', window.place ? free(window.place) : code(window.elements[0] || '')),
    cell('kind', `${KIND[window.kind]} `, window.probable ? element('span', {class: 'badge'}, 'احتمالی') : null),
    cell('tied', tied(window), window.placeId ? tieButton({id: window.placeId, text: window.place, elements: window.elements, district: window.district}) : null),
  );
}

/** A place that is known: what is chosen holds at once. */
function tieButton(known) {
  const button = element('button', {type: 'button', 'aria-label': `${known.elements.length ? 'تغییر پیوند' : 'پیوند'} «${known.text}»`}, known.elements.length ? 'تغییر' : 'پیوند به شبکه');
  button.addEventListener('click', () =>
    tie(known, async (chosen) => {
      await call(`${PLACES}/${known.id}`, {method: 'PUT', session: true, body: JSON.stringify(chosen)});
      announce('پیوند ثبت شد');
      await Promise.all([showPlan(), showPlaces()]);
      setTimeout(() => document.getElementById('plan-title').focus());
    }),
  );
  return button;
}

async function showPlaces() {
  const wanted = new URLSearchParams();
  if (places.elements.words.value.trim()) wanted.set('q', places.elements.words.value.trim());
  if (places.elements.untied.checked) wanted.set('untied', 'true');
  const list = part('known');
  try {
    const found = await ask(`${PLACES}?${wanted}`);
    list.replaceChildren(
      element('p', {class: 'quiet'}, found.total > found.places.length ? `${amount(found.places.length)} محل از ${amount(found.total)}` : `${amount(found.total)} محل`),
      element('ul', {class: 'places'}, ...found.places.map(known)),
    );
  } catch (problem) {
    if (!shut(problem)) list.replaceChildren(refusal(problem));
  }
}

function known(place) {
  const since = place.tiedAt ? ['، پیوند از ', place.tiedByName || code(place.tiedBy), `، ${moment(place.tiedAt)}`] : [];
  return element(
    'li',
    {},
    free(place.text),
    ' ',
    tied(place),
    tieButton(place),
    element('span', {class: 'since'}, `${amount(place.timesCame)} بار آمده است، آخرین بار ${moment(place.lastCameAt)}`, ...since),
  );
}

/** What was fetched and not understood to the last line: nothing is shown where there is none. */
async function showWaiting() {
  try {
    const {announcements} = await ask(`${PLAN}/announcements`);
    part('waiting').hidden = !announcements.length;
    part('waits').replaceChildren(...announcements.map(waits));
  } catch (problem) {
    if (shut(problem) || (problem instanceof Refused && problem.status === 403)) return;
    part('waiting').hidden = false;
    part('waits').replaceChildren(element('li', {}, refusal(problem)));
  }
}

function waits(one) {
  const open = element('button', {type: 'button', 'aria-label': `بررسی «${one.title}»`}, 'بررسی');
  open.addEventListener('click', async () => {
    open.disabled = true;
    part('report').replaceChildren();
    try {
      const preview = await ask(`${PLAN}/announcements/${encodeURIComponent(one.id)}`);
      text.value = preview.text;
      show(preview, preview.text, confirmed);
    } catch (problem) {
      if (!shut(problem)) part('report').replaceChildren(refusal(problem));
    } finally {
      open.disabled = false;
    }
  });
  return element(
    'li',
    {},
    free(one.title),
    ' ',
    one.district ? element('span', {class: 'badge'}, `مدیریت ${digits(one.district)}`) : null,
    open,
    element('span', {class: 'since'}, `${date(one.day)}، ${amount(one.unread)} سطر خوانده‌نشده، از `, code(one.source.split(':').pop()), `، ${moment(one.since)}`),
  );
}

async function read() {
  wrong.textContent = '';
  text.removeAttribute('aria-invalid');
  part('report').replaceChildren();
  const button = paste.querySelector('button');
  button.disabled = true;
  try {
    const preview = await call(`${PLAN}/announcements`, {
      method: 'POST',
      session: true,
      body: text.value,
      headers: {'Content-Type': 'text/plain;charset=UTF-8'},
    });
    show(preview, text.value, confirmed);
  } catch (problem) {
    if (shut(problem)) return;
    hide();
    const lines = problem instanceof Refused ? problem.lines.map((line) => `سطر ${digits(line.line)}: ${line.text}`) : [];
    wrong.textContent = [sentence(problem), ...lines].join(' ');
    text.setAttribute('aria-invalid', 'true');
    text.focus();
  } finally {
    button.disabled = false;
  }
}

/** @param {object|null} report null where it was dropped */
function confirmed(report) {
  hide();
  if (!report) {
    text.focus();
    return;
  }
  text.value = '';
  const title = element('h2', {tabindex: '-1'}, 'برنامه ثبت شد');
  part('report').replaceChildren(
    notice(
      report.refused ? 'warning' : 'good',
      title,
      element('p', {}, report.accepted || report.refused ? `${amount(report.accepted)} بازه پذیرفته شد.` : 'ثبت شد که در این روز خاموشی با برنامه‌ای نیست.', report.refused ? ` ${amount(report.refused)} بازه پذیرفته نشد:` : ''),
      report.refused ? element('ul', {}, ...report.problems.map((each) => element('li', {}, `سطر ${digits(each.line)}: ${each.message}`))) : null,
    ),
  );
  title.focus();
  showPlan();
  showPlaces();
  showWaiting();
}

/** As Windows saves it: UTF-8, UTF-16 with its mark, or else the code page of Persian and Arabic. */
function decoded(bytes) {
  const mark = bytes.length > 1 ? (bytes[0] << 8) | bytes[1] : 0;
  if (mark === 0xfffe) return new TextDecoder('utf-16le').decode(bytes);
  if (mark === 0xfeff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch (notUtf8) {
    return new TextDecoder('windows-1256').decode(bytes);
  }
}

paste.addEventListener('submit', (event) => {
  event.preventDefault();
  read();
});
document.getElementById('file').addEventListener('change', async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  text.value = decoded(new Uint8Array(await file.arrayBuffer()));
  event.target.value = '';
  text.focus();
});
places.addEventListener('submit', (event) => {
  event.preventDefault();
  showPlaces();
});
paste.querySelector('button').disabled = false;
showPlan();
showPlaces();
showWaiting();
