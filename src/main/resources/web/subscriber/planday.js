// The plan of a whole day, of one district or of all, by its hours: for whoever looks their street up in it, or prints it (A3.3).
// Its address can be sent on: #planned//tomorrow/2.
import {announce, element, free, notice, part} from './dom.js';
import {sentences} from './forms.js';
import {moment, now} from './moments.js';
import {call} from './server.js';
import {dayFrom, dayName, digits, hours} from './spans.js';
import {word} from './words.js';

const DAYS = ['today', 'tomorrow'];

export class PlanDay {
  constructor(section) {
    this.list = part('day', section);
    this.district = part('day-district', section);
    this.buttons = DAYS.map((day) => part(day, section));
    this.print = part('print', section);
    this.answer = null;
    this.buttons.forEach((button, i) => button.addEventListener('click', () => this.choose(DAYS[i])));
    this.district.addEventListener('change', () => this.choose(this.day || DAYS[0]));
    this.print.addEventListener('click', () => print());
  }

  /** @param {string} day of the address @param {string} [district] of the address; none for all */
  open(day, district) {
    if (!DAYS.includes(day)) return;
    const known = [...this.district.options].some((option) => option.value === district);
    this.district.value = known ? district : '';
    this.choose(day).then(() => this.list.scrollIntoView());
  }

  async choose(day) {
    const district = this.district.value;
    this.day = day;
    this.buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(DAYS[i] === day)));
    history.replaceState(null, '', `#planned//${day}${district ? `/${district}` : ''}`);
    this.list.replaceChildren(notice('note', word('page.busy')));
    this.print.hidden = true;
    this.answer = null;
    const [from, to] = [dayFrom(DAYS.indexOf(day)), dayFrom(DAYS.indexOf(day) + 1)];
    try {
      const answer = await call(`/api/v1/planned-outages?from=${from}&to=${to}${district ? `&district=${district}` : ''}`);
      if (day !== this.day || district !== this.district.value) return;
      this.answer = {...answer, from, to, district};
      this.speak();
      announce(this.title());
    } catch (problem) {
      this.list.replaceChildren(notice('warning', ...sentences(problem)));
    }
  }

  speak() {
    if (!this.answer) return;
    const {plannedOutages, namedInWords, asOf, coveredUntil, usuallyBy, to, more} = this.answer;
    const said = this.said();
    this.print.hidden = !plannedOutages.length;
    this.list.replaceChildren(
      element('h3', {}, this.title()),
      said ? notice(this.answer.knowledge === 'NOT_PLANNED' ? 'good' : 'warning', element('p', {}, said), usually(usuallyBy)) : '',
      element('ul', {class: 'cards'}, ...byHours(plannedOutages).map(card)),
      namedInWords.length ? element('p', {}, word('planned.NAMED_IN_WORDS')) : '',
      namedInWords.length ? element('ul', {class: 'cards'}, ...byHours(namedInWords).map(card)) : '',
      more ? element('p', {}, word('day.more')) : '',
      plannedOutages.length && coveredUntil && coveredUntil < to ? element('p', {class: 'quiet'}, word('planned.covered', {until: moment(coveredUntil)})) : '',
      asOf ? element('p', {class: 'quiet'}, word('planned.as-of', {when: moment(asOf)})) : '',
    );
  }

  title() {
    const day = dayName(this.answer.from);
    return this.answer.district ? word('day.title-in', {day, district: word(`district.${this.answer.district}`)}) : word('day.title', {day});
  }

  /** Why there is nothing to be seen. */
  said() {
    const {knowledge, reason, plannedOutages} = this.answer;
    if (plannedOutages.length || reason === 'NAMED_IN_WORDS') return null;
    if (knowledge === 'NOT_PLANNED') return word('day.none');
    return word(reason === 'NOT_PUBLISHED_YET' ? 'day.not-yet' : 'day.not-known');
  }
}

/** Whoever looks before the plan is there hears when to look again. @param {string} [by] the moment, where there is something usual */
export function usually(by) {
  return by ? element('p', {}, word('planned.usually', {when: moment(by)})) : '';
}

/** Places of the same hours, as the company publishes them. */
function byHours(windows) {
  const groups = new Map();
  for (const plan of windows) {
    const key = `${plan.startsAt} ${plan.endsAt} ${Boolean(plan.probable)}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(plan);
  }
  return [...groups.values()];
}

function card(group) {
  const [{startsAt, endsAt, probable}] = group;
  const underWay = Date.parse(startsAt) <= now() && now() < Date.parse(endsAt);
  const named = new Map(group.map((plan) => [plan.place || plan.area || plan.reason, plan.place]).filter(([name]) => name));
  const unnamed = group.filter((plan) => !plan.place && !plan.area && !plan.reason).length;
  return element(
    'li',
    {class: underWay ? 'now' : null},
    underWay ? element('span', {class: 'badge'}, word('planned.now')) : null,
    element('h4', {}, endsAt ? hours(startsAt, endsAt) : moment(startsAt), probable ? ` (${word('planned.probable')})` : ''),
    element('ul', {class: 'streets'}, ...[...named].map(([name, place]) => element('li', {}, place ? element('a', {href: `#planned/${encodeURIComponent(place)}`}, free(name)) : free(name))), unnamed ? element('li', {}, word('day.unnamed', {count: digits(unnamed)})) : null),
  );
}
