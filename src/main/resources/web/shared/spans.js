// Days, hours and spans of time as the reader writes them, and long numbers: what moments.js does not need for the first answer.
import {DAY, ZONE, day, dayOf, interval, now, timeOf} from './moments.js';
import {spoken, word} from './words.js';

const MINUTE = 60_000;

/** Digits of the language that is spoken. A code in Latin letters keeps its own: nobody writes T-12 in another way. */
export function digits(text) {
  if (spoken() === 'en') return String(text);
  return String(text).replace(/[0-9A-Za-z]+(?:[-.][0-9A-Za-z]+)*/g, (run) =>
    /[A-Za-z]/.test(run) ? run : run.replace(/[0-9]/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[digit]),
  );
}

/** `dddd-dddd-dddd`, as the messages have it. */
export function grouped(code) {
  return code.replace(/(\d{4})(?=\d)/g, '$1-');
}

/** With separators of thousands. */
export function amount(number) {
  return new Intl.NumberFormat(spoken() === 'en' ? 'en' : 'fa-IR').format(number);
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
