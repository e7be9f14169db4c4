// Completing a task: it is sent by us, so that whatever becomes of it is told beside the button in words that say what to do. Until it
// is taken what was typed stays in its fields, and the button lives; and what was taken without our hearing of it is not done twice.
import {code, element, facts} from '/assets/dom.js';
import {account, call, hasSession} from '/assets/session.js';
import {digits as persian} from '/assets/spans.js';
import {strip} from '/assets/texts.js';
import {Draft} from './drafts.js';
import {tr} from './either.js';
import {Fields} from './fields.js';
import {broughtHere, goOn, offer} from './onward.js';
import {Proposals} from './proposals.js';
import {FAILED, FIELDS, FORBIDDEN, KEPT, fieldOf, isGone, isUnanswered, wasTakenBy, whyNot} from './refusals.js';
import {showSnippets} from './snippets.js';
import {deed, quiet, say, stand} from './saying.js';
import {Taking} from './taking.js';
import {engine, isMine, logInAgain, me, onEnd, seen} from './workbench.js';

// Tasklist itself knows this and says nothing more.
const PREVENTED = 'camForm submission prevented';
/** Milliseconds: after which whoever waits is told that they do, and after which no answer is one. */
const LONG = 4_000;
const LONGEST = 45_000;
const ASKED_EVERY = 2_000;

const LOST = tr`پاسخی از سامانه نرسید؛ شاید «تکمیل» به آن نرسیده باشد. ${KEPT} برقرار شدن ارتباط همین‌جا گفته می‌شود؛ «تکمیل» را دوباره هم می‌توان زد و دو بار ثبت نمی‌شود.`;
const BACK = tr`ارتباط دوباره برقرار است و این کار هنوز تکمیل نشده است. «تکمیل» را دوباره بزنید.`;

export class Completing {
  /**
   * @param {object} camForm the SDK's, of a task
   * @param {Function} [gone] shows in the form that the task was done by somebody else
   */
  constructor(camForm, gone = () => {}) {
    Object.assign(this, {camForm, gone, form: camForm.formElement[0]});
    this.fields = new Fields(this.form);
    this.proposals = new Proposals(this.form, this.fields);
    this.taking = new Taking(camForm, this.form, () => this.proposals.begin());
    this.brought = broughtHere(camForm.taskId);
    // The words of the task before stay where this one was opened by itself: they say why it is here.
    if (!this.brought) quiet();
    account().then((name) => this.begin(name)).catch((refused) => say('warning', refused.message));
    this.bind();
  }

  begin(name) {
    if (this.ended) return;
    this.draft = new Draft(this.camForm, this.part('fields'), name, this.camForm.taskId);
  }

  bind() {
    const {camForm, fields} = this;
    const submit = camForm.submit;
    // What throws in between would leave the button dead until another task is opened.
    camForm.submit = (done) => {
      try {
        submit.call(camForm, done);
      } catch (thrown) {
        say('warning', FAILED);
        done(new Error(PREVENTED));
        throw thrown;
      }
    };
    camForm.submitVariables = (done) => this.send(camForm.parseVariables()).then(
      () => seen(this.form, () => done(null)),
      (refused) => {
        seen(this.form, () => done(this.told(refused)));
        this.backToButton();
      },
    );
    camForm.on('submit', () => {
      this.proposals.renew();
      if (!fields.check()) {
        camForm.submitPrevented = true;
        say('warning', FIELDS);
        return;
      }
      for (const field of fields.all) {
        const hidden = field.querySelector('input[type=hidden][cam-variable-name]');
        if (hidden) hidden.value = fields.value(field);
      }
    });
    camForm.on('submit-success', () => {
      this.end();
      goOn(camForm);
    });
    // Tasklist's own drafts would lie in the browser of a shared desk for good; ours end with the tab (drafts.js).
    camForm.on('store', () => {
      camForm.storePrevented = true;
    });
    this.form.addEventListener('keydown', (event) => {
      if (!event.ctrlKey || event.key !== 'Enter') return;
      // Tasklist hears the same a moment later, and not in every browser.
      event.preventDefault();
      this.button().click();
    });
    onEnd(this.form, () => {
      if (this.leaves || this.ended || !this.typed().length) return false;
      if (!this.toldEnd) this.tellEnded();
      return true;
    });
  }

  /** A button that waits for an answer loses the focus. */
  backToButton() {
    if (document.activeElement === document.body) this.button().focus();
  }

  button() {
    return this.form.closest('[cam-tasklist-form]').querySelector('.form-actions .btn-primary');
  }

  part(name) {
    return this.form.querySelector(`[data-part=${name}]`);
  }

  /** Nothing is typed any more. */
  end() {
    this.ended = true;
    if (this.draft) this.draft.clear(true);
  }

  /** @throws {Refused} where the task was not completed, as far as can be known */
  async send(variables) {
    const waiting = setTimeout(() => say('wait', tr`هنوز پاسخی نیامده است. کمی صبر کنید…`), LONG);
    say('wait', tr`در حال ثبت…`);
    this.sends = true;
    this.toldEnd = false;
    try {
      await call(`${engine()}/task/${this.camForm.taskId}/submit-form`, {variables}, {wait: LONGEST});
    } catch (refused) {
      if (await this.wasTaken(refused)) return;
      throw refused;
    } finally {
      this.sends = false;
      clearTimeout(waiting);
    }
  }

  /** Where an answer was lost before, a task that is gone may be gone by us. */
  async wasTaken(refused) {
    return Boolean(this.lost) && isGone(refused) && wasTakenBy(me(), this.camForm.taskId).catch(() => false);
  }

  /** Asked as a list: a task that is gone is no error. @throws {Refused} */
  async isOpen() {
    const open = await call(`${engine()}/task?maxResults=100&processInstanceId=${this.camForm.options.processInstanceId}`);
    return open.some((task) => task.id === this.camForm.taskId);
  }

  /** Says what has become of a call that has failed. @returns {Error} as Tasklist's form takes it, which says nothing more */
  told(refused) {
    const field = fieldOf(refused);
    if (isGone(refused)) this.tellGone();
    else if (isUnanswered(refused)) this.tellLost();
    else if (refused.status === 401 || refused.status === 403) this.tellForbidden();
    else if (field && this.fields.refuseByName(...field)) say('warning', FIELDS);
    else say('warning', whyNot(refused));
    return new Error(PREVENTED);
  }

  tellLost() {
    this.lost = true;
    say('warning', LOST);
    this.watch();
  }

  /** Until the line is back, which nobody has to find out by pressing. */
  async watch() {
    if (this.watches) return;
    this.watches = true;
    while (this.form.isConnected && !this.ended) {
      await new Promise((wake) => setTimeout(wake, ASKED_EVERY));
      if (this.sends) continue;
      try {
        if (await this.isOpen()) say('warning', BACK);
        // It was taken: the same press once more finds that out, and goes on.
        else window.angular.element(this.form).scope().$apply('complete()');
        break;
      } catch (refused) {
        if (refused.status === 401 || refused.status === 403) {
          this.tellForbidden();
          break;
        }
      }
    }
    this.watches = false;
  }

  /** A session that has ended is refused by the one status or the other. */
  async tellForbidden() {
    if (await hasSession().catch(() => true)) say('warning', FORBIDDEN);
    else this.tellEnded();
  }

  tellEnded() {
    this.toldEnd = true;
    say(
      'warning',
      tr`نشست شما پایان یافته و چیزی ثبت نشده است. ${KEPT} دوباره وارد شوید؛ همین فرم باز می‌شود و «تکمیل» را دوباره بزنید. `,
      deed(tr`ورود دوباره`, () => {
        this.leaves = true;
        logInAgain();
      }),
    );
  }

  /** Somebody was quicker. What was typed is not lost with the form. */
  async tellGone() {
    const typed = this.typed();
    this.end();
    say('warning', tr`این کار پیش از شما تکمیل شد و نوشتهٔ شما ثبت نشد.`);
    await this.gone();
    if (typed.length) {
      this.part('summary').append(element('h4', {}, tr`آنچه نوشته بودید`), element('div', {class: 'typed'}, facts(typed)));
    }
    await offer(tr`این کار پیش از شما تکمیل شد و نوشتهٔ شما ثبت نشد.`, 'warning').catch(() => {});
  }

  /** What stands in the fields, in words. @returns {Array<[string, Node|string]>} */
  typed() {
    return this.fields.all.map((field) => [this.fields.label(field), this.shown(field)]).filter(([, words]) => words);
  }

  shown(field) {
    const chosen = field.querySelector('input:is([type=radio], [type=checkbox]):checked');
    if (chosen) return chosen.closest('label').firstChild.nextSibling.textContent.trim();
    const control = this.fields.control(field);
    if (control.matches('select')) return control.value && control.selectedOptions[0].textContent;
    if (control.matches('[type=radio], [type=checkbox]')) return '';
    return control.dir === 'ltr' && control.value ? code(persian(control.value)) : control.value.trim();
  }

  /** To be called when the form is there to be filled in. */
  shownNow() {
    stand();
    showSnippets(this.fields);
    if (isMine(this.form)) this.proposals.begin();
    if (this.brought) this.fields.focus(this.fields.all);
  }
}
