// The crew names another time while supply is still out: entered beside the task that waits for supply, and told at once.
import {block, button, field} from './by-hand.js';
import {showAnnouncement} from './dispatching.js';
import {tr} from './either.js';
import {showSuggestion} from './suggesting.js';
import {element} from '/assets/dom.js';
import {strip} from '/assets/texts.js';
import {Fields} from './fields.js';
import {brief, fromNow} from '/assets/solar.js';
import {call} from '/assets/session.js';

const CHOICES = [[30, tr`۳۰ دقیقهٔ دیگر`], [60, tr`۱ ساعت دیگر`], [120, tr`۲ ساعت دیگر`], [180, tr`۳ ساعت دیگر`], [240, tr`۴ ساعت دیگر`]];

export class Revising {
  /** @param {{number: Function, again: Function}} picture the number of the outage that is shown, and what shows it anew */
  constructor(form, picture) {
    this.picture = picture;
    this.form = form;
    this.said = element('div', {role: 'status', 'aria-live': 'polite'});
    this.inForce = element('strong', {}, '');
    const when = field(
      'estimatedRestorationAt',
      tr`زمان برآوردی جدید وصل برق`,
      [tr`مشترکان از زمان جدید باخبر می‌شوند. تاریخ شمسی و ساعت، مانند `, element('bdi', {dir: 'ltr'}, tr`۱۴۰۵/۰۹/۰۲ ۱۴:۳۰`), tr`، یا فقط ساعت.`],
      element('div', {class: 'choices', role: 'group', 'aria-label': tr`انتخاب سریع زمان برآوردی جدید`}, ...CHOICES.map(([m, label]) => element('button', {type: 'button', 'data-minutes': String(m)}, label))),
      element('div', {'data-part': 'suggestion', 'aria-live': 'polite'}),
      element('input', {type: 'text', dir: 'ltr', autocomplete: 'off'}),
    );
    when.dataset.when = 'future';
    when.dataset.needed = '';
    when.insertBefore(element('output', {for: 'hand-estimatedRestorationAt'}), when.lastChild);
    when.insertBefore(element('div', {'data-part': 'announcement', 'aria-live': 'polite'}), when.lastChild);
    this.block = block(tr`اکیپ زمان دیگری می‌گوید`, element('p', {class: 'hint'}, tr`زمانی که اکنون به مشترکان گفته می‌شود: `, this.inForce), this.said, when);
    this.fields = new Fields(this.block);
    this.block.append(button(tr`ثبت زمان جدید`, (b) => this.revise(b)));
    form.querySelector('[data-part=revising]').append(this.block);
    showAnnouncement(this.block, this.fields, picture.number);
  }

  show(dossier) {
    const estimate = dossier.estimatedRestorationAt;
    this.block.hidden = !estimate || dossier.state !== 'CREW_DISPATCHED';
    if (!this.block.hidden && !this.suggests) {
      this.suggests = true;
      showSuggestion(this.form, this.fields, this.picture.number, {
        open: () => {
          this.block.open = true;
        },
      });
    }
    this.inForce.textContent = estimate ? `${brief(estimate)} (${fromNow(Date.parse(estimate))})` : '';
  }

  /** What stands in the task's own fields stays as it is. */
  async revise(by) {
    if (this.busy || !this.fields.check()) return;
    const [when] = this.fields.all;
    const cause = this.form.querySelector('[data-field=cause] select').value;
    this.busy = true;
    by.disabled = true;
    this.said.replaceChildren();
    try {
      const after = await call(`/api/v1/operations/outages/${encodeURIComponent(this.picture.number())}/estimate`, {estimatedRestorationAt: this.fields.value(when), ...(cause ? {cause} : {})});
      const input = this.fields.control(when);
      input.value = '';
      input.dispatchEvent(new Event('input', {bubbles: true}));
      this.said.replaceChildren(strip('note', tr`ثبت شد: زمان برآوردی اکنون ${brief(after.estimatedRestorationAt)} است.`));
      await this.picture.again();
    } catch (refused) {
      const unplaced = (refused.errors || []).filter((e) => !this.fields.refuseByName(e.field, e.code));
      if (!(refused.errors || []).length || unplaced.length) this.said.replaceChildren(strip('warning', refused.message || tr`کار انجام نشد. دوباره تلاش کنید.`));
      if (refused.status === 404 || refused.status === 409) await this.picture.again();
    } finally {
      this.busy = false;
      by.disabled = false;
    }
  }
}
