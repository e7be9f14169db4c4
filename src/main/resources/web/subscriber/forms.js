// What every form of the page does: sends once at a time, shows a refusal at its field or as a sentence, and keeps what was
// typed. A field is an element with `data-field`, the name under which the server knows it; inside it are a label or legend,
// the control, and a place for its error.
import {element, notice} from './dom.js';
import {Refused, Unreachable} from './server.js';
import {wait} from './spans.js';
import {hasWord, word} from './words.js';

// Fields whose shape is better told by an example than by «cannot be read».
const OWN_FORMAT = {code: 'refusal.code', mobile: 'refusal.mobile', mobileLast4: 'refusal.last4', billId: 'refusal.bill-id'};

export class Form {
  /**
   * @param {HTMLFormElement} form
   * @param {() => Promise<void>} send what a submission does; what it throws is shown
   */
  constructor(form, send) {
    this.form = form;
    this.send = send;
    this.said = form.querySelector('[data-part="said"]');
    this.button = form.querySelector('button[type=submit]');
    this.busy = false;
    // Until now the browser would have sent the form by itself, and to nowhere.
    this.button.disabled = false;
    form.noValidate = true; // the browser's own bubbles speak the browser's language and hide the rest
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.submit();
    });
    form.addEventListener('input', (event) => this.clear(event.target.closest('[data-field]')));
  }

  get fields() {
    return [...this.form.querySelectorAll('[data-field]')];
  }

  /** @returns {string} trimmed; of radio buttons the chosen one; empty where nothing was entered */
  value(name) {
    const field = this.field(name);
    const radios = [...field.querySelectorAll('input[type=radio]')];
    if (radios.length) return (radios.find((radio) => radio.checked) || {value: ''}).value;
    const control = controlOf(field);
    if (control.type === 'checkbox') return control.checked ? 'true' : '';
    return control.value.trim();
  }

  field(name) {
    return this.fields.find((field) => field.dataset.field === name);
  }

  async submit() {
    if (this.busy) return;
    this.clearAll();
    const missing = this.fields.filter((f) => f.dataset.needed !== undefined && !hiddenIn(f, this.form) && !this.value(f.dataset.field));
    if (missing.length) {
      this.refuse(missing.map((f) => ({field: f.dataset.field, code: 'required'})));
      return;
    }
    this.works(true);
    try {
      await this.send();
    } catch (problem) {
      this.show(problem);
    } finally {
      this.works(false);
    }
  }

  works(busy) {
    this.busy = busy;
    this.form.setAttribute('aria-busy', String(busy));
    // Not `disabled`: that would throw the focus away.
    this.button.setAttribute('aria-disabled', String(busy));
    if (busy) this.say(notice('note', word(this.button.dataset.busy || 'page.busy')));
    else if (this.said.firstElementChild && this.said.firstElementChild.classList.contains('note')) this.say();
  }

  /** @param {...Node} content replaces what was said; with none, silence */
  say(...content) {
    this.said.replaceChildren(...content);
  }

  show(problem) {
    if (problem instanceof Refused && problem.errors.length) this.refuse(problem.errors);
    else this.say(notice('warning', ...sentences(problem)));
    // On a small screen the place may lie outside of what is seen.
    this.said.scrollIntoView({block: 'nearest'});
  }

  /** @param {Array<{field: string, code: string, message?: string}>} errors */
  refuse(errors) {
    const unplaced = errors.filter((error) => !this.refuseField(error));
    this.say(
      notice(
        'warning',
        element('p', {}, word(this.form.dataset.part === 'report-form' ? 'refusal.fields' : 'refusal.fields-of-another')),
        ...unplaced.map((error) => element('p', {}, error.message || error.code)),
      ),
    );
    const refused = this.fields.filter((field) => field.classList.contains('refused'));
    for (const field of refused) {
      const folded = field.closest('details');
      if (folded && this.form.contains(folded)) folded.open = true;
    }
    if (refused.length) controlOf(refused[0]).focus();
  }

  /** @returns {boolean} whether the form has the field, and shows it */
  refuseField({field: name, code, message}) {
    const field = this.field(name);
    if (!field || hiddenIn(field, this.form)) return false;
    const label = field.querySelector('[data-label]').textContent.trim();
    const own = code === 'format' && OWN_FORMAT[name];
    const known = hasWord(`refusal.${code}`);
    field.querySelector('.error').textContent = own ? word(own) : known ? word(`refusal.${code}`, {label}) : message || code;
    field.classList.add('refused');
    controlsOf(field).forEach((control) => control.setAttribute('aria-invalid', 'true'));
    return true;
  }

  clear(field) {
    if (!field || !field.classList.contains('refused')) return;
    field.classList.remove('refused');
    field.querySelector('.error').textContent = '';
    controlsOf(field).forEach((control) => control.removeAttribute('aria-invalid'));
  }

  clearAll() {
    this.fields.forEach((field) => this.clear(field));
    this.say();
  }
}

/** Why something did not work, in sentences for a person. @returns {Node[]} */
export function sentences(problem) {
  if (problem instanceof Unreachable) return [element('p', {}, word('refusal.unreachable'))];
  if (!(problem instanceof Refused)) {
    console.error(problem); // an error of ours
    return [element('p', {}, word('refusal.failed'))];
  }
  const when = problem.retryAfter === null ? word('refusal.unavailable-soon') : wait(problem.retryAfter);
  if (problem.status === 429) return [element('p', {}, word('refusal.too-many', {when}))];
  if ([502, 503, 504].includes(problem.status)) return [element('p', {}, word('refusal.unavailable', {when}))];
  if (!problem.title) return [element('p', {}, word('refusal.failed'))];
  return [
    element('p', {}, element('strong', {}, problem.title)),
    problem.detail && problem.detail !== problem.title ? element('p', {}, problem.detail) : null,
  ].filter(Boolean);
}

function controlsOf(field) {
  return [...field.querySelectorAll('input, select, textarea')];
}

function controlOf(field) {
  return controlsOf(field).find((control) => control.type !== 'radio' || control.checked) || controlsOf(field)[0];
}

/** Hidden by us, with whatever is around it; a folded `details` does not count, since it can be opened. */
function hiddenIn(field, form) {
  for (let node = field; node && node !== form; node = node.parentElement) if (node.hidden) return true;
  return false;
}
