// Moments as the reader writes them: in Persian the Solar Hijri calendar, in English the Gregorian one; both in Tehran,
// whatever the zone of the telephone, since the power is off there.
import {spoken, word} from './words.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ZONE = 'Asia/Tehran';
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

/** Digits of the language that is spoken. */
export function digits(text) {
  return spoken() === 'en' ? String(text) : String(text).replace(/[0-9]/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[digit]);
}

/** With separators of thousands. */
export function amount(number) {
  return new Intl.NumberFormat(spoken() === 'en' ? 'en' : 'fa-IR').format(number);
}

function calendar(options) {
  const locale = spoken() === 'en' ? 'en-GB' : 'fa-IR-u-ca-persian';
  return new Intl.DateTimeFormat(locale, {timeZone: ZONE, ...options});
}

/** «دوشنبه ۲ آذر ۱۴۰۵», in this order in either language. */
function day(millis, options) {
  const parts = {};
  for (const {type, value} of calendar(options).formatToParts(new Date(millis))) parts[type] = value;
  return [parts.weekday, parts.day, parts.month, parts.year].filter(Boolean).join(' ');
}

function timeOf(millis) {
  return calendar({hour: '2-digit', minute: '2-digit', hourCycle: 'h23'}).format(new Date(millis));
}

function dayOf(millis) {
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

/** «۰۹:۰۰ تا ۱۱:۰۰», under the name of its day; with the days where the second is another. */
export function hours(startsAt, endsAt) {
  const [from, to] = [Date.parse(startsAt), Date.parse(endsAt)];
  const midnight = timeOf(to) === timeOf(Date.parse(dayFrom(0)));
  if (dayOf(from) !== dayOf(midnight ? to - 1 : to)) return interval(startsAt, endsAt);
  return word('time.from-to', {from: timeOf(from), to: midnight ? digits('24:00') : timeOf(to)});
}

/** When a day begins in Tehran, in ISO 8601. Iran keeps no summer time since 2022. @param {number} ahead 0 is today */
export function dayFrom(ahead) {
  const isoDate = new Intl.DateTimeFormat('en-CA', {timeZone: ZONE}).format(new Date(now() + ahead * DAY));
  return new Date(`${isoDate}T00:00:00+03:30`).toISOString();
}

/** «دوشنبه ۲ آذر ۱۴۰۵». @param {string} iso */
export function dayName(iso) {
  return dayOf(Date.parse(iso));
}

/** A day without a time, as the agreement has it. @param {string} isoDate such as 2027-03-20 */
export function date(isoDate) {
  // Noon in UTC is the same day in Tehran.
  return day(Date.parse(`${isoDate}T12:00:00Z`), {day: 'numeric', month: 'long', year: 'numeric'});
}

/** «۲ ساعت و ۵ دقیقه»: two parts at most. */
export function span(millis) {
  const minutes = Math.max(1, Math.round(Math.abs(millis) / MINUTE));
  const parts = [
    ['time.days', Math.floor(minutes / 1440)],
    ['time.hours', Math.floor((minutes % 1440) / 60)],
    ['time.minutes', minutes % 60],
  ].filter(([, n]) => n > 0);
  return parts.slice(0, 2).map(([key, n]) => word(key, {n: digits(n)})).join(word('time.and'));
}

/** «۲ ساعت دیگر», «۵ دقیقه پیش». @param {string} iso */
export function fromNow(iso) {
  const distance = Date.parse(iso) - now();
  if (Math.abs(distance) < MINUTE / 2) return word('time.now');
  return word(distance > 0 ? 'time.left' : 'time.ago', {span: span(distance)});
}

/** @param {number} seconds to wait: «۵ ثانیهٔ دیگر» is told in seconds, longer waits in minutes */
export function wait(seconds) {
  const told = seconds < 60 ? word('time.seconds', {n: digits(Math.max(1, seconds))}) : span(Math.ceil(seconds / 60) * MINUTE);
  return word('time.left', {span: told});
}

/** A duration in ISO 8601, such as PT2H30M. */
export function duration(iso) {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?$/.exec(iso);
  if (!parts) return iso;
  const [days, hours, minutes] = parts.slice(1).map((n) => Number(n || 0));
  return span(days * DAY + hours * 60 * MINUTE + minutes * MINUTE);
}
