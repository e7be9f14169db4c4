// The page as a whole: its language, its parts, and the requests that this device keeps. The address says which part is
// open (#follow/123456789012), so that back, forward, reload and a link do what people expect.
import {announce, code, element, notice, part} from './dom.js';
import {Follow} from './follow.js';
import {codes, forget} from './kept.js';
import './pagewords.js';
import {Report} from './report.js';
import {digits, grouped} from './spans.js';
import {translate, turn} from './tongue.js';
import {speak, spoken, word} from './words.js';

const FIRST = 'report';
const section = (name) => document.getElementById(`part-${name}`);
let open = null;

const follow = new Follow(section('follow'), (found) => {
  history.replaceState(null, '', `#follow/${found}`);
  mark('follow');
  showKept();
  focusOn(part('headline', section('follow')));
}, inView);
/** Those that have come. */
const parts = {
  report: new Report(section('report'), (status, own) => {
    showKept();
    // What was sent by itself disturbs nobody who is at something else.
    if (open && open !== 'report') {
      announce(word('waiting.sent', {code: digits(grouped(status.trackingCode))}));
      return;
    }
    follow.registered(status, own);
    location.hash = `follow/${status.trackingCode}`;
  }),
  follow,
};

/** What is not needed to report an outage and to follow it comes afterwards, or at once when it is opened. */
const LATER = {
  planned: async () => new (await import('./planned.js')).Planned(section('planned'), (billId) => {
    parts.report.open(billId);
    location.hash = 'report';
  }),
  outages: async () => new (await import('./outages.js')).OpenOutages(section('outages')),
  agreement: async () => new (await import('./agreement.js')).Agreement(section('agreement')),
};
const NAMES = [...Object.keys(parts), ...Object.keys(LATER)];
const coming = {};

/** @returns {Promise<void>} when the part is there; one that could not be fetched is fetched anew the next time */
function fetched(name) {
  if (parts[name]) return Promise.resolve();
  coming[name] = coming[name] || LATER[name]().then((made) => {
    parts[name] = made;
    // Until now nobody would have heard them.
    for (const button of section(name).querySelectorAll('button[type=button]')) button.disabled = false;
  }).finally(() => {
    delete coming[name];
  });
  return coming[name];
}

/** Whoever has gone on to another part meanwhile is left there. */
async function openLater(name, details) {
  const missing = part('missing', section(name));
  if (missing) missing.remove();
  try {
    await fetched(name);
  } catch (broken) {
    const said = notice('warning', element('p', {}, word('refusal.unreachable')));
    said.dataset.part = 'missing';
    section(name).append(said);
    return;
  }
  if (open === name) parts[name].open(...details);
}

/** What stands beside the parts makes room on a telephone where somebody reads. @param {boolean} [status] of a request */
function inView(status) {
  document.body.dataset.inView = status ? 'status' : open;
}

/** Opens the part that the address names. */
function route(arrival) {
  const [name, ...details] = decodeURIComponent(location.hash.slice(1)).split('/');
  const wanted = NAMES.includes(name) ? name : FIRST;
  if (open && open !== wanted && parts[open]) parts[open].close();
  open = wanted;
  for (const other of NAMES) section(other).hidden = other !== wanted;
  mark(wanted);
  inView();
  if (parts[wanted]) parts[wanted].open(...details);
  else openLater(wanted, details);
  if (arrival) return;
  scrollTo(0, 0);
  const status = part('status', section('follow'));
  focusOn(wanted === 'follow' && !status.hidden ? part('headline', status) : section(wanted).querySelector('h1'));
}

function mark(name) {
  for (const link of document.querySelectorAll('nav a')) {
    if (link.hash === `#${name}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  const title = section(name).querySelector('h1').textContent;
  document.title = name === FIRST ? word('page.title') : `${title} – ${word('page.brand')}`;
}

function focusOn(heading) {
  heading.focus({preventScroll: true});
}

/** Not by a new page: what was typed stays. */
async function switchLanguage(event) {
  event.preventDefault();
  try {
    await import('./morewords.js');
  } catch (broken) {
    announce(word('refusal.unreachable'));
    return;
  }
  turn();
  showKept();
  Object.values(parts).forEach((each) => each.speak());
  mark(open);
}

function showKept() {
  const kept = codes();
  part('kept', document).hidden = !kept.length;
  part('kept-codes', document).replaceChildren(
    ...kept.map((each) => {
      const remove = element('button', {type: 'button', class: 'plain', 'aria-label': word('kept.forget', {code: digits(grouped(each))})}, '×');
      remove.addEventListener('click', () => {
        forget(each);
        showKept();
        focusOn(section(open).querySelector('h1'));
        announce(word('kept.forgotten'));
      });
      return element('li', {}, element('a', {href: `#follow/${each}`}, code(digits(grouped(each)))), remove);
    }),
  );
}

/** Also whose service this is, for the head of the page. */
async function bringTheOthers() {
  await Promise.allSettled(Object.keys(LATER).map(fetched));
  if (parts.agreement && !parts.agreement.published && open !== 'agreement') await parts.agreement.read();
}

async function start() {
  if (spoken() === 'en') {
    try {
      await import('./morewords.js');
    } catch (broken) {
      speak('fa'); // as the page stands there; the language is asked for again by its link
    }
    translate();
  }
  part('other-language').addEventListener('click', switchLanguage);
  addEventListener('hashchange', () => route());
  part('skip').addEventListener('click', (event) => {
    event.preventDefault(); // the address names a part of the page, not a place in it
    focusOn(section(open).querySelector('h1'));
  });
  // Another window of this page has kept or removed a code.
  addEventListener('storage', showKept);
  showKept();
  route(true);
  await bringTheOthers();
  if (!navigator.serviceWorker) return; // on plain HTTP
  try {
    await navigator.serviceWorker.register('/service-worker.js');
  } catch (forbidden) {
    // As in some private windows: the page comes from the server each time.
  }
}

start();
