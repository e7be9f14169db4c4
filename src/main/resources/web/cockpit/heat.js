// The heat on the diagram: how long tokens stayed where, so that the step which costs the time is seen. A picture shows both
// processes, and so does the heat. Colours stand for spans of time and not for ranks: one month can be held against another.
import {element} from '/assets/dom.js';
import {now} from '/assets/moments.js';
import {spokenHere, tr} from './figurewords.js';
import {ask, why} from './ask.js';
import {amount, briefly} from './format.js';

const PROCESSES = ['RestorationRequestProcess', 'OutageProcess'];
const DAY = 86_400_000;
/** The server answers fourteen days and no minute more, by its own clock. */
const MARGIN = 300_000;
const PERIODS = [[1, tr`یک روز گذشته`], [7, tr`هفت روز گذشته`], [14, tr`چهارده روز گذشته`]];
const USUAL = 7;
const LAYER = 'roshan-heat';
const HOLDS_OTHERS = 'bpmn:SubProcess';
const COLD = 'heat-0';
/** Of all that is drawn, where a token can stay. The colours of the model, which stand for the five steps, give way to the heat. */
const STEPS = /Task$|Event$|Gateway$|SubProcess$/;
/** Seconds from which on a median is as hot; what is over in less than a second costs nobody any time. */
const HEATS = [
  [1, tr`تا یک دقیقه`],
  [60, tr`۱ تا ۱۵ دقیقه`],
  [900, tr`۱۵ تا ۶۰ دقیقه`],
  [3600, tr`۱ تا ۴ ساعت`],
  [14_400, tr`بیش از ۴ ساعت`],
];

export function show(viewer) {
  const canvas = viewer.get('canvas');
  const overlays = viewer.get('overlays');
  const elements = viewer.get('elementRegistry');
  const marked = new Map();
  const word = element('p', {class: 'word', role: 'status'});
  const choice = element('select', {'aria-label': tr`دورهٔ زمان‌ها`}, ...PERIODS.map(([days, name]) => element('option', {value: days, selected: days === USUAL}, name)));
  const shown = element('input', {type: 'checkbox', checked: true});
  const legend = element(
    'section',
    {class: 'roshan-heat-legend', ...spokenHere, 'aria-label': tr`زمان ماندن در هر گام`},
    element('label', {class: 'on'}, shown, tr` میانهٔ زمان ماندن در هر گام`),
    choice,
    element('ul', {}, ...[tr`کمتر از یک ثانیه`, ...HEATS.map(([, name]) => name)].map((name, i) => element('li', {}, element('span', {class: `swatch heat-${i}`}), name))),
    word,
  );
  let cold = [];
  let gone = false;
  let asked = 0;

  function clear() {
    overlays.remove({type: LAYER});
    marked.forEach((marker, id) => canvas.removeMarker(id, marker));
    marked.clear();
    cold.forEach((id) => canvas.removeMarker(id, COLD));
    cold = [];
  }

  async function draw() {
    const mine = ++asked;
    clear();
    word.textContent = '';
    legend.classList.toggle('off', !shown.checked);
    if (!shown.checked) return;
    const from = new Date(now() - choice.value * DAY + MARGIN).toISOString();
    let answers;
    try {
      answers = await Promise.all(PROCESSES.map((process) => ask(`element-times?process=${process}&from=${encodeURIComponent(from)}`)));
    } catch (problem) {
      if (!gone && mine === asked) word.textContent = why(problem);
      return;
    }
    if (gone || mine !== asked) return;
    answers.flatMap((answer) => answer.elements).forEach(mark);
    cold = elements.filter((one) => one.waypoints === undefined && STEPS.test(one.type) && !marked.has(one.id)).map((one) => one.id);
    cold.forEach((id) => canvas.addMarker(id, COLD));
    if (!marked.size) word.textContent = tr`در این دوره هیچ گامی بیش از یک ثانیه طول نکشیده است.`;
  }

  function mark(time) {
    const heat = HEATS.filter(([seconds]) => time.medianSeconds >= seconds).length;
    const drawn = elements.get(time.element);
    // What holds others is as slow as they are.
    if (!heat || !drawn || drawn.type === HOLDS_OTHERS) return;
    marked.set(time.element, `heat-${heat}`);
    canvas.addMarker(time.element, `heat-${heat}`);
    const told = tr`${amount(time.count)} بار؛ میانه ${briefly(time.medianSeconds)}، میانگین ${briefly(time.meanSeconds)}، روی هم ${briefly(time.totalHours * 3600)}`;
    overlays.add(time.element, LAYER, {
      position: {top: -11, left: 6},
      show: {minZoom: 0, maxZoom: 10},
      scale: {min: 0.8, max: 1.2},
      html: element('span', {class: `roshan-heat-badge heat-${heat}`, dir: spokenHere.dir, title: told, 'data-element': time.element, 'data-count': time.count}, briefly(time.medianSeconds)),
    });
  }

  choice.addEventListener('change', draw);
  shown.addEventListener('change', draw);
  canvas.getContainer().append(legend);
  draw();
  return () => {
    gone = true;
    legend.remove();
  };
}
