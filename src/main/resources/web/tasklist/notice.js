// What whoever is in Tasklist hears of wherever they look: emergencies that nobody has taken, dangers at places that are off on plan, and deadlines
// that have passed. By the title of the window, a strip above the page, a sound for whoever wants one, and a word for whoever hears the page; and by the counts of all lists.
import {element} from '/assets/dom.js';
import {setClock} from '/assets/moments.js';
import {account} from '/assets/session.js';
import {number, sentence} from './alarmline.js';
import {ready, ring, want, wanted} from './chime.js';
import {lookUp} from './desk.js';
import {tr} from './either.js';
import {say} from './noticewords.js';
import {deedDone} from './workbench.js';

const RESOURCE = '/api/v1/operations/desk';
/**
 * An emergency is heard of within ten seconds, also where the page is behind another one: what the server counted last is up to two
 * seconds old, and its outage may take one to come about.
 */
const EVERY = 4_000;
const EVERY_HIDDEN = 6_000;
const LONGEST_WAIT = 15_000;
/** So often an emergency sounds again that nobody takes or says to have seen. */
const AGAIN = 60_000;
/** After so many calls without an answer silence would be taken for peace. */
const CUT_OFF = 3;
const KEPT = 'roshan-seen';
const PREFIX = /^\([0-9۰-۹]+\) /;

let clock = null;
let running = false;
let who = '';
let tag = '';
let failures = 0;
let alarms = [];
/** Dangers at planned outages that nobody has seen to, told here or not. */
let standing = 0;
let place = null;
let showCounts = () => {};
/** When each alarm has last sounded. */
const sounded = new Map();
/** What was said to whoever hears the page. */
const said = new Set();

const strip = element('div', {class: 'roshan-strip', hidden: true});
const aloud = element('div', {class: 'roshan-heard', role: 'alert'});
const aside = element('div', {class: 'roshan-heard', role: 'status'});
const bar = element('button', {type: 'button', class: 'btn btn-link navbar-btn roshan-bar roshan-alarms'});
bar.addEventListener('click', () => showAll());

const keyOf = ({kind, outage, trackingCode, hazard, since}) => `${kind} ${outage || `${trackingCode} ${hazard}`} ${since}`;

/** Of this account on this computer. */
function seen() {
  try {
    return JSON.parse(localStorage.getItem(KEPT) || '{}')[who];
  } catch (notOurs) {
    return undefined;
  }
}

function see(keys) {
  const listed = new Set(alarms.map(keyOf));
  const kept = [...new Set([...(seen() || []), ...keys])].filter((key) => listed.has(key));
  localStorage.setItem(KEPT, JSON.stringify({[who]: kept}));
  paint();
}

function unseen() {
  const known = new Set(seen() || []);
  return alarms.filter((alarm) => !known.has(keyOf(alarm)));
}

/**
 * Puts its button into Tasklist's bar, and asks from then on until nobody is logged in any more.
 *
 * @param {Element} node of the bar
 * @param {Function} counts takes how much each list holds, by its id
 */
export async function start(node, counts) {
  place = node;
  showCounts = counts;
  let name = who;
  try {
    name = await account();
  } catch (refused) {
    // Whoever has logged out meanwhile hears of nothing; where the line is cut, asking says so.
    if ([401, 404].includes(refused.status)) return;
  }
  if (name !== who) {
    who = name;
    tag = '';
    alarms = [];
    standing = 0;
    sounded.clear();
    said.clear();
  }
  if (running) place.append(bar);
  if (running) return;
  running = true;
  await look();
}

function stop() {
  running = false;
  alarms = [];
  standing = 0;
  strip.hidden = true;
  document.querySelector('.roshan-ask')?.remove();
  name();
}

function wait() {
  const millis = document.hidden ? EVERY_HIDDEN : EVERY;
  if (!clock) {
    clock = new Worker('/forms/lib/ticks.js');
    clock.onmessage = () => look();
  }
  clock.postMessage(millis);
}

document.addEventListener('visibilitychange', () => {
  if (running && !document.hidden) clock?.postMessage(0);
});
/** Whatever somebody has done here is counted at once. */
document.addEventListener('roshan-deed', () => running && clock?.postMessage(0));
window.addEventListener('storage', ({key}) => key === KEPT && paint());
window.addEventListener('hashchange', openedIsSeen);

async function look() {
  if (!running) return;
  try {
    const answer = await ask();
    failures = 0;
    if (answer === null) {
      stop();
      // The list is asked for as well, and Tasklist leads to its login.
      deedDone();
      return;
    }
    if (answer) take(answer);
    else paint();
  } catch (noAnswer) {
    failures++;
    paint();
  }
  wait();
}

/** @returns {Promise<object|false|null>} false where nothing has changed, null where nobody is logged in whom this concerns */
async function ask() {
  const answer = await fetch(RESOURCE, {
    credentials: 'same-origin',
    cache: 'no-store',
    signal: AbortSignal.timeout(LONGEST_WAIT),
    headers: {Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest', ...(tag ? {'If-None-Match': tag} : {})},
  });
  setClock(answer.headers.get('Date'));
  if (answer.status === 304) return false;
  if (answer.status === 401 || answer.status === 403) return null;
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const news = await answer.json();
  tag = answer.headers.get('ETag') || '';
  return news;
}

function take(news) {
  // Who only answers telephones is refused, and has neither.
  if (!bar.isConnected) place.append(bar);
  if (wanted() === null) askForSound();
  showCounts(Object.fromEntries(news.lists.map(({id, open}) => [id, open])));
  alarms = together(news);
  standing = news.dangersOpen ?? alarms.filter(({task}) => !task).length;
  // Whoever sits down here for the first time finds what is late in its list; what nobody has taken is news to everybody.
  if (seen() === undefined) see(alarms.filter(({kind}) => kind !== 'EMERGENCY').map(keyOf));
  // What is gone and comes again is news once more.
  else see([]);
  openedIsSeen();
  paint();
}

/** A danger at a place that is off on plan is an emergency without a task; the newest emergency is told first. */
function together({alarms: told, dangers = [], longestDangers = []}) {
  const emergencies = told.filter(({kind}) => kind === 'EMERGENCY');
  emergencies.push(...[...dangers, ...longestDangers].map((danger) => ({...danger, kind: 'EMERGENCY'})));
  emergencies.sort((one, other) => Date.parse(other.since) - Date.parse(one.since));
  return [...emergencies, ...told.filter(({kind}) => kind !== 'EMERGENCY')];
}

/** Whoever has a task before their eyes knows of it. */
function openedIsSeen() {
  const task = new URLSearchParams(location.hash.split('?')[1] || '').get('task');
  const opened = unseen().filter((alarm) => alarm.task && alarm.task === task);
  if (opened.length) see(opened.map(keyOf));
}

/** The title is the app's; the number in front of it is ours. */
function name(count = 0) {
  const bare = document.title.replace(PREFIX, '');
  const named = count ? `(${number(count)}) ${bare}` : bare;
  if (document.title !== named) document.title = named;
}

new MutationObserver(() => running && name(unseen().length)).observe(document.querySelector('title'), {childList: true});

/** What lies behind an open dialogue is neither seen nor heard. */
function settle() {
  const open = [...document.querySelectorAll('dialog[open]')].at(-1);
  if (open ? strip.parentElement === open : strip.isConnected) return;
  if (open) open.prepend(strip, aloud, aside);
  // Without a bar Tasklist is just being left.
  else document.querySelector('[cam-widget-header]')?.after(strip, aloud, aside);
}

function paint() {
  settle();
  const fresh = running ? unseen() : [];
  name(fresh.length);
  labelBar(fresh.length);
  if (failures >= CUT_OFF) lay(element('p', {}, say('cut-off')), 'cut-off');
  else if (fresh.length) lay(alarmStrip(fresh), fresh[0].kind === 'EMERGENCY' ? 'emergency' : 'deadline');
  else strip.hidden = true;
  speak(fresh);
  sound(fresh);
}

/** A danger is in no list that is counted: whoever has seen its alarm still reads here that nobody has been sent. */
function labelBar(fresh) {
  const said = [fresh ? say('bar.new', {n: number(fresh)}) : say('bar'), standing ? say('dangers', {n: number(standing)}) : null];
  bar.setAttribute('aria-label', said.filter(Boolean).join(tr`، `));
  bar.replaceChildren(say('bar'));
  if (fresh) bar.append(' ', element('span', {class: 'count'}, number(fresh)));
  if (standing) bar.append(' ', element('span', {class: 'standing'}, said[1]));
}

/** What has not changed is left as it is: the focus may be there. */
function lay(content, kind) {
  strip.dataset.kind = kind;
  strip.hidden = false;
  if (strip.dataset.shows === content.textContent) return;
  const focused = strip.contains(document.activeElement) ? document.activeElement.className : '';
  strip.dataset.shows = content.textContent;
  strip.replaceChildren(content);
  if (focused) strip.querySelector(`button.${focused}`)?.focus();
}

function alarmStrip(fresh) {
  const [first] = fresh;
  const open = element('button', {type: 'button', class: 'open'}, say('open'));
  open.addEventListener('click', () => openAlarm(first, bar));
  const done = element('button', {type: 'button', class: 'seen'}, say('seen'));
  done.addEventListener('click', () => see([keyOf(first)]));
  const all = element('button', {type: 'button', class: 'all'}, say('seen-all'));
  all.addEventListener('click', () => see(fresh.map(keyOf)));
  return element(
    'div',
    {class: 'alarm'},
    element('p', {}, ...sentence(first)),
    fresh.length > 1 ? element('span', {class: 'more'}, say('more', {n: number(fresh.length - 1)})) : null,
    wanted() && !ready() ? element('span', {class: 'more'}, say('sound.asleep')) : null,
    open,
    done,
    fresh.length > 1 ? all : null,
  );
}

/** @param {Element} from where the focus goes back to */
function openAlarm(alarm, from) {
  if (alarm.task) openTask(alarm);
  // No list has it: where the look-up fails, the alarm goes on.
  else lookUp(from, alarm.trackingCode, () => see([keyOf(alarm)]));
}

function openTask(alarm) {
  const [path, query] = location.hash.slice(1).split('?');
  const asked = new URLSearchParams(query);
  asked.delete('processStart');
  asked.set('task', alarm.task);
  location.hash = `${path || '/'}?${asked}`;
  see([keyOf(alarm)]);
}

/** To whoever hears the page: each once, an emergency at once, a deadline when there is a pause. */
function speak(fresh) {
  const unsaid = fresh.filter((alarm) => !said.has(keyOf(alarm)));
  for (const [region, which] of [[aloud, (kind) => kind === 'EMERGENCY'], [aside, (kind) => kind !== 'EMERGENCY']]) {
    const these = unsaid.filter(({kind}) => which(kind));
    if (these.length) region.replaceChildren(...these.slice(0, 3).map((alarm) => element('p', {}, ...sentence(alarm))));
  }
  unsaid.forEach((alarm) => said.add(keyOf(alarm)));
}

function sound(fresh) {
  const listed = new Set(fresh.map(keyOf));
  for (const key of [...sounded.keys()]) if (!listed.has(key)) sounded.delete(key);
  const due = fresh.filter((alarm) => {
    const last = sounded.get(keyOf(alarm));
    return last === undefined || (alarm.kind === 'EMERGENCY' && Date.now() - last >= AGAIN);
  });
  // What could not be heard yet is heard as soon as it can.
  if (!due.length || !wanted() || !ready()) return;
  due.forEach((alarm) => sounded.set(keyOf(alarm), Date.now()));
  ring(due.some(({kind}) => kind === 'EMERGENCY') ? 'emergency' : 'deadline');
}

/** Once, beside the lists and over nothing that is worked with. */
function askForSound() {
  if (document.querySelector('.roshan-ask')) return;
  const asked = element('div', {class: 'roshan-ask', role: 'group', 'aria-label': say('title')}, element('p', {}, say('ask')));
  for (const [key, on] of [['ask.yes', true], ['ask.no', false]]) {
    const answer = element('button', {type: 'button'}, say(key));
    answer.addEventListener('click', () => {
      want(on);
      asked.remove();
      if (on) ring('deadline');
    });
    asked.append(answer);
  }
  document.body.append(asked);
}

/** All of them, and the choice of sound. */
function showAll() {
  // What comes while it is open is not in it.
  let listed = [...alarms];
  const untold = standing - listed.filter(({task}) => !task).length;
  const close = element('button', {type: 'button', class: 'close-dialogue'}, say('close'));
  const choice = element('input', {type: 'checkbox', id: 'roshan-sound', checked: wanted() === true});
  choice.addEventListener('change', () => {
    want(choice.checked);
    document.querySelector('.roshan-ask')?.remove();
  });
  const attempt = element('button', {type: 'button'}, say('sound.try'));
  attempt.addEventListener('click', () => {
    choice.checked = true;
    want(true);
    document.querySelector('.roshan-ask')?.remove();
    ring('emergency');
  });
  const shown = element(
    'dialog',
    {class: 'roshan roshan-desk roshan-all-alarms', 'aria-labelledby': 'roshan-alarms-title'},
    element('link', {rel: 'stylesheet', href: '/forms/forms.css'}),
    close,
    element('h3', {id: 'roshan-alarms-title'}, say('title')),
    element('p', {class: 'sound'}, choice, ' ', element('label', {for: 'roshan-sound'}, say('sound')), ' ', attempt),
    listed.length ? element('ul', {}, ...listed.map((alarm) => line(alarm, leave))) : element('p', {}, say('none')),
    untold ? element('p', {class: 'untold'}, say('untold', {n: number(untold)})) : null,
  );
  function leave(opened) {
    listed = listed.filter((alarm) => alarm !== opened);
    shown.close();
  }
  close.addEventListener('click', () => shown.close());
  shown.addEventListener('close', () => {
    shown.remove();
    see(listed.map(keyOf));
    bar.focus();
  });
  document.body.append(shown);
  shown.showModal();
}

function line(alarm, leave) {
  const open = element('button', {type: 'button', class: 'open'}, say('open'));
  open.addEventListener('click', () => {
    leave(alarm);
    openAlarm(alarm, bar);
  });
  return element('li', {class: alarm.kind === 'EMERGENCY' ? 'emergency' : ''}, open, ' ', ...sentence(alarm));
}
