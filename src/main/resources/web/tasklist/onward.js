// What comes after a task is done: the next step of the same outage is opened, and is already one's own where it is the same
// person's to do; where there is none, the most urgent of what waits is offered.
import {element} from '/assets/dom.js';
import {call} from '/assets/session.js';
import {line} from './cardface.js';
import {tr} from './either.js';
import {deed, say} from './saying.js';
import {deedDone, engine, groups, hush, me, open, openList, openTask, stepOf} from './workbench.js';

const DONE = {
  verifyOutage: tr`نتیجهٔ بررسی ثبت شد.`,
  dispatchCrew: tr`اعزام اکیپ ثبت شد.`,
  restoreSupply: tr`وصل برق ثبت شد و نتیجه به مشترکان اعلام می‌شود.`,
  reviseEstimate: tr`زمان برآوردی جدید ثبت شد.`,
  handleBreach: tr`تصمیم شما ثبت شد.`,
  callSubscriber: tr`نتیجهٔ تماس ثبت شد.`,
};

/** The task that was opened by itself; its form takes the focus. */
let opened = '';

/** @returns {boolean} whether the form is of a task that was opened by itself, asked once */
export function broughtHere(taskId) {
  const so = opened === taskId;
  if (so) opened = '';
  return so;
}

/** Takes a task for whoever is logged in. @throws {Refused} */
export function take(taskId) {
  return call(`${engine()}/task/${taskId}/claim`, {userId: me()});
}

/** Gives a task back to its group. @throws {Refused} */
export function giveBack(taskId) {
  return call(`${engine()}/task/${taskId}/unclaim`, {});
}

/** What is offered to one's own groups, which the engine answers quickly, and nobody else has. @throws {Refused} */
async function list(query, most) {
  return call(`${engine()}/task?maxResults=${most}`, {
    candidateGroups: await groups(),
    includeAssignedTasks: true,
    orQueries: [{assignee: me(), unassigned: true}],
    ...query,
  });
}

/** A task is done: says so, and goes on. @param {object} camForm of the task */
export async function goOn(camForm) {
  const done = DONE[camForm.formElement.attr('name')] || tr`کار تکمیل شد.`;
  const from = openList();
  const stays = () => openList() === from && [undefined, camForm.taskId].includes(openTask());
  hush();
  say('good', done);
  try {
    const same = await list(
      {processInstanceId: camForm.options.processInstanceId, sorting: [{sortBy: 'created', sortOrder: 'desc'}]},
      20,
    );
    const next = same.find((task) => task.id !== camForm.taskId);
    if (next) await goTo(next, done, stays);
    else await offer(done);
  } catch (refused) {
    // What was done is done; the list is there for what comes next.
    say('good', done, ' ', refused.message || '');
  }
  deedDone();
}

/** @param {() => boolean} stays whether nothing else was chosen meanwhile, a list or a task: that is not taken away */
async function goTo(next, done, stays) {
  const name = stepOf(next);
  let claimed = true;
  if (!next.assignee) {
    try {
      await take(next.id);
    } catch (refused) {
      claimed = false;
    }
  }
  const here = stays();
  if (here) openByItself(next.id);
  const words = claimed ? tr` اکنون: «${name}»، برعهدهٔ شما. ` : tr` اکنون: «${name}». `;
  const back = claimed && !next.assignee ? undo(next.id) : null;
  const go = here ? null : deed(tr`باز کردن`, () => openByItself(next.id));
  say('good', element('b', {}, done), words, go, back);
}

function openByItself(taskId) {
  opened = taskId;
  open(taskId);
}

/** @param {string} done what is said before it @param {string} [kind] */
export async function offer(done, kind = 'good') {
  const [next] = await list(
    {sorting: [{sortBy: 'priority', sortOrder: 'desc'}, {sortBy: 'dueDate', sortOrder: 'asc'}]},
    1,
  );
  if (!next) {
    say(kind, element('b', {}, done), tr` کار دیگری در انتظار شما نیست.`);
    return;
  }
  const {tasks} = await call(`/api/v1/operations/tasks?id=${encodeURIComponent(next.id)}`);
  const what = tasks.length ? line(tasks[0]) : [stepOf(next)];
  const go = deed(element('span', {}, tr`فوری‌ترین کار بعدی: `, ...what), () => {
    openByItself(next.id);
    say('good', '');
  }, {class: 'next'});
  say(kind, element('b', {}, done), ' ', go);
  if (kind === 'good') go.focus();
}

/** @returns {Element} the button by which a task that was taken without asking is given back */
export function undo(taskId, then = () => {}) {
  return deed(tr`برعهده نمی‌گیرم`, async (button) => {
    button.disabled = true;
    try {
      await giveBack(taskId);
      say('good', tr`کار به فهرست بازگشت.`);
      then();
    } catch (refused) {
      say('warning', refused.message);
    }
    deedDone();
  }, {class: 'undo-taking'});
}
