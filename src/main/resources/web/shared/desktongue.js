// Which language Tasklist and Cockpit are in: Persian, unless whoever works there has chosen English at the foot of the page
// (WebAppLanguage). What is asked before anything is said brings this in first.
import {speak, spoken} from './words.js';

if (/\/app\/(tasklist|cockpit)\//.test(document.baseURI) && document.cookie.split('; ').includes('roshan-language=en')) speak('en');

/** Of two things the one in the language that is spoken, as it was when the page came. */
export function chosen(persian, english) {
  return spoken() === 'en' ? english : persian;
}
