// Where a request stands (A3.3 to A3.5), and what its subscriber can do: say that there is danger, add a remark, say «still out»
// (A7.1), give an opinion (A1.2), withdraw or say that the power is back (A4.2). The status renews itself; the forms below it stay as they are while somebody types in them.
import {backForm, dangerForm, remarkForm} from './adding.js';
import {endsLater, openTo} from './deeds.js';
import {announce, element, facts, free, notice, part} from './dom.js';
import {Form, sentences} from './forms.js';
import {keep} from './kept.js';
import {bare, interval, moment, now} from './moments.js';
import './pagewords.js';
import {hazardAdvice} from './report.js';
import {OUTCOME_KNOWN, resultOf} from './result.js';
import {Refused, Unreachable, call} from './server.js';
import {digits, fromNow, grouped} from './spans.js';
import {hasWord, inTongue, word} from './words.js';

const REFRESH_EVERY = 30_000;
/** Where the door is called otherwise than the action. */
const DOORS = {back: 'withdrawal'};
const OVER = ['CLOSED', 'WITHDRAWN'];

export class Follow {
  /**
   * @param {(code: string) => void} go opens the address of a request
   * @param {(status: boolean) => void} shown hears whether a status is shown or a code asked for
   */
  constructor(section, go, shown) {
    this.section = section;
    this.shown = shown;
    this.code = null;
    this.status = null;
    this.asked = 0;
    this.refreshedAt = 0;
    this.pausedUntil = 0;
    this.isOpen = false;
    this.ask = new Form(part('follow-form', section), () => this.find(go));
    this.actions = {
      danger: new Form(dangerForm(section), () => this.act('danger', 'POST', ['hazard'])),
      'still-out': new Form(part('still-out-form', section), () => this.act('still-out', 'POST', ['note'])),
      remark: new Form(remarkForm(section), () => this.act('remark', 'POST', ['text'])),
      back: new Form(backForm(section), () => this.act('back', 'POST', [])),
      feedback: new Form(part('feedback-form', section), () => this.act('feedback', 'PUT', ['rating', 'comment'])),
      withdrawal: new Form(part('withdrawal-form', section), () => this.act('withdrawal', 'POST', [])),
    };
    part('copy', section).addEventListener('click', () => this.copy(grouped(this.code), 'follow.copied'));
    const share = element('button', {type: 'button', 'data-part': 'share', 'data-text': 'follow.share'}, word('follow.share'));
    share.addEventListener('click', () => this.share());
    part('copy', section).after(' ', share);
    part('refresh', section).addEventListener('click', () => this.refresh(true));
    document.addEventListener('visibilitychange', () => this.refreshIfDue());
    addEventListener('online', () => this.refreshIfDue(0));
    setInterval(() => this.refreshIfDue(), 1000);
  }

  /** @param {string} [typed] a tracking code; without one, the code is asked for */
  open(typed) {
    this.isOpen = true;
    const wanted = typed ? bare(typed) : null;
    if (wanted && wanted === this.code && this.status) {
      this.layOut();
      this.refreshIfDue(0);
      return;
    }
    this.leave();
    if (!wanted) return;
    this.code = wanted;
    this.ask.form.elements.trackingCode.value = digits(grouped(wanted));
    this.ask.submit();
  }

  close() {
    this.isOpen = false;
  }

  /** Nothing of one request may be left when the next is looked at. */
  leave() {
    this.asked++;
    this.code = null;
    this.status = null;
    this.pausedUntil = 0;
    this.ask.clearAll();
    this.ask.form.reset();
    Object.values(this.actions).forEach((action) => {
      action.clearAll();
      action.form.reset();
      action.form.closest('details').open = false;
    });
    part('done', this.section).replaceChildren();
    part('standing', this.section).replaceChildren();
    this.layOut();
  }

  speak() {
    this.ask.clearAll();
    Object.values(this.actions).forEach((action) => action.clearAll());
    part('done', this.section).replaceChildren();
    if (this.status) this.show(this.status);
  }

  /** A request that was registered on this page just now, or had been before by the same person. @param {{last4: string, hazard: string}} own */
  registered(status, own) {
    this.leave();
    this.code = status.trackingCode;
    this.proveWith(own.last4);
    part('done', this.section).replaceChildren(
      notice('good', element('p', {}, element('strong', {}, word(status.already ? 'report.already' : 'report.registered'))), element('p', {}, word('follow.keep')), element('p', {}, element('a', {href: inTongue('/my#alerts'), 'data-page': '/my#alerts'}, word('report.tell-me')))),
      ...hazardAdvice(own.hazard),
    );
    this.show(status);
    // Registering again under the same key answers what it answered first, which may be long ago.
    this.refresh();
  }

  async find(go) {
    const typed = this.ask.value('trackingCode');
    const status = await call(path(bare(typed)));
    this.code = status.trackingCode;
    keep(status.trackingCode);
    this.show(status);
    go(status.trackingCode);
  }

  refreshIfDue(after = REFRESH_EVERY) {
    if (!this.isOpen || !this.status || document.hidden || OVER.includes(this.status.state)) return;
    if (now() - this.refreshedAt < after || now() < this.pausedUntil) return;
    this.refresh();
  }

  /** @param {boolean} [wanted] by a person, who then hears that it was done */
  async refresh(wanted) {
    const asked = ++this.asked;
    this.refreshedAt = now();
    try {
      const status = await call(path(this.code));
      // Meanwhile something newer was asked, or another request is looked at.
      if (asked !== this.asked) return;
      this.show(status);
      if (wanted) announce(this.headline());
    } catch (problem) {
      if (asked !== this.asked) return;
      if (problem instanceof Refused && problem.retryAfter) this.pausedUntil = now() + problem.retryAfter * 1000;
      if (problem instanceof Unreachable || problem.passes) this.stale();
      else part('refreshed', this.section).replaceChildren(...sentences(problem));
    }
  }

  stale() {
    part('refreshed', this.section).textContent = word('follow.stale', {when: moment(new Date(this.shownAt).toISOString())});
  }

  async act(name, method, further) {
    const form = this.actions[name];
    const of = this.code;
    const body = {mobileLast4: form.value('mobileLast4')};
    for (const field of further) {
      const value = form.value(field);
      if (value) body[field] = field === 'rating' ? Number(value) : value;
    }
    const status = await call(`${path(of)}/${DOORS[name] || name}`, {method, body: JSON.stringify(body)});
    if (of !== this.code) return;
    form.form.reset();
    // A status that is still on its way is older than this answer.
    this.asked++;
    this.proveWith(body.mobileLast4);
    form.form.closest('details').open = false;
    part('done', this.section).replaceChildren(notice('good', element('p', {}, word(`${name}.done`))), ...hazardAdvice(body.hazard));
    if (status) this.show(status);
    part('headline', this.section).focus();
    announce(word(`${name}.done`));
  }

  /** Whoever has proved it once on this page need not type it again; it is kept nowhere else. */
  proveWith(last4) {
    for (const action of Object.values(this.actions)) action.form.elements.mobileLast4.value = last4;
  }

  show(status) {
    const before = this.status;
    this.status = status;
    this.refreshedAt = now();
    this.shownAt = now();
    const standing = part('standing', this.section);
    const fresh = element('div', {}, ...this.standing(status));
    // Whoever is reading or has selected something is not disturbed by the same again.
    if (standing.textContent !== fresh.textContent) standing.replaceChildren(...fresh.childNodes);
    part('headline', this.section).textContent = this.headline();
    part('code', this.section).textContent = digits(grouped(status.trackingCode));
    part('refreshed', this.section).textContent = word('follow.refreshed', {when: moment(new Date(this.shownAt).toISOString())});
    this.layOut();
    if (before && before.state !== status.state) announce(this.headline());
  }

  /** What is to be seen at all, and which actions are open in this state. */
  layOut() {
    const status = this.status;
    part('asking', this.section).hidden = Boolean(status);
    if (this.isOpen) this.shown(Boolean(status));
    part('status', this.section).hidden = !status;
    if (!status) return;
    const open = openTo(status);
    for (const [name, action] of Object.entries(this.actions)) {
      const place = action.form.closest('details');
      const focused = place.contains(document.activeElement);
      place.hidden = !open[name];
      if (focused && place.hidden) part('headline', this.section).focus();
    }
    part('actions', this.section).hidden = !Object.values(open).includes(true);
    part('refreshing', this.section).hidden = OVER.includes(status.state);
  }

  headline() {
    const {state, result} = this.status;
    const outcome = OUTCOME_KNOWN.includes(state) && state !== 'WITHDRAWN' && result && `outcome.${result.outcome}`;
    return outcome && hasWord(outcome) ? word(outcome) : word(`state.${state}`);
  }

  standing(status) {
    return [
      ...this.explanation(status).map((sentence) => element('p', {}, sentence)),
      late(status) ? notice('warning', element('p', {}, word('sentence.late', {when: moment(status.breachedAt)}))) : null,
      facts(whatIsKnown(status)),
      ...resultOf(status),
      element('h3', {}, word('follow.steps')),
      stepsOf(status),
    ].filter(Boolean);
  }

  explanation(status) {
    const plan = status.plannedOutage;
    switch (status.state) {
      case 'CHECKING':
        return status.plannedOutageCheck === 'NOT_PLANNED'
          ? [word('sentence.not-planned')]
          : status.plannedOutageCheck === 'UNKNOWN' ? [word('sentence.unknown')] : [];
      case 'IN_PLANNED_OUTAGE':
        if (!plan) return [word('sentence.planned-end-unknown')];
        return [
          element('strong', {}, interval(plan.startsAt, plan.endsAt)),
          endsLater(status) ? null : word('sentence.planned-over'),
        ].filter(Boolean);
      case 'RESTORING':
        return status.outage && hasWord(`outage-state.${status.outage.state}`) ? [`${word(`outage-state.${status.outage.state}`)}.`] : [];
      case 'ANNOUNCED':
        return [word('sentence.still-out')];
      case 'WITHDRAWN':
        return [word('sentence.withdrawn')];
      default:
        return [];
    }
  }

  /** The address shows where the request stands, and nobody's data. */
  async share() {
    const address = `${location.origin}/#follow/${this.code}`;
    try {
      if (navigator.share) await navigator.share({title: word('page.title'), text: word('follow.shared', {code: grouped(this.code)}), url: address});
      else await this.copy(address, 'follow.link-copied');
    } catch (changedTheirMind) {
      // Closed again, without anything being sent.
    }
  }

  /** @param {string} copied what is said then */
  async copy(text, copied) {
    const said = part('copied', this.section);
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = word(copied);
    } catch (forbidden) {
      // Not on https, or not allowed.
      getSelection().selectAllChildren(part('code', this.section));
      said.textContent = word('follow.not-copied');
    }
    setTimeout(() => {
      said.textContent = '';
    }, 4000);
  }
}

function path(code) {
  return `/api/v1/requests/${encodeURIComponent(code)}`;
}

function late(status) {
  return status.breachedAt && !status.result;
}

function whatIsKnown(status) {
  const {outage, plannedOutage: plan, result, state} = status;
  const working = ['CHECKING', 'RESTORING'].includes(state);
  const estimate = outage && outage.estimatedRestorationAt;
  return [
    [word('fact.planned-end'), state === 'IN_PLANNED_OUTAGE' && plan && endsLater(status) ? fromNow(plan.endsAt) : null],
    [word('fact.reason'), state === 'IN_PLANNED_OUTAGE' && plan && plan.reason ? free(plan.reason) : null],
    [word('fact.area'), state === 'IN_PLANNED_OUTAGE' && plan && plan.area ? free(plan.area) : null],
    [word('fact.estimate'), working ? (estimate ? timed(estimate) : word('fact.no-estimate')) : null],
    [word('fact.deadline'), working && status.restoreBy && !late(status) ? timed(status.restoreBy) : null],
    [word('fact.requests'), working && outage && outage.requests > 1 ? digits(outage.requests) : null],
    [word('fact.priority'), !result && ['HIGH', 'EMERGENCY'].includes(status.priority) ? word(`priority.${status.priority}`) : null],
    [word('fact.submitted'), moment(status.submittedAt)],
  ];
}

/** «امروز ساعت ۱۴:۳۰ (۲ ساعت دیگر)»; of what has passed, the moment alone. */
function timed(iso) {
  return Date.parse(iso) > now() ? `${moment(iso)} (${fromNow(iso)})` : moment(iso);
}

function stepsOf(status) {
  return element(
    'ol',
    {class: 'steps'},
    ...status.steps.map(({step, state, at}) =>
      element(
        'li',
        {class: state.toLowerCase(), 'aria-current': state === 'CURRENT' ? 'step' : null},
        element('strong', {}, word(`step.${step}`)),
        element('span', {}, stepState(status.state, step, state), at ? element('time', {datetime: at}, moment(at)) : null),
      ),
    ),
  );
}

/** The result of a planned outage is not being worked on: it comes when the outage has ended. */
function stepState(ofRequest, step, state) {
  const waits = ofRequest === 'IN_PLANNED_OUTAGE' && step === 'ANNOUNCED';
  return word(waits ? 'step-state.AFTER_PLAN' : `step-state.${state}`);
}
