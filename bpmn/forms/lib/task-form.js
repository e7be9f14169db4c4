// What the forms of all tasks have in common: the dossier above and below the fields, the checks before the task is
// completed, and the server's refusals in Persian.
import {code, element, facts, running, strip} from './dom.js';
import {grouped} from './dossier.js';
import {Fields} from './fields.js';
import {brief, persian} from './moments.js';
import {Picture} from './picture.js';
import {call, sentenceOf} from './server.js';
import {OUTCOME} from './words.js';

// Tasklist itself knows these and closes the task.
const KNOWN_TO_TASKLIST = /task is null|No matching task|is suspended|submission prevented/;
const REFUSED_FIELD = /: (\w+) \(([a-z-]+)\)\s*$/;

/** A task of an outage. */
export function outageForm(camForm) {
  const form = camForm.formElement[0];
  const fields = completing(camForm, form);
  const numberOf = async () => (await engine(camForm, `/process-instance/${camForm.options.processInstanceId}`)).businessKey;
  // Asked as a list: a task that is gone is no error.
  const isOpen = async () => {
    const open = await engine(camForm, `/task?maxResults=100&processInstanceId=${camForm.options.processInstanceId}`);
    return open.some((task) => task.id === camForm.taskId);
  };
  new Picture(form, fields, numberOf, isOpen).show();
}

/** The task to call a subscriber whom no message has reached. */
export function callForm(camForm) {
  const form = camForm.formElement[0];
  completing(camForm, form);
  const codeOf = async () => (await engine(camForm, `/task/${camForm.taskId}/variables/trackingCode`)).value;
  showCall(form, codeOf);
}

function engine(camForm, path) {
  return call(camForm.client.baseUrl + path);
}

function part(form, name) {
  return form.querySelector(`[data-part=${name}]`);
}

/** Checks the fields and hands them to the form's own submission; tells its failures in Persian. */
function completing(camForm, form) {
  const fields = new Fields(form);
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
    if (KNOWN_TO_TASKLIST.test(said)) return;
    const refused = REFUSED_FIELD.exec(said);
    if (!refused || !fields.refuseByName(refused[1], refused[2])) {
      part(form, 'refusal').replaceChildren(strip('warning', sentenceOf(error)));
    }
    // It is told where it belongs; Tasklist's own strip is in English and would lie over the button.
    error.message = 'camForm submission prevented';
  });
  // Drafts would lie in the browser of a shared desk; what people write about subscribers is in our tables only.
  camForm.on('store', () => {
    camForm.storePrevented = true;
  });
  return fields;
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
        ['نشانی', dossier.address],
        ['شناسهٔ قبض', dossier.billId ? code(persian(dossier.billId)) : null],
        ['ثبت درخواست', brief(dossier.submittedAt)],
        ['زبان مشترک', dossier.language === 'en' ? 'انگلیسی' : null],
      ]),
    );
  } catch (refused) {
    head.replaceChildren(strip('warning', refused.message || 'پروندهٔ درخواست نشان داده نشد.'));
  }
}
