// What the usual case would be filled in with stands in the form already, and is marked as proposed: the one crew that is free, an hour,
// or what the company's own repairs tell, the moment of completing. Whoever knows better writes over it. What needs a person's eyes has no proposal: a finding, a cause.
import {element} from '/assets/dom.js';
import {tr} from './either.js';

/** By the name of a field: the quick choice of a moment that is proposed, in minutes. */
const MOMENTS = {
  estimatedRestorationAt: ['60', tr`پیشنهاد سامانه است؛ اگر اکیپ زمان دیگری می‌گوید عوضش کنید.`],
  restoredAt: ['0', tr`اگر عوضش نکنید، هنگام «تکمیل» همان لحظه نوشته می‌شود.`],
};
const CREW = tr`پیشنهاد سامانه است: تنها اکیپی که می‌تواند برود.`;
/** The usual ones, to be had without opening the list of all. */
const CAUSES = ['EQUIPMENT_FAILURE', 'WEATHER', 'TREE', 'OVERLOAD'];
/** Milliseconds: so old may the moment be that is shown. */
const RENEWED_EVERY = 300_000;

export class Proposals {
  /** @param {Fields} fields of a task's form */
  constructor(form, fields) {
    Object.assign(this, {form, fields});
    /** Of the fields that nobody has touched since: what renews each. */
    this.stands = new Map();
    /** By the name of a field: what is proposed instead of what stands above. */
    this.better = new Map();
    for (const field of fields.all) {
      const touch = (event) => event.isTrusted && this.forget(field);
      field.addEventListener('input', touch);
      field.addEventListener('click', (event) => event.target.closest('button') && touch(event));
    }
    const crews = form.querySelector('[data-part=crews]');
    if (crews) new MutationObserver(() => this.make()).observe(crews, {childList: true});
    this.causes();
    const renewing = setInterval(() => {
      if (form.isConnected) this.renew();
      else clearInterval(renewing);
    }, RENEWED_EVERY);
  }

  named(name) {
    return this.fields.all.find((field) => field.dataset.field === name);
  }

  /** For whoever has the task, where nothing is written yet. */
  make() {
    if (!this.mine) return;
    const crew = this.named('crew');
    const only = crew && this.onlyCrew(crew);
    if (only) this.propose(crew, CREW, () => only.click());
    for (const [name, [, words]] of Object.entries(MOMENTS)) {
      const field = this.named(name);
      // A new estimate is what the form is opened for, and its reason is known to a person alone.
      if (!field || (name === 'estimatedRestorationAt' && !crew)) continue;
      this.propose(field, words, this.filling(name, field));
    }
  }

  /** What is proposed from now on; null for the usual choice. */
  prefer(name, fill) {
    this.better.set(name, fill);
    const field = this.named(name);
    if (!this.stands.has(field)) return;
    this.stands.set(field, this.filling(name, field));
    this.stands.get(field)();
  }

  filling(name, field) {
    return this.better.get(name) || (() => field.querySelector(`button[data-minutes="${MOMENTS[name][0]}"]`).click());
  }

  /** The task is whoever's who is logged in. */
  begin() {
    this.mine = true;
    this.make();
  }

  propose(field, words, fill) {
    if (this.fields.value(field) || this.stands.has(field) || field.dataset.touched) return;
    fill();
    field.append(element('p', {class: 'hint proposed'}, words));
    this.stands.set(field, fill);
  }

  forget(field) {
    field.dataset.touched = 'true';
    this.stands.delete(field);
    field.querySelectorAll('.proposed').forEach((words) => words.remove());
  }

  /** Moments count from when the task is completed, not from when its form was opened. */
  renew() {
    this.stands.forEach((fill, field) => {
      if (field.dataset.when) fill();
    });
  }

  onlyCrew(field) {
    const all = [...field.querySelectorAll('[data-crew]')];
    const free = all.filter((crew) => crew.dataset.free);
    if (all.length === 1) return all[0];
    return free.length === 1 ? free[0] : null;
  }

  causes() {
    const field = this.named('cause');
    const all = field && field.querySelector('select');
    if (!all) return;
    const choices = CAUSES.map((cause) => {
      const option = all.querySelector(`option[value=${cause}]`);
      const choose = element('button', {type: 'button', 'aria-pressed': 'false', 'data-cause': cause}, option.textContent);
      choose.addEventListener('click', () => {
        all.value = cause;
        all.dispatchEvent(new Event('input', {bubbles: true}));
      });
      return choose;
    });
    all.before(element('div', {class: 'choices', role: 'group', 'aria-label': tr`علت‌های معمول`}, ...choices));
    const press = () => choices.forEach((choice) => choice.setAttribute('aria-pressed', String(choice.dataset.cause === all.value)));
    all.addEventListener('input', press);
    press();
  }
}
