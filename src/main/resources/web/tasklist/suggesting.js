// When supply will probably be back, as the company's own repairs tell: beside the field for the estimate, taken by one key.
import {chosen} from '/assets/desktongue.js';
import {element} from '/assets/dom.js';
import {digits as persian} from '/assets/spans.js';
import {asTyped, brief, fromNow, inFull} from '/assets/solar.js';
import {call} from '/assets/session.js';
import {tr} from './either.js';

const FACTOR = chosen(inPersian('repair-factor'), inEnglish('repair-factor'));
const NONE = chosen(inPersian('no-suggestion'), inEnglish('no-suggestion'));
const KEY = 'F2';
/** Milliseconds. */
const RENEWED_EVERY = 300_000;

/**
 * @param {Element} form in which the key is heard
 * @param {Fields} fields among which the estimate is; where it is not, nothing happens
 * @param {Function} number of the outage
 * @param {{open?: Function, found?: Function}} [more] open: called before the suggestion is taken by the key; found: with what puts it into
 *   the field, each time that there is one; null where there is none any more
 */
export function showSuggestion(form, fields, number, {open = () => {}, found = () => {}} = {}) {
  const field = fields.all.find((f) => f.dataset.field === 'estimatedRestorationAt');
  const place = field && field.querySelector('[data-part=suggestion]');
  if (!place) return;
  let known = '';
  let suggested = null;
  const put = () => {
    const input = fields.control(field);
    input.value = asTyped(Date.parse(suggested.estimatedRestorationAt));
    input.dispatchEvent(new Event('input', {bubbles: true}));
  };
  const take = () => {
    put();
    fields.control(field).focus();
  };
  const ask = async () => {
    const query = new URLSearchParams(entered(form));
    const asked = (known = `${number()}?${query}`);
    let answer;
    try {
      answer = await call(`/api/v1/operations/outages/${encodeURIComponent(number())}/estimate-suggestion?${query}`);
    } catch (refused) {
      // Nobody needs it to go on: the field is there, and whatever is wrong is told where something is done.
      answer = {none: null};
    }
    if (asked !== known) return;
    suggested = answer.suggestion || null;
    found(suggested ? put : null);
    place.replaceChildren(...(suggested ? shown(suggested, take) : [NONE[answer.none] ? element('p', {class: 'hint'}, `${NONE[answer.none]}.`) : ''].filter(Boolean)));
  };
  let later;
  const soon = () => {
    clearTimeout(later);
    later = setTimeout(() => {
      if (`${number()}?${new URLSearchParams(entered(form))}` !== known) ask();
    }, 400);
  };
  form.querySelectorAll('[data-field=crew], [data-field=cause]').forEach((other) => {
    other.addEventListener('input', soon);
    other.addEventListener('change', soon);
  });
  form.addEventListener('keydown', (event) => {
    if (event.key !== KEY || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || !suggested) return;
    event.preventDefault();
    open();
    take();
  });
  // It counts from the moment of the question, and a form may stand open for long.
  const renewing = setInterval(() => {
    if (form.isConnected) ask();
    else clearInterval(renewing);
  }, RENEWED_EVERY);
  ask();
}

/** What the form knows of it by now. */
function entered(form) {
  const crew = form.querySelector('[data-field=crew] input');
  const cause = form.querySelector('[data-field=cause] select');
  return {...(crew && crew.value.trim() ? {crew: crew.value.trim()} : {}), ...(cause && cause.value ? {cause: cause.value} : {})};
}

function shown(s, take) {
  const millis = Date.parse(s.estimatedRestorationAt);
  const button = element('button', {type: 'button', 'aria-keyshortcuts': KEY, title: inFull(millis)}, tr`پیشنهاد: ${brief(s.estimatedRestorationAt)} (${fromNow(millis)})`, element('kbd', {dir: 'ltr'}, KEY));
  button.addEventListener('click', take);
  const reasons = s.because.map((b) => tr`${FACTOR[b.factor]} ${persian(Math.abs(b.percent))}٪ ${b.percent < 0 ? tr`کوتاه‌تر` : tr`طولانی‌تر`}`);
  return [
    element('div', {class: 'choices'}, button),
    element('p', {class: 'hint'}, tr`در ۸ مورد از هر ۱۰ خاموشی مشابه، برق بین ${brief(s.from)} و ${brief(s.until)} وصل می‌شود (بر پایهٔ ${persian(s.repairs)} خاموشی این مدیریت)${reasons.length ? tr`؛ ${reasons.join(tr`، `)} از معمول` : ''}.`),
  ];
}
