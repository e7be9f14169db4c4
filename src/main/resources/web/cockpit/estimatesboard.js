// How good the dispatchers' first estimates and the ledger's suggestions were in the last 30 days, district by district.
import {element} from '/assets/dom.js';
import {tr} from './figurewords.js';
import {amount, percent, NONE} from './format.js';

const HEAD = [tr`مدیریت`, tr`خاموشی`, tr`میانهٔ خطای برآورد`, tr`میانهٔ خطای پیشنهاد`, tr`برآورد تا ۳۰ دقیقه`, tr`پیشنهاد تا ۳۰ دقیقه`, tr`وصل دیرتر از برآورد`, tr`در بازهٔ معمول`];

/** @param {{total: object, districts: object[]}} suggestions of the report of estimates */
export function estimates({total, districts}) {
  const title = element('h3', {}, tr`برآورد زمان وصل در ۳۰ روز گذشته`);
  if (!total.outages) {
    return element('section', {class: 'card estimates'}, title, element('p', {class: 'quiet'}, tr`هنوز برای هیچ خاموشی رفع‌شده‌ای زمانی پیشنهاد نشده است.`));
  }
  const cells = (c) => [
    amount(c.outages),
    minutes(c.people.medianOffMinutes),
    minutes(c.suggestions.medianOffMinutes),
    percent(c.people.within30Minutes),
    percent(c.suggestions.within30Minutes),
    late(c.people.medianLateMinutes),
    percent(c.insideUsual),
  ].map((shown) => element('td', {}, shown));
  return element(
    'section',
    {class: 'card estimates'},
    title,
    element(
      'table',
      {class: 'numbers'},
      element('thead', {}, element('tr', {}, ...HEAD.map((name) => element('th', {scope: 'col'}, name)))),
      element(
        'tbody',
        {},
        ...districts.map((one) => element('tr', {}, element('th', {scope: 'row'}, amount(one.district)), ...cells(one.comparison))),
        element('tr', {class: 'total'}, element('th', {scope: 'row'}, tr`همه`), ...cells(total)),
      ),
    ),
    element('p', {class: 'quiet'}, tr`از ۱۰ خاموشی باید ۸ مورد در بازهٔ معمول باشد.`),
  );
}

function minutes(many) {
  return many === undefined ? NONE : tr`${amount(Math.round(many))} دقیقه`;
}

function late(many) {
  if (many === undefined) return NONE;
  return many < 0 ? tr`${minutes(-many)} زودتر` : minutes(many);
}
