// The task that somebody opens. Camunda asks for it once: where that fails, or where another is chosen before the answer has come,
// the pane stays empty or shows the task before, with another card marked as open. Here it is asked again until it is there, what is
// chosen last is what opens, and of a task that is gone it is said beside the pane. WebAppLook serves it; notopen.js has the words.

/** Milliseconds: after which it is asked once more; then always after the last. */
const PAUSES = [300, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
/** After which no answer is one. */
const LONGEST = 10_000;
/** A fault that has passed by then is nothing to speak of. */
const FAILURES_UNSAID = 1;
/** After so many faults of the server's own it is not the moment, but this task. */
const FAILURES_OF_ITS_OWN = 4;

/** No answer at all, and whatever the server blames itself for. */
function passes({status}) {
  return !status || status === 408 || status === 429 || status >= 500;
}

/** Milliseconds for which the server wants not to be asked. */
function wanted({status, response}) {
  const seconds = [429, 503].includes(status) && response && response.header ? Number(response.header['retry-after']) : 0;
  return seconds > 0 ? seconds * 1_000 : 0;
}

class Opening {
  /** @param {object} data in which Tasklist keeps the task, and by whose name `taskId` it is chosen */
  constructor(data, $q, $injector) {
    Object.assign(this, {$q, $injector, plain: data});
    /** What stands in the pane. */
    this.shown = null;
    /** What is asked for now. */
    this.asks = null;
  }

  /** Its children by which other parts of the page choose are the same. */
  within(data) {
    const {provide, set, newChild} = data;
    return {
      ...data,
      provide: (name, value) => provide(name, name === 'task' ? ['taskId', (chosen) => this.task(chosen)] : value),
      set: (name, value) => {
        set(name, value);
        if (name === 'taskId') this.chosen(value);
      },
      newChild: (scope) => this.within(newChild(scope)),
    };
  }

  /** Camunda's data does not hear of a choice while it waits for the task before, unless it is told to begin anew. */
  chosen({taskId}) {
    // A click on a card comes twice, from its link and from the card.
    if (this.asks && this.asks.taskId === taskId) this.asks.again();
    else this.plain.changed('task');
  }

  task({taskId}) {
    const overtaken = this.asks;
    const asks = {taskId, answer: this.$q.defer(), again: () => {}};
    this.asks = asks;
    this.words = this.words || import('/forms/lib/notopen.js');
    // Whoever waits for that one gets this one: the data sees to it, once it has any answer.
    if (overtaken) overtaken.answer.resolve(null);
    if (typeof taskId === 'string') this.ask(asks);
    else this.give(asks, null);
    return asks.answer.promise;
  }

  async ask(asks) {
    for (let failures = 0; this.asks === asks; failures++) {
      try {
        const task = await this.answer(asks.taskId);
        if (this.asks !== asks) return;
        if (asks.told) this.say('opened');
        this.give(asks, task);
      } catch (refused) {
        if (this.asks !== asks) return;
        if (refused.status === 401) this.leave(asks);
        else if (!passes(refused)) this.gone(asks);
        else await this.pause(asks, failures, refused);
      }
    }
  }

  async answer(taskId) {
    const late = new Promise((wake) => setTimeout(wake, LONGEST));
    const task = await Promise.race([this.$injector.get('camAPI').resource('task').get(taskId), late]);
    // None in time, or something in between has answered with a page of its own.
    if (!task || task.id !== taskId) throw new Error('no answer');
    return task;
  }

  pause(asks, failures, refused) {
    const millis = Math.max(PAUSES[Math.min(failures, PAUSES.length - 1)], wanted(refused));
    const own = refused.status === 500 && failures >= FAILURES_OF_ITS_OWN;
    const word = own ? 'broken' : failures >= FAILURES_UNSAID || millis > LONGEST ? 'trying' : null;
    if (word && asks.told !== word) {
      asks.told = word;
      this.say(word);
    }
    return new Promise((wake) => {
      asks.again = wake;
      setTimeout(wake, millis);
    });
  }

  /** Whoever has logged out waits for nothing, and the address is that of the page after this one. */
  end() {
    const {asks} = this;
    this.asks = null;
    if (!asks) return;
    if (asks.told) this.say('opened');
    asks.again();
  }

  give(asks, task) {
    if (this.asks !== asks) return;
    this.asks = null;
    this.shown = task;
    asks.answer.resolve(task);
  }

  /** The session has ended. Where a form is held because of what was typed there, it stays; else the login leads back to the task. */
  leave(asks) {
    if (this.$injector.get('$rootScope').authentication) this.back(asks, this.shown);
    else this.give(asks, this.shown);
  }

  /** What is being filled in is not taken away: its form says itself what has become of it. */
  gone(asks) {
    if (this.shown && this.shown.id === asks.taskId) {
      this.give(asks, this.shown);
      return;
    }
    this.back(asks, null);
    this.plain.changed('taskList');
    this.say('gone');
  }

  /** Mark and address go with the task. */
  back(asks, task) {
    const taskId = task ? task.id : null;
    this.plain.set('taskId', {taskId});
    this.$injector.get('search').updateSilently({task: taskId, ...(task ? {} : {detailsTab: null})});
    this.give(asks, task);
  }

  async say(what) {
    // Where the words do not come either, the list and the turning wheel say what can be said.
    const words = await this.words.catch(() => null);
    if (words) words[what]();
  }
}

function openTask($provide) {
  $provide.decorator('dataDepend', [
    '$delegate', '$q', '$injector',
    (theirs, $q, $injector) => ({
      ...theirs,
      create: (scope) => {
        const data = theirs.create(scope);
        const opening = new Opening(data, $q, $injector);
        scope.$on('$destroy', () => opening.end());
        return opening.within(data);
      },
    }),
  ]);
}

window.angular.module('dataDepend').config(['$provide', openTask]);

export default [];
