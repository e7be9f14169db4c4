// The outage beside a task, shown anew whenever something is done to it; what stands in the fields is left alone.
import {ByHand, InParts, named} from './by-hand.js';
import {tr} from './either.js';
import {Revising} from './revising.js';
import {showCrews} from './dispatching.js';
import {code, element} from '/assets/dom.js';
import {strip} from '/assets/texts.js';
import {ended, reports, summary, tick, timeline} from './dossier.js';
import {digits as persian} from '/assets/spans.js';
import {call} from '/assets/session.js';
import {deedDone} from './workbench.js';

const MINUTE = 60_000;
// In seconds: whether the task is still there; and the whole outage, each look at which is written down.
const ASKED_EVERY = 15;
const READ_EVERY = 60;

export class Picture {
  /**
   * @param {Fields} fields of the task
   * @param {() => Promise<string>} numberOf the outage's number
   * @param {() => Promise<boolean>} isOpen whether the task can still be completed
   * @param {Function} end called when it cannot
   */
  constructor(form, fields, numberOf, isOpen, end) {
    Object.assign(this, {form, fields, numberOf, isOpen, end});
    this.chosen = new Set();
    this.below = null;
    this.shown = [];
    if (this.part('hands')) {
      this.hands = new ByHand(form, {number: () => this.dossier.number, chosen: this.chosen, again: () => this.readAfterDeed()});
    }
    if (this.part('parts')) {
      this.inParts = new InParts(form, {number: () => this.dossier.number, again: () => this.readAfterDeed()});
    }
    if (this.part('revising')) {
      this.revising = new Revising(form, {number: () => this.dossier.number, again: () => this.readAfterDeed()});
    }
  }

  part(name) {
    return this.form.querySelector(`[data-part=${name}]`);
  }

  address(query = {}) {
    const all = new URLSearchParams({...(this.below ? {below: this.below} : {}), ...query}).toString();
    return `/api/v1/operations/outages/${encodeURIComponent(this.number)}${all && `?${all}`}`;
  }

  async show() {
    try {
      this.number = await this.numberOf();
      await this.read();
      this.live();
    } catch (refused) {
      if (refused.status === 404) this.gone();
      else this.part('summary').replaceChildren(strip('warning', refused.message || tr`پروندهٔ خاموشی نشان داده نشد.`));
    }
  }

  /** The list beside the form changes with it. @throws {Refused} */
  readAfterDeed() {
    deedDone();
    return this.read();
  }

  /** @throws {Refused} */
  async read() {
    let dossier = await call(this.address());
    if (this.below && !dossier.parts.some((part) => part.element.code === this.below && part.requests)) {
      this.below = null;
      dossier = await call(this.address());
    }
    this.dossier = dossier;
    if ((dossier.absorbedInto || dossier.state === 'RESTORED') && !(await this.isOpen())) {
      this.gone(dossier);
      return;
    }
    this.shown = [...dossier.attachedRequests];
    this.fields.earliest = Math.floor(Date.parse(dossier.detectedAt) / MINUTE) * MINUTE;
    const again = element('button', {type: 'button', class: 'again'}, tr`به‌روزرسانی`);
    again.addEventListener('click', () => {
      again.disabled = true;
      this.show();
    });
    this.fill('summary', again, ...summary(dossier));
    this.fill('timeline', timeline(dossier.timeline));
    this.list();
    if (this.hands) this.hands.show(dossier);
    if (this.inParts) this.inParts.show(dossier);
    if (this.revising) this.revising.show(dossier);
    showCrews(this.form, dossier);
  }

  /** What somebody has folded or unfolded stays so. */
  fill(name, ...content) {
    const part = this.part(name);
    const before = new Map([...part.querySelectorAll('details')].map((folded) => [folded.className, folded.open]));
    part.replaceChildren(...content);
    part.querySelectorAll('details').forEach((folded) => {
      if (before.has(folded.className)) folded.open = before.get(folded.className);
    });
  }

  /** Whether the task is still there. @returns {Promise<boolean>} whether it is gone, which is then said */
  async look() {
    if (await this.isOpen()) return false;
    this.gone(await call(this.address()));
    return true;
  }

  /** The clocks run, and what others do to the outage is seen, as long as the form is on the screen. */
  live() {
    tick(this.form);
    if (this.ticking) return;
    let seconds = 0;
    this.ticking = setInterval(async () => {
      if (!this.form.isConnected || this.isGone) {
        clearInterval(this.ticking);
        return;
      }
      tick(this.form);
      seconds++;
      if (document.hidden || seconds % ASKED_EVERY) return;
      try {
        if (await this.look()) return;
        if (seconds % READ_EVERY === 0 && !this.form.querySelector('[data-part=reports]').contains(document.activeElement)) await this.read();
      } catch (refused) {
        // It is asked again; whoever does something meanwhile is told what is wrong.
        if (refused.status === 401) clearInterval(this.ticking);
      }
    }, 1000);
  }

  /** How many requests the list would hold if all of it were loaded. */
  total() {
    const part = this.below && this.dossier.parts.find((p) => p.element.code === this.below);
    return part ? part.requests : this.dossier.requests || 0;
  }

  list() {
    const choosing = this.hands && {
      chosen: this.chosen,
      changed: () => this.hands.showChosen(),
      all: (by) => this.load(by, Infinity, () => {
        this.shown.filter((r) => !r.restoredAt).forEach((r) => this.chosen.add(r.trackingCode));
      }),
      none: () => {
        this.chosen.clear();
        this.hands.showChosen();
        this.list();
      },
    };
    this.part('reports').replaceChildren(
      ...reports(this.dossier, this.shown, {
        total: this.total(),
        choosing,
        filter: this.filter(),
        more: (by) => this.load(by, this.shown.length + 1),
      }),
    );
  }

  /** Reads further requests until so many are there. */
  async load(by, wanted, then = () => {}) {
    by.disabled = true;
    try {
      while (this.shown.length < Math.min(wanted, this.total())) {
        const next = (await call(this.address({offset: this.shown.length}))).attachedRequests;
        if (!next.length) break;
        this.shown.push(...next);
      }
      then();
      this.list();
      if (this.hands) this.hands.showChosen();
    } catch (refused) {
      by.disabled = false;
      this.part('reports').append(strip('warning', refused.message));
    }
  }

  /** Only the requests below one element; nothing where there is only one. */
  filter() {
    const parts = this.dossier.parts.filter((part) => part.requests);
    if (parts.length < 2) return null;
    const choose = (label, below, requests) => {
      const made = element('button', {type: 'button', 'aria-pressed': String(this.below === below)}, ...label, ` (${persian(requests)})`);
      made.addEventListener('click', async () => {
        this.below = below;
        try {
          await this.read();
        } catch (refused) {
          this.part('reports').append(strip('warning', refused.message));
        }
      });
      return made;
    };
    return element(
      'div',
      {class: 'choices', role: 'group', 'aria-label': tr`درخواست‌های کدام بخش`},
      choose([tr`همه`], null, this.dossier.requests || 0),
      ...parts.map((part) => choose(named(part.element), part.element.code, part.requests)),
    );
  }

  /** The task is not there any more: says what has become of it, instead of letting people type into nothing. */
  gone(dossier) {
    this.part('summary').replaceChildren(
      ...(dossier ? [element('h3', {class: 'title'}, tr`خاموشی `, code(persian(dossier.number)))] : []),
      strip('note', ...ended(dossier)),
    );
    this.form.classList.add('gone');
    this.isGone = true;
    this.end();
    if (dossier) this.part('timeline').replaceChildren(timeline(dossier.timeline));
  }
}
