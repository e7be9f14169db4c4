// The plan of a place in the calendar of the reader's own telephone: an address that nobody guesses, and that ends when they end it.
import {announce, element, notice} from './dom.js';
import {sentences} from './forms.js';
import {call} from './server.js';
import {spoken, word} from './words.js';

/** @param {{billId?: string, placeIds?: number[]}} place @returns {Node} a button, and later what has come of it */
export function calendarOf(place) {
  const box = element('div', {class: 'calendar'});
  const button = element('button', {type: 'button'}, word('calendar.add'));
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const {address} = await call('/api/v1/calendars', {method: 'POST', body: JSON.stringify({...place, language: spoken()})});
      opened(box, address);
    } catch (problem) {
      button.disabled = false;
      box.replaceChildren(button, notice('warning', ...sentences(problem)));
    }
  });
  box.append(button);
  return box;
}

function opened(box, address) {
  const whole = new URL(address, location.href);
  const end = element('button', {type: 'button', class: 'plain'}, word('calendar.end'));
  end.addEventListener('click', async () => {
    end.disabled = true;
    try {
      await call(address, {method: 'DELETE'});
      box.replaceChildren(notice('note', element('p', {}, word('calendar.ended'))));
      announce(word('calendar.ended'));
    } catch (problem) {
      end.disabled = false;
      box.append(notice('warning', ...sentences(problem)));
    }
  });
  box.replaceChildren(
    notice(
      'good',
      element('p', {}, element('a', {href: whole.href.replace(/^https?:/, 'webcal:'), class: 'button'}, word('calendar.open'))),
      element('p', {}, word('calendar.by-hand'), ' ', element('bdi', {dir: 'ltr'}, whole.href)),
      element('p', {class: 'quiet'}, word('calendar.secret')),
      end,
    ),
  );
  announce(word('calendar.opened'));
}
