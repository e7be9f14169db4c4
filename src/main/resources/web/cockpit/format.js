// Numbers and spans of time as managers read them. Moments are those of the forms; a month is the report's, Solar Hijri in either language.
import {chosen} from '/assets/desktongue.js';
import {ZONE} from '/assets/moments.js';
import {digits as persian} from '/assets/spans.js';
import {tr} from './figurewords.js';

export {amount, date as day} from '/assets/spans.js';

const LOCALE = chosen('fa-IR', 'en-GB');
const PERCENT = new Intl.NumberFormat(LOCALE, {style: 'percent', maximumFractionDigits: 1});
const DECIMAL = new Intl.NumberFormat(LOCALE, {maximumFractionDigits: 1});
const TIME = new Intl.DateTimeFormat(LOCALE, {timeZone: ZONE, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'});
const SOLAR = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {timeZone: ZONE, year: 'numeric', month: '2-digit'});

export const SOLAR_MONTHS = Object.values(chosen(inPersian('month'), inEnglish('month')));

export const NONE = '—';

/** One decimal place. @param {number|undefined} ratio from 0 to 1 */
export function percent(ratio) {
  return ratio === undefined ? NONE : PERCENT.format(ratio);
}

/** «آبان ۱۴۰۵». @param {string} month Solar Hijri, as 1405-08 */
export function monthName(month) {
  const [year, number] = month.split('-').map(Number);
  return persian(`${SOLAR_MONTHS[number - 1]} ${year}`);
}

/** The month in which a moment lies in Tehran, as 1405-08. */
export function monthOf(millis) {
  const parts = Object.fromEntries(SOLAR.formatToParts(new Date(millis)).map(({type, value}) => [type, value]));
  return `${parts.relatedYear || parts.year}-${parts.month}`;
}

/** «۰۹:۰۵:۳۰», in Tehran. */
export function timeOfDay(millis) {
  return TIME.format(new Date(millis));
}

/** «۴۵ ثانیه», «۱۲ دقیقه», «۱٫۵ ساعت», «۲٫۳ روز»: short enough for a badge. */
export function briefly(seconds) {
  if (seconds < 60) return tr`${DECIMAL.format(Math.round(seconds))} ثانیه`;
  if (seconds < 3600) return tr`${DECIMAL.format(Math.round(seconds / 60))} دقیقه`;
  if (seconds < 86_400) return tr`${DECIMAL.format(seconds / 3600)} ساعت`;
  return tr`${DECIMAL.format(seconds / 86_400)} روز`;
}

/** «۲», «۲٫۵». @param {number} minutes */
export function hours(minutes) {
  return DECIMAL.format(minutes / 60);
}
