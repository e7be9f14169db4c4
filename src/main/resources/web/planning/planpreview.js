// What was read in the pasted announcement, beside its text, until it is confirmed or dropped.
import {announce, code, element, free, notice, part} from './dom.js';
import {interval, now} from './moments.js';
import {KIND, LINE} from './planwords.js';
import {sentence, tie} from './plantie.js';
import {call} from './server.js';
import {amount, date, digits} from './spans.js';

const ANNOUNCEMENTS = '/api/v1/operations/planned-outages/announcements';
const DAY = 24 * 3_600_000;

const section = part('understood');
const wrong = document.getElementById('confirm-error');
const confirm = part('confirm');

let preview = null;
let pasted = [];
/** Of this announcement, by the words of the place. @type {Map<string, {elements: string[], district?: number}>} */
let ties = new Map();
let ignored = new Set();
let finished = null;

/**
 * @param {object} read as the server has read it
 * @param {string} text that was pasted
 * @param {function(object|null)} whenDone with the report; null where it was dropped
 */
export function show(read, text, whenDone) {
  preview = read;
  pasted = text.split(/\r\n|[\n\r\u2028\u2029\u0085]/);
  ties = new Map();
  ignored = new Set();
  finished = whenDone;
  wrong.textContent = '';
  section.hidden = false;
  showSummary();
  showOriginal();
  showWindows();
  showQuestions();
  document.getElementById('understood-title').focus();
  announce(`${amount(preview.windows.length)} بازه خوانده شد، ${amount(preview.unread.length)} سطر خوانده نشد`);
}

export function hide() {
  section.hidden = true;
  preview = null;
}

function showSummary() {
  const {added, changed, cancelled} = preview.replaces;
  const away = (Date.parse(`${preview.day}T12:00:00Z`) - now()) / DAY;
  const changes = [
    [added, 'بازهٔ جدید'],
    [changed, 'بازه با ساعت دیگر'],
    [cancelled, 'بازه که لغو می‌شود'],
  ].filter(([count]) => count);
  part('summary').replaceChildren(
    element(
      'p',
      {},
      element('strong', {}, weekday(preview.day), ' ', date(preview.day)),
      `، ${KIND[preview.kind]}${preview.probable ? ' ' : ''}`,
      preview.probable ? element('span', {class: 'badge'}, 'احتمالی') : null,
    ),
    ...(Math.abs(away) > 7 ? [notice('warning', element('p', {}, 'این روز بیش از یک هفته با امروز فاصله دارد. عنوان را بررسی کنید.'))] : []),
    element(
      'p',
      {class: 'quiet'},
      changes.length
        ? `نسبت به آنچه از پیش برای این روز ثبت شده است: ${changes.map(([count, what]) => `${amount(count)} ${what}`).join('، ')}.`
        : 'نسبت به آنچه از پیش برای این روز ثبت شده است چیزی تغییر نمی‌کند.',
    ),
  );
}

function weekday(iso) {
  return new Intl.DateTimeFormat('fa-IR-u-ca-persian', {timeZone: 'Asia/Tehran', weekday: 'long'}).format(new Date(`${iso}T12:00:00Z`));
}

function showOriginal() {
  const unread = new Set(preview.unread.map((each) => each.line));
  const places = new Set(preview.windows.flatMap((window) => window.places.map((place) => place.line)));
  part('original').replaceChildren(
    ...pasted.map((text, index) => {
      const line = index + 1;
      const kind = unread.has(line) ? 'unread' : places.has(line) ? 'place' : '';
      return element('li', {class: kind || null, id: `line-${line}`}, free(text || ' '), kind === 'unread' ? element('span', {class: 'unseen'}, ' (خوانده نشد)') : null);
    }),
  );
}

function tieOf(place) {
  return ties.get(place.text) || {elements: place.elements, district: place.district};
}

function showWindows() {
  part('windows').replaceChildren(
    ...(preview.windows.length ? preview.windows.map(window) : [element('p', {}, preview.nothingPlanned ? 'متن می‌گوید خاموشی با برنامه‌ای نیست.' : 'بازه‌ای خوانده نشد.')]),
  );
}

function window(each) {
  return element(
    'div',
    {class: 'window'},
    element('h4', {}, interval(each.startsAt, each.endsAt), each.block ? '، بلوک ' : null, each.block ? code(each.block) : null),
    each.places.length ? element('ul', {class: 'places'}, ...each.places.map(place)) : element('p', {class: 'error'}, 'محلی نیامده است'),
  );
}

function place(each) {
  const known = tieOf(each);
  const change = element('button', {type: 'button', 'data-line': each.line, 'aria-label': `${known.elements.length ? 'تغییر پیوند' : 'پیوند'} «${each.text}»`}, known.elements.length ? 'تغییر' : 'پیوند به شبکه');
  change.addEventListener('click', () =>
    tie({text: each.text, ...known}, async (chosen) => {
      ties.set(each.text, chosen);
      showWindows();
      // The button that was pressed is another one now.
      setTimeout(() => part('windows').querySelector(`button[data-line="${each.line}"]`).focus());
    }),
  );
  return element('li', {class: ignored.has(each.line) ? 'ignored' : null}, free(each.text), ' ', tied(known), change);
}

/** To what a place is tied, for people. @param {{elements: string[], district?: number}} known */
export function tied(known) {
  const where = known.district ? `مدیریت ${digits(known.district)}` : '';
  return known.elements.length
    ? element('span', {class: 'badge good'}, ...known.elements.flatMap((each, index) => (index ? ['، ', code(each)] : [code(each)])))
    : element('span', {class: 'badge'}, where ? `بی‌پیوند، ${where}` : 'بی‌پیوند');
}

function showQuestions() {
  const questions = part('questions');
  questions.replaceChildren();
  if (preview.unread.length) {
    questions.append(
      element(
        'fieldset',
        {class: 'unread'},
        element('legend', {}, 'سطرهای خوانده‌نشده'),
        element('p', {class: 'hint'}, 'سطری را که جزو برنامه نیست کنار بگذارید. اگر جزو برنامه است، متن را در بالا درست کنید و دوباره بخوانید.'),
        ...preview.unread.map(question),
      ),
    );
  }
  if (!preview.windows.length) {
    questions.append(element('label', {class: 'tile'}, element('input', {type: 'checkbox', id: 'nothing-planned'}), element('span', {}, 'در این روز خاموشی با برنامه‌ای نیست')));
  }
}

function question(each) {
  const box = element('input', {type: 'checkbox', value: each.line});
  box.addEventListener('change', () => {
    if (box.checked) ignored.add(each.line);
    else ignored.delete(each.line);
  });
  return element(
    'label',
    {class: 'tile'},
    box,
    element('span', {}, `سطر ${digits(each.line)}: `, free(each.text), ` (${LINE[each.code] || each.code}). `, element('strong', {}, 'جزو برنامه نیست')),
  );
}

confirm.addEventListener('click', async () => {
  wrong.textContent = '';
  const open = preview.unread.find((each) => !ignored.has(each.line));
  if (open) {
    wrong.textContent = `دربارهٔ سطر ${digits(open.line)} هنوز چیزی گفته نشده است.`;
    part('questions').querySelector(`input[value="${open.line}"]`).focus();
    return;
  }
  const nothing = document.getElementById('nothing-planned');
  if (nothing && !nothing.checked) {
    wrong.textContent = 'اگر در این روز خاموشی نیست، آن را با علامت زدن بگویید.';
    nothing.focus();
    return;
  }
  confirm.disabled = true;
  try {
    const report = await call(`${ANNOUNCEMENTS}/${encodeURIComponent(preview.id)}/confirmation`, {
      method: 'POST',
      session: true,
      body: JSON.stringify({
        ignored: [...ignored],
        ties: [...ties].map(([text, chosen]) => ({text, ...chosen})),
        nothingPlanned: Boolean(nothing && nothing.checked),
      }),
    });
    finished(report);
  } catch (problem) {
    wrong.textContent = sentence(problem);
    wrong.focus();
  } finally {
    confirm.disabled = false;
  }
});
part('drop').addEventListener('click', () => finished(null));
