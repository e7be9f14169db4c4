// A subscriber's request is looked up by whatever number they have, shown, and changed for them: in the dialogue of Tasklist's bar,
// and beside the form in which reports are registered.
import {code, element, facts} from '/assets/dom.js';
import {brief} from '/assets/solar.js';
import {digits as persian, grouped} from '/assets/spans.js';
import {call} from '/assets/session.js';
import {running, strip} from '/assets/texts.js';
import {HAZARD, KNOWLEDGE, MESSAGE, MESSAGE_STATE, OUTCOME, PRIORITY, REQUEST_STATE, REQUEST_STEP, refusal} from '/assets/vocabulary.js';
import {whom} from './dossier.js';
import {tr} from './either.js';
import {inDanger} from './indanger.js';
import {meant} from './numbers.js';
import {onBehalf} from './onbehalf.js';

export class Inquiry {
  /** @param {string} id of the field in which the number is typed */
  constructor(id) {
    this.input = element('input', {id, type: 'text', dir: 'ltr', autocomplete: 'off', 'aria-describedby': `${id}-hint`});
    this.found = element('div', {'data-part': 'found', 'aria-live': 'polite'});
    this.asked = 0;
    const search = element('button', {type: 'button', 'data-part': 'find'}, tr`جست‌وجو`);
    search.addEventListener('click', () => this.find());
    this.place = element(
      'div',
      {class: 'inquiry'},
      element(
        'div',
        {class: 'field', role: 'search'},
        element('label', {for: id}, tr`کد رهگیری، شناسهٔ قبض یا شمارهٔ همراه`),
        element('p', {class: 'hint', id: `${id}-hint`}, tr`هر جست‌وجو با نام شما ثبت می‌شود.`),
        element('div', {class: 'choices'}, this.input, search),
      ),
      this.found,
    );
    this.input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      this.find();
    });
  }

  /** The next caller is somebody else. */
  forget() {
    this.asked++;
    this.input.value = '';
    this.found.replaceChildren();
  }

  /**
   * @param {string} [number] instead of the one that is typed
   * @param {() => void} [shown] hears of it when the request stands there, and of nothing where there was no answer
   */
  async find(number, shown = () => {}) {
    if (number) this.input.value = number;
    const queries = meant(this.input.value);
    if (!queries.length) return;
    const asked = ++this.asked;
    this.found.replaceChildren(element('p', {}, tr`در حال جست‌وجو…`));
    let answer;
    try {
      answer = await results(queries, shown);
    } catch (refused) {
      const errors = refused.errors.map((e) => refusal(e.code, tr`این شماره`));
      answer = [strip('warning', errors.length ? [...new Set(errors)].join(' ') : refused.message)];
    }
    if (asked === this.asked) this.found.replaceChildren(...answer);
  }

  /** Shows a request that was found before. */
  open(request) {
    this.asked++;
    const shown = item(request);
    this.found.replaceChildren(element('ul', {class: 'found'}, shown));
    shown.querySelector('button').click();
    shown.querySelector('button').focus();
  }
}

async function results(queries, opened) {
  let last;
  let by;
  for (const query of queries) {
    try {
      last = await call('/api/v1/operations/look-up', query);
      by = query;
    } catch (refused) {
      if (query === queries[0] || refused.status !== 400) throw refused;
      break;
    }
    if (last.requests.length || last.elsewhere) break;
  }
  const shown = last.requests.map((request) => item(request, opened));
  if (shown.length === 1) shown[0].querySelector('button').click();
  const elsewhere = last.elsewhere && by.trackingCode ? await call(`/api/v1/requests/${by.trackingCode}`) : null;
  return [
    last.elsewhere ? strip('note', tr`${persian(last.elsewhere)} درخواست کار مدیریت‌های دیگر است.`) : null,
    elsewhere ? standing(elsewhere) : null,
    shown.length ? element('ul', {class: 'found'}, ...shown) : last.elsewhere ? null : strip('note', tr`درخواستی با این شماره پیدا نشد.`),
  ].filter(Boolean);
}

/** @param {object} request as a look-up finds it @returns {Node[]} by what it is known */
export function named(request) {
  return [code(persian(grouped(request.trackingCode))), tr` — ${brief(request.submittedAt)}، ${REQUEST_STATE[request.state]}`];
}

function item(request, shown = () => {}) {
  const detail = element('div', {});
  const open = element('button', {type: 'button', 'aria-expanded': 'false'}, ...named(request));
  const show = async (said) => {
    try {
      const dossier = await call(`/api/v1/operations/requests/${request.trackingCode}`);
      open.replaceChildren(...named(dossier));
      const told = said ? element('p', {class: 'strip note', role: 'status', tabindex: '-1'}, said) : null;
      const deeds = onBehalf(dossier, show);
      const danger = await inDanger(dossier, show);
      // Whoever sends somebody needs the place and the number before all else.
      const parts = danger ? [danger, whose(dossier), standing(dossier), deeds] : [standing(dossier), deeds, whose(dossier)];
      detail.replaceChildren(...[told, ...parts, ...course(dossier)].filter(Boolean));
      if (told) told.focus();
      // Whoever has closed the dialogue meanwhile has not seen it.
      if (detail.isConnected) shown();
    } catch (refused) {
      detail.replaceChildren(strip('warning', refused.message));
    }
  };
  open.addEventListener('click', () => {
    const expanded = open.getAttribute('aria-expanded') !== 'true';
    open.setAttribute('aria-expanded', String(expanded));
    if (expanded) show();
    else detail.replaceChildren();
  });
  return element('li', {}, open, detail);
}

/** Where a request stands; holds nobody's data. */
export function standing(status) {
  const outage = status.outage || {};
  const result = status.result || {};
  return facts([
    [tr`وضعیت`, REQUEST_STATE[status.state]],
    [tr`خاموشی با برنامه`, KNOWLEDGE[status.plannedOutageCheck]],
    [tr`پایان برنامه`, status.plannedOutage ? brief(status.plannedOutage.endsAt) : null],
    [tr`اولویت`, PRIORITY[status.priority]],
    [tr`ثبت`, brief(status.submittedAt)],
    [tr`مهلت رفع خاموشی`, status.restoreBy ? brief(status.restoreBy) : null],
    [tr`خاموشی`, outage.number ? code(persian(outage.number)) : null],
    [tr`زمان برآوردی وصل`, outage.estimatedRestorationAt && !status.result ? brief(outage.estimatedRestorationAt) : null],
    [tr`نتیجه`, OUTCOME[result.outcome]],
    [tr`زمان وصل`, result.restoredAt ? brief(result.restoredAt) : null],
  ]);
}

function whose(r) {
  return facts([
    [tr`همراه`, element('a', {href: `tel:${r.mobile}`}, code(persian(r.mobile)))],
    [tr`شناسهٔ قبض`, r.billId ? code(persian(r.billId)) : null],
    [tr`نشانی`, r.address ? persian(r.address) : null],
    [tr`مدیریت`, persian(r.district)],
  ]);
}

function course(r) {
  return [
    element('h4', {}, tr`روند رسیدگی`),
    element(
      'ol',
      {class: 'events'},
      ...r.timeline.map((e) => element('li', {}, element('time', {datetime: e.at}, brief(e.at)), ` ${REQUEST_STEP[e.step]}`, HAZARD[e.note] ? `: ${HAZARD[e.note]}` : null, e.by ? element('span', {class: 'by'}, ' — ', whom(e)) : null)),
    ),
    element('h4', {}, tr`پیام‌ها`),
    r.messages.length
      ? element('ul', {class: 'messages'}, ...r.messages.map((m) => element('li', {}, element('strong', {}, MESSAGE[m.kind]), tr`، ${MESSAGE_STATE[m.state]}، ${brief(m.acceptedAt || m.owedAt)}`, element('blockquote', {class: 'say', dir: 'auto'}, ...running(m.text)))))
      : element('p', {}, tr`هنوز پیامی نیست.`),
  ];
}
