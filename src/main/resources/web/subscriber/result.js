// The result of a request as its subscriber reads it (A7.2): beside its status, and in the list of their own.
import {element, facts} from './dom.js';
import {moment} from './moments.js';
import './pagewords.js';
import {amount} from './spans.js';
import {hasWord, word} from './words.js';

/** States in which there is one. */
export const OUTCOME_KNOWN = ['ANNOUNCED', 'CLOSED', 'WITHDRAWN'];

/** @param {object} status of a request, as the contract has it @returns {Node[]} none where there is no result */
export function resultOf({result, state}) {
  if (!result || !OUTCOME_KNOWN.includes(state)) return [];
  const withdrawn = result.outcome === 'WITHDRAWN';
  const cause = `cause.${result.cause}`;
  return [
    withdrawn ? null : element('h3', {}, word('follow.result')),
    withdrawn ? null : facts([
      [word('fact.restored'), result.restoredAt ? moment(result.restoredAt) : null],
      [word('fact.cause'), hasWord(cause) ? word(cause) : null],
      [word('fact.agreement'), result.withinAgreement === undefined ? null : word(result.withinAgreement ? 'fact.within' : 'fact.not-within')],
      [word('fact.fee'), result.fee === undefined ? null : result.fee === 0 ? word('fact.free') : word('fact.rials', {amount: amount(result.fee)})],
      [word('fact.announced'), moment(result.announcedAt)],
    ]),
    result.message ? element('h3', {}, word('follow.message')) : null,
    result.message ? element('blockquote', {dir: 'auto'}, result.message) : null,
  ].filter(Boolean);
}
