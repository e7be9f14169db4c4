// Moments as people in Iran write them: the Solar Hijri calendar, in Tehran. The browser's own calendar (ICU) says on
// which day a year begins; months are 31 days six times, then 30, the last one 29 or, in a leap year, 30.
import {DAY, ZONE, latin, now} from './moments.js';
import {digits as persian} from './spans.js';

const MINUTE = 60_000;
const TEHRAN_OFFSET = 210 * MINUTE;
const FIRST_YEAR = 1300;
const LAST_YEAR = 1498;

const PARTS = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
  timeZone: ZONE,
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  hourCycle: 'h23',
});
const WEEKDAY = new Intl.DateTimeFormat('fa-IR', {timeZone: ZONE, weekday: 'long'});
export const MONTHS = Object.values(inPersian('month'));

const newYears = new Map();

/** Without what no screen shows: address books and messengers put marks of direction around and between digits. */
function seen(text) {
  return text.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
}

/** @returns {{year: number, month: number, day: number, hour: number, minute: number}} Solar Hijri, in Tehran */
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
  if (month <= 6) return 31;
  return month < 12 || Math.round((newYear(year + 1) - newYear(year)) / DAY) === 366 ? 30 : 29;
}

/** The first moment of a day in Tehran, in milliseconds since 1970. */
export function startOfDay(year, month, day) {
  return newYear(year) + (daysBefore(month) + day - 1) * DAY;
}

/** @returns {number} 0 on a Saturday, on which the week begins, to 6 on a Friday */
export function dayOfWeek(millis) {
  return (new Date(millis + TEHRAN_OFFSET).getUTCDay() + 1) % 7;
}

/** «سه‌شنبه ۳ آذر ۱۴۰۵» */
export function dayInFull(millis) {
  const p = partsOf(millis);
  return persian(`${WEEKDAY.format(new Date(millis))} ${p.day} ${MONTHS[p.month - 1]} ${p.year}`);
}

/**
 * Reads «1405/09/02 14:30», also with ساعت between, or a time of day alone.
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
  const moment = startOfDay(today.year, today.month, today.day) + minutes;
  if (future && moment <= now()) return moment + DAY;
  return !future && moment > now() ? moment - DAY : moment;
}

function two(number) {
  return String(number).padStart(2, '0');
}

/** «سه‌شنبه ۳ آذر ۱۴۰۵، ساعت ۱۴:۳۰» */
export function inFull(millis) {
  const p = partsOf(millis);
  return persian(`${dayInFull(millis)}، ساعت ${two(p.hour)}:${two(p.minute)}`);
}

/** «۱۴:۳۰» of today, «۱۴۰۵/۰۹/۰۲ ساعت ۱۴:۳۰» of another day. @param {string} iso */
export function brief(iso) {
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
  return persian(`${p.year}/${two(p.month)}/${two(p.day)} ${two(p.hour)}:${two(p.minute)}`);
}

/** «۲ ساعت و ۵ دقیقه». @param {number} span in milliseconds */
export function span(millis) {
  const minutes = Math.max(1, Math.round(Math.abs(millis) / MINUTE));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const parts = [];
  if (days) parts.push(`${days} روز`);
  if (hours) parts.push(`${hours} ساعت`);
  if (minutes % 60 && !days) parts.push(`${minutes % 60} دقیقه`);
  return persian(parts.join(' و '));
}

/** «۲ ساعت دیگر», «۵ دقیقه پیش»; what is ahead in whole minutes, as a clock that runs down shows it. */
export function fromNow(millis) {
  const distance = millis - now();
  if (Math.abs(distance) < MINUTE / 2) return 'همین حالا';
  return distance > 0 ? `${span(Math.floor(distance / MINUTE) * MINUTE)} دیگر` : `${span(distance)} پیش`;
}
