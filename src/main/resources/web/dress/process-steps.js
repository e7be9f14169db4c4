// The picture of the process, in a form that can be read: the agreement's five steps stand above it, and each leads to its part of the
// picture, in the size of the words. In Tasklist the part in which the task stands is shown first. WebAppLook serves it.
// The page's own language is set by look.js, which may come later.
const ENGLISH = document.cookie.split('; ').includes('roshan-language=en');
const PICTURES = '[cam-widget-bpmn-viewer]';
/** By which Tasklist marks the task that is open. */
const HERE = 'highlight';
const ROOM = {x: 20, y: 34, width: 40, height: 56};
const IN_ENGLISH = ['Step 1: request', 'Step 2: registration', 'Step 3: verification', 'Step 4: restoration', 'Step 5: result'];
const WORDS = ENGLISH
  ? {all: 'The whole picture', group: 'Steps of the agreement', of: (n, all) => ` (${n} of ${all})`}
  : {all: 'همهٔ نمودار', group: 'گام‌های توافقنامه', of: (n, all) => ` (${n.toLocaleString('fa-IR')} از ${all.toLocaleString('fa-IR')})`};

const PATIENCE = 100;
const TRIES = 100;
const LATIN = /[۰-۹]/g;

/** @returns {Map<number, Array<object>>} the frames of each step, from the top of the picture to its end */
function frames(viewer) {
  const found = new Map();
  for (const frame of viewer.get('elementRegistry').filter(({type}) => type === 'bpmn:Group')) {
    const name = frame.businessObject.categoryValueRef?.value || '';
    const number = Number((/[0-9۰-۹]/.exec(name) || [''])[0].replace(LATIN, (digit) => digit.charCodeAt(0) - 0x6f0));
    if (!number) continue;
    if (!found.has(number)) found.set(number, []);
    found.get(number).push(Object.assign(frame, {named: name}));
  }
  for (const all of found.values()) all.sort((one, other) => one.y - other.y || one.x - other.x);
  return new Map([...found].sort(([one], [other]) => one - other));
}

const holds = (frame, {x, y, width = 0, height = 0}) => x >= frame.x && y >= frame.y && x + width <= frame.x + frame.width && y + height <= frame.y + frame.height;

function add(node, viewer) {
  const steps = frames(viewer);
  if (!steps.size) return;
  const canvas = viewer.get('canvas');
  const bar = document.createElement('div');
  bar.className = 'roshan-steps';
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', WORDS.group);
  const press = (pressed) => bar.querySelectorAll('button').forEach((button) => button.setAttribute('aria-pressed', String(button === pressed)));
  const show = (button, frame) => {
    canvas.viewbox({x: frame.x - ROOM.x, y: frame.y - ROOM.y, width: frame.width + ROOM.width, height: frame.height + ROOM.height});
    press(button);
  };
  const choice = (text, pressed) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = text;
    button.setAttribute('aria-pressed', 'false');
    button.addEventListener('click', () => pressed(button));
    bar.append(button);
    return button;
  };
  for (const [number, parts] of steps) {
    const name = ENGLISH ? IN_ENGLISH[number - 1] : parts[0].named;
    let next = 0;
    choice(name, (button) => {
      show(button, parts[next]);
      // A step that stands at several places of the picture is led through.
      if (parts.length > 1) button.textContent = name + WORDS.of(next + 1, parts.length);
      next = (next + 1) % parts.length;
    });
  }
  choice(WORDS.all, (button) => {
    canvas.zoom('fit-viewport', 'auto');
    press(button);
  });
  node.before(bar);
  const task = viewer.get('elementRegistry').filter((one) => canvas.hasMarker(one, HERE))[0];
  if (!task) return;
  const at = [...steps.values()].findIndex((parts) => parts.some((frame) => holds(frame, task)));
  if (at >= 0) show(bar.children[at], [...steps.values()][at].find((frame) => holds(frame, task)));
}

/** Camunda loads a picture when it is first looked at, and marks the task in it thereafter. */
function whenLoaded(node, tries = TRIES) {
  if (!node.isConnected || !tries) return;
  const control = window.angular.element(node).isolateScope()?.control;
  if (control?.isLoaded?.() && node.clientWidth && node.querySelector('.djs-group')) setTimeout(() => node.isConnected && add(node, control.getViewer()), PATIENCE);
  else setTimeout(whenLoaded, PATIENCE, node, tries - 1);
}

const known = new WeakSet();
new MutationObserver(() => {
  for (const node of document.querySelectorAll(PICTURES)) {
    // The small ones of a list of processes lead to the large ones.
    if (known.has(node) || node.closest('[process-diagram-preview]')) continue;
    known.add(node);
    whenLoaded(node);
  }
}).observe(document.body, {childList: true, subtree: true});

export default [];
