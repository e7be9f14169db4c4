// What is done about a request for whoever is on the telephone or at the counter: as on the subscribers' page, with the last four
// digits that they say. The server writes down who did it.
import {openTo} from '/assets/deeds.js';
import {element} from '/assets/dom.js';
import '/assets/morewords.js';
import '/assets/pagewords.js';
import {Refused, hasSession, send} from '/assets/session.js';
import {strip} from '/assets/texts.js';
import {HAZARD, HAZARD_ADVICE} from '/assets/vocabulary.js';
import {word} from '/assets/words.js';
import {tr} from './either.js';
import {Fields} from './fields.js';
import {adviceFor} from './hazards.js';

const RATINGS = [5, 4, 3, 2, 1];

/** By the name of its address below the request's; its further fields by the names that the contract has. */
const DEEDS = {
  danger: {method: 'POST', title: tr`اکنون در محل خطری هست`, submit: tr`خطر ثبت شود`, done: tr`خطر ثبت شد و درخواست در اولویت است.`, further: {hazard}},
  remark: {method: 'POST', title: tr`تماس‌گیرنده توضیحی دارد`, submit: tr`توضیح ثبت شود`, done: tr`توضیح ثبت شد.`, further: {text: words('remark.text', 500, true)}},
  withdrawal: {method: 'POST', title: tr`برق آمده است، یا تماس‌گیرنده منصرف شده است`, submit: tr`انصراف ثبت شود`, done: tr`انصراف ثبت شد.`, further: {}},
  'still-out': {
    method: 'POST',
    title: tr`برق تماس‌گیرنده هنوز قطع است`,
    submit: tr`دوباره بررسی شود`,
    done: tr`ثبت شد و دوباره بررسی می‌شود.`,
    further: {note: words('still-out.note', 500)},
  },
  'plan-stop': {
    method: 'POST',
    title: tr`تماس‌گیرنده دیگر خبر پیش از خاموشی نمی‌خواهد`,
    submit: tr`همه برای این شماره قطع شود`,
    done: tr`خبر پیش از خاموشی برای این شماره قطع شد.`,
    further: {},
  },
  feedback: {
    method: 'PUT',
    title: tr`نظر تماس‌گیرنده دربارهٔ این خدمت`,
    submit: tr`نظر ثبت شود`,
    done: tr`نظر ثبت شد.`,
    further: {rating, comment: words('feedback.comment', 1000)},
  },
};

/** What the subscribers' page says of them suits whoever says it for a caller, too. */
const SAID_AS_THERE = ['withdrawal', 'still-out'];

let made = 0;

/** A field as Fields knows it. @param {string|null} hint @param {function(object): Element} control of its attributes */
function field(name, label, hint, needed, control) {
  const id = `behalf-${name}-${++made}`;
  return element(
    'div',
    {class: 'field', 'data-field': name, 'data-needed': needed},
    element('label', {for: id}, element('span', {'data-label': true}, label)),
    hint ? element('p', {class: 'hint', id: `${id}-hint`}, hint) : null,
    control({id, 'aria-describedby': `${hint ? `${id}-hint ` : ''}${id}-error`, 'aria-required': needed ? 'true' : null}),
    element('p', {class: 'error', id: `${id}-error`, role: 'alert'}),
  );
}

function words(label, longest, needed = false) {
  return (name) => field(name, word(label), null, needed, (tied) => element('textarea', {...tied, rows: '2', maxlength: String(longest)}));
}

/** What to do stands there as soon as it is chosen, before anything is sent. */
function hazard(name) {
  const kinds = Object.keys(HAZARD_ADVICE).map((kind) => element('option', {value: kind}, HAZARD[kind]));
  const place = field(name, word('danger.what'), null, true, (tied) => element('select', tied, element('option', {value: ''}), ...kinds));
  const advice = element('div', {'aria-live': 'assertive'});
  place.append(advice);
  place.addEventListener('input', (event) => advice.replaceChildren(...adviceFor(event.target.value)));
  return place;
}

function rating(name) {
  return field(name, word('feedback.rating'), null, true, (tied) =>
    element('select', tied, element('option', {value: ''}), ...RATINGS.map((n) => element('option', {value: String(n)}, word(`feedback.${n}`)))),
  );
}

/**
 * @param {object} status of the request
 * @param {(said: string) => void} done is told what has been done, when it has
 * @returns {Element|null} null where nothing can be done about it any more
 */
export function onBehalf(status, done) {
  const open = openTo(status);
  const names = Object.keys(DEEDS).filter((name) => open[name]);
  if (!names.length) return null;
  const digits = field('mobileLast4', tr`چهار رقم آخر همراه تماس‌گیرنده`, tr`از تماس‌گیرنده بپرسید؛ کار با نام شما ثبت می‌شود.`, true, (tied) =>
    element('input', {...tied, type: 'text', inputmode: 'numeric', dir: 'ltr', autocomplete: 'off', maxlength: '64'}),
  );
  const place = element('section', {class: 'behalf'}, element('h4', {}, tr`از طرف تماس‌گیرنده`), digits);
  place.append(...names.map((name) => deed(place, digits, status, name, done)));
  return place;
}

function deed(place, digits, status, name, done) {
  const {method, title, submit, done: said, further} = DEEDS[name];
  const own = Object.entries(further).map(([member, make]) => make(member));
  const button = element('button', {type: 'button'}, submit);
  const answer = element('div', {'aria-live': 'polite'});
  const shown = element(
    'details',
    {class: 'hand', 'data-deed': name},
    element('summary', {}, title),
    SAID_AS_THERE.includes(name) ? element('p', {}, word(`${name}.intro`)) : null,
    ...own,
    button,
    answer,
  );
  const fields = new Fields(place, [digits, ...own]);
  button.addEventListener('click', async () => {
    if (button.disabled || !fields.check()) return;
    button.disabled = true;
    answer.replaceChildren();
    try {
      // Without a session it would count as the subscriber's own.
      if (!(await hasSession())) throw new Refused(401);
      await send(method, `/api/v1/requests/${status.trackingCode}/${name}`, bodyOf(fields));
      done(said);
    } catch (refused) {
      const unplaced = refused.errors.filter((error) => !fields.refuseByName(error.field, error.code));
      if (unplaced.length || !refused.errors.length) answer.replaceChildren(strip('warning', refused.message, ...unplaced.map((e) => ` ${e.message}`)));
      answer.scrollIntoView({block: 'nearest'});
    } finally {
      button.disabled = false;
    }
  });
  return shown;
}

function bodyOf(fields) {
  const body = {};
  for (const one of fields.all) {
    const value = fields.value(one);
    const {field: name} = one.dataset;
    if (value) body[name] = name === 'rating' ? Number(value) : value;
  }
  return body;
}
