// Loaded by each of Camunda's web apps before it begins: the direction of the page, Solar Hijri dates, and the choice of
// language at its foot. WebAppLook serves it, and WebAppLanguage reads the choice.
const COOKIE = 'roshan-language';
const english = document.cookie.split('; ').includes(`${COOKIE}=en`);

document.documentElement.lang = english ? 'en' : 'fa';
document.documentElement.dir = english ? 'ltr' : 'rtl';

const FORMATS = {
  normal: {dateStyle: 'medium', timeStyle: 'short'},
  long: {dateStyle: 'full', timeStyle: 'short'},
  short: {dateStyle: 'medium'},
  abbr: {dateStyle: 'short', timeStyle: 'short'},
  day: {day: '2-digit'},
  monthName: {month: 'long'},
};

/** The web apps write every date by one filter. Moments are shown in Tehran, whatever the computer believes. */
function solarHijri($provide) {
  const formats = Object.fromEntries(
    Object.entries(FORMATS).map(([name, style]) => [
      name,
      new Intl.DateTimeFormat('fa-IR-u-ca-persian-nu-arabext', {...style, timeZone: 'Asia/Tehran'}),
    ]),
  );
  $provide.decorator('camDateFilter', [
    '$delegate',
    (theirs) => (value, variant) => {
      const moment = value ? new Date(value) : null;
      if (!moment || Number.isNaN(moment.getTime())) return theirs(value, variant);
      return (formats[variant] || formats.normal).format(moment);
    },
  ]);
}

if (!english) window.angular.module('cam.commons').config(['$provide', solarHijri]);

/** The other language's name, in that language, at the foot of the page. */
function languageChoice() {
  const footer = document.querySelector('[cam-widget-footer]');
  if (!footer) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-link roshan-language';
  button.lang = english ? 'fa' : 'en';
  button.textContent = english ? 'فارسی' : 'English';
  button.addEventListener('click', () => {
    const path = new URL(document.baseURI).pathname.replace(/\/app\/.*$/, '');
    document.cookie = `${COOKIE}=${english ? 'fa' : 'en'}; path=${path}; max-age=31536000; samesite=strict`;
    window.location.reload();
  });
  footer.after(button);
}

languageChoice();

export default [];
