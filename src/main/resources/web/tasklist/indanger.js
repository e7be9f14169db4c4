// A danger at a place that is off on plan, of which nobody has taken care: it stands above all else of its request, and whoever has sent
// somebody says so for everybody.
import {element} from '/assets/dom.js';
import {brief} from '/assets/solar.js';
import {digits as persian} from '/assets/spans.js';
import {send} from '/assets/session.js';
import {strip} from '/assets/texts.js';
import {HAZARD} from '/assets/vocabulary.js';
import {tr} from './either.js';
import {deedDone, groups} from './workbench.js';

/** Who answers telephones sends nobody. Where it is not known, the server refuses with its reason. */
async function maySend() {
  const mine = await groups().catch(() => ['dispatchers']);
  return mine.some((id) => ['dispatchers', 'managers', 'camunda-admin'].includes(id));
}

/**
 * @param {object} dossier of the request
 * @param {(said: string) => void} done is told what has been done, when it has
 * @returns {Promise<Element|null>} null where there is none
 */
export async function inDanger(dossier, done) {
  // A node of before tells of none.
  const dangers = dossier.dangersInPlan || [];
  if (!dangers.length) return null;
  const told = dangers.map((danger) =>
    element(
      'p',
      {},
      element('strong', {}, tr`⚠ خطر در محل خاموشی با برنامه: ${HAZARD[danger.hazard]}`),
      ' — ',
      tr`از ${brief(danger.since)}، `,
      tr`${persian(danger.reports)} گزارش`,
      danger.onCallAt ? tr`؛ کشیک در ${brief(danger.onCallAt)} خبر شد` : null,
    ),
  );
  const place = element('section', {class: 'strip danger in-danger'}, ...told);
  if (!(await maySend())) return place;
  const answer = element('div', {'aria-live': 'polite'});
  const button = element('button', {type: 'button'}, tr`رسیدگی شد`);
  place.append(element('p', {}, tr`برای این خطر کاری در فهرست نیست. اکیپ را تلفنی بفرستید و سپس این دکمه را بزنید؛ با نام شما ثبت می‌شود و هشدار برای همه پایان می‌یابد.`), button, answer);
  button.addEventListener('click', async () => {
    button.disabled = true;
    answer.replaceChildren();
    try {
      // What was not on the screen is nothing of which somebody has taken care. A node of before has no answer, and ends all.
      const seen = dangers.map(({hazard, since}) => ({hazard, since}));
      const rest = await send('POST', `/api/v1/operations/requests/${dossier.trackingCode}/danger-handled`, {dangers: seen});
      deedDone();
      done(rest?.dangersInPlan?.length ? tr`ثبت شد که به خطر رسیدگی شده است. خطر دیگری که هنوز کسی به آن رسیدگی نکرده در زیر است.` : tr`ثبت شد که به خطر رسیدگی شده است.`);
    } catch (refused) {
      answer.replaceChildren(strip('warning', refused.message));
      button.disabled = false;
    }
  });
  return place;
}
