// «My reports»: whoever has shown by a code that a number is theirs sees its requests of a year, and chooses of which planned outages
// they are told ahead. What is shown goes with the session; what somebody was typing stays, and is there again once they are back in.
import {announce, element, notice, part} from './dom.js';
import {sentences} from './forms.js';
import {now} from './moments.js';
import {Door} from './mydoor.js';
import './mywords.js';
import {Refused, call} from './server.js';
import {digits} from './spans.js';
import {followTheTongue} from './tongue.js';
import {word} from './words.js';

const inside = part('inside');
const told = part('told');
/** Whose number is shown now; what was typed under another one is thrown away. */
let whose = null;
let parts = [];
let idle = 0;
let ending = null;
/** Whether the language has changed while nobody was in. */
let spokenAnew = false;

const door = new Door(enter);

function tell(kind, key) {
  told.replaceChildren(notice(kind, element('p', {'data-text': key}, word(key))));
}

/** Every call of the inside goes through here: a use of the session, or the end of it. */
async function ask(path, options = {}) {
  try {
    const answer = await call(`/api/v1/my/${path}`, {session: true, ...options});
    stayAwake();
    return answer;
  } catch (problem) {
    if (problem instanceof Refused && problem.status === 401) shut('my.ended');
    throw problem;
  }
}

/** A telephone that lies about shows nothing when the session has ended. */
function stayAwake() {
  clearTimeout(ending);
  ending = setTimeout(() => shut('my.ended'), idle);
}

/** @param {string} [why] */
function shut(why) {
  clearTimeout(ending);
  inside.hidden = true;
  part('door').hidden = false;
  door.start();
  if (why) tell('warning', why);
  else told.replaceChildren();
  part('number').textContent = '';
  parts.forEach((each) => each.hide());
  document.querySelector('h1').focus();
}

async function enter(session) {
  const back = whose === session.mobile;
  if (!back) await forget();
  whose = session.mobile;
  idle = Date.parse(session.expiresAt) - now();
  stayAwake();
  part('number').textContent = digits(session.mobile);
  part('door').hidden = true;
  inside.hidden = false;
  if (back) tell('note', 'my.back');
  else told.replaceChildren();
  if (!parts.length) await bring();
  const how = spokenAnew ? 'speak' : 'open';
  spokenAnew = false;
  await Promise.all(parts.map((each) => each[how]()));
  const wanted = location.hash === '#alerts' ? part('alerts').closest('section') : null;
  (wanted || document).querySelector(wanted ? 'h2' : 'h1').focus();
  announce(word('my.in'));
}

/** What lies behind the door comes when it is open. */
async function bring() {
  try {
    const [{Requests}, {Alerts}] = await Promise.all([import('./myrequests.js'), import('./alerts.js')]);
    parts = [new Requests(part('requests'), ask), new Alerts(part('alerts'), ask)];
  } catch (broken) {
    told.replaceChildren(notice('warning', element('p', {}, word('refusal.unreachable'))));
  }
}

/** Of whoever was in before nothing is left in the page. */
function forget() {
  whose = null;
  parts.forEach((each) => each.forget());
}

async function leave() {
  try {
    await call('/api/v1/my/session', {method: 'DELETE', session: true});
  } catch (problem) {
    // It would go on: whoever leaves must know.
    told.replaceChildren(notice('warning', ...sentences(problem)));
    return;
  }
  forget();
  shut();
  tell('good', 'my.left');
}

async function start() {
  followTheTongue(() => {
    door.speak();
    spokenAnew = inside.hidden;
    if (inside.hidden) return;
    part('number').textContent = digits(whose);
    parts.forEach((each) => each.speak());
  });
  part('leave').addEventListener('click', leave);
  try {
    await enter(await call('/api/v1/my/session', {session: true}));
  } catch (problem) {
    // Nobody is in, or nobody knows: the door says more when it is tried.
  }
}

start();
