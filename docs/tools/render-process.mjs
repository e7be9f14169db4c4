// Draws bpmn/OutageRestoration.bpmn into docs/process.svg, as bpmn-js (and so Camunda Modeler) draws it, in a Persian font.
//
//   npm install --prefix target/tools bpmn-js@18.31.1 playwright-core vazirmatn@33.0.3
//   node docs/tools/render-process.mjs target/tools [process.png]
//
// Chromium comes from the system (CHROMIUM names another one). Vazirmatn (SIL Open Font License) is used to measure and to
// draw the words; it is not put into the picture, since it is not ours to copy, and a reader without it sees their own font.
import {createRequire} from 'node:module';
import {readFileSync, writeFileSync} from 'node:fs';
import {resolve} from 'node:path';

const [toolsFolder, png] = process.argv.slice(2);
const tools = createRequire(resolve(toolsFolder, 'node_modules') + '/');
const {chromium} = tools('playwright-core');
const repository = resolve(import.meta.dirname, '../..');
const font = readFileSync(tools.resolve('vazirmatn/fonts/webfonts/Vazirmatn-Regular.woff2')).toString('base64');
const fontFace = `@font-face{font-family:Vazirmatn;src:url(data:font/woff2;base64,${font}) format("woff2")}`;

/** Runs in the browser. */
async function draw({xml}) {
  await document.fonts.load('12px Vazirmatn'); // before bpmn-js measures the first word
  const viewer = new BpmnJS({
    container: '#canvas',
    textRenderer: {defaultStyle: {fontFamily: 'Vazirmatn, Tahoma, sans-serif'}},
  });
  const {warnings} = await viewer.importXML(xml);
  const elements = viewer.get('elementRegistry');

  // The five steps are to be seen first: their names are drawn larger than the 11 pixels of a label.
  for (const label of elements.filter(e => e.type === 'label' && e.labelTarget.type === 'bpmn:Group')) {
    const text = elements.getGraphics(label).querySelector('text');
    text.textContent = label.businessObject.categoryValueRef.value;
    text.setAttribute('x', label.width / 2);
    text.setAttribute('y', label.height / 2);
    text.style.cssText += 'font-size:14px;font-weight:bold;text-anchor:middle;dominant-baseline:central';
  }

  const {svg} = await viewer.saveSVG();
  const picture = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  const create = name => document.createElementNS('http://www.w3.org/2000/svg', name);
  const [x, y, width, height] = picture.getAttribute('viewBox').split(' ').map(Number);
  const paper = create('rect');
  for (const [name, value] of Object.entries({x, y, width, height, fill: 'white'})) paper.setAttribute(name, value);
  const title = create('title');
  title.textContent = viewer.getDefinitions().rootElements.find(e => e.isExecutable).name;
  picture.prepend(title, paper);
  picture.setAttribute('role', 'img');
  return {picture: new XMLSerializer().serializeToString(picture), warnings: warnings.map(w => w.message), width, height};
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'], // it opens no page but the one below
});
try {
  const page = await browser.newPage();
  await page.setContent(`<style>${fontFace} body{margin:0}</style><div id="canvas" style="width:2400px;height:1700px"></div>`);
  await page.addScriptTag({path: tools.resolve('bpmn-js/dist/bpmn-viewer.production.min.js')});
  const xml = readFileSync(resolve(repository, 'bpmn/OutageRestoration.bpmn'), 'utf8');
  const {picture, warnings, width, height} = await page.evaluate(draw, {xml});
  if (warnings.length) throw new Error(warnings.join('\n'));
  writeFileSync(resolve(repository, 'docs/process.svg'), picture + '\n');
  if (png) {
    await page.setViewportSize({width: Math.ceil(width), height: Math.ceil(height)});
    await page.setContent(`<style>${fontFace} body{margin:0}</style>${picture}`);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({path: png});
  }
} finally {
  await browser.close();
}
