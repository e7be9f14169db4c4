// Moments as people in Iran write them: the Solar Hijri calendar, in Tehran; for whoever works in English the Gregorian one, in Tehran as
// well, which is then said. The browser's own calendar (ICU) says on
// which day a year begins; months are 31 days six times, then 30, the last one 29 or, in a leap year, 30.
import {chosen} from './desktongue.js';
import {DAY, ZONE, dayOf, latin, moment, now, timeOf} from './moments.js';
import {digits as persian} from './spans.js';
import {word} from './words.js';

const MINUTE = 60_000;
const TEHRAN_OFFSET = 210 * MINUTE;
const SOLAR = chosen(true, false);
const [FIRST_YEAR, LAST_YEAR] = chosen([1300, 1498], [1921, 2119]);

const PARTS = new Intl.DateTimeFormat(chosen('en-u-ca-persian-nu-latn', 'en-u-ca-gregory-nu-latn'), {
  timeZone: ZONE,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  hourCycle: 'h23',
});
const WEEKDAY = new Intl.DateTimeFormat('fa-IR', {timeZone: ZONE, weekday: 'long'});
const GREGORIAN = new Intl.DateTimeFormat('en-GB', {month: 'long', timeZone: 'UTC'});
export const MONTHS = chosen(Object.values(inPersian('month')), [...Array(12).keys()].map((month) => GREGORIAN.format(Date.UTC(2026, month, 1))));

const newYears = new Map();

/** Without what no screen shows: address books and messengers put marks of direction around and between digits. */
function seen(text) {
  return text.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
}

/** @returns {{year: number, month: number, day: number, hour: number, minute: number}} in Tehran */
export function partsOf(millis) {
  const parts = {};
  for (const {type, value} of PARTS.formatToParts(new Date(millis))) parts[type] = parseInt(value, 10);
  return parts;
}

/** The first moment of a Solar Hijri year in Tehran. It falls between the 18th and the 24th of March. */
function newYear(year) {
  if (!newYears.has(year)) {
    let day = Date.UTC(year + 621, 2, 18) - TEHRAN_OFFSET;
    while (partsOf(day + DAY / 2).year < year) day += DAY;
    newYears.set(year, day);
  }
  return newYears.get(year);
}

function daysBefore(month) {
  return month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
}

/** @returns {number} 29 to 31 */
export function lengthOfMonth(year, month) {
  if (!SOLAR) return new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month <= 6) return 31;
  return month < 12 || Math.round((newYear(year + 1) - newYear(year)) / DAY) === 366 ? 30 : 29;
}

/** The first moment of a day in Tehran, in milliseconds since 1970. */
export function startOfDay(year, month, day) {
  if (!SOLAR) return Date.UTC(year, month - 1, day) - TEHRAN_OFFSET;
  return newYear(year) + (daysBefore(month) + day - 1) * DAY;
}

/** @returns {number} 0 on a Saturday, on which the week begins, to 6 on a Friday */
export function dayOfWeek(millis) {
  return (new Date(millis + TEHRAN_OFFSET).getUTCDay() + 1) % 7;
}

/** «سه‌شنبه ۳ آذر ۱۴۰۵» */
export function dayInFull(millis) {
  if (!SOLAR) return dayOf(millis);
  const p = partsOf(millis);
  return persian(`${WEEKDAY.format(new Date(millis))} ${p.day} ${MONTHS[p.month - 1]} ${p.year}`);
}

/**
 * Reads «1405/09/02 14:30», also with ساعت between, or a time of day alone; in English «2026-11-23 14:30».
 *
 * @param {string} typed digits of three scripts
 * @param {boolean} future where only a time was typed, which day is meant: the next such time, or else the last one
 * @returns {number} milliseconds since 1970; NaN if there is no such moment
 */
export function read(typed, future) {
  const text = seen(latin(typed)).replace(/ساعت|,|،/g, ' ').trim();
  const time = /^(?:([0-9]{4})([/-])([0-9]{1,2})\2([0-9]{1,2})\s+)?([0-9]{1,2}):([0-9]{1,2})$/.exec(text);
  if (!time) return NaN;
  const hour = Number(time[5]);
  const minute = Number(time[6]);
  if (hour > 23 || minute > 59) return NaN;
  const minutes = (hour * 60 + minute) * MINUTE;
  if (time[1]) {
    const [year, month, day] = [Number(time[1]), Number(time[3]), Number(time[4])];
    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return NaN;
    if (day < 1 || day > lengthOfMonth(year, month)) return NaN;
    return startOfDay(year, month, day) + minutes;
  }
  const today = partsOf(now());
  const meant = startOfDay(today.year, today.month, today.day) + minutes;
  if (future && meant <= now()) return meant + DAY;
  return !future && meant > now() ? meant - DAY : meant;
}

function two(number) {
  return String(number).padStart(2, '0');
}

/** «سه‌شنبه ۳ آذر ۱۴۰۵، ساعت ۱۴:۳۰» */
export function inFull(millis) {
  if (!SOLAR) return word('time.other', {date: dayOf(millis), time: timeOf(millis)});
  const p = partsOf(millis);
  return persian(`${dayInFull(millis)}، ساعت ${two(p.hour)}:${two(p.minute)}`);
}

/** «۱۴:۳۰» of today, «۱۴۰۵/۰۹/۰۲ ساعت ۱۴:۳۰» of another day. @param {string} iso */
export function brief(iso) {
  if (!SOLAR) return moment(iso);
  const millis = Date.parse(iso);
  const p = partsOf(millis);
  const today = partsOf(now());
  const time = `${two(p.hour)}:${two(p.minute)}`;
  if (p.year === today.year && p.month === today.month && p.day === today.day) return persian(`امروز ${time}`);
  return persian(`${p.year}/${two(p.month)}/${two(p.day)} ساعت ${time}`);
}

/** «1405/09/02 14:30», as it is typed. */
export function asTyped(millis) {
  const p = partsOf(millis);
  if (!SOLAR) return `${p.year}-${two(p.month)}-${two(p.day)} ${two(p.hour)}:${two(p.minute)}`;
  return persian(`${p.year}/${two(p.month)}/${two(p.day)} ${two(p.hour)}:${two(p.minute)}`);
}

/** «۲ ساعت و ۵ دقیقه». @param {number} span in milliseconds */
export function span(millis) {
  const minutes = Math.max(1, Math.round(Math.abs(millis) / MINUTE));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const parts = [];
  if (days) parts.push(`${days} ${chosen('روز', 'd')}`);
  if (hours) parts.push(`${hours} ${chosen('ساعت', 'h')}`);
  if (minutes % 60 && !days) parts.push(`${minutes % 60} ${chosen('دقیقه', 'min')}`);
  return persian(parts.join(chosen(' و ', ' ')));
}

/** «۲ ساعت دیگر», «۵ دقیقه پیش»; what is ahead in whole minutes, as a clock that runs down shows it. */
export function fromNow(millis) {
  const distance = millis - now();
  if (Math.abs(distance) < MINUTE / 2) return chosen('همین حالا', 'just now');
  if (distance < 0) return `${span(distance)} ${chosen('پیش', 'ago')}`;
  const left = span(Math.floor(distance / MINUTE) * MINUTE);
  return chosen(`${left} دیگر`, `in ${left}`);
}
