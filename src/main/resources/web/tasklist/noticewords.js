// What notice.js says, in Persian and in English, one entry a line.
const WORDS = {
  ...inBothLanguages('priority'),
  ...inBothLanguages('hazard'),
  ...inBothLanguages('element'),
  'danger-in-plan': ['در محل خاموشی با برنامه', 'at a planned outage'],
  'reports': ['{n} گزارش', '{n} reports'],
  'request': ['درخواست {n}', 'request {n}'],
  'since.DANGER': ['{span} است که کسی رسیدگی نکرده', 'not seen to for {span}'],
  'bar': ['هشدارها', 'Alarms'],
  'bar.new': ['هشدارها، {n} تازه', 'Alarms, {n} new'],
  'dangers': ['{n} خطر در انتظار رسیدگی', 'Dangers not seen to: {n}'],
  'untold': ['و {n} خطر دیگر در محل خاموشی با برنامه، که با رسیدگی به این‌ها نشان داده می‌شود.', 'Dangers at planned outages that are shown as these are seen to: {n} more.'],
  'title': ['هشدارها', 'Alarms'],
  'none': ['هشداری نیست: همهٔ خاموشی‌های اضطراری را کسی برعهده گرفته، به خطرها رسیدگی شده و مهلتی نگذشته است.', 'No alarms: all emergencies are taken, all dangers are seen to, and no deadline has passed.'],
  'VERIFICATION_LATE': ['مهلت بررسی گذشت', 'Verification is late'],
  'RESTORATION_LATE': ['مهلت وصل برق گذشت', 'Restoration is late'],
  'since.EMERGENCY': ['{span} است که کسی برعهده نگرفته', 'not taken for {span}'],
  'since.VERIFICATION_LATE': ['{span} پیش', '{span} ago'],
  'since.RESTORATION_LATE': ['{span} پیش', '{span} ago'],
  'district': ['مدیریت {n}', 'district {n}'],
  'outage': ['خاموشی {n}', 'outage {n}'],
  'one-place': ['یک محل', 'a single place'],
  'more': ['و {n} هشدار دیگر', 'and {n} more'],
  'open': ['باز کردن', 'Open'],
  'seen': ['دیدم', 'Seen'],
  'seen-all': ['همه را دیدم', 'All seen'],
  'close': ['بستن', 'Close'],
  'ask': ['برای خاموشی اضطراری تازه و مهلت گذشته صدا هم پخش شود؟', 'Play a sound for a new emergency and a passed deadline?'],
  'ask.yes': ['بله، با صدا', 'Yes, with sound'],
  'ask.no': ['نه، بی‌صدا', 'No, silent'],
  'sound': ['پخش صدا در این رایانه', 'Play sounds on this computer'],
  'sound.try': ['پخش آزمایشی', 'Try it'],
  'sound.asleep': ['صدا پس از نخستین کلیک در این صفحه پخش می‌شود.', 'The sound is heard after the first click in this page.'],
  'cut-off': ['ارتباط با سامانه برقرار نیست و هشدار تازه‌ای نمی‌رسد. اتصال شبکه را بررسی کنید.', 'There is no connection: no new alarm arrives. Check the network.'],
  'span.minutes': ['{n} دقیقه', '{n} min'],
  'span.hours': ['{n} ساعت', '{n} h'],
  'span.days': ['{n} روز', '{n} d'],
};

/** @param {string} key one of the list above; one that is not there is an error of ours and shows itself */
export function say(key, values = {}) {
  const entry = WORDS[key];
  if (!entry) return key;
  return entry[document.documentElement.lang === 'en' ? 1 : 0].replace(/\{([a-z]+)\}/g, (place, name) => String(values[name] ?? place));
}
