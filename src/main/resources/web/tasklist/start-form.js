// The start form: whoever answers 121 registers a request for a caller, tells the tracking code, and looks one up.
// It never starts the process by the engine's own door: a report is personal data and goes to POST /api/v1/requests.
import {Caller} from './caller.js';
import {code, element} from '/assets/dom.js';
import {running, strip} from '/assets/texts.js';
import {Draft} from './drafts.js';
import {tr, translate} from './either.js';
import {Fields} from './fields.js';
import {adviceFor} from './hazards.js';
import {Inquiry, standing} from './inquiry.js';
import {logInAgain, onEnd} from './workbench.js';
import {inFull} from '/assets/solar.js';
import {digits as persian, grouped} from '/assets/spans.js';
import {Refused, account, call, hasSession} from '/assets/session.js';

/** @param {object} $scope of the form inside Tasklist's start dialogue */
export function startForm(camForm, $scope) {
  const form = camForm.formElement[0];
  translate(form);
  const fields = new Fields(form);
  const report = form.querySelector('[data-part=report]');
  const answer = form.querySelector('[data-part=answer]');
  let sent = {};
  let busy = false;
  let leaves = false;
  let draft;

  const say = (...content) => {
    answer.replaceChildren(...content);
    answer.scrollIntoView({block: 'nearest'});
  };

  const register = async () => {
    if (busy || report.hidden || !fields.check()) return;
    busy = true;
    say(element('p', {}, tr`در حال ثبت درخواست…`));
    try {
      if (!(await hasSession())) throw new Refused(401);
      const body = bodyOf(fields);
      const content = JSON.stringify(body);
      // The same report under the same key is registered once, however often it has to be sent.
      if (sent.content !== content) sent = {content, key: key()};
      const status = await call('/api/v1/requests', body, {headers: {'Idempotency-Key': sent.key}});
      sent = {};
      if (draft) draft.clear();
      report.hidden = true;
      startButton($scope, false);
      say(...registered(status, body.hazard), another());
      answer.focus();
    } catch (refused) {
      if (refused.status === 401) {
        tellEnded();
        return;
      }
      const errors = refused.errors || [];
      const unplaced = errors.filter((e) => !fields.refuseByName(e.field, e.code));
      const placed = errors.length > unplaced.length;
      say(strip('warning', placed ? tr`درخواست ثبت نشد. فیلدهای مشخص‌شده را درست کنید.` : whatToDo(refused), ...unplaced.map((e) => ` ${e.message}`)));
      fields.focus(fields.all.filter((field) => field.classList.contains('refused')));
    } finally {
      busy = false;
    }
  };

  /** What was typed lies in this tab, and is there when the form is opened again. */
  const tellEnded = () => {
    const again = element('button', {type: 'button', class: 'log-in-again'}, tr`ورود دوباره`);
    again.addEventListener('click', () => {
      leaves = true;
      logInAgain();
    });
    say(strip('warning', tr`نشست شما پایان یافته و درخواست ثبت نشده است. نوشته‌ها در همین برگه می‌ماند: دوباره وارد شوید و «ثبت درخواست» را باز کنید. `, again));
  };

  const another = () => {
    const button = element('button', {type: 'button'}, tr`ثبت درخواست دیگر`);
    button.addEventListener('click', () => {
      form.reset();
      form.querySelectorAll('output').forEach((output) => output.replaceChildren());
      fields.all.forEach((field) => fields.clear(field));
      fields.chosen.clear();
      caller.forget();
      inquiry.forget();
      advise();
      report.hidden = false;
      startButton($scope, true);
      answer.replaceChildren();
      fields.focus(fields.all);
    });
    return button;
  };

  camForm.on('submit', () => {
    camForm.submitPrevented = true;
    register();
  });
  onEnd(form, () => {
    if (leaves || report.hidden || fields.all.every((field) => !fields.value(field))) return false;
    if (!answer.querySelector('.log-in-again')) tellEnded();
    return true;
  });
  camForm.on('store', () => {
    camForm.storePrevented = true;
  });
  const inquiry = new Inquiry('request-look-up-number');
  form.querySelector('[data-part=inquiry]').append(inquiry.place);
  const caller = new Caller(form, fields, (request) => inquiry.open(request));
  const advice = form.querySelector('[data-part=advice]');
  const advise = () => {
    const ticked = form.querySelector('[data-field=hazard] input:checked');
    advice.replaceChildren(...adviceFor(ticked && ticked.value));
  };
  form.querySelector('[data-field=hazard]').addEventListener('input', advise);
  advise();
  account().then((name) => {
    draft = new Draft(camForm, report, name, 'start');
  }).catch((refused) => say(strip('warning', refused.message)));
}

/** The same report under the same key is registered once: whoever is not sure may press again. */
function whatToDo(refused) {
  if (refused.status === 0) return tr`${refused.message} نوشته‌ها سر جای خود است؛ همین درخواست دو بار ثبت نمی‌شود.`;
  return refused.status === 409 || refused.status >= 500 ? tr`درخواست ثبت نشد. ${refused.message} نوشته‌ها سر جای خود است.` : refused.message;
}

/** Tasklist's own button would register the same report again. */
function startButton($scope, shown) {
  $scope.$applyAsync(() => {
    $scope.options.hideStartButton = !shown;
  });
}

function key() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What was entered, as the contract has it; what was left empty is left out. */
function bodyOf(fields) {
  const body = {};
  for (const field of fields.all) {
    const value = fields.value(field);
    if (!value) continue;
    const name = field.dataset.field;
    body[name] = name === 'district' ? Number(value) : name === 'lifeSupport' ? true : value;
  }
  return body;
}

function registered(status, hazard) {
  return [
    status.already ? strip('warning', tr`این خاموشی پیش از این با همین شمارهٔ همراه گزارش شده و باز است؛ درخواست جدیدی ثبت نشد و پیامکی ارسال نمی‌شود.`) : null,
    element('h3', {class: 'title'}, status.already ? tr`کد رهگیری درخواست قبلی:` : tr`درخواست ثبت شد. کد رهگیری:`),
    element('p', {class: 'tracking-code'}, code(persian(grouped(status.trackingCode)))),
    ...adviceFor(hazard),
    element('h4', {}, tr`به تماس‌گیرنده بگویید`),
    element('blockquote', {class: 'say'}, ...running(sentence(status))),
    standing(status),
  ].filter(Boolean);
}

function sentence(status) {
  const trackingCode = persian(grouped(status.trackingCode));
  if (status.plannedOutageCheck === 'PLANNED' && status.plannedOutage) {
    const plan = status.plannedOutage;
    const reason = plan.reason ? tr` علت: ${plan.reason}.` : '';
    return tr`خاموشی محل شما با برنامه است و تا ${inFull(Date.parse(plan.endsAt))} ادامه دارد.${reason} اگر پس از آن برق وصل نشد، با کد رهگیری ${trackingCode} دوباره خبر دهید.`;
  }
  const checked =
    status.plannedOutageCheck === 'NOT_PLANNED'
      ? tr`خاموشی با برنامه‌ای برای محل شما ثبت نشده است`
      : tr`هنوز معلوم نیست که خاموشی محل شما با برنامه است یا نه`;
  const registeredAlready = status.already ? tr`درخواست شما پیش از این ثبت شده است.` : tr`درخواست شما ثبت شد.`;
  return tr`${registeredAlready} ${checked}. همکاران دیسپچینگ موضوع را بررسی می‌کنند. مهلت رفع خاموشی طبق توافقنامه ${inFull(Date.parse(status.restoreBy))} است. کد رهگیری شما ${trackingCode} است.`;
}
