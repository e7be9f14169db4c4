// Several tasks of the list at once: taken together, or restored with one cause. Each is a call of its own, and what has become of each is
// told: none fails in silence, and those that have failed stay chosen.
import {element} from '/assets/dom.js';
import {spokenHere, tr} from './either.js';
import {Fields} from './fields.js';
import {digits as persian} from '/assets/spans.js';
import {call} from '/assets/session.js';
import {CAUSE} from '/assets/vocabulary.js';
import {line} from './cardface.js';
import {sentenceOf, wasTakenBy} from './refusals.js';
import {take} from './onward.js';
import {deed} from './saying.js';
import {deedDone, engine, me, openList} from './workbench.js';

const RESTORE = 'Task_RestoreSupply';

/** What is chosen: the task as its card has it, by id. */
const chosen = new Map();
/** What stands in the list now, by id. */
const boxes = new Map();
let bar = null;
let later = null;
/** How many cards there were when the bar was drawn last, and of which list. */
let drawn = 0;
let list = null;
/** What became of what was done last. */
let outcome = [];
/** The form of what is to be done, while it is filled in. */
let filling = null;

/** Puts the bar above the list. */
export function showBar(node) {
  bar = element('div', {class: 'roshan roshan-together', ...spokenHere});
  node.append(element('link', {rel: 'stylesheet', href: '/forms/forms.css'}), bar);
  list = openList();
  draw();
  // Cards come with a word, and go without one.
  new MutationObserver((changes) => changes.some(({target}) => !bar.contains(target)) && listChanged()).observe(node.closest('section'), {childList: true, subtree: true});
}

/** What became of it has been read by whoever opens another list; what has failed stays chosen, and told. */
function listChanged() {
  const another = openList() !== list;
  list = openList();
  const read = another && outcome.length > 0 && !chosen.size;
  if (read) outcome = [];
  if (read || shown().length !== drawn) soon();
}

function shown() {
  return [...boxes.values()].filter(({box}) => box.isConnected);
}

/** @returns {Element} by which a card is chosen */
export function chooser(task) {
  const box = element('input', {type: 'checkbox', 'aria-label': tr`انتخاب خاموشی ${persian(task.outage)}`});
  box.checked = chosen.has(task.id);
  box.addEventListener('change', () => {
    if (box.checked) chosen.set(task.id, task);
    else chosen.delete(task.id);
    outcome = [];
    draw();
  });
  const label = element('label', {class: 'roshan-choose'}, box);
  // A click on the card opens the task.
  label.addEventListener('click', (event) => event.stopPropagation());
  boxes.set(task.id, {box, task});
  soon();
  return label;
}

/** When the cards of a page stand there, and not for each of them. */
function soon() {
  clearTimeout(later);
  later = setTimeout(draw, 200);
}

function draw() {
  if (!bar) return;
  boxes.forEach(({box}, id) => {
    if (box.isConnected) box.checked = chosen.has(id);
  });
  const all = shown();
  drawn = all.length;
  const some = chosen.size > 0;
  if (!some) filling = null;
  const typing = document.activeElement && filling && filling.contains(document.activeElement) ? document.activeElement : null;
  bar.replaceChildren(
    ...[
      some ? element('div', {class: 'choices'}, element('b', {}, tr`${persian(chosen.size)} کار انتخاب شده است`), button(tr`برعهده گرفتن`, claimAll), button(tr`ثبت وصل با یک علت`, fillIn), button(tr`لغو انتخاب`, forget)) : null,
      all.length > 1 && chosen.size < all.length ? button(tr`انتخاب همهٔ این صفحه (${persian(all.length)})`, () => chooseAll(all), 'link') : null,
      some ? filling : null,
      element('div', {role: 'status', 'aria-live': 'polite'}, ...outcome),
    ].filter(Boolean),
  );
  if (typing) typing.focus();
}

function button(label, does, kind = null) {
  return deed(label, does, {class: kind});
}

function chooseAll(all) {
  all.forEach(({task}) => chosen.set(task.id, task));
  outcome = [];
  draw();
}

function forget() {
  chosen.clear();
  outcome = [];
  draw();
}

/**
 * Does one thing to each, one after another, and tells what became of each.
 *
 * @param {string} done «برعهدهٔ شما شد»
 * @param {(task: object) => Promise<void>} does throws what is told
 */
async function each(done, does) {
  const all = [...chosen.values()];
  const failed = [];
  filling = null;
  for (const [i, task] of all.entries()) {
    outcome = [element('p', {}, tr`${persian(i + 1)} از ${persian(all.length)}…`)];
    draw();
    try {
      await does(task);
      chosen.delete(task.id);
    } catch (refused) {
      failed.push(element('li', {}, ...line(task), ': ', sentenceOf(refused)));
    }
  }
  const well = all.length - failed.length;
  outcome = [
    element('p', {class: failed.length ? 'strip warning' : 'strip note'}, failed.length ? tr`از ${persian(all.length)} کار، ${persian(well)} کار ${done} و ${persian(failed.length)} کار نشد:` : tr`${persian(well)} کار ${done}.`),
    failed.length ? element('ul', {}, ...failed) : null,
  ].filter(Boolean);
  draw();
  deedDone();
}

/** As the engine knows them now: whose each is, and at which step. */
async function asTheyAre() {
  const known = await call(`${engine()}/task?maxResults=100`, {taskIdIn: [...chosen.keys()]});
  return new Map(known.map((task) => [task.id, task]));
}

async function own(task, open) {
  const known = open.get(task.id);
  if (!known) throw new Error(tr`این کار دیگر باز نیست؛ شاید کسی آن را تکمیل کرده است.`);
  if (known.assignee && known.assignee !== me()) throw new Error(tr`برعهدهٔ همکار دیگری است.`);
  if (!known.assignee) await take(task.id);
  return known;
}

async function begin(done, does) {
  try {
    const open = await asTheyAre();
    await each(done, (task) => does(task, open));
  } catch (refused) {
    outcome = [element('p', {class: 'strip warning'}, sentenceOf(refused))];
    draw();
  }
}

function claimAll() {
  return begin(tr`برعهدهٔ شما شد`, own);
}

/** One cause, one moment and one note for all. */
function fillIn() {
  const causes = element('select', {id: 'together-cause'}, element('option', {value: ''}, tr`یکی را انتخاب کنید`), ...Object.entries(CAUSE).map(([value, words]) => element('option', {value}, words)));
  const now = element('button', {type: 'button', 'data-minutes': '0'}, tr`همین حالا`);
  const form = element(
    'form',
    {class: 'fields', novalidate: true},
    field('cause', tr`علت خاموشی`, true, causes),
    field('restoredAt', tr`زمان وصل برق`, true, element('div', {class: 'choices'}, now), element('input', {id: 'together-restoredAt', type: 'text', dir: 'ltr', autocomplete: 'off'}), element('output', {for: 'together-restoredAt'})),
    field('restorationNote', tr`توضیح رفع عیب`, false, element('textarea', {id: 'together-restorationNote', rows: '2', maxlength: '1000'})),
    element('button', {type: 'submit', 'aria-pressed': 'true'}, tr`ثبت وصل همه`),
  );
  const fields = new Fields(form);
  now.click();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!fields.check()) return;
    const entered = Object.fromEntries(fields.all.map((its) => [its.dataset.field, {value: fields.value(its), type: 'String'}]));
    begin(tr`وصل شد`, (task, open) => restore(task, open, entered));
  });
  filling = form;
  outcome = [];
  draw();
  causes.focus();
}

function field(name, label, needed, ...controls) {
  return element(
    'div',
    {class: 'field', 'data-field': name, 'data-needed': needed, 'data-when': name === 'restoredAt' ? 'past' : null},
    element('label', {for: `together-${name}`}, element('span', {'data-label': true}, label), needed ? element('span', {class: 'needed', 'aria-hidden': 'true'}, ' *') : null),
    ...controls,
    element('p', {class: 'error', role: 'alert'}),
  );
}

async function restore(task, open, entered) {
  const known = open.get(task.id);
  if (known && known.taskDefinitionKey !== RESTORE) throw new Error(tr`هنوز به مرحلهٔ رفع خاموشی نرسیده است.`);
  try {
    await own(task, open);
    await call(`${engine()}/task/${task.id}/submit-form`, {variables: entered});
  } catch (refused) {
    // An answer may have been lost before, and the task be done by us.
    if (!(await wasTakenBy(me(), task.id).catch(() => false))) throw refused;
  }
}
