// Tasklist itself, as far as what is ours has to move it: who is logged in, which task is open, and that one has changed.

import {account, call} from '/assets/session.js';

function injected(name) {
  return window.angular.element(document.body).injector().get(name);
}

let known = '';

/** @returns {string} the account that is logged in, or was when the session ended */
export function me() {
  const who = injected('$rootScope').authentication;
  if (who && who.name) known = who.name;
  return known;
}

/** @returns {Promise<string[]>} the groups of whoever is logged in. @throws {Refused} */
export async function groups() {
  const answer = await call(`/camunda/api/engine/engine/default/identity/groups?userId=${encodeURIComponent(await account())}`);
  return answer.groups.map(({id}) => id);
}

/** @returns {string} the address of the engine's resources for the web apps */
export function engine() {
  return injected('camAPI').baseUrl;
}

/** What the step is called of which a task is, as Tasklist's list calls it (look.js). */
export function stepOf({name}) {
  return injected('$filter')('roshanTask')(name || '');
}

/** @returns {string} the list that is open, as the address has it; undefined before one is */
export function openList() {
  return injected('$location').search().filter;
}

/** @returns {string} the task that is open, as the address has it; undefined where none is */
export function openTask() {
  return injected('$location').search().task;
}

/** Opens a task in place of the one that is open. */
export function open(taskId) {
  const root = injected('$rootScope');
  root.$applyAsync(() => injected('$location').search('task', taskId));
}

/** As Tasklist does by itself every ten seconds, and after whatever is done to a task in it. */
export function drawListAnew() {
  const root = injected('$rootScope');
  root.$applyAsync(() => root.$broadcast('refresh'));
}

/** Somebody has done something here: list, cards and counts are asked for now. */
export function deedDone() {
  drawListAnew();
  document.dispatchEvent(new Event('roshan-deed'));
}

/** The scope in which the open task lies. */
export function scopeOf(form) {
  let scope = window.angular.element(form).scope();
  while (scope && !scope.taskData) scope = scope.$parent;
  return scope;
}

/** @returns {boolean} whether the open task is whoever's who is logged in */
export function isMine(form) {
  const scope = scopeOf(form);
  return Boolean(scope && scope.task) && scope.task.assignee === me();
}

/** The open task is another's, or nobody's, than it was. */
export function changed(form) {
  const scope = scopeOf(form);
  if (!scope) return;
  scope.$applyAsync(() => {
    scope.taskData.changed('task');
    scope.taskData.changed('taskList');
  });
}

/** Forms that are being filled in: each says whether it stays where it is when the session has ended. */
const held = new Map();
let watches = false;

/**
 * A session that ends while somebody fills a form in is told beside the button: Tasklist would put its login in place of the form.
 *
 * @param {Element} form
 * @param {() => boolean} hold called when it has ended; whether the form stays
 */
export function onEnd(form, hold) {
  if (!watches) {
    watches = true;
    const root = injected('$rootScope');
    const broadcast = root.$broadcast;
    let who = root.authentication;
    root.$broadcast = function (name, ...more) {
      who = root.authentication || who;
      const ends = name === 'authentication.login.required' || (name === 'authentication.changed' && !more[0]);
      held.forEach((_, at) => at.isConnected || held.delete(at));
      if (!ends || ![...held.values()].some((its) => its())) return broadcast.call(this, name, ...more);
      // Whoever logs in again in another tab goes on here.
      root.authentication = who;
      return {name, defaultPrevented: true};
    };
  }
  held.set(form, hold);
}

/** Leads to the login, and from there back to the task that is open. */
export function logInAgain() {
  const root = injected('$rootScope');
  root.$applyAsync(() => {
    root.authentication = null;
    root.$broadcast('authentication.changed', null);
    root.$broadcast('authentication.login.required');
  });
}

/** Lets Tasklist see what our scripts have done outside of its own. */
export function seen(form, does) {
  const scope = window.angular.element(form).scope();
  if (scope) scope.$apply(does);
  else does();
}

let hushed = false;

/** What is said beside the button, Tasklist need not say over the page as well: that somebody has the next task of the same process. */
export function hush() {
  if (hushed) return;
  hushed = true;
  const notifications = injected('Notifications');
  const words = injected('$translate').instant('ASSIGN_NOTE_PROCESS');
  const add = notifications.addMessage;
  notifications.addMessage = (notice) => (notice.status === words ? undefined : add.call(notifications, notice));
}
