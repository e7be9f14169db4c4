// Moments and numbers as the reader writes them: in Persian the Solar Hijri calendar, in English the Gregorian one; both in Tehran,
// whatever the zone of the telephone, since the power is off there. What is not needed at once is in spans.js.
import {spoken, word} from './words.js';

export const DAY = 24 * 60 * 60_000;
export const ZONE = 'Asia/Tehran';
let clockError = 0;

/** The server's clock counts, not the telephone's. @param {string|null} date the Date header of an answer */
export function setClock(date) {
  const server = Date.parse(date || '');
  if (!Number.isNaN(server)) clockError = server - Date.now();
}

/** @returns {number} milliseconds since 1970 */
export function now() {
  return Date.now() + clockError;
}

export function latin(text) {
  return text
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
}

/**
 * A number as it is compared: Latin digits, without blanks, hyphens, and what no screen shows. Address books and messengers
 * put marks of direction around and between digits. @param {string} typed
 */
export function bare(typed) {
  return latin(typed).replace(/[\s\p{Pd}\u2212\p{Default_Ignorable_Code_Point}]/gu, '');
}

function calendar(options) {
  const locale = spoken() === 'en' ? 'en-GB' : 'fa-IR-u-ca-persian';
  return new Intl.DateTimeFormat(locale, {timeZone: ZONE, ...options});
}

/** «دوشنبه ۲ آذر ۱۴۰۵», in this order in either language. */
export function day(millis, options) {
  const parts = {};
  for (const {type, value} of calendar(options).formatToParts(new Date(millis))) parts[type] = value;
  return [parts.weekday, parts.day, parts.month, parts.year].filter(Boolean).join(' ');
}

export function timeOf(millis) {
  return calendar({hour: '2-digit', minute: '2-digit', hourCycle: 'h23'}).format(new Date(millis));
}

export function dayOf(millis) {
  return day(millis, {weekday: 'long', day: 'numeric', month: 'long', year: 'numeric'});
}

/** @param {string} time of that day, or from one time to another */
function written(millis, time) {
  const date = dayOf(millis);
  if (date === dayOf(now())) return word('time.today', {time});
  if (date === dayOf(now() + DAY)) return word('time.tomorrow', {time});
  if (date === dayOf(now() - DAY)) return word('time.yesterday', {time});
  return word('time.other', {date, time});
}

/** «امروز ساعت ۱۴:۳۰», «دوشنبه ۲ آذر ۱۴۰۵، ساعت ۱۴:۳۰». @param {string} iso */
export function moment(iso) {
  const millis = Date.parse(iso);
  return written(millis, timeOf(millis));
}

/** «امروز ساعت ۱۴:۳۰ تا ۱۶:۳۰»; the second day is named where it is another. @param {string} startsAt @param {string} endsAt */
export function interval(startsAt, endsAt) {
  const [from, to] = [Date.parse(startsAt), Date.parse(endsAt)];
  if (dayOf(from) !== dayOf(to)) return word('time.from-to', {from: written(from, timeOf(from)), to: written(to, timeOf(to))});
  return written(from, word('time.from-to', {from: timeOf(from), to: timeOf(to)}));
}
