// A calendar (Solar Hijri; Gregorian in English) and clock beside a text input. What is picked is typed into the input, in the form that solar.js
// reads, so that whoever types and whoever picks end in the same place. By the keyboard as the ARIA Authoring Practices say
// of a date picker: arrows move by days and weeks, Home and End within the week, Page Up and Page Down by months, with Shift
// by years; Enter takes the day, Escape closes and leaves the input as it was.
import {chosen} from '/assets/desktongue.js';
import {element} from '/assets/dom.js';
import {DAY, now} from '/assets/moments.js';
import {asTyped, dayInFull, dayOfWeek, lengthOfMonth, MONTHS, partsOf, read, startOfDay} from '/assets/solar.js';
import {digits as persian} from '/assets/spans.js';
import {spokenHere, tr} from './either.js';

const MINUTE = 60_000;
const WEEK = [tr`شنبه`, tr`یکشنبه`, tr`دوشنبه`, tr`سه‌شنبه`, tr`چهارشنبه`, tr`پنجشنبه`, tr`جمعه`];
const STEP = 5;
/** Of a key to the right: a day onward, or back. */
const ONWARD = chosen(-1, 1);

let made = 0;

/**
 * Puts a button behind a text input that opens the calendar.
 *
 * @param {HTMLInputElement} input shows and takes «1405/09/02 14:30»
 * @param {Object} options
 * @param {string} options.label what the moment is, for whoever hears the page: «زمان برآوردی وصل برق»
 * @param {boolean} [options.future] which day a time of day alone means, as in read()
 * @param {function(): number} [options.earliest] days that end before it cannot be picked; milliseconds since 1970
 * @param {function(): number} [options.latest] days that begin after it cannot be picked
 * @returns {{open: function(), close: function()}}
 */
export function picker(input, {label, future = false, earliest = () => -Infinity, latest = () => Infinity}) {
  look();
  const id = `picker-${++made}`;
  const button = element(
    'button',
    {type: 'button', class: 'picker-open', 'aria-haspopup': 'dialog', 'aria-expanded': 'false', 'aria-label': tr`تقویم: ${label}`},
    tr`تقویم`,
  );
  const place = element('div', {class: 'picker', ...spokenHere});
  input.before(place);
  place.append(input, button);

  let dialog = null;
  let before = '';
  let at = 0; // the moment that is picked
  let day = 0; // the beginning of the day that the keyboard is on

  const may = (start) => start + DAY > earliest() && start <= latest();

  function open() {
    if (dialog) return;
    before = input.value;
    const typed = read(input.value, future);
    at = Number.isNaN(typed) ? Math.ceil(now() / (STEP * MINUTE)) * STEP * MINUTE : typed;
    day = beginning(at);
    dialog = build();
    place.append(dialog);
    button.setAttribute('aria-expanded', 'true');
    document.addEventListener('pointerdown', outside, true);
    draw(true);
    dialog.scrollIntoView({block: 'nearest'});
  }

  function close(focus = true) {
    if (!dialog) return;
    document.removeEventListener('pointerdown', outside, true);
    dialog.remove();
    dialog = null;
    button.setAttribute('aria-expanded', 'false');
    if (focus) button.focus();
  }

  function outside(event) {
    if (!place.contains(event.target)) close(false);
  }

  function write(text) {
    input.value = text;
    input.dispatchEvent(new Event('input', {bubbles: true}));
  }

  function take(start) {
    if (!may(start)) return;
    const {hour, minute} = partsOf(at);
    day = start;
    at = start + (hour * 60 + minute) * MINUTE;
    write(asTyped(at));
    draw(true);
  }

  function takeTime(hour, minute) {
    at = beginning(at) + (hour * 60 + minute) * MINUTE;
    write(asTyped(at));
  }

  /** To the same day of another month, or its last day. */
  function byMonths(months) {
    const p = partsOf(day);
    const month = p.year * 12 + p.month - 1 + months;
    const year = Math.floor(month / 12);
    const ofYear = (month % 12) + 1;
    day = startOfDay(year, ofYear, Math.min(p.day, lengthOfMonth(year, ofYear)));
  }

  function build() {
    const step = (text, months) => {
      const made = element('button', {type: 'button', class: 'picker-step', 'aria-label': text, title: text});
      // From right to left the sign would be mirrored, and point to the other month.
      made.append(element('bdi', {dir: 'ltr'}, months * ONWARD < 0 ? '‹' : '›'));
      made.addEventListener('click', () => {
        byMonths(months);
        draw(false);
      });
      return made;
    };
    const nowButton = element('button', {type: 'button', 'data-do': 'now'}, tr`اکنون`);
    nowButton.addEventListener('click', () => {
      at = Math.ceil(now() / MINUTE) * MINUTE;
      day = beginning(at);
      write(asTyped(at));
      draw(false);
    });
    const done = element('button', {type: 'button', 'data-do': 'done'}, tr`تأیید`);
    done.addEventListener('click', () => {
      write(asTyped(at));
      close();
    });
    const made = element(
      'div',
      {class: 'picker-dialog', role: 'dialog', 'aria-modal': 'true', 'aria-label': label, id},
      element(
        'div',
        {class: 'picker-head'},
        step(tr`ماه پیش`, -1),
        element('strong', {'aria-live': 'polite', id: `${id}-month`}),
        step(tr`ماه بعد`, 1),
      ),
      element('table', {role: 'grid', 'aria-labelledby': `${id}-month`}),
      element('div', {class: 'picker-time', dir: 'ltr', role: 'group', 'aria-label': tr`ساعت`}),
      element('div', {class: 'picker-foot'}, done, nowButton),
    );
    made.addEventListener('keydown', keys);
    return made;
  }

  function draw(focus) {
    const {year, month} = partsOf(day);
    dialog.querySelector('strong').textContent = persian(`${MONTHS[month - 1]} ${year}`);
    const rows = [
      element('tr', {}, WEEK.map((name) => element('th', {scope: 'col', abbr: name, title: name}, chosen(name[0], name.slice(0, 2))))),
    ];
    const first = startOfDay(year, month, 1);
    const today = beginning(now());
    const picked = input.value.trim() ? beginning(at) : NaN;
    let row = element('tr', {});
    for (let blank = dayOfWeek(first); blank > 0; blank--) row.append(element('td', {}));
    for (let number = 1; number <= lengthOfMonth(year, month); number++) {
      const start = startOfDay(year, month, number);
      const cell = element(
        'td',
        {
          role: 'gridcell',
          tabindex: start === day ? '0' : '-1',
          'aria-label': dayInFull(start),
          'aria-selected': String(start === picked),
          'aria-current': start === today ? 'date' : null,
          'aria-disabled': may(start) ? null : 'true',
        },
        persian(number),
      );
      cell.addEventListener('click', () => take(start));
      row.append(cell);
      if (row.children.length === 7) {
        rows.push(row);
        row = element('tr', {});
      }
    }
    if (row.children.length) rows.push(row);
    dialog.querySelector('table').replaceChildren(element('thead', {}, rows[0]), element('tbody', {}, rows.slice(1)));
    drawTime();
    if (focus) dialog.querySelector('td[tabindex="0"]').focus();
  }

  function drawTime() {
    const {hour, minute} = partsOf(at);
    const choice = (name, values, chosen) => {
      const select = element('select', {'aria-label': name}, values.map((value) =>
        element('option', {value, selected: value === chosen}, persian(String(value).padStart(2, '0')))));
      select.addEventListener('change', () => {
        const [h, m] = [...dialog.querySelectorAll('select')].map((s) => Number(s.value));
        takeTime(h, m);
      });
      return select;
    };
    const minutes = [...new Set([...Array(60 / STEP).keys()].map((n) => n * STEP).concat(minute))].sort((a, b) => a - b);
    dialog
      .querySelector('.picker-time')
      .replaceChildren(choice(tr`ساعت`, [...Array(24).keys()], hour), element('span', {'aria-hidden': 'true'}, ':'), choice(tr`دقیقه`, minutes, minute));
  }

  function keys(event) {
    if (event.key === 'Escape') {
      // Tasklist would take it for its own.
      event.stopPropagation();
      if (input.value !== before) write(before);
      close();
    } else if (event.key === 'Tab') {
      const stops = [...dialog.querySelectorAll('button, select, td[tabindex="0"]')];
      const next = stops[event.shiftKey ? 0 : stops.length - 1];
      if (document.activeElement !== next) return;
      stops[event.shiftKey ? stops.length - 1 : 0].focus();
    } else if (event.target.getAttribute('role') === 'gridcell') {
      if (!moved(event)) return;
    } else {
      return;
    }
    event.preventDefault();
  }

  /** The next day lies where the text goes on: from right to left on the left. @returns {boolean} whether the key meant anything */
  function moved(event) {
    const by = {ArrowLeft: -ONWARD, ArrowRight: ONWARD, ArrowDown: 7, ArrowUp: -7, Home: -dayOfWeek(day), End: 6 - dayOfWeek(day)}[event.key];
    if (by !== undefined) day += by * DAY;
    else if (event.key === 'PageDown') byMonths(event.shiftKey ? 12 : 1);
    else if (event.key === 'PageUp') byMonths(event.shiftKey ? -12 : -1);
    else if (event.key === 'Enter' || event.key === ' ') {
      take(day);
      if (event.key === 'Enter' && may(day)) close();
      return true;
    } else return false;
    draw(true);
    return true;
  }

  button.addEventListener('click', () => (dialog ? close() : open()));
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' || !event.altKey) return;
    event.preventDefault();
    open();
  });
  return {open, close};
}

function beginning(millis) {
  const {year, month, day} = partsOf(millis);
  return startOfDay(year, month, day);
}

/** The look comes with the first picker of a page. */
function look() {
  const href = new URL('./picker.css', import.meta.url).href;
  if ([...document.styleSheets].some((sheet) => sheet.href === href) || document.querySelector(`link[href="${href}"]`)) return;
  document.head.append(element('link', {rel: 'stylesheet', href}));
}
