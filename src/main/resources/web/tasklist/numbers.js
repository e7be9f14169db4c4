// What a number may be that a caller reads out.
import {bare} from '/assets/moments.js';

/** @param {string} digits bare */
export function isMobile(digits) {
  return /^(?:\+98|0098|98|0)?9[0-9]{9}$/.test(digits);
}

/** What a number may be, the likeliest first. @returns {Array<object>} */
export function meant(typed) {
  const digits = bare(typed);
  if (!digits) return [];
  if (isMobile(digits) && digits.length !== 10) return [{mobile: digits}];
  if (/^[0-9]{12}$/.test(digits) && Number(digits) % 97 === 1) return [{trackingCode: digits}, {billId: digits}];
  return [{billId: digits}];
}
