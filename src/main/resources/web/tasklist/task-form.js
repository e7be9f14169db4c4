// What the forms of all tasks have in common: the dossier above and below the fields, and the way in which a task is completed.
import {showAnnouncement} from './dispatching.js';
import {code, element, facts} from '/assets/dom.js';
import {running, strip} from '/assets/texts.js';
import {Completing} from './completing.js';
import {ended} from './dossier.js';
import {brief} from '/assets/solar.js';
import {digits as persian, grouped} from '/assets/spans.js';
import {tr, translate} from './either.js';
import {Picture} from './picture.js';
import {showSuggestion} from './suggesting.js';
import {call} from '/assets/session.js';
import {OUTCOME} from '/assets/vocabulary.js';

/** A task of an outage. */
export function outageForm(camForm) {
  const form = camForm.formElement[0];
  translate(form);
  const task = new Completing(camForm, () => picture.look());
  const numberOf = async () => (await engine(camForm, `/process-instance/${camForm.options.processInstanceId}`)).businessKey;
  const picture = new Picture(form, task.fields, numberOf, () => task.isOpen(), () => task.end());
  picture.show().then(() => {
    showAnnouncement(form, task.fields, () => picture.number);
    showSuggestion(form, task.fields, () => picture.number, {found: (put) => task.proposals.prefer('estimatedRestorationAt', put)});
    task.shownNow();
  });
}

/** The task to call a subscriber whom no message has reached. */
export function callForm(camForm) {
  const form = camForm.formElement[0];
  translate(form);
  const task = new Completing(camForm, () => {
    part(form, 'summary').replaceChildren(strip('note', ...ended()));
    form.classList.add('gone');
  });
  const codeOf = async () => (await engine(camForm, `/task/${camForm.taskId}/variables/trackingCode`)).value;
  showCall(form, codeOf).then(() => task.shownNow());
}

function engine(camForm, path) {
  return call(camForm.client.baseUrl + path);
}

function part(form, name) {
  return form.querySelector(`[data-part=${name}]`);
}

async function showCall(form, codeOf) {
  const head = part(form, 'summary');
  try {
    const dossier = await call(`/api/v1/operations/requests/${encodeURIComponent(await codeOf())}`);
    const result = dossier.result || {};
    const message = result.message && (dossier.language === 'en' ? result.message : persian(result.message));
    head.replaceChildren(
      element('h3', {class: 'title'}, tr`پیام نتیجه به این مشترک نرسیده است`),
      element('p', {class: 'call'}, tr`تماس با `, element('a', {href: `tel:${dossier.mobile}`}, code(persian(dossier.mobile)))),
      element('h4', {}, tr`به مشترک بگویید`),
      element('blockquote', {class: 'say'}, ...running(message || OUTCOME[result.outcome] || tr`نتیجهٔ رسیدگی به درخواست خود را از سایت شرکت پیگیری کنید.`)),
      strip('note', tr`اگر برق هنوز قطع است، پس از تکمیل این کار مشترک می‌تواند با همین کد رهگیری ادامهٔ خاموشی را گزارش کند و رسیدگی از سر گرفته می‌شود.`),
      facts([
        [tr`نتیجه`, OUTCOME[result.outcome]],
        [tr`زمان وصل`, result.restoredAt ? brief(result.restoredAt) : null],
        [tr`اعلام نتیجه`, result.announcedAt ? brief(result.announcedAt) : null],
        [tr`کد رهگیری`, code(persian(grouped(dossier.trackingCode)))],
        [tr`نشانی`, dossier.address ? element('span', {class: 'wide'}, persian(dossier.address)) : null],
        [tr`شناسهٔ قبض`, dossier.billId ? code(persian(dossier.billId)) : null],
        [tr`ثبت درخواست`, brief(dossier.submittedAt)],
        [tr`زبان مشترک`, dossier.language === 'en' ? tr`انگلیسی` : null],
      ]),
    );
  } catch (refused) {
    head.replaceChildren(strip('warning', refused.message || tr`پروندهٔ درخواست نشان داده نشد.`));
  }
}
