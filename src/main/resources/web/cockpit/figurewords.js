// What our pages within Cockpit say, in the language of whoever looks at them: in Persian where it is said, in English by boardenglish.js.
import {lookedUpIn} from '/assets/lookedup.js';
import {ENGLISH} from './boardenglish.js';

export {spokenHere} from '/assets/lookedup.js';
export const {tr} = lookedUpIn(ENGLISH);
