// What is being typed survives a reload of the page. It lies in the tab's own storage, under the account and the task, until
// the task is done; nobody else who sits down at the same desk finds it, and no other tab has it.

const PREFIX = 'roshan-draft:';

export class Draft {
  /**
   * @param {object} camForm the SDK's
   * @param {Element} fields inside which the controls are
   * @param {string} account who types; what others have left in this tab is thrown away
   * @param {string} about the task's id, or a name
   */
  constructor(camForm, fields, account, about) {
    this.fields = fields;
    this.key = `${PREFIX}${account}:${about}`;
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(PREFIX) && !key.startsWith(`${PREFIX}${account}:`)) sessionStorage.removeItem(key);
    }
    this.restore();
    // Camunda puts into the fields what the engine has, mostly nothing, whenever its answer comes: also over what was restored before.
    camForm.on('variables-applied', () => this.restore());
    const keep = () => this.keep();
    fields.addEventListener('input', keep);
    fields.addEventListener('change', keep);
  }

  /** Each by its id, or of several with one name by name and value. What the server is sent is made of them and not kept. */
  controls() {
    return [...this.fields.querySelectorAll('input:not([type=hidden]), select, textarea')]
      .filter((control) => control.closest('[data-field]') && !control.closest('.picker-dialog'))
      .map((control) => [/^(radio|checkbox)$/.test(control.type) && control.name ? `${control.name}=${control.value}` : control.id, control])
      .filter(([name]) => name);
  }

  keep() {
    if (this.done) return;
    const kept = {};
    for (const [name, control] of this.controls()) {
      const value = /^(radio|checkbox)$/.test(control.type) ? control.checked : control.value;
      if (value) kept[name] = value;
    }
    sessionStorage.setItem(this.key, JSON.stringify(kept));
  }

  restore() {
    if (this.done) return;
    const kept = JSON.parse(sessionStorage.getItem(this.key) || 'null');
    if (!kept) return;
    for (const [name, control] of this.controls()) {
      if (/^(radio|checkbox)$/.test(control.type)) control.checked = Boolean(kept[name]);
      else control.value = kept[name] || '';
      if (kept[name]) control.dispatchEvent(new Event('input', {bubbles: true}));
    }
  }

  /** @param {boolean} [ended] nothing is typed any more */
  clear(ended = false) {
    this.done = ended;
    sessionStorage.removeItem(this.key);
  }
}
