// Unplanned outages that are open now, by the streets and quarters that people know: nobody's own place shows.
import {code, element, facts, free, notice, part} from './dom.js';
import {sentences} from './forms.js';
import {LOOKS_WHOLE, TYPING, said} from './known.js';
import {bare, latin, moment} from './moments.js';
import './morewords.js';
import {call} from './server.js';
import {digits} from './spans.js';
import {hasWord, word} from './words.js';

/** More than these nobody reads on a telephone; a storm has thousands. */
const MOST = 60;
/** So many places stand in the line of an outage; the others are a tap away. */
const IN_A_LINE = 2;
const OUTAGE_NUMBER = /^[0-9]{4}-[0-9]+$/;

export class OpenOutages {
  constructor(section) {
    this.choice = part('district', section);
    this.mine = part('mine', section);
    this.said = part('asked', section);
    this.list = part('list', section);
    this.answer = null;
    this.status = null;
    this.choice.addEventListener('change', () => this.show());
    this.mine.addEventListener('input', () => this.look());
    this.map = element('details', {class: 'map', hidden: true}, element('summary', {}), element('div'));
    this.map.addEventListener('toggle', () => this.openMap());
    this.list.before(this.map);
    part('renew', section).addEventListener('click', () => this.open());
  }

  async open() {
    if (!this.answer) this.list.replaceChildren(notice('note', word('page.busy')));
    try {
      this.answer = await call('/api/v1/outages');
      this.look();
    } catch (problem) {
      this.answer = null;
      this.list.replaceChildren(notice('warning', ...sentences(problem)));
      return;
    }
    await (this.districts ? this.openMap() : this.offerMap());
  }

  close() {}

  speak() {
    if (this.answer) this.show();
    this.map.firstChild.textContent = word('outages.map');
    if (this.drawn) this.drawn.show();
  }

  /** Where the network data has no positions there is none. */
  async offerMap() {
    try {
      const answer = await call('/api/v1/map/districts', {headers: {Accept: 'application/geo+json, application/problem+json'}});
      if (answer.features.length) this.districts = answer;
    } catch (problem) {
      return; // the list stands for itself; whoever renews it is offered the map then
    }
    this.map.firstChild.textContent = word('outages.map');
    this.map.hidden = !this.districts;
  }

  /** What draws it comes when it is wanted. */
  async openMap() {
    if (!this.map.open) return;
    try {
      const {NetworkMap} = await import('./map.js');
      this.drawn = this.drawn || new NetworkMap(this.map.lastChild, this.districts, (number) => this.lead(number));
    } catch (broken) {
      this.map.lastChild.replaceChildren(notice('warning', element('p', {}, word('refusal.unreachable'))));
      return;
    }
    await this.drawn.open(this.answer ? this.answer.outages.length : 0);
  }

  /** To the line of an outage, which may be one that is not shown for what was chosen or typed. */
  lead(number) {
    const find = () => [...this.list.querySelectorAll('details')].find((each) => each.dataset.number === number);
    if (!find()) {
      this.choice.value = '';
      this.mine.value = digits(number);
      this.look();
    }
    const found = find();
    if (!found) return; // over meanwhile
    found.open = true;
    found.scrollIntoView({block: 'center'});
    found.firstChild.focus({preventScroll: true});
  }

  /** Empty where something else is typed; the number of an outage has its year before it. */
  get billId() {
    const typed = bare(this.mine.value);
    return LOOKS_WHOLE.test(typed) && !OUTAGE_NUMBER.test(latin(this.mine.value).trim()) ? typed : '';
  }

  /** Words are looked for in the list that is here; only the company knows below which element a bill id lies. */
  look() {
    clearTimeout(this.timer);
    this.status = null;
    this.refusal = null;
    const {billId} = this;
    if (billId) this.timer = setTimeout(() => this.ask(billId), TYPING);
    this.show();
  }

  async ask(billId) {
    try {
      const status = await call('/api/v1/place-status', {method: 'POST', body: JSON.stringify({billId})});
      if (billId !== this.billId) return;
      this.status = status;
    } catch (problem) {
      if (billId !== this.billId) return;
      this.refusal = problem;
    }
    this.show();
  }

  show() {
    if (!this.answer) return;
    const all = [...this.answer.outages].sort(bySomebodysEye);
    const districts = [...new Set(all.map((outage) => outage.district))].sort((a, b) => a - b);
    const chosen = districts.includes(Number(this.choice.value)) ? this.choice.value : '';
    this.choice.replaceChildren(
      element('option', {value: ''}, word('outages.all', {count: digits(all.length)})),
      ...districts.map((district) => {
        const count = all.filter((outage) => outage.district === district).length;
        return element('option', {value: district}, word('outages.of', {district: digits(district), count: digits(count)}));
      }),
    );
    this.choice.value = chosen;
    const there = chosen ? all.filter((outage) => outage.district === Number(chosen)) : all;
    const wanted = there.filter((outage) => this.isMeant(outage));
    const rest = wanted.length - MOST;
    this.said.replaceChildren(
      ...(this.status ? said(this.status) : []),
      this.refusal ? notice('warning', ...sentences(this.refusal)) : '',
    );
    const none = there.length ? notice('note', word('outages.no-such-place')) : notice('good', word('outages.none'));
    this.list.replaceChildren(
      wanted.length ? element('ul', {class: 'lines'}, ...wanted.slice(0, MOST).map(line)) : this.status || this.refusal ? '' : none,
      rest > 0 ? element('p', {}, word('outages.more', {count: digits(rest)})) : '',
      element('p', {class: 'quiet'}, word('outages.as-of', {when: moment(this.answer.generatedAt)})),
    );
  }

  isMeant(outage) {
    if (this.status || this.refusal) return Boolean(this.status && this.status.outage && this.status.outage.number === outage.number);
    if (this.billId) return true;
    const named = plain([...(outage.places || []), outage.number].join(' '));
    return plain(this.mine.value).split(' ').every((typed) => named.includes(typed));
  }
}

/** One spelling of what two keyboards write. */
function plain(text) {
  return latin(text).replace(/[يى]/g, 'ی').replace(/ك/g, 'ک').replace(/[\u200c\s،,]+/g, ' ').trim().toLowerCase();
}

/** By district and by name, as one looks for one's own; what has no name comes after what has. */
function bySomebodysEye(one, other) {
  const names = [one, other].map((outage) => (outage.places || [])[0] || '');
  if (one.district !== other.district) return one.district - other.district;
  if (!names[0] !== !names[1]) return names[0] ? -1 : 1;
  return names[0].localeCompare(names[1], 'fa') || Date.parse(other.detectedAt) - Date.parse(one.detectedAt);
}

/** One line each on a telephone, and more on demand. */
function line(outage) {
  const state = `outage-state.${outage.state}`;
  const places = outage.places || [];
  const estimate = outage.estimatedRestorationAt;
  return element(
    'li',
    {},
    element(
      'details',
      {class: 'card', 'data-number': outage.number},
      element(
        'summary',
        {},
        free(places.length ? digits(inALine(places)) : word('outages.in', {district: digits(outage.district)})),
        element(
          'span',
          {class: 'when'},
          estimate ? word('outages.until', {when: moment(estimate)}) : word('outages.since', {when: moment(outage.detectedAt)}),
        ),
      ),
      hasWord(state) ? element('p', {}, word(state)) : null,
      facts([
        [word('outages.places'), places.length > IN_A_LINE ? free(digits(places.join('، '))) : null],
        [word('outages.district'), digits(outage.district)],
        [word('fact.feeder'), outage.area ? free(outage.area) : null],
        [word('fact.estimate'), estimate ? moment(estimate) : null],
        [word('fact.detected'), moment(outage.detectedAt)],
        [word('fact.service-points'), outage.servicePointsAffected > 1 ? digits(outage.servicePointsAffected) : null],
        [word('fact.requests'), outage.requests ? digits(outage.requests) : null],
        [word('fact.outage-number'), code(digits(outage.number))],
      ]),
    ),
  );
}

function inALine(places) {
  const first = places.slice(0, IN_A_LINE).join('، ');
  const rest = places.length - IN_A_LINE;
  return rest > 0 ? word('outages.and-more', {places: first, count: digits(rest)}) : first;
}
