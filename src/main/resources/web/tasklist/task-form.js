// What the forms of all tasks have in common: the dossier above and below the fields, the checks before the task is
// completed, and the server's refusals in Persian.
import {showAnnouncement} from './dispatching.js';
import {code, element, facts} from '/assets/dom.js';
import {running, strip} from '/assets/texts.js';
import {ended} from './dossier.js';
import {Draft} from './drafts.js';
import {Fields} from './fields.js';
import {brief} from '/assets/solar.js';
import {digits as persian, grouped} from '/assets/spans.js';
import {Picture} from './picture.js';
import {showSuggestion} from './suggesting.js';
import {account, call, sentenceOf} from '/assets/session.js';
import {OUTCOME} from '/assets/vocabulary.js';

// Tasklist itself knows these and closes the task.
const KNOWN_TO_TASKLIST = /is suspended|submission prevented/;
// Tasklist would close the form without a word on who was quicker.
const TASK_IS_GONE = /task is null|No matching task/;
const PREVENTED = 'camForm submission prevented';
const REFUSED_FIELD = /: (\w+) \(([a-z-]+)\)\s*$/;

/** A task of an outage. */
export function outageForm(camForm) {
  const form = camForm.formElement[0];
  const task = completing(camForm, form, () => picture.look());
  const numberOf = async () => (await engine(camForm, `/process-instance/${camForm.options.processInstanceId}`)).businessKey;
  // Asked as a list: a task that is gone is no error.
  const isOpen = async () => {
    const open = await engine(camForm, `/task?maxResults=100&processInstanceId=${camForm.options.processInstanceId}`);
    return open.some((task) => task.id === camForm.taskId);
  };
  const picture = new Picture(form, task.fields, numberOf, isOpen, () => task.end());
  picture.show().then(() => {
    showAnnouncement(form, task.fields, () => picture.number);
    showSuggestion(form, task.fields, () => picture.number);
  });
}

/** The task to call a subscriber whom no message has reached. */
export function callForm(camForm) {
  const form = camForm.formElement[0];
  const task = completing(camForm, form, () => {
    part(form, 'summary').replaceChildren(strip('note', ...ended()));
    form.classList.add('gone');
    task.end();
  });
  const codeOf = async () => (await engine(camForm, `/task/${camForm.taskId}/variables/trackingCode`)).value;
  showCall(form, codeOf);
}

function engine(camForm, path) {
  return call(camForm.client.baseUrl + path);
}

function part(form, name) {
  return form.querySelector(`[data-part=${name}]`);
}

/**
 * Checks the fields and hands them to the form's own submission; tells its failures in Persian.
 *
 * @param {Function} [gone] called when the task turns out to be done by somebody else
 */
function completing(camForm, form, gone = () => {}) {
  const fields = new Fields(form);
  let draft;
  let ended = false;
  const end = () => {
    ended = true;
    if (draft) draft.clear(true);
  };
  account().then((name) => {
    if (!ended) draft = new Draft(part(form, 'fields'), name, camForm.taskId);
  }).catch((refused) => {
    part(form, 'refusal').replaceChildren(strip('warning', refused.message));
  });
  camForm.on('submit-success', end);
  camForm.on('submit', () => {
    part(form, 'refusal').replaceChildren();
    if (!fields.check()) {
      camForm.submitPrevented = true;
      return;
    }
    for (const field of fields.all) {
      const hidden = field.querySelector('input[type=hidden][cam-variable-name]');
      if (hidden) hidden.value = fields.value(field);
    }
  });
  camForm.on('submit-failed', (_, [error]) => {
    const said = (error && error.message) || '';
    if (TASK_IS_GONE.test(said)) {
      gone();
      error.message = PREVENTED;
      return;
    }
    if (KNOWN_TO_TASKLIST.test(said)) return;
    const refused = REFUSED_FIELD.exec(said);
    if (!refused || !fields.refuseByName(refused[1], refused[2])) {
      part(form, 'refusal').replaceChildren(strip('warning', sentenceOf(error)));
    }
    // It is told where it belongs; Tasklist's own strip is in English and would lie over the button.
    error.message = PREVENTED;
  });
  // Tasklist's own drafts would lie in the browser of a shared desk for good; ours end with the tab (drafts.js).
  camForm.on('store', () => {
    camForm.storePrevented = true;
  });
  return {fields, end};
}

async function showCall(form, codeOf) {
  const head = part(form, 'summary');
  try {
    const dossier = await call(`/api/v1/operations/requests/${encodeURIComponent(await codeOf())}`);
    const result = dossier.result || {};
    const message = result.message && (dossier.language === 'en' ? result.message : persian(result.message));
    head.replaceChildren(
      element('h3', {class: 'title'}, 'پیام نتیجه به این مشترک نرسیده است'),
      element('p', {class: 'call'}, 'تماس با ', element('a', {href: `tel:${dossier.mobile}`}, code(persian(dossier.mobile)))),
      element('h4', {}, 'به مشترک بگویید'),
      element('blockquote', {class: 'say'}, ...running(message || OUTCOME[result.outcome] || 'نتیجهٔ رسیدگی به درخواست خود را از سایت شرکت پیگیری کنید.')),
      strip('note', 'اگر برق هنوز قطع است، پس از تکمیل این کار مشترک می‌تواند با همین کد رهگیری ادامهٔ خاموشی را گزارش کند و رسیدگی از سر گرفته می‌شود.'),
      facts([
        ['نتیجه', OUTCOME[result.outcome]],
        ['زمان وصل', result.restoredAt ? brief(result.restoredAt) : null],
        ['اعلام نتیجه', result.announcedAt ? brief(result.announcedAt) : null],
        ['کد رهگیری', code(persian(grouped(dossier.trackingCode)))],
        ['نشانی', dossier.address ? element('span', {class: 'wide'}, persian(dossier.address)) : null],
        ['شناسهٔ قبض', dossier.billId ? code(persian(dossier.billId)) : null],
        ['ثبت درخواست', brief(dossier.submittedAt)],
        ['زبان مشترک', dossier.language === 'en' ? 'انگلیسی' : null],
      ]),
    );
  } catch (refused) {
    head.replaceChildren(strip('warning', refused.message || 'پروندهٔ درخواست نشان داده نشد.'));
  }
}
