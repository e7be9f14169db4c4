// Of which planned outages a subscriber is told ahead: the evening before, when something changes, and some minutes before. Each
// place has a name that they give it, so that a message says «home» and nobody else learns where that is.
import {announce, element, facts, free, notice} from './dom.js';
import {Form, sentences} from './forms.js';
import {interval, moment} from './moments.js';
import './morewords.js';
import './mywords.js';
import {Refused, call} from './server.js';
import {digits} from './spans.js';
import {spoken, word} from './words.js';

// Before the quiet hours begin: in them nobody is told.
const EVENINGS = ['17:00', '18:00', '19:00', '20:00', '21:00'];
const USUAL_EVENING = '21:00';
const MINUTES = [15, 30, 60, 120, 180];
const LONGEST_NAME = 30;

export class Alerts {
  /** @param {(path: string, options?: object) => Promise<object>} ask within the session */
  constructor(place, ask) {
    this.place = place;
    this.ask = ask;
    this.list = element('div', {});
    this.said = element('div', {'aria-live': 'polite'});
    this.adding = element('details', {});
    this.place.replaceChildren(this.said, this.list, this.adding);
    this.layOut();
  }

  /** The form of a new one, empty. */
  layOut() {
    const form = element(
      'form',
      {method: 'post', action: '/my'},
      nameField('new', ''),
      placeField(),
      ...whenFields('new', {eveningAt: USUAL_EVENING, onChange: true, minutesBefore: 0}),
      ...sending(word('alerts.add')),
    );
    this.adding.replaceChildren(element('summary', {}, word('alerts.add-place')), form);
    this.form = new Form(form, () => this.add());
  }

  async open() {
    this.place.hidden = false;
    try {
      this.show((await this.ask('subscriptions')).subscriptions);
    } catch (problem) {
      this.list.replaceChildren(notice('warning', ...sentences(problem)));
    }
  }

  hide() {
    this.place.hidden = true;
    this.list.replaceChildren();
  }

  forget() {
    this.hide();
    this.said.replaceChildren();
    this.layOut();
    this.adding.open = false;
  }

  /** What was typed stays. */
  speak() {
    const [before, wasOpen] = [values(this.form.form), this.adding.open];
    this.layOut();
    fill(this.form.form, before);
    this.adding.open = wasOpen;
    this.said.replaceChildren();
    return this.open();
  }

  show(subscriptions) {
    this.list.replaceChildren(
      subscriptions.length
        ? element('ul', {class: 'cards'}, ...subscriptions.map((each) => this.card(each)))
        : notice('note', element('p', {}, word('alerts.none'))),
      subscriptions.length > 1 ? this.endAll() : '',
    );
    if (!subscriptions.length && location.hash === '#alerts') this.adding.open = true;
  }

  card(subscription) {
    const {id, name, billId, places = [], next = [], knowledge} = subscription;
    const form = element('form', {method: 'post', action: '/my'}, nameField(id, name), ...whenFields(id, subscription), ...sending(word('alerts.save')));
    const change = element('details', {}, element('summary', {}, word('alerts.change')), form);
    const changed = new Form(form, () => this.change(id, changed));
    const end = element('button', {type: 'button', class: 'plain'}, word('alerts.end'));
    end.addEventListener('click', () => this.end(`subscriptions/${id}`, 'alerts.ended', end));
    return element(
      'li',
      {},
      element('h3', {}, free(name)),
      facts([
        [word('my.place'), places.length ? free(places.map((each) => each.text).join('، ')) : billId ? word('my.bill-ending', {digits: digits(billId.slice(-4))}) : null],
        [word('alerts.when'), whenOf(subscription)],
        [word('alerts.next'), next.length ? windowOf(next[0]) : word(knowledge === 'UNKNOWN' ? 'alerts.not-known' : 'alerts.nothing')],
      ]),
      change,
      end,
    );
  }

  async add() {
    const body = {name: this.form.value('name'), ...this.when(this.form), language: spoken()};
    const billId = this.form.value('billId');
    const street = this.form.value('place');
    if (!billId && !street) {
      this.form.refuse([{field: 'billId', code: 'required'}]);
      return;
    }
    if (billId) body.billId = billId;
    else body.placeIds = await this.idsOf(street);
    if (!billId && !body.placeIds) return;
    await this.ask('subscriptions', {method: 'POST', body: JSON.stringify(body)});
    this.layOut();
    this.adding.open = false;
    await this.done('alerts.added');
  }

  /** Words can name several places; a person chooses. @returns {Promise<number[]|null>} null where nothing is chosen yet */
  async idsOf(street) {
    const {places = [], placeIds = []} = await call(`/api/v1/planned-outages?place=${encodeURIComponent(street)}`);
    if (places.length === 1 && placeIds.length) return placeIds;
    const choices = this.form.form.querySelector('[data-part=choices]');
    if (!places.length) {
      this.form.say(notice('warning', element('p', {}, word('planned.no-place'))));
      return null;
    }
    choices.replaceChildren(element('p', {}, word('planned.several')), element('ul', {class: 'choices'}, ...places.map((each) => this.choice(each, choices))));
    return null;
  }

  choice(text, choices) {
    const button = element('button', {type: 'button'}, free(text));
    button.addEventListener('click', () => {
      this.form.form.elements.place.value = text;
      choices.replaceChildren();
      this.form.button.focus();
      announce(text);
    });
    return element('li', {}, button);
  }

  when(form) {
    const minutes = form.value('minutesBefore');
    return {
      eveningAt: form.value('eveningAt') || null,
      onChange: form.value('onChange') === 'true',
      minutesBefore: minutes ? Number(minutes) : null,
    };
  }

  async change(id, form) {
    await this.ask(`subscriptions/${id}`, {method: 'PUT', body: JSON.stringify({name: form.value('name'), ...this.when(form)})});
    await this.done('alerts.changed');
  }

  async end(path, key, button) {
    if (button.disabled) return;
    button.disabled = true;
    try {
      await this.ask(path, {method: 'DELETE'});
      await this.done(key);
    } catch (problem) {
      button.disabled = false;
      if (!(problem instanceof Refused) || problem.status !== 401) this.said.replaceChildren(notice('warning', ...sentences(problem)));
    }
  }

  endAll() {
    const button = element('button', {type: 'button', class: 'plain'}, word('alerts.end-all'));
    button.addEventListener('click', () => this.end('subscriptions', 'alerts.all-ended', button));
    return button;
  }

  async done(key) {
    this.said.replaceChildren(notice('good', element('p', {'data-text': key}, word(key))));
    announce(word(key));
    await this.open();
  }
}

/** «شبِ پیش از خاموشی، ساعت ۲۱:۰۰؛ هنگام تغییر؛ ۳۰ دقیقه پیش از خاموشی» */
function whenOf({eveningAt, onChange, minutesBefore}) {
  const told = [
    eveningAt ? word('alerts.evening-at', {time: digits(eveningAt)}) : null,
    onChange ? word('alerts.on-change') : null,
    minutesBefore ? word('alerts.minutes-before', {minutes: digits(minutesBefore)}) : null,
  ].filter(Boolean);
  return told.length ? told.join(word('alerts.and')) : word('alerts.never');
}

/** The end of one that is named in words alone may not be known. */
function windowOf({startsAt, endsAt}) {
  return endsAt ? interval(startsAt, endsAt) : moment(startsAt);
}

function nameField(of, name) {
  return field('name', of, word('alerts.name'), true, (id) => element('input', {id, name: 'name', type: 'text', maxlength: LONGEST_NAME, value: name, 'aria-required': 'true', 'aria-describedby': `${id}-hint ${id}-error`}), word('alerts.name.hint'));
}

function placeField() {
  return element(
    'div',
    {},
    field('billId', 'new', word('report.bill-id'), false, (id) => element('input', {id, name: 'billId', type: 'text', inputmode: 'numeric', dir: 'ltr', maxlength: 40, 'aria-describedby': `${id}-hint ${id}-error`}), word('report.bill-id.hint')),
    field('place', 'new', word('planned.place'), false, (id) => element('input', {id, name: 'place', type: 'text', maxlength: 200, 'aria-describedby': `${id}-hint ${id}-error`}), word('planned.place.hint')),
    element('div', {'data-part': 'choices', 'aria-live': 'polite'}),
  );
}

function whenFields(of, {eveningAt, onChange, minutesBefore}) {
  const option = (value, label, chosen) => element('option', {value, selected: String(value) === String(chosen || '')}, label);
  const evenings = eveningAt && !EVENINGS.includes(eveningAt) ? [...EVENINGS, eveningAt].sort() : EVENINGS;
  const minutes = minutesBefore && !MINUTES.includes(minutesBefore) ? [...MINUTES, minutesBefore].sort((a, b) => a - b) : MINUTES;
  return [
    field('eveningAt', of, word('alerts.evening'), false, (id) => element('select', {id, name: 'eveningAt', 'aria-describedby': `${id}-error`}, option('', word('alerts.no'), eveningAt), ...evenings.map((time) => option(time, digits(time), eveningAt)))),
    field('minutesBefore', of, word('alerts.soon'), false, (id) => element('select', {id, name: 'minutesBefore', 'aria-describedby': `${id}-error`}, option('', word('alerts.no'), minutesBefore), ...minutes.map((each) => option(each, word('alerts.minutes-before', {minutes: digits(each)}), minutesBefore)))),
    element(
      'div',
      {class: 'field', 'data-field': 'onChange'},
      element('label', {class: 'tile'}, element('input', {name: 'onChange', type: 'checkbox', checked: onChange}), ' ', element('span', {'data-label': true}, word('alerts.change-of-plan'))),
      element('p', {class: 'error'}),
    ),
  ];
}

/** @param {(id: string) => Element} control made under that id */
function field(name, of, label, needed, control, hint) {
  const id = `alert-${name}-${of}`;
  return element(
    'div',
    {class: 'field', 'data-field': name, 'data-needed': needed},
    element('label', {for: id, 'data-label': true}, label),
    hint ? element('p', {class: 'hint', id: `${id}-hint`}, hint) : null,
    control(id),
    element('p', {class: 'error', id: `${id}-error`}),
  );
}

function sending(label) {
  return [element('div', {'data-part': 'said', 'aria-live': 'polite'}), element('button', {type: 'submit', class: 'primary'}, label)];
}

function values(form) {
  return [...form.elements].filter((each) => each.name).map(({name, value, checked}) => ({name, value, checked}));
}

function fill(form, before) {
  for (const {name, value, checked} of before) Object.assign(form.elements[name], form.elements[name].type === 'checkbox' ? {checked} : {value});
}
