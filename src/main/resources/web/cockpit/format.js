// Numbers and spans of time as managers read them in Persian. Moments are those of the forms.
import {MONTHS, partsOf} from '/assets/solar.js';
import {digits as persian} from '/assets/spans.js';

export {amount} from '/assets/spans.js';

const PERCENT = new Intl.NumberFormat('fa-IR', {style: 'percent', maximumFractionDigits: 1});
const DECIMAL = new Intl.NumberFormat('fa-IR', {maximumFractionDigits: 1});

export const NONE = '—';

/** One decimal place. @param {number|undefined} ratio from 0 to 1 */
export function percent(ratio) {
  return ratio === undefined ? NONE : PERCENT.format(ratio);
}

/** «۲۹ اسفند ۱۴۰۵». @param {string} isoDate a day without a time */
export function day(isoDate) {
  // Noon in UTC is the same day in Tehran.
  const p = partsOf(Date.parse(`${isoDate}T12:00:00Z`));
  return persian(`${p.day} ${MONTHS[p.month - 1]} ${p.year}`);
}

/** «آبان ۱۴۰۵». @param {string} month Solar Hijri, as 1405-08 */
export function monthName(month) {
  const [year, number] = month.split('-').map(Number);
  return persian(`${MONTHS[number - 1]} ${year}`);
}

/** «۰۹:۰۵:۳۰», in Tehran. */
export function timeOfDay(millis) {
  return new Intl.DateTimeFormat('fa-IR', {
    timeZone: 'Asia/Tehran',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(millis));
}

/** «۴۵ ثانیه», «۱۲ دقیقه», «۱٫۵ ساعت», «۲٫۳ روز»: short enough for a badge. */
export function briefly(seconds) {
  if (seconds < 60) return `${DECIMAL.format(Math.round(seconds))} ثانیه`;
  if (seconds < 3600) return `${DECIMAL.format(Math.round(seconds / 60))} دقیقه`;
  if (seconds < 86_400) return `${DECIMAL.format(seconds / 3600)} ساعت`;
  return `${DECIMAL.format(seconds / 86_400)} روز`;
}

/** «۲», «۲٫۵». @param {number} minutes */
export function hours(minutes) {
  return DECIMAL.format(minutes / 60);
}
