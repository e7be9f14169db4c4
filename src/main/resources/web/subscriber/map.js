// The company's own network as a map, drawn here and asked of no other host: where it is dark, by colour and by pattern. Whoever
// cannot see it has the list, which says the same and more.
import {element, notice, part} from './dom.js';
import {sentences} from './forms.js';
import './mapwords.js';
import {moment} from './moments.js';
import {call} from './server.js';
import {digits} from './spans.js';
import {word} from './words.js';

const GEO_JSON = {Accept: 'application/geo+json, application/problem+json'};
const SVG = 'http://www.w3.org/2000/svg';
/** Metres in a degree of latitude; of longitude it is less, by the cosine of the latitude. */
const DEGREE = 111_000;
/** Metres: nearer than that nobody finds their way. */
const NEAREST = 2_500;
/** Smaller on the screen an area is not seen: it has a spot instead. Pixels. */
const SMALLEST = 12;
/** The fabric of a large company is a quarter of a megabyte: it comes last, and may take its time. */
const PATIENCE = 120_000;
let number = 0;

export class NetworkMap {
  /**
   * @param {HTMLElement} place
   * @param {object} districts as the service has them
   * @param {(outage: string) => void} chosen an open outage was clicked
   */
  constructor(place, districts, chosen) {
    this.place = place;
    this.districts = districts.features;
    this.chosen = chosen;
    /** Null until the service has said what is out. */
    this.dark = null;
    this.fabric = null;
    this.whole = false;
    /** Metres to the east, shrunk as the middle of the network is. */
    this.shrink = Math.cos((middle(this.districts.flatMap(positions).map(([, latitude]) => latitude)) * Math.PI) / 180);
    this.id = `map-${(number += 1)}`;
    new ResizeObserver(() => this.show()).observe(place);
  }

  /** @param {number} open how many outages the list has */
  async open(open) {
    this.listed = open;
    await styled();
    try {
      this.dark = (await call('/api/v1/map/outages', {headers: GEO_JSON})).features;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
    this.show();
    if (!this.fabric && !isPoor()) await this.bringFabric();
  }

  async bringFabric() {
    try {
      const all = await call('/api/v1/map', {headers: GEO_JSON, wait: PATIENCE});
      this.fabric = all.features.filter(({properties}) => properties.kind === 'AREA');
      this.show();
    } catch (missing) {
      // It is the ground and not what is told.
    }
  }

  show() {
    if (this.problem) {
      this.place.replaceChildren(notice('warning', ...sentences(this.problem)));
      return;
    }
    if (!this.dark) return;
    const width = Math.max(240, this.place.clientWidth);
    if (!part('map-sheet', this.place)) this.layOut();
    const sheet = part('map-sheet', this.place).querySelector('svg');
    const height = sheet.clientHeight || 400;
    const view = this.view(width / height);
    const pixel = view.width / width;
    sheet.setAttribute('viewBox', `${view.x} ${view.y} ${view.width} ${view.height}`);
    sheet.replaceChildren(...this.drawn(pixel));
    this.say();
    const focus = this.dark.length > 0;
    for (const [name, pressed] of [['map-focus', focus && !this.whole], ['map-whole', !focus || this.whole]])
      part(name, this.place).setAttribute('aria-pressed', String(pressed));
    part('map-focus', this.place).disabled = !focus;
    part('map-scale', this.place).replaceChildren(...scale(pixel));
  }

  layOut() {
    const sheet = svg('svg', {role: 'img', 'aria-describedby': `${this.id}-said`, preserveAspectRatio: 'xMidYMid slice'});
    this.place.replaceChildren(
      element('p', {class: 'quiet', id: `${this.id}-said`, 'data-part': 'map-said'}),
      element('div', {class: 'field row'}, this.button('map-focus', false), this.button('map-whole', true)),
      element('div', {class: 'map-sheet', 'data-part': 'map-sheet'}, sheet),
      element('div', {class: 'map-scale', 'data-part': 'map-scale'}),
      element('p', {'data-part': 'map-chosen', role: 'status'}),
      element('ul', {class: 'map-legend', 'data-part': 'map-legend'}),
    );
  }

  button(name, whole) {
    const button = element('button', {type: 'button', class: 'plain', 'data-part': name});
    button.addEventListener('click', () => {
      this.whole = whole;
      this.show();
    });
    return button;
  }

  /** What is told in words, and the words of what is seen. */
  say() {
    const of = (kind) => this.dark.filter(({properties}) => properties.kind === kind);
    const open = of('OPEN').length;
    const planned = of('PLANNED').filter(({properties}) => !properties.probable).length;
    const probable = of('PLANNED').length - planned;
    const others = Math.max(0, this.listed - open);
    part('map-sheet', this.place).querySelector('svg').setAttribute('aria-label', word('map.name'));
    part('map-said', this.place).textContent = [
      open ? word('map.dark', {count: digits(open)}) : word('map.dark-none'),
      others ? word('map.list-only', {count: digits(others)}) : '',
      planned + probable ? word('map.planned-now', {count: digits(planned + probable)}) : '',
      word('map.coarse'),
    ].join(' ');
    part('map-focus', this.place).textContent = word('map.focus');
    part('map-whole', this.place).textContent = word('map.whole');
    part('map-legend', this.place).replaceChildren(
      this.legend('open', '', word('map.open', {count: digits(open)})),
      planned || !probable ? this.legend('planned', '', word('map.planned', {count: digits(planned)})) : '',
      probable ? this.legend('planned', ' map-probable', word('map.probable', {count: digits(probable)})) : '',
    );
  }

  legend(kind, how, text) {
    const box = 'M2 2H30V18H2Z';
    const id = `${this.id}-legend-${kind}${how ? '-probable' : ''}`;
    return element(
      'li',
      {},
      svg('svg', {viewBox: '0 0 32 20', 'aria-hidden': 'true'}, svg('defs', {}, pattern(kind, 1, id)), shape(kind, how, box, id)),
      text,
    );
  }

  /** In metres, with something around it, as wide as the screen is. @param {number} ratio of width to height */
  view(ratio) {
    const shown = this.dark.length && !this.whole ? this.dark : this.districts;
    const box = this.box(shown);
    const room = this.whole || !this.dark.length ? 1.06 : 1.35;
    const least = this.whole || !this.dark.length ? 0 : NEAREST;
    let width = Math.max(box.right - box.left, least) * room;
    let height = Math.max(box.bottom - box.top, least) * room;
    if (width / height < ratio) width = height * ratio;
    else height = width / ratio;
    return {x: Math.round((box.left + box.right - width) / 2), y: Math.round((box.top + box.bottom - height) / 2), width, height};
  }

  box(features) {
    const box = {left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity};
    for (const position of features.flatMap(positions)) {
      const [x, y] = this.place2d(position);
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y);
    }
    return box;
  }

  place2d([longitude, latitude]) {
    return [Math.round(longitude * DEGREE * this.shrink), Math.round(-latitude * DEGREE)];
  }

  path(feature) {
    return feature.geometry.coordinates.flat().map((ring) => `M${ring.slice(0, -1).map((each) => this.place2d(each).join(' ')).join('L')}Z`).join('');
  }

  /** From the ground up: what is open lies above what is planned. */
  drawn(pixel) {
    const ids = {open: `${this.id}-open`, planned: `${this.id}-planned`};
    const dark = (kind) => this.dark.filter(({properties}) => properties.kind === kind.toUpperCase());
    return [
      svg('defs', {}, pattern('open', pixel, ids.open), pattern('planned', pixel, ids.planned)),
      ...this.districts.map((district) => svg('path', {class: 'map-district', d: this.path(district)})),
      this.fabric ? svg('path', {class: 'map-areas', d: this.fabric.map((area) => this.path(area)).join('')}) : '',
      ...['planned', 'open'].flatMap((kind) => dark(kind).map((feature) => this.spot(kind, feature, pixel, ids[kind]))),
      ...this.districts.map((district) => this.name(district, pixel)),
    ].filter(Boolean);
  }

  /** An area that would not be seen has a spot where it lies. */
  spot(kind, feature, pixel, id) {
    const {number: outage, probable, endsAt} = feature.properties;
    const box = this.box([feature]);
    const isSmall = Math.max(box.right - box.left, box.bottom - box.top) < SMALLEST * pixel;
    const half = (SMALLEST / 2) * pixel;
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const d = isSmall ? `M${x - half} ${y}L${x} ${y - half}L${x + half} ${y}L${x} ${y + half}Z` : this.path(feature);
    const drawn = shape(kind, probable ? ' map-probable' : '', d, id);
    drawn.addEventListener('click', () => {
      if (kind === 'open') {
        this.chosen(outage);
        return;
      }
      const when = moment(endsAt);
      part('map-chosen', this.place).textContent = probable ? word('map.until-probable', {when}) : word('map.until', {when});
    });
    return drawn;
  }

  /** In the middle of its largest piece. */
  name(district, pixel) {
    const boxes = district.geometry.coordinates.map((polygon) => this.box([{geometry: {coordinates: [polygon]}}]));
    const [box] = boxes.sort((a, b) => extent(b) - extent(a));
    const size = 13 * pixel;
    return svg(
      'text',
      {x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, 'font-size': size, 'stroke-width': size / 4},
      word('map.district', {district: digits(district.properties.district)}),
    );
  }
}

function extent(box) {
  return (box.right - box.left) * (box.bottom - box.top);
}

function svg(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Lines for what is open, dots for what is planned; as wide on the screen whatever is shown. */
function pattern(kind, pixel, id) {
  const size = (kind === 'open' ? 8 : 7) * pixel;
  const mark = kind === 'open'
    ? svg('rect', {class: 'map-mark-open', width: size / 2, height: size})
    : svg('circle', {class: 'map-mark-planned', cx: size / 2, cy: size / 2, r: size / 4});
  return svg(
    'pattern',
    {id, width: size, height: size, patternUnits: 'userSpaceOnUse', ...(kind === 'open' ? {patternTransform: 'rotate(45)'} : {})},
    svg('rect', {class: `map-veil-${kind}`, width: size, height: size}),
    mark,
  );
}

function shape(kind, how, d, id) {
  return svg('path', {class: `map-${kind}${how}`, d, fill: `url(#${id})`});
}

/** A bar of a round length, and where north is. */
function scale(pixel) {
  const longest = 110 * pixel;
  const power = 10 ** Math.floor(Math.log10(longest));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= longest);
  const width = Math.round(metres / pixel);
  const label = metres < 1_000 ? word('map.metres', {count: digits(metres)}) : word('map.kilometres', {count: digits(metres / 1_000)});
  return [
    element('span', {}, svg('svg', {viewBox: `0 0 ${width} 10`, width, 'aria-hidden': 'true'}, svg('path', {d: `M1 0V9H${width - 1}V0`})), label),
    element('span', {}, `▲ ${word('map.north')}`),
  ];
}

function positions(feature) {
  return feature.geometry.coordinates.flat(2);
}

function middle(numbers) {
  return numbers.reduce((least, each) => Math.min(least, each), Infinity) / 2 + numbers.reduce((most, each) => Math.max(most, each), -Infinity) / 2;
}

/** Whoever saves their line is not sent what only looks better. */
function isPoor() {
  const line = navigator.connection;
  return Boolean(line && (line.saveData || /2g/.test(line.effectiveType || '')));
}

let sheet = null;

/** What only the map needs is not in the page's own style sheet. */
function styled() {
  sheet = sheet || new Promise((loaded) => {
    const link = element('link', {rel: 'stylesheet', href: new URL('./map.css', import.meta.url).href});
    link.addEventListener('load', loaded);
    link.addEventListener('error', loaded);
    document.head.append(link);
  });
  return sheet;
}
