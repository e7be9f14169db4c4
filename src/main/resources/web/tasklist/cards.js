// The cards of Tasklist's list: danger, priority and what is left of the time, the place in words, and below them requests,
// element and number. They are asked for again and again, since an outage is widened, split and moved while its card stands there.
import {call} from '/assets/session.js';
import {card} from './cardface.js';
import {chooser} from './together.js';
import {drawListAnew} from './workbench.js';

/** The cards of a page are asked for together. */
const TOGETHER = 30;
/** Whoever looks at the list sees within a second what has become of an outage. */
const EVERY = 800;
/** After which it is asked once more where no answer came. */
const PAUSES = [1_000, 4_000, 15_000];

/** What stands on the screen: its place in the list, by the id of its task. */
const nodes = new Map();
/** A card may be filled before it is put into the list; from then on it is kept up as long as it is there. */
const stood = new WeakSet();
/** What was answered last: the list is drawn anew every few seconds, and no card is empty meanwhile. */
const known = new Map();
/** Milliseconds for which a card that stands here no more is remembered: it comes back at once with the next list, and is asked for. */
const REMEMBERED = 60_000;
/** What was answered of those, and when. */
const left = new Map();
let timer = null;
/** The ids that are asked for now; null while none are. */
let asking = null;
let failures = 0;

/**
 * Fills a card, and keeps it up as long as it stands there; that of a task of no outage stays empty.
 *
 * @param {Element} node
 * @param {string} id of the task
 */
export function show(node, id) {
  nodes.set(id, node);
  paint(id);
  // What has come with another list waits neither for the next round nor for the answer about those before it.
  if (!failures && (!asking || !(known.has(id) || asking.has(id)))) wait(TOGETHER);
}

/** Somebody has done something to an outage here. */
document.addEventListener('roshan-deed', () => !asking && wait(0));

function wait(millis) {
  clearTimeout(timer);
  timer = setTimeout(look, millis);
}

async function look() {
  nodes.forEach((node, id) => {
    if (node.isConnected) stood.add(node);
    else if (stood.has(node)) nodes.delete(id);
  });
  const ids = [...nodes.keys()];
  if (!ids.length) return;
  if (document.hidden) {
    wait(EVERY);
    return;
  }
  const mine = new Set(ids);
  asking = mine;
  try {
    const answered = await ask(ids);
    // All of them, and more, are asked for anew.
    if (asking !== mine) return;
    take(ids, answered);
    failures = 0;
  } catch (refused) {
    if (asking !== mine) return;
    // The list stands without its cards as well; whoever opens a task is told what is wrong.
    failures++;
    if (refused.status === 401 || refused.status === 403) {
      failures = 0;
      return;
    }
  } finally {
    if (asking === mine) asking = null;
  }
  wait(failures ? PAUSES[Math.min(failures, PAUSES.length) - 1] : EVERY);
}

async function ask(ids) {
  const query = ids.map((id) => `id=${encodeURIComponent(id)}`).join('&');
  const {tasks} = await call(`/api/v1/operations/tasks?${query}`);
  return new Map(tasks.map((task) => [task.id, task]));
}

/** Where an outage is another than it was, or is gone, others may have come or gone with it: then the list is asked for too. */
function take(ids, answered) {
  let changed = false;
  for (const id of ids) {
    const task = answered.get(id);
    const before = known.get(id);
    if (before && JSON.stringify(before) !== JSON.stringify(task)) changed = true;
    if (task) known.set(id, task);
    else known.delete(id);
    paint(id);
  }
  remember();
  if (changed) drawListAnew();
}

/** The lists of one desk hold the same outages, and people go to and fro between them. */
function remember() {
  const now = performance.now();
  known.forEach((task, id) => {
    if (nodes.has(id)) return;
    known.delete(id);
    left.set(id, {task, at: now});
  });
  left.forEach(({at}, id) => {
    if (known.has(id) || now - at > REMEMBERED) left.delete(id);
  });
}

function paint(id) {
  const task = known.get(id) || left.get(id)?.task;
  if (!task) return;
  const node = nodes.get(id);
  const painted = card(task);
  if (node && !painted.isEqualNode(node.firstElementChild)) node.replaceChildren(painted, chooser(task));
}
