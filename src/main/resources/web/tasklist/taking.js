// Whoever fills in the form of a task that is nobody's takes it by that: there is no button to press first. It is said, and can be
// undone on the spot.
import {element} from '/assets/dom.js';
import {tr} from './either.js';
import {say} from './saying.js';
import {take, undo} from './onward.js';
import {changed, me, scopeOf} from './workbench.js';

export class Taking {
  /** @param {Function} taken called when the task is whoever's who fills it in */
  constructor(camForm, form, taken) {
    Object.assign(this, {camForm, form, taken});
    const begin = (event) => {
      // What our own scripts put into a field is nobody's decision.
      if (event.isTrusted && this.isNobodys()) this.take();
    };
    const fields = form.querySelector('[data-part=fields]');
    fields.addEventListener('input', begin);
    fields.addEventListener('click', (event) => {
      if (event.target.closest('button:not(.picker-open)')) begin(event);
    });
    const scope = scopeOf(form);
    // Whoever is quick has filled in what was there before this script.
    if (form.querySelector('[data-part=fields] :checked:not(option)') && this.isNobodys()) this.take();
    if (scope) scope.$watch('task.assignee', (who) => form.classList.toggle('of-another', Boolean(who) && who !== me()));
  }

  isNobodys() {
    const scope = scopeOf(this.form);
    return !this.taking && Boolean(this.form.closest('.disabled-form')) && scope && scope.task && !scope.task.assignee;
  }

  async take() {
    this.taking = true;
    try {
      await take(this.camForm.taskId);
      say('good', element('b', {}, tr`این کار برعهدهٔ شما شد.`), ' ', undo(this.camForm.taskId, () => changed(this.form)));
      this.taken();
    } catch (refused) {
      say('warning', refused.status === 409 ? tr`همکار دیگری همین حالا این کار را برعهده گرفت. نوشته‌های شما سر جای خود است.` : tr`کار هنوز برعهدهٔ شما نیست. ${refused.message}`);
    } finally {
      this.taking = false;
    }
    changed(this.form);
  }
}
