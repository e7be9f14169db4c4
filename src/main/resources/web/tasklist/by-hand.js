// What a dispatcher does by hand about an outage while its task is open: place it elsewhere, part requests from it, undo a
// wrong widening, restore a part. Each deed is done at once by a resource of its own; what is being typed into the task's own
// fields stays as it is. Long because each deed has its fields, its warning and its refusals, and all share how these are made.
import {code, element} from '/assets/dom.js';
import {strip} from '/assets/texts.js';
import {tr} from './either.js';
import {Fields} from './fields.js';
import {brief} from '/assets/solar.js';
import {digits as persian} from '/assets/spans.js';
import {call} from '/assets/session.js';
import {ELEMENT, STATE} from '/assets/vocabulary.js';

/** An element of the network: «پست توزیع T-12». */
export function named({kind, code: its}) {
  return [`${ELEMENT[kind]} `, code(kind === 'SERVICE_POINT' ? persian(its) : its)];
}

/** A field as those of the forms are; `data-field` is the server's name of it. */
export function field(name, label, hint, ...controls) {
  const id = `hand-${name}`;
  const control = controls.at(-1);
  control.id = id;
  control.setAttribute('aria-describedby', `${id}-hint ${id}-error`);
  return element(
    'div',
    {class: 'field', 'data-field': name},
    element('label', {for: id}, element('span', {'data-label': true}, label)),
    element('p', {class: 'hint', id: `${id}-hint`}, hint),
    ...controls,
    element('p', {class: 'error', id: `${id}-error`, role: 'alert'}),
  );
}

function codeInput() {
  return element('input', {type: 'text', dir: 'ltr', maxlength: '40', autocomplete: 'off'});
}

export function button(label, does, attributes = {}) {
  const made = element('button', {type: 'button', ...attributes}, label);
  made.addEventListener('click', () => does(made));
  return made;
}

export function block(title, ...content) {
  return element('details', {class: 'hand'}, element('summary', {}, title), ...content);
}

export class ByHand {
  /**
   * @param {Element} form
   * @param {{number: Function, chosen: Set<string>, again: Function}} picture the number of the outage that is shown, the
   *     tracking codes that are chosen in its list, and what shows it anew
   */
  constructor(form, picture) {
    this.picture = picture;
    this.said = element('div', {role: 'status', 'aria-live': 'polite'});
    this.count = element('strong', {}, '');
    this.undo = element('div', {class: 'undo', hidden: true});
    this.others = element('select', {});
    const place = form.querySelector('[data-field=networkElement]');
    this.placing = place ? this.placingInField(place) : this.placingInBlock();
    this.parting = this.partingBlock();
    const inForm = form.querySelector('[data-part=hands]');
    inForm.append(
      element('h4', {}, tr`اصلاح گروه‌بندی`),
      this.said,
      ...(place ? [] : [this.placing.block]),
      this.parting.block,
      this.undo,
    );
    this.inForm = inForm;
  }

  /** The outage has been read anew. */
  show(dossier) {
    this.showPlaces(dossier);
    this.showUndo(dossier);
    this.showChosen();
    this.showOthers(dossier);
  }

  showChosen() {
    const number = this.picture.chosen.size;
    this.count.textContent = number ? tr`${persian(number)} درخواست انتخاب شده است.` : tr`هنوز درخواستی انتخاب نشده است.`;
    this.parting.buttons.forEach((b) => {
      b.disabled = !number;
    });
  }

  placingInField(place) {
    const input = place.querySelector('input');
    const fields = new Fields(place.parentElement, [place]);
    place.querySelector('[data-part=place-now]').append(
      button(tr`انتقال خاموشی به این محل`, (b) => this.place(b, input, fields)),
    );
    return {input, choices: place.querySelector('[data-part=places]')};
  }

  placingInBlock() {
    const input = codeInput();
    const choices = element('div', {role: 'group', 'aria-label': tr`بالادست و پایین‌دست این محل`});
    const made = block(
      tr`محل خاموشی جای دیگری است`,
      field('networkElement', tr`محل واقعی خرابی`, tr`یکی را انتخاب کنید، یا کد پست یا فیدر، یا شناسهٔ قبض را بنویسید.`, choices, input),
    );
    const fields = new Fields(made);
    made.append(button(tr`انتقال خاموشی به این محل`, (b) => this.place(b, input, fields)));
    return {block: made, input, choices};
  }

  /** What feeds the place, and what it feeds: the fault is often further up, and sometimes further down. */
  showPlaces(dossier) {
    const {input, choices} = this.placing;
    const own = dossier.element && dossier.element.code;
    const above = dossier.path.filter((step) => step.code !== own);
    const below = dossier.parts.filter((part) => part.requests && !part.restoredAt);
    const choice = (step, requests) =>
      button([...named(step), requests ? tr` (${persian(requests)} درخواست)` : null].filter(Boolean), () => {
        input.value = step.code;
        input.dispatchEvent(new Event('input', {bubbles: true}));
        input.focus();
      });
    const row = (way, made) => (made.length ? [element('div', {class: 'choices'}, element('span', {class: 'way'}, way), ...made)] : []);
    choices.replaceChildren(
      ...row(tr`بالادست:`, above.map((step) => choice(step))),
      ...row(tr`پایین‌دست:`, below.map((part) => choice(part.element, part.requests))),
    );
  }

  place(by, input, fields) {
    const where = input.value.trim();
    if (!where) {
      fields.refuseByName('networkElement', 'required');
      return;
    }
    const own = this.picture.number();
    this.deed(by, fields, 'placement', {networkElement: where}, (after) => {
      input.value = '';
      return after.number === own
        ? [tr`محل خاموشی اکنون `, ...named(after.element), tr` است.`]
        : [tr`در این محل خاموشی دیگری باز بود؛ درخواست‌ها به خاموشی `, code(persian(after.number)), tr` رفت.`];
    });
  }

  partingBlock() {
    const element_ = codeInput();
    const split = element(
      'div',
      {class: 'way-out'},
      field('networkElement', tr`محل خاموشی جدا`, tr`اگر خالی بماند، نزدیک‌ترین محلی است که همهٔ درخواست‌های انتخاب‌شده را تغذیه می‌کند.`, element_),
    );
    const move = element(
      'div',
      {class: 'way-out'},
      field('outage', tr`خاموشی دیگر`, tr`از خاموشی‌های باز همین مدیریت.`, this.others),
    );
    element_.id = 'hand-split-element';
    split.querySelector('label').setAttribute('for', element_.id);
    const splitFields = new Fields(split);
    const moveFields = new Fields(move);
    const splitButton = button(tr`ثبت به‌عنوان خاموشی جداگانه`, (b) => this.split(b, element_, splitFields));
    const moveButton = button(tr`انتقال به این خاموشی`, (b) => this.move(b, moveFields));
    split.append(splitButton);
    move.append(moveButton);
    return {
      block: block(tr`جدا کردن یا انتقال درخواست‌ها`, element('p', {class: 'hint'}, tr`درخواست‌ها را در فهرست پایین با کادر کنار هر کدام انتخاب کنید. `, this.count), split, move),
      buttons: [splitButton, moveButton],
    };
  }

  split(by, input, fields) {
    const requests = [...this.picture.chosen];
    const body = {requests, ...(input.value.trim() ? {networkElement: input.value.trim()} : {})};
    this.deed(by, fields, 'split', body, (after) => {
      input.value = '';
      this.picture.chosen.clear();
      return [tr`${persian(requests.length)} درخواست در خاموشی `, code(persian(after.number)), ' (', ...(after.element ? named(after.element) : [tr`نشانی`]), tr`) جدا شد.`];
    });
  }

  async move(by, fields) {
    const outage = this.others.value;
    if (!outage) {
      fields.refuseByName('outage', 'chosen');
      return;
    }
    let moved = 0;
    const all = [...this.picture.chosen];
    await this.work(by, fields, async () => {
      try {
        for (const one of all) {
          await call(`/api/v1/operations/requests/${encodeURIComponent(one)}/move`, {outage});
          this.picture.chosen.delete(one);
          moved++;
        }
      } finally {
        if (moved) this.say(strip('note', tr`${persian(moved)} درخواست به خاموشی `, code(persian(outage)), tr` رفت.`));
        if (moved && moved < all.length) await this.picture.again();
      }
    });
  }

  /** Other open outages of the district, so that nobody has to know their numbers. */
  async showOthers(dossier) {
    const before = this.others.value;
    let open;
    try {
      ({outages: open} = await call(`/api/v1/outages?district=${dossier.district}`));
    } catch (refused) {
      this.others.replaceChildren(element('option', {value: ''}, refused.message));
      return;
    }
    const options = open
      .filter((o) => o.number !== dossier.number)
      .map((o) => {
        // An option holds no markup; the isolates keep number and code in their order.
        const where = o.area ? `\u2066${o.area}\u2069` : tr`نشانی`;
        return element('option', {value: o.number}, tr`\u2066${persian(o.number)}\u2069، ${where}، ${persian(o.requests || 0)} درخواست، ${STATE[o.state]}`);
      });
    this.others.replaceChildren(
      element('option', {value: ''}, options.length ? tr`یکی را انتخاب کنید` : tr`خاموشی باز دیگری نیست`),
      ...options,
    );
    this.others.value = options.some((o) => o.value === before) ? before : '';
  }

  /** Undoing ends this outage: asked for once more, in the page itself. */
  showUndo(dossier) {
    const tookIn = dossier.timeline.filter((e) => e.step === 'TOOK_IN').length;
    const possible = tookIn && dossier.state === 'SUSPECTED' && !dossier.absorbedInto;
    this.undo.hidden = !possible;
    if (!possible || this.undo.querySelector('[data-asked]')) return;
    const ask = button(tr`لغو آخرین ادغام`, () => {
      this.undo.replaceChildren(
        element(
          'p',
          {'data-asked': true},
          tr`با لغو ادغام، این خاموشی پایان می‌یابد و خاموشی‌های ادغام‌شده با درخواست‌های خود دوباره از سر گرفته می‌شود. لغو شود؟`,
        ),
        element(
          'div',
          {class: 'choices'},
          button(tr`بله، ادغام لغو شود`, (b) => this.deed(b, null, 'undo-widening', {}, () => [tr`ادغام لغو شد.`])),
          button(tr`خیر`, () => {
            this.undo.replaceChildren(ask);
            ask.focus();
          }),
        ),
      );
      this.undo.querySelector('button').focus();
    });
    this.undo.replaceChildren(ask);
  }

  say(...content) {
    this.said.replaceChildren(...content);
    if (content.length) this.said.scrollIntoView({block: 'nearest'});
  }

  deed(by, fields, name, body, told) {
    return this.work(by, fields, async () => {
      const after = await call(`/api/v1/operations/outages/${encodeURIComponent(this.picture.number())}/${name}`, body);
      this.say(strip('note', ...told(after)));
    });
  }

  /** One deed at a time; what was refused is told where it belongs, and then the outage is shown as it is. */
  async work(by, fields, does) {
    if (this.busy) return;
    this.busy = true;
    by.disabled = true;
    this.say();
    if (fields) fields.all.forEach((f) => fields.clear(f));
    try {
      await does();
      await this.picture.again();
    } catch (refused) {
      const unplaced = (refused.errors || []).filter((e) => !fields || !fields.refuseByName(e.field.replace(/\[.*/, ''), e.code));
      if (!(refused.errors || []).length) this.say(strip('warning', refused.message || tr`کار انجام نشد. دوباره تلاش کنید.`));
      else if (unplaced.length) this.say(strip('warning', [...new Set(unplaced.map((e) => sentenceOf(e)))].join(' ')));
      if (refused.status === 404 || refused.status === 409) await this.picture.again();
    } finally {
      this.busy = false;
      by.disabled = false;
      this.showChosen();
    }
  }
}

const REQUESTS = {
  'whole-outage': tr`همهٔ درخواست‌های این خاموشی انتخاب شده است؛ دست‌کم یکی باید بماند.`,
  'other-outage': tr`یکی از درخواست‌های انتخاب‌شده دیگر در این خاموشی نیست؛ فهرست را به‌روز کنید.`,
  'unknown-request': tr`یکی از درخواست‌های انتخاب‌شده پیدا نشد؛ فهرست را به‌روز کنید.`,
};

/** Of a field that no control stands for. */
function sentenceOf(error) {
  return REQUESTS[error.code] || error.message;
}

/** Supply is back at some of the elements below the outage's own: the part of the form in which a crew's word is entered. */
export class InParts {
  constructor(form, picture) {
    this.picture = picture;
    this.inForm = form.querySelector('[data-part=parts]');
    this.said = element('div', {role: 'status', 'aria-live': 'polite'});
    this.list = element('div', {class: 'parts'});
    this.restored = element('div', {});
    const minutes = [[0, tr`همین حالا`], [-10, tr`۱۰ دقیقه پیش`], [-30, tr`۳۰ دقیقه پیش`]];
    const when = field(
      'restoredAt',
      tr`زمان وصل این بخش‌ها`,
      [tr`تاریخ شمسی و ساعت، مانند `, element('bdi', {dir: 'ltr'}, tr`۱۴۰۵/۰۹/۰۲ ۱۴:۳۰`), tr`، یا فقط ساعت.`],
      element('div', {class: 'choices', role: 'group', 'aria-label': tr`انتخاب سریع زمان وصل بخش`}, ...minutes.map(([m, label]) => element('button', {type: 'button', 'data-minutes': String(m)}, label))),
      element('input', {type: 'text', dir: 'ltr', autocomplete: 'off'}),
    );
    when.dataset.when = 'past';
    when.dataset.needed = '';
    when.insertBefore(element('output', {for: 'hand-restoredAt'}), when.lastChild);
    this.error = element('p', {class: 'error', role: 'alert'});
    this.block = block(
      tr`فقط بخشی از محل وصل شده است`,
      element('p', {class: 'hint'}, tr`بخش‌های وصل‌شده را انتخاب کنید: نتیجه به درخواست‌های همان بخش‌ها اعلام می‌شود و این کار برای بقیه باز می‌ماند.`),
      this.said,
      element('fieldset', {class: 'field'}, element('legend', {}, tr`بخش‌های برق‌دارشده`), this.list, this.error),
      when,
    );
    this.fields = new Fields(this.block);
    this.block.append(button(tr`ثبت وصل این بخش‌ها`, (b) => this.restore(b)));
    this.inForm.append(this.restored, this.block);
  }

  show(dossier) {
    const chosen = new Set(this.chosen());
    this.fields.earliest = Math.floor(Date.parse(dossier.detectedAt) / 60_000) * 60_000;
    const open = dossier.parts.filter((part) => !part.restoredAt);
    this.block.hidden = !open.length || !dossier.verifiedAt;
    this.list.replaceChildren(
      ...open.map((part) =>
        element(
          'label',
          {class: 'choice'},
          element('input', {type: 'checkbox', value: part.element.code, checked: chosen.has(part.element.code)}),
          element('span', {}, ...named(part.element), element('small', {}, ` ${counts(part)}`)),
        ),
      ),
    );
    this.restored.replaceChildren(...restoredParts(dossier));
  }

  chosen() {
    return [...this.list.querySelectorAll('input:checked')].map((box) => box.value);
  }

  async restore(by) {
    if (this.busy) return;
    const networkElements = this.chosen();
    this.error.textContent = networkElements.length ? '' : tr`بخشی را که وصل شده است انتخاب کنید.`;
    if (!this.fields.check() || !networkElements.length) return;
    this.busy = true;
    by.disabled = true;
    this.said.replaceChildren();
    try {
      const restoredAt = this.fields.value(this.fields.all[0]);
      await call(`/api/v1/operations/outages/${encodeURIComponent(this.picture.number())}/partial-restoration`, {networkElements, restoredAt});
      this.said.replaceChildren(strip('note', tr`وصل ${persian(networkElements.length)} بخش ثبت شد. نتیجه به درخواست‌های آن اعلام می‌شود.`));
      this.list.querySelectorAll('input').forEach((box) => {
        box.checked = false;
      });
      await this.picture.again();
    } catch (refused) {
      const unplaced = (refused.errors || []).filter((e) => !this.fields.refuseByName(e.field, e.code));
      if (unplaced.length) this.error.textContent = [...new Set(unplaced.map((e) => e.message))].join(' ');
      if (!(refused.errors || []).length) this.said.replaceChildren(strip('warning', refused.message));
      if (refused.status === 404 || refused.status === 409) await this.picture.again();
    } finally {
      this.busy = false;
      by.disabled = false;
    }
  }
}

function counts(part) {
  const points = part.element.kind === 'SERVICE_POINT' ? [] : [tr`${persian(part.servicePoints)} مشترک`];
  return `(${[...points, part.requests ? tr`${persian(part.requests)} درخواست` : tr`بی‌درخواست`].join(tr`، `)})`;
}

function restoredParts(dossier) {
  if (!dossier.restoredParts.length) return [];
  return [
    element(
      'section',
      {class: 'restored'},
      element('h4', {}, tr`بخش‌هایی که پیش‌تر وصل شده است`),
      element(
        'ul',
        {},
        ...dossier.restoredParts.map((step) =>
          element('li', {}, ...named(step.element), tr`: ${brief(step.restoredAt)} (${persian(step.servicePoints)} مشترک)`),
        ),
      ),
    ),
  ];
}
