// The sound of an alarm, made by the browser itself. Played for whoever has said so once, on this computer; and from the first click or
// key in the page on, since browsers let no page sound before that.
const KEPT = 'roshan-sound';
/** When each tone begins, in seconds, and its pitch. An emergency is not to be taken for anything else; a deadline is mentioned. */
const TUNES = {
  emergency: [[0, 880], [0.22, 1175], [0.44, 880], [0.66, 1175], [0.88, 880], [1.1, 1175]],
  deadline: [[0, 659], [0.3, 523]],
};
const LENGTH = {emergency: 0.18, deadline: 0.26};
const LOUDNESS = {emergency: 0.5, deadline: 0.2};

let speaker = null;

/** @returns {boolean|null} null where nobody has said yet */
export function wanted() {
  const said = localStorage.getItem(KEPT);
  return said === null ? null : said === 'on';
}

/** @param {boolean} on */
export function want(on) {
  localStorage.setItem(KEPT, on ? 'on' : 'off');
  if (on) wake();
}

function wake() {
  speaker ??= new AudioContext();
  if (speaker.state === 'suspended') speaker.resume();
}

for (const touch of ['pointerdown', 'keydown']) {
  document.addEventListener(touch, () => wanted() && wake(), {capture: true, passive: true});
}

/** @returns {boolean} whether a sound that is wanted would be heard now */
export function ready() {
  return Boolean(speaker) && speaker.state === 'running';
}

/** @param {'emergency'|'deadline'} kind */
export function ring(kind) {
  if (!wanted() || !ready()) return;
  for (const [after, pitch] of TUNES[kind]) {
    const begin = speaker.currentTime + after;
    const end = begin + LENGTH[kind];
    const tone = speaker.createOscillator();
    const volume = speaker.createGain();
    tone.type = kind === 'emergency' ? 'square' : 'sine';
    tone.frequency.value = pitch;
    // Without a slope at both ends it would crack.
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(LOUDNESS[kind], begin + 0.02);
    volume.gain.setValueAtTime(LOUDNESS[kind], end - 0.04);
    volume.gain.linearRampToValueAtTime(0, end);
    tone.connect(volume).connect(speaker.destination);
    tone.start(begin);
    tone.stop(end);
  }
}
