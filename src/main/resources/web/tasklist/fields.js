// The fields of a form: choices, moments, what is missing, what was refused. A field is an element with `data-field`, the
// name under which the server knows it; inside it are its label or legend, its control, and a place for its error.
import {now} from '/assets/moments.js';
import {asTyped, fromNow, inFull, read} from '/assets/solar.js';
import {picker} from './picker.js';
import {refusal} from '/assets/vocabulary.js';

const MINUTE = 60_000;

export class Fields {
  /**
   * @param {Element} form
   * @param {Element[]} [only] some of its fields; all if left out
   */
  constructor(form, only) {
    this.form = form;
    this.all = only || [...form.querySelectorAll('[data-field]')];
    this.chosen = new Map();
    /** Moments before this one cannot be meant; those of the past are held to it. */
    this.earliest = -Infinity;
    this.all.filter((field) => field.dataset.when).forEach((field) => this.moment(field));
    for (const field of this.all) field.addEventListener('input', () => this.clear(field));
  }

  label(field) {
    return field.querySelector('[data-label]').textContent.trim();
  }

  /** The text input of a moment, and its quick choices. */
  moment(field) {
    const input = field.querySelector('input[type=text]');
    const shown = field.querySelector('output');
    const future = field.dataset.when === 'future';
    const show = () => {
      const moment = this.millis(field);
      shown.textContent = Number.isNaN(moment) ? '' : `${inFull(moment)} (${fromNow(moment)})`;
    };
    input.addEventListener('input', () => {
      this.chosen.delete(field);
      field.querySelectorAll('button').forEach((b) => b.setAttribute('aria-pressed', 'false'));
      show();
    });
    picker(input, {
      label: this.label(field),
      future,
      ...(future ? {earliest: () => now()} : {earliest: () => this.earliest, latest: () => now()}),
    });
    field.querySelectorAll('button[data-minutes]').forEach((button) => {
      button.setAttribute('aria-pressed', 'false');
      button.addEventListener('click', () => {
        // To the minute, as it is shown; an estimate is rounded up, so that it is never in the past.
        const moment = now() + Number(button.dataset.minutes) * MINUTE;
        const rounded = (future ? Math.ceil(moment / MINUTE) : Math.floor(moment / MINUTE)) * MINUTE;
        input.value = asTyped(rounded);
        input.dispatchEvent(new Event('input', {bubbles: true}));
        button.setAttribute('aria-pressed', 'true');
        this.chosen.set(field, rounded);
        show();
      });
    });
  }

  /** @returns {number} NaN where nothing readable was entered */
  millis(field) {
    if (this.chosen.has(field)) return this.chosen.get(field);
    return read(field.querySelector('input[type=text]').value, field.dataset.when === 'future');
  }

  /** @returns {string} as the server takes it; empty where nothing was entered */
  value(field) {
    if (field.dataset.when) {
      const moment = this.millis(field);
      return Number.isNaN(moment) ? '' : new Date(moment).toISOString();
    }
    const radios = [...field.querySelectorAll('input[type=radio]')];
    if (radios.length) {
      const chosen = radios.find((radio) => radio.checked);
      return chosen ? chosen.value : '';
    }
    const box = field.querySelector('input[type=checkbox]');
    if (box) return box.checked ? 'true' : '';
    return this.control(field).value.trim();
  }

  control(field) {
    return field.querySelector('select, textarea, input:not([type=hidden])');
  }

  /** Says at once what the server would refuse. @returns {boolean} whether nothing is amiss */
  check() {
    const wrong = this.all.map((field) => [field, this.problem(field)]).filter(([, problem]) => problem);
    this.all.forEach((field) => this.clear(field));
    wrong.forEach(([field, problem]) => this.refuse(field, problem));
    this.focus(wrong.map(([field]) => field));
    return !wrong.length;
  }

  problem(field) {
    const empty = !this.value(field);
    if (field.dataset.when) {
      const typed = field.querySelector('input[type=text]').value.trim();
      if (typed && empty) return 'format';
      if (typed && field.dataset.when === 'future' && this.millis(field) <= now()) return 'in-past';
      if (typed && field.dataset.when === 'past' && this.millis(field) > now() + MINUTE) return 'in-future';
      if (typed && field.dataset.when === 'past' && this.millis(field) < this.earliest) return 'before-outage';
    }
    if (!empty || !field.hasAttribute('data-needed')) return null;
    return field.querySelector('select, input[type=radio]') ? 'chosen' : 'required';
  }

  clear(field) {
    const place = field.querySelector('.error');
    if (place.textContent) place.textContent = '';
    field.classList.remove('refused');
    field.querySelectorAll('[aria-invalid]').forEach((control) => control.removeAttribute('aria-invalid'));
  }

  refuse(field, codeOfProblem) {
    field.querySelector('.error').textContent = refusal(codeOfProblem, this.label(field));
    field.classList.add('refused');
    field.querySelectorAll('select, textarea, input:not([type=hidden])').forEach((c) => c.setAttribute('aria-invalid', 'true'));
  }

  /** @returns {string|null} the sentence that is now shown; null where the form has no such field */
  refuseByName(name, codeOfProblem) {
    const field = this.all.find((f) => f.dataset.field === name);
    if (!field) return null;
    this.refuse(field, codeOfProblem);
    this.focus([field]);
    return refusal(codeOfProblem, this.label(field));
  }

  focus(fields) {
    if (fields.length) this.control(fields[0]).focus();
  }
}
