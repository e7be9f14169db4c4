// What a subscriber can do about a request in the state in which it is: on our page, or through whoever answers them.
import {now} from './moments.js';

/** @param {object} status of a request, as the contract has it @returns {boolean} whether the planned outage that it waits in goes on */
export function endsLater({plannedOutage}) {
  return Boolean(plannedOutage) && Date.parse(plannedOutage.endsAt) > now();
}

/**
 * @returns {Object<string, boolean>} whether each is open, by its name: that of its address below the request's, but for
 *   `back`, which is a withdrawal in other words
 */
export function openTo(status) {
  const waits = ['CHECKING', 'IN_PLANNED_OUTAGE', 'RESTORING'].includes(status.state);
  return {
    danger: waits,
    remark: waits,
    back: waits,
    'still-out': status.state === 'ANNOUNCED' || (status.state === 'IN_PLANNED_OUTAGE' && !endsLater(status)),
    feedback: ['ANNOUNCED', 'CLOSED'].includes(status.state),
    withdrawal: waits,
    'plan-stop': waits || ['ANNOUNCED', 'CLOSED'].includes(status.state),
  };
}
