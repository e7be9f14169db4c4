// Words in Persian and in English, one entry a line: here those that are needed first, for what is known of a place. The others
// come with pagewords.js and morewords.js, so that nobody waits for them over a slow line. The Persian of what stands in
// index.html is the same as there (a test compares them): the page can be read before any of this has come.

const WORDS = {
  'known.planned-until': ['این محل تا {until} خاموشی با برنامه دارد.', 'A planned outage is under way here until {until}.'],
  'known.probably-until': ['این محل به احتمال زیاد تا {until} خاموشی با برنامه دارد.', 'A planned outage is probably under way here until {until}.'],
  'known.planned-after': ['اگر علت را چیز دیگری می‌دانید یا پس از آن هم برق نداشتید، گزارش دهید.', 'If you see another cause, or are still without power after that, please report.'],
  'known.outage': ['از این خاموشی خبر داریم؛ شروع آن: {since}.', 'We know of this outage, since {since}.'],
  'known.estimate': ['زمان احتمالی وصل برق: {when}', 'Power is expected back {when}.'],
  'known.no-estimate': ['هنوز معلوم نیست برق چه زمانی وصل می‌شود.', 'It is not known yet when power will be back.'],
  'known.report-as-well': ['شما هم گزارش دهید تا نتیجه به شما پیامک شود.', 'Report as well, so that you are told the result by text message.'],
  'known.nothing': ['این محل اکنون خاموشی با برنامه ندارد و هنوز کسی خاموشی آن را خبر نداده است. گزارش دهید.', 'No outage is planned here now, and nobody has reported one yet. Please report.'],
  'known.not-known': ['هنوز خبری از خاموشی این محل نداریم. گزارش دهید.', 'We know of no outage here yet. Please report.'],
  'known.next': ['برنامهٔ بعدی این محل: {when}', 'Next planned outage here: {when}'],
  'known.next-probable': ['برنامهٔ بعدی این محل (احتمالی): {when}', 'Next planned outage here (probable): {when}'],

  'time.today': ['امروز ساعت {time}', 'today {time}, Tehran time'],
  'time.tomorrow': ['فردا ساعت {time}', 'tomorrow {time}, Tehran time'],
  'time.yesterday': ['دیروز ساعت {time}', 'yesterday {time}, Tehran time'],
  'time.from-to': ['{from} تا {to}', '{from} to {to}'],
  'time.other': ['{date}، ساعت {time}', '{date}, {time}, Tehran time'],
};

const PERSIAN = 0;
const ENGLISH = 1;
let language = PERSIAN;

/** @param {Object<string, [string, string]>} words that have come since */
export function add(words) {
  Object.assign(WORDS, words);
}

/** @param {'fa'|'en'} code anything else is Persian */
export function speak(code) {
  language = code === 'en' ? ENGLISH : PERSIAN;
}

/** @returns {'fa'|'en'} */
export function spoken() {
  return language === ENGLISH ? 'en' : 'fa';
}

/** @param {string} address of another page of ours @returns {string} that page in the language that is spoken here */
export function inTongue(address) {
  return spoken() === 'en' ? address.replace(/#|$/, '?lang=en$&') : address;
}

/**
 * @param {string} key one of the list above; one that is not there is an error of ours and shows itself
 * @param {Object<string, string|number>} [values] for the places in braces
 */
export function word(key, values = {}) {
  const entry = WORDS[key];
  if (!entry) return key;
  return entry[language].replace(/\{([a-z]+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
}

/** @returns {boolean} whether the server's code has a word of ours; a newer server may know more of them */
export function hasWord(key) {
  return Object.prototype.hasOwnProperty.call(WORDS, key);
}
